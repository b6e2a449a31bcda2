"""A new key for a purpose, step by step, while the system runs."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from senim.kernel import audit
from senim.kernel.errors import Refused
from senim.kernel.keys import resealing, ring
from senim.kernel.scoping import Actor

Say = Callable[[str], None]
#: Every process has looked at the file by then, and has finished what it began before.
SETTLE = 2 * ring.LOOK_EVERY + 1.0
SENTENCES = {
    "unknown": _("There is no key %(name)s. The keys: %(names)s."),
    "marks": _(
        "The key of marks cannot be changed: what it made stands in the tables without the values, so nothing can be "
        "made anew. If it was stolen, somebody who also has the tables can try telephone numbers one by one: erase the "
        "marks that are not needed any more, as the life of data provides."
    ),
    "no_hook": _("No webhook key is set (SENIM_HOOK_KEY): there is nothing to change."),
    "others": _(
        "Rows stay that no key here opens (%(count)s in %(columns)s). They were not closed by this change; the old key "
        "is kept all the same."
    ),
}


def refuse(code: str, **params: object) -> Refused:
    return Refused(f"keys.{code}", SENTENCES[code], params=params)


def prepare(purpose: str) -> str:
    """Make the next key and let everybody read with it. Gives its fingerprint. Raises Refused."""
    _may(purpose)
    made = ring.new(purpose)
    ring.save(made)
    return next(key.fingerprint for key in made[purpose] if key.state is ring.State.NEXT)


def rotate(
    purpose: str, say: Say = lambda _text: None, wait: Callable[[float], None] = time.sleep
) -> None:
    """Put the next key in force and, for the vault, seal everything again; after a cut it goes on. Raises Refused."""
    _may(purpose)
    if not _unfinished(purpose):
        mark = prepare(purpose)
        say(f"{purpose}: {mark} is made; waiting until every process reads with it")
        wait(SETTLE)
        ring.save(ring.promoted(ring.whole(), purpose))
        _tell("keys.rotated", purpose, mark)
        say(f"{purpose}: {mark} is in force")
        wait(SETTLE)
    if purpose == "vault":
        _reseal(say)
        retire(purpose, say)


def retire(purpose: str, say: Say = lambda _text: None) -> None:
    """Forget the old keys of a purpose."""
    gone = [key.fingerprint for key in ring.whole()[purpose] if key.state is ring.State.OLD]
    if gone:
        ring.save(ring.retired(ring.whole(), purpose))
        _tell("keys.retired", purpose, *gone)
        say(f"{purpose}: forgotten {', '.join(gone)}")


def _unfinished(purpose: str) -> bool:
    # Only the vault has work that can be cut off: an old key stands until every row is sealed anew.
    return purpose == "vault" and ring.path().exists() and any(
        key.state is ring.State.OLD for key in ring.whole()[purpose]
    )


def _reseal(say: Say) -> None:
    """Twice: what a process sealed with the old key while the first walk went by is found by the second."""
    def tell(done: resealing.Done) -> None:
        if done.sealed:
            say(f"  {done.name}: {done.looked} rows, {done.sealed} sealed again")

    for _walk in (1, 2):
        found = resealing.reseal(tell)
    closed = [done for done in found if done.closed]
    if closed:
        count = sum(done.closed for done in closed)
        raise refuse("others", count=count, columns=", ".join(done.name for done in closed))


def _may(purpose: str) -> None:
    if purpose == ring.CANNOT:
        raise refuse("marks")
    if purpose not in ring.PURPOSES:
        raise refuse("unknown", name=purpose, names=", ".join(ring.PURPOSES))
    if purpose == "hooks" and not ring.whole()["hooks"]:
        raise refuse("no_hook")


def _tell(action: str, purpose: str, *marks: str) -> None:
    with transaction.atomic():
        audit.record(Actor.system("keys"), action, ("key", purpose), data={"fingerprints": list(marks)})
