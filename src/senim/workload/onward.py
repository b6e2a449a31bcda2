"""What can be done with a proposal elsewhere: later contexts say it once, when they start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from senim.kernel.scoping import Scope
from senim.territory import api as territory
from senim.territory.api import AreaInfo
from senim.workload.domain import State
from senim.workload.policies import check
from senim.workload.selectors import proposal, proposals

#: (who asks, number of the proposal) -> (label, address), or None where it is not for this person.
Way = Callable[[Scope, int], tuple[Any, str] | None]
_ways: list[Way] = []


def on_proposal(way: Way) -> None:
    """Show a way on beside a proposal that is reckoned."""
    if way not in _ways:
        _ways.append(way)


def ways(scope: Scope, proposal_id: int) -> list[tuple[Any, str]]:
    """The ways on that are for this person."""
    return [found for way in _ways if (found := way(scope, proposal_id)) is not None]


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A proposal as ground: hexagons with the ids of their beats before and after, and the territory it was made of."""

    area: AreaInfo
    cells: list[tuple[str, int, int]]
    territory: int


def redrawn(scope: Scope, proposal_id: int) -> Redrawn:
    """A reckoned proposal of an own area. Raises NotYours, Refused where it is not reckoned. One query."""
    row = proposal(scope, proposal_id)
    check(row.state == State.DONE and row.result is not None, "not_reckoned")
    told = row.result or {}
    ids = [one["id"] for one in told["beats"]]
    cells = [(cell, ids[one], ids[other]) for cell, one, other in told["cells"]]
    return Redrawn(territory.area(row.area_id), cells, told["lineage"]["territory"])


def reckoned(scope: Scope) -> list[int]:
    """Numbers of the reckoned proposals that a person sees, the latest first. One query."""
    return [row.pk for row in proposals(scope) if row.state == State.DONE]
