"""May this be written? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from senim.kernel.errors import Refused
from senim.passport.domain import PARTS, Basis, Section
from senim.passport.wording import REFUSALS

OLDEST = timedelta(days=3653)
LATEST = timedelta(days=731)


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def check(holds: bool, code: str, field: str | None = None, **params: Any) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field, **params)


def check_content(section: Section, content: Mapping[str, Any], today: date) -> None:
    """The content of an entry: what its section needs, with a source and a day; a name only on a ground."""
    part = PARTS[section]
    for field in (*sorted(part.must), "source", "observed_on"):
        check(content.get(field) not in {None, ""}, "needed", field)
    check(not part.kinds or content["kind"] in part.kinds, "kind", "kind")
    observed = content["observed_on"]
    check(observed <= today, "future", "observed_on")
    check(observed >= today - OLDEST, "long_ago", "observed_on")
    if section is Section.LEADERS:
        check_ground(content, today)
    if section is Section.PRIORITIES:
        check(today < content["due_on"] <= today + LATEST, "due", "due_on")


def check_ground(content: Mapping[str, Any], today: date) -> None:
    """A leader's name needs a ground; an agreement its day."""
    check(content["basis"] in set(Basis), "no_basis", "basis")
    if content["basis"] == Basis.AGREED:
        agreed = content.get("agreed_on")
        check(agreed is not None, "agreed_when", "agreed_on")
        check(agreed is None or agreed <= today, "future", "agreed_on")
