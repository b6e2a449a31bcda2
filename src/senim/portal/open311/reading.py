"""What a GET of requests asks: numbers, services, times, state, page. Every mistake has a word and a sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.kernel import ids
from senim.kernel.clock import LOCAL, now
from senim.portal import selectors
from senim.portal.domain import Right
from senim.portal.keyed import may
from senim.portal.models import ApiKey
from senim.portal.open311.door import Problem, with_right

#: The specification: not more than ninety days at once, and these without dates.
SPAN = timedelta(days=90)
PAGE, MOST_OF_A_PAGE, LAST_PAGE = 50, 200, 10_000
MOST_NUMBERS = 200
STATES = {"open": True, "closed": False}
YES = {"true", "1", "yes"}
#: A zone's plus that was not escaped arrives as a blank.
BLANK_ZONE = re.compile(r" (?=\d\d:?\d\d$)")


def sought(asked: QueryDict, key: ApiKey | None) -> appeals.Sought:
    """The question of a list. Raises Problem."""
    mine = _own(key)
    only_mine = asked.get("mine", "").lower() in YES
    if only_mine:
        with_right(key, Right.FOLLOW)
    size = _number(asked, "page_size", PAGE, MOST_OF_A_PAGE)
    before = (_number(asked, "page", 1, LAST_PAGE) - 1) * size
    if typed := _listed(asked, "service_request_id"):
        if len(typed) > MOST_NUMBERS:
            raise Problem(400, "service_request_id.too_many", _("At most 200 numbers at once."))
        # As the specification says, they stand before everything else. What cannot be a number is nobody's.
        numbers = tuple(filter(None, map(ids.parse_number, typed))) or ("-",)
        return appeals.Sought(numbers=numbers, mine=mine, only_mine=only_mine, offset=before, limit=size)
    since, until = _window(asked)
    return appeals.Sought(
        categories=_services(asked), since=since, until=until, is_open=_state(asked), mine=mine, only_mine=only_mine,
        offset=before, limit=size,
    )


def one(number: str, key: ApiKey | None) -> appeals.Sought | None:
    """The question of a single request; None where it cannot be a number."""
    parsed = ids.parse_number(number)
    return appeals.Sought(numbers=(parsed,), mine=_own(key)) if parsed else None


def _own(key: ApiKey | None) -> QuerySet[Any, Any] | None:
    """What the key may see whole: all it sent, where it may follow it."""
    return selectors.sent_by(key) if key is not None and may(key, Right.FOLLOW) else None


def _listed(asked: QueryDict, name: str) -> list[str]:
    return [part.strip() for value in asked.getlist(name) for part in value.split(",") if part.strip()]


def _number(asked: QueryDict, name: str, usual: int, most: int) -> int:
    text = asked.get(name, "").strip()
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most):
        words = _("%(name)s is a whole number from 1 to %(most)d.") % {"name": name, "most": most}
        raise Problem(400, f"{name}.invalid", words)
    return int(text)


def _services(asked: QueryDict) -> tuple[str, ...]:
    codes = _listed(asked, "service_code")
    if any(code not in appeals.CATEGORIES for code in codes):
        raise Problem(400, "service_code.unknown", _("There is no such service_code. See services.json."))
    return tuple(codes)


def _state(asked: QueryDict) -> bool | None:
    states = set(_listed(asked, "status"))
    if states - set(STATES):
        raise Problem(400, "status.invalid", _("status is open, closed or both."))
    return STATES[states.pop()] if len(states) == 1 else None


def _window(asked: QueryDict) -> tuple[datetime, datetime]:
    """From when to when: as given, at most ninety days; without an end from the other one, without both until now."""
    since, until = _moment(asked, "start_date"), _moment(asked, "end_date")
    if since is None:
        until = until or now()
        since = until - SPAN
    until = until or min(since + SPAN, max(now(), since))
    if until < since:
        raise Problem(400, "end_date.before_start", _("end_date is earlier than start_date."))
    if until - since > SPAN + timedelta(days=1):
        raise Problem(400, "end_date.too_far", _("start_date and end_date lie more than 90 days apart."))
    return since, until


def _moment(asked: QueryDict, name: str) -> datetime | None:
    """A moment with its zone; a day alone is a day of Kazakhstan, to its end in end_date."""
    text = BLANK_ZONE.sub("+", asked.get(name, "").strip())
    if not text:
        return None
    found = _read(text)
    if found and re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
        found = datetime.combine(found.date(), time.max if name == "end_date" else time.min, LOCAL)
    if found is None or found.tzinfo is None or not 2000 <= found.year <= 2100:
        words = _("%(name)s is a moment with its zone, for example 2026-05-12T10:00:00+05:00.") % {"name": name}
        raise Problem(400, f"{name}.invalid", words)
    return found.astimezone(UTC)


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
