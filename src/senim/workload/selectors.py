"""The load of the beats of an area, and proposals. The first argument is who asks.

Beats stand in the order of their codes: places are counted, people are neither compared nor ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import Q

from senim.appeals import api as appeals
from senim.cabinet import api as cabinet
from senim.incidents import api as incidents
from senim.kernel.areas import inside
from senim.kernel.clock import start_of, today
from senim.kernel.intervals import differs, poisson
from senim.kernel.labels import Label
from senim.kernel.scoping import SYSTEM, Role, Scope, within
from senim.staff import api as staff
from senim.territory import api as territory
from senim.territory.api import AreaInfo, Level
from senim.workload.domain import VISIT_NORM, Beside, Mark, Norm
from senim.workload.models import NormRow, Proposal
from senim.workload.permissions import READERS, can, not_yours

#: Chance that any beat of a quiet area is called different: shared over its beats (Bonferroni).
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the bounds of the mean behind it (95 %) and how it lies beside the other beats, per inspector."""

    n: int
    low: float
    high: float
    beside: Beside


@dataclass(frozen=True, slots=True)
class BeatLoad:
    """One beat. inspectors: posts that serve it; residents: None where the register has none; hours: a week, planned
    reception and visits at the assumed length; None where nobody serves."""

    area: AreaInfo
    inspectors: int
    residents: int | None
    appeals: Count
    events: Count
    visits: int
    hours: float | None

    @property
    def per_inspector(self) -> float | None:
        return self.residents / self.inspectors if self.residents is not None and self.inspectors else None


def beats_of(area: AreaInfo, language: str = "kk") -> list[AreaInfo]:
    """The beats of an area in the order of their codes. No query."""
    return sorted(territory.areas_list(Level.BEAT, area.id, language), key=lambda one: one.code)


def areas(scope: Scope) -> list[AreaInfo]:
    """The areas whose load a person sees: the own ones and what lies in them, down to districts. No query."""
    own = scope.paths(*READERS)
    levels = (Level.COUNTRY, Level.REGION, Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT)
    found = [one for level in levels for one in territory.areas_list(level, lang=scope.language)]
    return [one for one in found if scope.everything or within(one.path, own)]


def area(scope: Scope, area_id: int) -> AreaInfo:
    """An area whose load a person sees. Raises NotYours."""
    try:
        found = territory.area(area_id)
    except KeyError:
        raise not_yours() from None
    if not can(scope, "workload.see", found.path):
        raise not_yours()
    return found


def norms(scope: Scope, on: date) -> dict[str, Norm]:
    """The norms that hold on a day, by code. One query."""
    _ = scope
    rows = NormRow.objects.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return {
        row.code: Norm(
            row.code, row.low, row.high, Mark(row.mark), Label(row.source_kk, row.source_ru, row.source_en))
        for row in rows
    }


def window(day: date) -> tuple[date, date]:
    """The twelve whole months before the month of a day, both days included."""
    first = day.replace(day=1)
    return first.replace(year=first.year - 1), first - timedelta(days=1)


def loads(scope: Scope, of: AreaInfo, norm: Norm | None) -> list[BeatLoad]:
    """The load of every beat of an area over twelve whole months. Three queries at most; the right to the area was
    asked. norm: the assumed length of a visit in minutes."""
    beats = beats_of(of, scope.language)
    since, until = window(today())
    told = appeals_by(of, since, until)
    happened = events_by(of, since, until)
    visited = cabinet.visits_in(of.path, since, until).by_path
    posts = {one.id: inspectors_of(one) for one in beats}
    whole = {one.id: max(1, len(posts[one.id])) for one in beats}
    totals = sum(told[one.path] for one in beats), sum(happened[one.path] for one in beats)
    people, level = sum(whole.values()), 1 - ALPHA / max(1, len(beats))
    return [
        BeatLoad(
            one,
            len(posts[one.id]),
            one.population,
            _count(told[one.path], totals[0], whole[one.id], people, level),
            _count(happened[one.path], totals[1], whole[one.id], people, level),
            visited[one.path],
            _hours(posts[one.id], visited[one.path], norm),
        )
        for one in beats
    ]


def _count(n: int, total: int, mine: int, all_: int, level: float) -> Count:
    low, high = poisson(n)
    if all_ == mine or not total:
        return Count(n, low, high, Beside.UNKNOWN)
    if not differs(n, total - n, mine, all_ - mine, level):
        return Count(n, low, high, Beside.NOISE)
    return Count(n, low, high, Beside.MORE if n * (all_ - mine) > (total - n) * mine else Beside.LESS)


def inspectors_of(beat: AreaInfo) -> list[int]:
    """The posts of inspectors that serve a beat itself. No query."""
    found = staff.posts_covering(Role.INSPECTOR, beat.id)
    return [post for post in found if beat.path in staff.area_paths(post)]


def _hours(posts: list[int], visits: int, norm: Norm | None) -> float | None:
    """Hours a week: planned reception of the posts, and visits at their assumed length."""
    if not posts:
        return None
    reception = sum(_weekly(getattr(staff.post_info(post), "hours", None) or {}) for post in posts)
    return reception + visits * (norm.low if norm else 0) / 60 / 52


def _weekly(hours: dict[str, Any]) -> float:
    spans = [span for key, day in hours.items() if isinstance(day, list) for span in day if key != "always"]
    return sum(_clock(end) - _clock(begin) for begin, end in spans)


def _clock(text: str) -> float:
    hour, _colon, minute = text.partition(":")
    return int(hour) + int(minute or 0) / 60


def appeals_of(of: AreaInfo, since: date, until: date) -> list[appeals.AppealEvent]:
    """Appeals of an area in some days, masked, the last day included. One query."""
    begin, end = start_of(since), start_of(until + timedelta(days=1))
    # The right to the area was asked; what leaves this module are counts of beats and hexagons.
    return [one for one in appeals.for_analysis(SYSTEM, (of.path,)) if begin <= one.received_at < end]


def appeals_by(of: AreaInfo, since: date, until: date) -> Counter[str]:
    """Appeals by beat path, those too that no map may show: they are work all the same. One query."""
    return appeals.received_by(SYSTEM, of.path, start_of(since), start_of(until + timedelta(days=1)))


def events_of(of: AreaInfo, since: date, until: date) -> incidents.Events:
    """Events of files in an area; those of sensitive kinds have no place. No query from memory."""
    wanted = incidents.Selection(paths=(of.path,), since=since, until=until, appeals=False, officer_discovered=True)
    return incidents.events(SYSTEM, wanted)


def events_by(of: AreaInfo, since: date, until: date) -> Counter[str]:
    """Events by beat path."""
    found = events_of(of, since, until)
    counts = np.bincount(found.path, minlength=len(found.paths)).tolist() if found.paths else []
    return Counter(dict(zip(found.paths, counts, strict=True)))


def proposals(scope: Scope, paths: Iterable[str] = (), limit: int = 30) -> list[Proposal]:
    """Proposals of the own areas, the last first, without their results. One query."""
    own = tuple(paths) or scope.paths(*READERS)
    rows = Proposal.objects.filter(Q() if scope.everything else inside(own))
    return list(rows.defer("result").order_by("-asked_at", "-pk")[:limit])


def proposal(scope: Scope, proposal_id: int) -> Proposal:
    """One proposal. One query. Raises NotYours."""
    row = Proposal.objects.filter(pk=proposal_id).first()
    if row is None or not can(scope, "workload.see", row.area_path):
        raise not_yours()
    return row


def visit_norm(found: dict[str, Norm]) -> Norm | None:
    """The assumed length of a visit."""
    return found.get(VISIT_NORM)
