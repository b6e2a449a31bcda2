"""The words of `senim audit`, for the keeper of an installation and for whoever holds a digest."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from senim.kernel import digest, seal, verify
from senim.kernel.verify import Fault

SENTENCES = {
    Fault.CHANGED: _("Row %(event)s (place %(seq)s) is not what it was when it was sealed."),
    Fault.MISSING: _("Row %(event)s (place %(seq)s) is gone."),
    Fault.UNLINKED: _("Place %(seq)s of the chain is gone."),
    Fault.REORDERED: _("Row %(event)s stands in place %(seq)s, which belongs to another row."),
    Fault.INSERTED: _("Row %(event)s was put among sealed rows later."),
    Fault.CUT: _("The chain ends before place %(seq)s, which a kept digest names."),
    Fault.REPLACED: _("Place %(seq)s (row %(event)s) differs from a kept digest: the chain was made anew."),
}


def run(words: Sequence[str]) -> int:
    """Do what the words say and print it. Exit code: 0 all is well, 1 the log is broken, 2 wrong words."""
    parser = argparse.ArgumentParser(prog="senim audit")
    parser.add_argument("verb", choices=["verify", "digest", "seal"])
    parser.add_argument("--digest", action="append", default=[], type=Path, metavar="FILE", help="a kept digest")
    asked = parser.parse_args(list(words))
    return {"verify": _verify, "digest": _digest, "seal": _seal}[asked.verb](asked.digest)


def _verify(paths: Sequence[Path]) -> int:
    verdict = verify.verify([*digest.kept(), *digest.read(paths)])
    for broken in verdict.broken:
        _say(sentence(broken))
    text = ngettext("%(count)s row holds from the first on.", "%(count)s rows hold from the first on.", verdict.checked)
    _say(text % {"count": verdict.checked})
    if verdict.waiting:
        text = ngettext(
            "%(count)s newer row waits for its seal.", "%(count)s newer rows wait for their seal.", verdict.waiting
        )
        _say(text % {"count": verdict.waiting})
    return 0 if verdict.holds else 1


def sentence(broken: verify.Broken) -> str:
    """What is wrong with a row, in words."""
    return str(SENTENCES[broken.fault]) % {"event": broken.event_id, "seq": broken.seq}


def _digest(_paths: Sequence[Path]) -> int:
    made = digest.digest()
    _say(f"{made.day} {made.seq} {made.hash}" if made else str(_("The log is empty.")))
    return 0


def _seal(_paths: Sequence[Path]) -> int:
    _say(str(seal.seal_all()))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
