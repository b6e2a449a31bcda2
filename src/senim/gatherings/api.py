"""Open days, police hours, hearings, courses: who came, what was promised, was it kept? The only door of this context.

Meetings with residents are kept by the partnership; here they are counted together with the others.

held(area_path, since, until) -> (gatherings, people)   open to residents and held in [since, until), meetings among
                                                        them (2 queries)
upcoming(area_id) -> [dict]                             what residents can come to, the next first (2 queries)
kept(area_path, since, until) -> (due, kept)            promises to residents first due in these days (1 query)
on_beat(area_path, at, language) -> dict | None         the part of a beat's page: PART under ON_BEAT (3 queries)
indicators(scope, area, since, until) -> [Finding]      Kasen's six (seed 002 @209839): value, n, of, period, or why not
INDICATORS: their words
acts, Plan, Kind                                        the writes, for the demonstration
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from senim.gatherings import actions as acts
from senim.gatherings import presenters, selectors
from senim.gatherings.actions import Plan
from senim.gatherings.domain import Finding, Indicator, Kind
from senim.gatherings.selectors import indicators
from senim.gatherings.wording import INDICATORS, ON_BEAT
from senim.kernel.clock import local, now
from senim.kernel.scoping import PUBLIC
from senim.partnership import api as partnership
from senim.territory import api as territory

__all__ = [
    "INDICATORS",
    "ON_BEAT",
    "PART",
    "Finding",
    "Indicator",
    "Kind",
    "Plan",
    "acts",
    "held",
    "indicators",
    "kept",
    "on_beat",
    "upcoming",
]
PART = "gatherings/parts/on_beat.html"
#: So much of what was held stands on the page of a beat.
HELD_SHOWN = 3


def held(area_path: str, since: datetime, until: datetime) -> tuple[int, int]:
    """(gatherings open to residents with meetings among them, people who came) of an area. Two queries."""
    met, came = partnership.held_between(PUBLIC, area_path, since, until)
    others, more = selectors.held_count(PUBLIC, area_path, since, until)
    return met + others, came + more


def kept(area_path: str, since: date, until: date) -> tuple[int, int]:
    """(promises first due in these days, kept in time), the last day included. One query."""
    return selectors.kept(PUBLIC, area_path, since, until)


def upcoming(area_id: int, at: datetime | None = None) -> list[dict[str, Any]]:
    """[{"kind", "theme", "place", "starts_at", "url"}] of an area, the next first; words in the present language."""
    moment, path = at or now(), territory.area(area_id).path
    found = partnership.meetings_for(path, moment)
    rows = [
        {
            "kind": str(partnership.MEETINGS),
            "theme": row["meeting"].topic,
            "place": row["meeting"].place,
            "starts_at": row["meeting"].starts_at,
            "url": reverse("partnership:public_meeting", args=[row["meeting"].pk]),
        }
        for row in (found["coming"] if found else ())
    ]
    rows += [presenters.coming_row(one) for one in selectors.public(PUBLIC, path, moment) if one.state == "planned"]
    return sorted((row for row in rows if row["starts_at"] >= moment), key=lambda row: row["starts_at"])


def on_beat(area_path: str, at: datetime) -> dict[str, Any] | None:
    """What the page of a beat shows of meetings, gatherings and promises; None where there is nothing. 3 queries."""
    met = partnership.meetings_for(area_path, at)
    rows = selectors.public(PUBLIC, area_path, at)
    since = local(at).date().replace(day=1)
    promised = selectors.public_promises(PUBLIC, area_path, since.replace(year=since.year - 1))
    if not (met or rows or promised):
        return None
    shown = presenters.public_rows(rows)
    return {
        "meetings": met,
        "coming": shown["coming"],
        "past": shown["past"][:HELD_SHOWN],
        "promises": presenters.promise_sums(promised),
    }
