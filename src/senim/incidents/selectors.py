"""Every read of incidents for pages. The first argument is who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from senim.incidents import memory, permissions
from senim.incidents.domain import FeedKind, Lineage, RunState, Selection
from senim.incidents.events import Events, events, lineage_now
from senim.incidents.memory import FeedInfo
from senim.incidents.models import Batch, Feed, Incident, Kind, KindMap, RowError, Run
from senim.incidents.panels import points as drawn
from senim.incidents.policies import NOT_YOURS
from senim.kernel import clock
from senim.kernel.clock import today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import SYSTEM, Scope, within

#: Fewer events than this are not told to the public by kind.
LEAST = 5
#: Rows that are shown of each oddity: six thousand rows without a place are one thing to know, not six thousand.
ODD_ROWS = 5


def feeds(scope: Scope) -> list[FeedInfo]:
    """The feeds of events whose area meets the own ones. No query."""
    roots = permissions.reach(scope)
    known = [one for one in memory.state().feeds.values() if one.kind is not FeedKind.SURVEY]
    return [
        one
        for one in known
        if not one.area_path or within(one.area_path, roots) or any(within(root, (one.area_path,)) for root in roots)
    ]


def kept_feeds(scope: Scope) -> list[Feed]:
    """The feeds that a person may bring files into. One query."""
    return [
        one
        for one in Feed.objects.filter(active=True).order_by("rank", "pk")
        if permissions.may_import(scope, one.area_path)
    ]


def kinds(language: str) -> list[tuple[str, str]]:
    """(code, name) of every kind of the catalogue, in the order of the catalogue. No query."""
    return [(one.code, one.name.in_(language)) for one in memory.state().kinds.values()]


def batches(scope: Scope, limit: int = 60) -> list[Batch]:
    """The latest files of the feeds that a person keeps. Two queries."""
    mine = [one.pk for one in kept_feeds(scope)]
    return list(
        Batch.objects.filter(feed__in=mine)
        .select_related("feed")
        .defer("content")
        .order_by("-created_at", "-pk")[:limit]
    )


def batch(scope: Scope, batch_id: int) -> Batch:
    """One file. Raises NotYours where there is none for this person. One query."""
    found = Batch.objects.select_related("feed").defer("content").filter(pk=batch_id).first()
    if found is None or not permissions.may_import(scope, found.feed.area_path):
        raise NotYours("not_yours", NOT_YOURS)
    return found


def row_errors(scope: Scope, of: Batch, limit: int = 200) -> list[RowError]:
    """The first rows of a file that were left out, then the first that are only odd, of each code so many that none
    hides another; errors first. One query."""
    assert permissions.may_import(scope, of.feed.area_path)
    place = Window(RowNumber(), partition_by=F("code"), order_by=[F("row"), F("pk")])
    rows = RowError.objects.filter(batch=of).annotate(place=place)
    few = rows.filter(Q(is_error=True) | Q(place__lte=ODD_ROWS)).order_by("-is_error", "row", "pk")
    return list(few[:limit])


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a feed, what it is taken for, and how often it stands in what counts."""

    feed: Feed
    raw: str
    kind: str
    mark: str
    count: int


def words(scope: Scope) -> list[Word]:
    """The words of the feeds that a person keeps, those without a kind first, then guesses. Three queries."""
    mine = kept_feeds(scope)
    counts = {
        (row["batch__feed"], row["category"]): row["n"]
        for row in Incident.objects.filter(batch__feed__in=mine, superseded_by=None, batch__state="applied")
        .values("batch__feed", "category")
        .annotate(n=Count("pk"))
    }
    rows = KindMap.objects.filter(feed__in=mine).select_related("feed", "kind")
    found = [
        Word(row.feed, row.raw, row.kind.code if row.kind else "", row.mark, counts.get((row.feed_id, row.raw), 0))
        for row in rows
    ]
    return sorted(found, key=lambda one: (bool(one.kind), one.mark == "decided", -one.count, one.raw))


def catalogue(scope: Scope) -> list[Kind]:
    """The kinds with their articles and weights. One query."""
    assert permissions.reach(scope)
    return list(Kind.objects.order_by("pk"))


def runs(scope: Scope, limit: int = 30) -> list[Run]:
    """The latest runs over the own areas. One query."""
    rows = Run.objects.defer("result").order_by("-created_at", "-pk")[: limit * 3]
    return [one for one in rows if permissions.may_see_run(scope, _paths(one))][:limit]


def run(scope: Scope, run_id: int) -> Run:
    """One run with its result. Raises NotYours. One query."""
    found = Run.objects.filter(pk=run_id).first()
    if found is None or not permissions.may_see_run(scope, _paths(found)):
        raise NotYours("not_yours", NOT_YOURS)
    return found


def _paths(of: Run) -> tuple[str, ...]:
    return tuple(of.selection.get("paths", ()))


def is_stale(lineage: Lineage) -> bool:
    """Whether the rows under a figure have changed since it was reckoned."""
    return lineage_now(Selection.from_json(lineage.selection)).digest != lineage.digest


def run_is_stale(of: Run) -> bool:
    """The same for a run that has a result."""
    return of.state == RunState.DONE and of.lineage is not None and is_stale(Lineage.from_json(of.lineage))


def safe_counts(area_path: str, *, days: int = 365) -> list[tuple[str, int]]:
    """(kind, events) of the last year below an area for everyone: no points, no sensitive kinds, no officers' finds,
    and kinds with fewer than five events pooled as "other" - left out where even the pool is smaller."""
    return _safe(events(SYSTEM, Selection(paths=(area_path,), since=today() - timedelta(days=days), appeals=False)))


def _safe(found: Events) -> list[tuple[str, int]]:
    """Counts that everyone may read. A file's own words are nobody's kinds: they are pooled, for who knows what a file
    calls by name."""
    known = memory.state().kinds
    counted: dict[str, int] = {}
    pooled = 0
    for place, count in enumerate(np.bincount(found.kind, minlength=len(found.kinds)).tolist()):
        code = found.kinds[place]
        if code in known and known[code].sensitive:
            continue
        if count >= LEAST and code in known:
            counted[code] = count
        else:
            pooled += count
    rows = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [*rows, ("other", pooled)] if pooled >= LEAST else rows


@dataclass(frozen=True, slots=True)
class SafeYear:
    """Twelve whole months for everyone. first, last: days, both included; rows: (kind, events), "other" for what is
    pooled; feeds: codes of the files that tell."""

    first: date
    last: date
    rows: tuple[tuple[str, int], ...]
    feeds: tuple[str, ...]


def safe_year(area_path: str, at: datetime) -> SafeYear | None:
    """What may be told of the twelve whole months before a moment; None where that is nothing. No query from memory.

    Whole months: a window that moved by the day would tell, by two readings, of a single event on a single day.
    """
    this_month = clock.local(at).date().replace(day=1)
    first, last = this_month.replace(year=this_month.year - 1), this_month - timedelta(days=1)
    found = events(SYSTEM, Selection(paths=(area_path,), since=first, until=last, appeals=False))
    rows = tuple(_safe(found))
    return SafeYear(first, last, rows, found.sources) if rows else None


def points(scope: Scope, selection: Selection, most: int = 5000) -> dict[str, Any]:
    """Single events as GeoJSON, the newest `most` of them; nothing for whoever does not see points."""
    if not permissions.sees_points(scope):
        raise NotYours("not_yours", NOT_YOURS)
    return drawn.features(events(scope, selection), most)
