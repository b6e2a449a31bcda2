"""Opening one named record for a short time, looking at it, ending it, judging it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from senim.breakglass import permissions, policies, registry
from senim.breakglass.domain import MOST_MISSES, Ground, is_open
from senim.breakglass.models import Ending, Look, Opening, Review, Words
from senim.breakglass.registry import Kind, Page, Record
from senim.breakglass.selectors import counted, one, own
from senim.breakglass.words import refuse
from senim.kernel import audit, clock, formats, lease, legal, limits
from senim.kernel.scoping import Actor, Duty
from senim.staff import api as staff

HOUR = 3600


def open_record(
    *, actor: Actor, token: str, kind: str, number: str, ground: Ground | None, reason: str
) -> Opening:
    """Open one record by its number until a moment that cannot be moved; the head above is told with it.

    Raises NotYours for a role that may not, Refused with a sentence for everything else.
    """
    permissions.check(actor, "breakglass.open")
    chosen = registry.kinds(actor.scope).get(kind)
    if chosen is None or ground is None:
        raise refuse("no_kind", field="kind" if chosen is None else "ground")
    said = policies.words(reason, "reason_short")
    policies.check_limit(counted(actor.scope, clock.now() - timedelta(days=1)))
    record, duty = _found(actor, chosen, number)
    with transaction.atomic():
        row = _kept(actor, token, chosen, record, duty, ground)
        Words.objects.create(opening=row, what="reason", text=said)
        if chosen.noted is not None:
            chosen.noted(actor, record, row.ends_at)
    return row


def _found(actor: Actor, kind: Kind, number: str) -> tuple[Record, Duty]:
    """The record, closed to this person and in the own region. Numbers that lead nowhere are counted and logged."""
    _check_misses(actor)
    record = kind.find(actor.scope, number)
    duty = permissions.post_for(actor, kind.roles, record.area_path) if record else None
    if record is None or duty is None:
        limits.count(_misses(actor), _window() + HOUR)
        audit.record(actor, "breakglass.missed", ("record", kind.code), reads=True)
        raise refuse("no_record", field="number")
    if record.url:
        raise refuse("yours_anyway", field="number")
    return record, duty


def _kept(actor: Actor, token: str, kind: Kind, record: Record, duty: Duty, ground: Ground) -> Opening:
    """The row, the line in the log, the letter: all or none. Several at once open one."""
    assert actor.account_id is not None
    heads = permissions.above(actor.account_id, duty.post_id)
    if not heads:
        raise refuse("nobody_above")
    now = clock.now()
    ends_at = now + timedelta(hours=_term("breakglass.access"))
    # At its end itself the record may be opened anew: the lease ends a moment earlier.
    seconds = (ends_at - now).total_seconds() - 0.001
    if not lease.hold(_lease(actor.account_id, kind.code, record.pk), token, seconds):
        raise refuse("open_already", time=formats.clock_time(_until(actor, kind.code, record.pk, ends_at)))
    try:
        with transaction.atomic():
            row = Opening.objects.create(
                token=token, kind=kind.code, record=record.pk, number=record.number, area_path=record.area_path,
                account_id=actor.account_id, post_id=duty.post_id, ground=ground, told=heads[0],
                chain=_chain(staff.post_chain(duty.post_id)), at=now, ends_at=ends_at,
                review_by=now + timedelta(days=_term("breakglass.review")))
    except IntegrityError:
        raise refuse("sent_already") from None
    audit.record(actor, "breakglass.opened", (kind.code, record.pk), area_path=record.area_path, data={
        "opening": row.pk, "number": record.number, "ground": ground, "until": ends_at, "told": heads[0]})
    _tell(row, heads[0], "breakglass_opened")
    return row


def _until(actor: Actor, kind: str, record: int, otherwise: datetime) -> datetime:
    found = next((one for one in own(actor.scope) if (one.kind, one.record) == (kind, record)), None)
    return found.ends_at if found else otherwise


def _term(code: str) -> int:
    value = legal.term(code, clock.today()).value
    assert value is not None, code
    return value


def _chain(posts: Sequence[int]) -> str:
    return "/" + "".join(f"{post}/" for post in posts)


def _lease(account_id: int, kind: str, record: int) -> str:
    return f"breakglass:{account_id}:{kind}:{record}"


def _window() -> int:
    return int(clock.now().timestamp()) // HOUR * HOUR


def _misses(actor: Actor) -> bytes:
    mark = f"{actor.account_id}:{_window()}"
    return salted_hmac("senim.breakglass.misses", mark, algorithm="sha256").digest()[:16]


def _check_misses(actor: Actor) -> None:
    if limits.counted(_misses(actor)) >= MOST_MISSES:
        raise refuse("misses", time=formats.clock_time(datetime.fromtimestamp(_window() + HOUR, UTC)))


def _tell(row: Opening, post: int, template: str) -> None:
    staff.write_to_post(
        post, template=template, address=f"/emergency/{row.pk}/review/", key=f"{template}:{row.pk}:{post}")


def look(*, actor: Actor, opening_id: int) -> tuple[Opening, Page]:
    """The record once more, while the access lasts: written down each time. Raises NotYours, Refused when it is over.

    The record's own context is asked again: what has become a complaint about this person meanwhile is shut at once.
    """
    permissions.check(actor, "breakglass.look")
    row = one(actor.scope, opening_id)
    kind = registry.kinds(actor.scope).get(row.kind)
    if row.account_id != actor.account_id:
        raise permissions.not_yours()
    if not is_open(clock.now(), row.ends_at, _ended(row)) or row.post_id not in actor.scope.posts(*permissions.OPENERS):
        raise refuse("over")
    record = kind.find(actor.scope, row.number) if kind else None
    page = kind.read(record) if kind and record and record.pk == row.record else None
    if record is None or page is None:
        raise refuse("shut_since")
    with transaction.atomic():
        Look.objects.create(opening=row, at=clock.now())
        audit.record(actor, "breakglass.looked", (row.kind, row.record), area_path=row.area_path, reads=True, data={
            "opening": row.pk, "number": row.number})
    return row, page


def _ended(row: Opening) -> datetime | None:
    ending = getattr(row, "ending", None)
    return ending.at if ending else None


def end(*, actor: Actor, opening_id: int) -> None:
    """End an access before its time: given back, or stopped by a head above. Ending twice is no harm."""
    permissions.check(actor, "breakglass.end")
    row = one(actor.scope, opening_id)
    if not permissions.can_end(actor.scope, row):
        raise permissions.not_yours()
    if not is_open(clock.now(), row.ends_at, _ended(row)):
        return
    try:
        with transaction.atomic():
            Ending.objects.create(opening=row, at=clock.now(), account_id=actor.account_id or 0)
            lease.release(_lease(row.account_id, row.kind, row.record), row.token)
            audit.record(actor, "breakglass.ended", (row.kind, row.record), area_path=row.area_path, data={
                "opening": row.pk, "by_opener": row.account_id == actor.account_id})
    except IntegrityError:
        return


def review(*, actor: Actor, opening_id: int, justified: bool, words: str) -> Review:
    """Somebody else's verdict, once. What was not justified goes one head further up, and ends an access that lasts.

    Raises NotYours, Refused: "own", "reviewed", "verdict_short".
    """
    permissions.check(actor, "breakglass.review")
    row = one(actor.scope, opening_id)
    if row.account_id == actor.account_id:
        raise refuse("own")
    if not permissions.can_review(actor.scope, row):
        raise permissions.not_yours()
    said = policies.words(words, "verdict_short")
    try:
        with transaction.atomic():
            given = Review.objects.create(
                opening=row, at=clock.now(), account_id=actor.account_id or 0, post_id=actor.post_id,
                justified=justified)
            Words.objects.create(opening=row, what="review", text=said)
            audit.record(actor, "breakglass.reviewed", (row.kind, row.record), area_path=row.area_path, data={
                "opening": row.pk, "justified": justified, "late": clock.now() > row.review_by})
            if not justified:
                _not_justified(actor, row)
    except IntegrityError:
        raise refuse("reviewed") from None
    return given


def _not_justified(actor: Actor, row: Opening) -> None:
    end(actor=actor, opening_id=row.pk)
    heads = permissions.above(row.account_id, row.post_id)
    further = next((post for post in heads if post not in actor.scope.posts()), None)
    if further is not None:
        _tell(row, further, "breakglass_not_justified")


def tell_late(limit: int = 100) -> int:
    """Reviews that are overdue: the two nearest heads above get a letter, once. Gives how many openings."""
    rows = Opening.objects.filter(review__isnull=True, review_by__lt=clock.now()).order_by("-review_by", "-pk")[:limit]
    for row in rows:
        with transaction.atomic():
            for post in permissions.above(row.account_id, row.post_id)[:2]:
                _tell(row, post, "breakglass_late")
    return len(rows)
