"""All ways on foot, computed beside the requests: this module's functions load scipy, so no web process calls them."""

from __future__ import annotations

import hashlib
import io
import time
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
from django.db import transaction

from senim.kernel import clock, versions
from senim.reach import conditions, junctions, streets, yardsticks
from senim.reach.domain import DOORS, KEPT, MINUTES, Code, State, Work
from senim.reach.models import Run, Walk
from senim.territory import api as territory

#: Rows of ways written in one transaction: others may write in between.
BATCH = 5000


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that a computation rests on, and its digest."""

    lines: list[Any]
    houses: territory.Placed
    points: list[territory.PointInfo]
    pace: float
    slow: float
    detour: float

    @property
    def digest(self) -> str:
        mark = hashlib.sha256()
        for array in (*self.lines, self.houses.id, self.houses.lon, self.houses.lat, self.houses.beat):
            mark.update(np.ascontiguousarray(array).tobytes())
        doors = sorted((one.id, one.lon, one.lat) for one in self.points)
        mark.update(repr((doors, self.pace, self.slow, self.detour)).encode())
        return mark.hexdigest()


def doors() -> list[territory.PointInfo]:
    """Points where anybody may come: of the kinds that are doors, in use and not closed."""
    known = conditions.latest()
    return [
        one for one in territory.points()
        if one.kind in DOORS and (one.id not in known or known[one.id].state is not State.CLOSED)
    ]


def ground() -> Ground:
    """What stands today. Three queries."""
    by = yardsticks.on(clock.today())
    return Ground(
        territory.street_lines(), territory.placed_houses(), doors(),
        by[Code.PACE].value, by[Code.SLOW].value, by[Code.DETOUR].value)


def can_compute() -> bool:
    """Whether the extra `analysis` is installed; without it every way is a straight line times the factor."""
    return find_spec("scipy") is not None


def keep_up() -> Run | None:
    """Compute anew where the map, a point, a yardstick or the day has changed what goes in. None where nothing has."""
    if not can_compute():
        return None
    seen = (territory.version(), versions.current(yardsticks.VERSION), clock.today())
    last = Run.objects.filter(state=Work.DONE).defer("table").order_by("-id").first()
    if last and (last.territory_version, last.own_version, last.day) == seen:
        return None
    found = ground()
    digest = found.digest
    if last and last.digest == digest:
        Run.objects.filter(pk=last.pk).update(territory_version=seen[0], own_version=seen[1], day=seen[2])
        return None
    run = Run.objects.create(
        digest=digest, territory_version=seen[0], own_version=seen[1], day=seen[2], started_at=clock.now(),
        parameters={"pace": found.pace, "slow": found.slow, "detour": found.detour})
    _do(run, found)
    return run


def _do(run: Run, found: Ground) -> None:
    from senim_analysis.walking import walking_network  # noqa: PLC0415 - scipy stays out of web processes

    begun = time.monotonic()
    network = walking_network(found.lines)
    run.counts = {
        "houses": len(found.houses.id), "unplaced": found.houses.unplaced, "points": len(found.points),
        "nodes": network.n, "km": round(float(network.metres.sum()) / 1000, 1)}
    if found.points:
        run.table, walks = _ways(network, found)
        run.shares = shares(found, walks)
        _write(run, found, walks)
    run.counts["seconds"] = round(time.monotonic() - begun, 1)
    run.state, run.ended_at = Work.DONE, clock.now()
    with transaction.atomic():
        run.save()
        versions.bump(streets.VERSION)
    _forget_before(run)


def _ways(network: Any, found: Ground) -> tuple[bytes | None, Any]:
    """The blob for web processes, and the ways of all houses."""
    from senim_analysis.walking import nearest_walks  # noqa: PLC0415

    at = [one.lon for one in found.points], [one.lat for one in found.points]
    walks = nearest_walks(
        network, found.houses.lon, found.houses.lat, *at, factor=found.detour, k=KEPT, snap=streets.SNAP)
    if not network.n:
        return None, walks
    nodes = nearest_walks(network, network.lon, network.lat, *at, factor=found.detour, k=KEPT, snap=streets.SNAP)
    return blob(network, nodes, [one.id for one in found.points]), walks


def blob(network: Any, nodes: Any, points: list[int]) -> bytes:
    """The arrays of `streets.Table`, packed."""
    from senim_analysis.walking import neighbours  # noqa: PLC0415

    cross = junctions.crossings(network.start, network.end, network.metres, network.n)
    packed = io.BytesIO()
    np.savez_compressed(
        packed, lon=network.lon, lat=network.lat, beside=neighbours(network).astype(np.int32), a=cross.a, b=cross.b,
        da=cross.da, db=cross.db, first=cross.first, to=cross.to, length=cross.length,
        near=nodes.point.astype(np.int32), near_m=nodes.metres.astype(np.float32), street=nodes.street,
        points=np.array(points, dtype=np.int64))
    return packed.getvalue()


def shares(found: Ground, walks: Any) -> dict[str, Any]:
    """Per beat: houses, within 5, 10, 15 minutes, the same for a slow walker, by streets, the sum of metres."""
    metres, street = walks.metres[:, 0], walks.street[:, 0]
    beats, index = np.unique(found.houses.beat, return_inverse=True)
    size = len(beats)

    def count(which: Any) -> list[int]:
        counted: list[int] = np.bincount(index[which], minlength=size).tolist()
        return counted

    near = [count(metres <= minutes * found.pace) for minutes in MINUTES]
    slow = [count(metres <= minutes * found.slow) for minutes in MINUTES]
    total = np.bincount(index, weights=metres, minlength=size).round(1).tolist()
    houses, by = count(slice(None)), count(street)
    return {
        str(beat): [houses[i], [one[i] for one in near], [one[i] for one in slow], by[i], total[i]]
        for i, beat in enumerate(beats.tolist()) if beat
    }


def _write(run: Run, found: Ground, walks: Any) -> None:
    ids = [one.id for one in found.points]
    columns = (found.houses.id, found.houses.beat, walks.point, walks.metres.round(1), walks.street)
    rows = list(zip(*(one.tolist() for one in columns), strict=True))
    for begin in range(0, len(rows), BATCH):
        Walk.objects.bulk_create([
            Walk(run=run, address_id=house, beat_id=beat or None, metres=far[0], near=[
                [ids[point], metres, int(by)]
                for point, metres, by in zip(near, far, street, strict=True) if point >= 0])
            for house, beat, near, far, street in rows[begin : begin + BATCH]
        ], batch_size=1000)


def _forget_before(run: Run) -> None:
    """Ways of earlier computations go; their rows stay with counts and shares, so that a figure can be compared."""
    earlier = Run.objects.filter(pk__lt=run.pk)
    while some := list(Walk.objects.filter(run__in=earlier).values_list("id", flat=True)[:BATCH]):
        Walk.objects.filter(id__in=some).delete()
    earlier.filter(state=Work.RUNNING).delete()
    earlier.exclude(table=None).update(table=None)
