"""The state and equipment of each point as somebody last found them, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from senim.kernel.versions import Cached
from senim.reach.domain import State
from senim.reach.models import Condition
from senim.reach.yardsticks import VERSION


@dataclass(frozen=True, slots=True)
class Found:
    """What was last found at a point, and since when it is so."""

    point_id: int
    state: State
    since: date
    note: str
    equipment: dict[str, int] = field(default_factory=dict)


def _load() -> dict[int, Found]:
    rows = Condition.objects.order_by("id").values_list("point_id", "state", "since", "note", "equipment")
    return {point: Found(point, State(state), since, note, equipment) for point, state, since, note, equipment in rows}


_cached: Cached[dict[int, Found]] = Cached(VERSION, _load)


def latest() -> dict[int, Found]:
    """By point; a point that nobody has looked at is not in it. No query from memory."""
    return _cached.get()
