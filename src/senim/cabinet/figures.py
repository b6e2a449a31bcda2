"""Every figure of a quarterly report, made from what was entered already. Counts below five are pooled or not said.

Plain data without a language: it is kept as it stood when the report was signed, and shown in three languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from senim.appeals import api as appeals
from senim.cabinet import counting
from senim.cabinet.domain import Quarter
from senim.gatherings import api as gatherings
from senim.kernel.clock import now, start_of
from senim.kernel.intervals import wilson
from senim.kernel.scoping import PUBLIC
from senim.kernel.small import masked, pooled
from senim.problems import api as problems
from senim.quality import api as quality
from senim.territory import api as territory


@dataclass(frozen=True, slots=True)
class Place:
    """The beat and the quarter of a report."""

    area_id: int
    path: str
    quarter: Quarter


def of(place: Place) -> dict[str, Any]:
    """The figures of a report (at most ten queries), as JSON can keep them."""
    since, until = start_of(place.quarter.first), start_of(place.quarter.last + timedelta(days=1))
    visits = counting.of_beat(place.path, place.quarter.first, place.quarter.last)
    named, rest = pooled(dict(visits.by_purpose))
    met, came = gatherings.held(place.path, since, until)
    promised, kept = gatherings.kept(place.path, place.quarter.first, place.quarter.last)
    return {
        "at": now().isoformat(),
        "visits": {"n": masked(visits.n), "named": named, "rest": masked(rest)},
        "appeals": _appeals(place, since, until),
        "quality": _quality(place),
        "problems": _problems(place),
        "meetings": {"n": met, "came": masked(came), "promised": promised, "kept": kept},
        "residents": territory.area(place.area_id).population,
    }


def _appeals(place: Place, since: datetime, until: datetime) -> dict[str, Any]:
    """Received, answered, and the share of promises kept among those that came due in the quarter."""
    found = appeals.flow(PUBLIC, place.area_id, since, until)
    enough = found.due >= quality.PROMISES_FROM
    return {
        "received": masked(found.received),
        "answered": masked(found.answered),
        "due": masked(found.due),
        "kept": _share(found.kept, found.due) if enough else None,
    }


def _share(hits: int, n: int) -> dict[str, Any]:
    """A share in per cent with the bounds of Wilson's interval (95 %)."""
    interval = wilson(hits, n)
    assert interval is not None
    return {
        "n": n,
        "share": round(100 * interval.share),
        "low": round(100 * interval.low),
        "high": round(100 * interval.high),
    }


def _quality(place: Place) -> dict[str, Any]:
    """What people rated in the twelve months before the quarter's end; below twenty ratings only their number."""
    at = start_of(place.quarter.last + timedelta(days=1))
    found = quality.published(place.area_id, min(at, now()))
    rows = [
        {"criterion": one.criterion.value, **_share(one.good.hits, one.good.n)}
        for one in found.criteria
        if one.enough and one.good.n
    ]
    return {"n": found.n, "enough": found.enough, "rows": rows, "least": quality.PUBLISH_FROM}


def _problems(place: Place) -> dict[str, list[dict[str, str]]]:
    """The public part of the problems that are worked on here, in each language."""
    return {
        language: [
            {"title": one.title, "stage": one.stage, "result": one.result}
            for one in problems.on_beat(PUBLIC, place.path, language)
        ]
        for language in territory.LANGUAGES
    }
