"""From the log and an answer to what the pages show. No query here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from senim.kernel import duties
from senim.kernel.clock import today
from senim.kernel.scoping import Scope
from senim.registers import adapters
from senim.registers.domain import OUTCOMES, PURPOSES, Answer, Outcome, Purpose, Register
from senim.registers.models import LookUp
from senim.registers.selectors import PostCount
from senim.staff import api as staff
from senim.web.words import language


def fakes(known: Mapping[str, Register]) -> list[str]:
    """Registers that answer from a recording."""
    return [str(one.title) for one in known.values() if one.fake]


def offered(scope: Scope) -> list[dict[str, str]]:
    """Duties of the own day, for choosing one as the ground. As many queries as the sources ask."""
    return [{"key": one.key, "what": str(one.what)} for one in duties.of(scope, today())]


def _said(ground: str) -> str:
    """A ground as it is read: the number of an appeal without the word that the system puts before it."""
    return ground.removeprefix("appeals:")


def answer(register: Register, found: Answer | None, asked: Mapping[str, Any]) -> dict[str, Any]:
    """An answer, once: its lines, its day, its source; the purpose and the ground that are written down."""
    return {
        "title": str(register.title), "fake": register.fake, "found": found is not None,
        "rows": [{"key": str(name), "value": value} for name, value in found.lines] if found else [],
        "as_of": found.as_of if found else None, "source": found.source if found else "",
        "purpose": str(PURPOSES[Purpose(asked["purpose"])]), "ground": _said(asked["ground"]),
    }


def log_row(one: LookUp) -> dict[str, Any]:
    """A line of the log."""
    known = adapters.registers()
    outcome = Outcome(one.outcome)
    return {
        "at": one.at, "who": staff.person_name(one.account_id, language()),
        "post": staff.post_title(one.post_id, language()) if one.post_id else "",
        "register": str(known[one.register].title) if one.register in known else one.register,
        "purpose": str(PURPOSES[Purpose(one.purpose)]), "ground": _said(one.ground), "outcome": str(OUTCOMES[outcome]),
        "tag": "" if outcome is Outcome.FOUND else "warn",
    }


def post_row(one: PostCount) -> dict[str, Any]:
    return {"post": staff.post_title(one.post_id, language()) if one.post_id else "—", "times": one.times,
            "again": one.again}
