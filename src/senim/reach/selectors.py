"""Reads of walking distance. Public ones take PUBLIC; nothing here names a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from senim.kernel import clock
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope, within
from senim.reach import conditions, permissions, streets, yardsticks
from senim.reach.domain import DOORS, KEPT, Code, How, Near, Share, State, Work
from senim.reach.models import Condition, Run, Scenario, Walk
from senim.reach.words import REFUSALS
from senim.territory import api as territory


def nearest(lon: float, lat: float, n: int = KEPT) -> list[Near]:
    """The n nearest doors of the police on foot, nearest first. No query from memory.

    Over streets where they are loaded near the place, else a straight line times the factor of a detour. A point that
    is newer than the last computation is reached by the line; a closed one is no door.
    """
    by, known = yardsticks.on(clock.today()), conditions.latest()
    table, place = streets.table(), (lon, lat)
    ways = {point: (far, street) for point, far, street in table.nearest(place)} if table else {}
    computed = set(table.points.tolist()) if table else set()
    found = []
    for point in territory.nearest_points(lon, lat, 10_000):
        if point.kind not in DOORS or (point.id in computed and ways and point.id not in ways):
            continue  # the streets have said that others are nearer
        state = known[point.id].state if point.id in known else State.OPEN
        line = (point.distance_m or 0.0) * by[Code.DETOUR].value
        metres, street = ways.get(point.id, (line, False))
        if state is not State.CLOSED:
            minutes = metres / by[Code.PACE].value
            found.append(Near(point, metres, minutes, How.STREET if street else How.LINE, state))
    return sorted(found, key=lambda one: (one.metres, one.point.id))[:n]


def of_address(scope: Scope, address_id: int, n: int = KEPT) -> list[Near]:  # noqa: ARG001 - open to everyone
    """The same for a house of the register, as the last computation stored it. Two queries."""
    row = Walk.objects.filter(address_id=address_id, run_id=streets.run_id()).values_list("near", flat=True).first()
    house = territory.house(address_id)
    if not row or house is None:
        return nearest(house.lon, house.lat, n) if house and house.lon is not None and house.lat is not None else []
    known, here = {one.id: one for one in territory.points()}, conditions.latest()
    pace = yardsticks.on(clock.today())[Code.PACE].value
    return [
        Near(known[point], metres, metres / pace, How.STREET if street else How.LINE,
             here[point].state if point in here else State.OPEN)
        for point, metres, street in row
        if point in known and not (point in here and here[point].state is State.CLOSED)
    ][:n]


@dataclass(frozen=True, slots=True)
class Computed:
    """The last computation: when, of what, by what."""

    at: datetime
    counts: dict[str, Any]
    parameters: dict[str, float]
    shares: tuple[Share, ...]


def computed(area_id: int | None = None) -> Computed | None:
    """Shares of the beats at or below an area (None: all), with residents where the territory knows them. One query."""
    run = Run.objects.filter(pk=streets.run_id()).defer("table").first()
    if run is None or run.ended_at is None:
        return None
    root = territory.area(area_id).path if area_id is not None else ""
    found = []
    for key, (houses, near, slow, by, metres) in run.shares.items():
        try:
            info = territory.area(int(key))
        except KeyError:
            continue
        if info.path.startswith(root):
            found.append(Share(info.id, houses, tuple(near), tuple(slow), by, metres, info.population))
    return Computed(run.ended_at, run.counts, run.parameters, tuple(found))


def state_of(area_id: int) -> dict[int, conditions.Found]:
    """What was last found at the points of an area. No query from memory."""
    here = {one.id for one in territory.points_of(area_id)}
    return {point: found for point, found in conditions.latest().items() if point in here}


def history(scope: Scope, point_id: int, limit: int = 20) -> list[Condition]:
    """What was found at a point, the latest first. Raises NotYours. One query."""
    permissions.check_reads(scope, path_of(point_id))
    return list(Condition.objects.filter(point_id=point_id).order_by("-id")[:limit])


def path_of(point_id: int) -> str:
    """The area path in which a point lies. Raises NotYours where there is no such point in use."""
    point = next((one for one in territory.points() if one.id == point_id), None)
    if point is None:
        raise NotYours("not_yours", REFUSALS["not_yours"])
    if point.area_id is not None:
        return territory.area(point.area_id).path
    return territory.locate(point.lon, point.lat).path


def scenarios(scope: Scope, limit: int = 20) -> list[Scenario]:
    """Scenarios over areas of one's own, the latest first. One query."""
    rows = Scenario.objects.filter(permissions.inside(scope)).defer("lots").order_by("-id")
    return list(rows[:limit])


def scenario(scope: Scope, scenario_id: int) -> Scenario:
    """One of them. Raises NotYours. One query."""
    row = Scenario.objects.filter(pk=scenario_id).first()
    if row is None or not permissions.reads(scope, row.area_path):
        raise NotYours("not_yours", REFUSALS["not_yours"])
    return row


def waiting(scope: Scope) -> bool:  # noqa: ARG001 - a state of the house's own work, no row of anybody
    """Whether a computation is under way. One query."""
    return Run.objects.filter(state=Work.RUNNING).exists()


def own_areas(scope: Scope) -> Sequence[territory.AreaInfo]:
    """The areas over which the asker reads figures; for whoever reads all, the roots. No query."""
    if permissions.everywhere(scope):
        return territory.children(None)
    found: list[territory.AreaInfo] = []
    for path in scope.paths(*permissions.READERS):
        last = int(path.rstrip("/").rsplit("/", 1)[-1])
        if not any(within(path, [one.path]) for one in found):
            found.append(territory.area(last))
    return found
