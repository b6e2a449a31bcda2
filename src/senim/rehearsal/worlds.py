"""The order of things as it stands and as the change would have it: two worlds, asked by the same functions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from senim.appeals import api as appeals
from senim.appeals.api import Target, replay
from senim.kernel import versions
from senim.kernel.clock import now, start_of
from senim.kernel.labels import Label
from senim.kernel.scoping import SYSTEM, Role
from senim.rehearsal.domain import Edit, Matter
from senim.rehearsal.models import Change
from senim.staff import api as staff
from senim.territory import api as territory

#: Ten in the morning of its first day: who would be there when it begins.
HOUR = timedelta(hours=10)
NOWHERE = replay.Place(None, "", None, "")


def moment_of(row: Change) -> datetime:
    """The moment at which both worlds are looked at."""
    return max(now(), start_of(row.starts_on) + HOUR)


def as_of(row: Change) -> datetime:
    """The moment whose promises the rehearsal counts: its own; now where it has not begun."""
    held = (row.stamp or {}).get("as_of")
    return datetime.fromisoformat(held) if held else now()


def data_of(row: Change) -> list[int]:
    """A mark of the appeals that the rehearsal counts. One query; seconds where they are a million."""
    return replay.past_mark(SYSTEM, row.area_path, row.since, row.until, as_of(row))


def stamp(row: Change, data: list[int]) -> dict[str, Any]:
    """What a rehearsal stands on; it is stale when any of this is another. data: of `data_of`. No query."""
    moment = as_of(row)
    return {
        "as_of": moment.isoformat(),
        "territory": territory.version(),
        "staff": staff.seats(row.area_path, moment_of(row)),
        "rules": versions.current("rules"),
        "legal": versions.current("legal"),
        "data": data,
    }


def trial_of(row: Change) -> territory.Trial | None:
    """The boundaries tried; None where the change is of something else."""
    if Matter(row.matter) is not Matter.BOUNDARIES or row.area_id is None:
        return None
    return territory.try_beats(
        row.content.encode(), row.area_id, row.starts_on, complete=bool(row.what.get("complete")))


def table_of(row: Change, at: datetime) -> list[Any] | None:
    """The table of rules as it would be; None where the change is of something else. Raises Refused."""
    if Matter(row.matter) is not Matter.RULES:
        return None
    table, what = replay.in_force(at), row.what
    if what["edit"] == Edit.ADD:
        name, target = Label(*what["name"]), Target(what["target"])
        return appeals.rulebook.with_rule(table, name, what["conditions"], target, what["before"])
    if what["edit"] == Edit.END:
        return appeals.rulebook.without_rule(table, what["rule"])
    return None


@dataclass
class World:
    """One order of things on one day: where places lie, whom appeals come to."""

    day: date
    router: replay.Replay
    territory: Any = None
    directory: Any = None
    table: Any = None
    places: dict[str, replay.Place] = field(default_factory=dict)
    chosen: dict[int, str] = field(default_factory=dict)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Every question inside the block is answered by this world."""
        with ExitStack() as stack:
            if self.territory is not None:
                stack.enter_context(territory.supposing(self.territory))
            if self.directory is not None:
                stack.enter_context(staff.supposing(self.directory))
            if self.table is not None:
                stack.enter_context(replay.supposing(self.table))
            yield

    def place(self, path: str) -> replay.Place:
        """A path of `territory.locate_many` as routing takes it."""
        if (known := self.places.get(path)) is None:
            known = self.places[path] = self._read(path)
        return known

    def _read(self, path: str) -> replay.Place:
        if not path:
            return NOWHERE
        area_id = int(path.strip("/").rsplit("/", 1)[-1])
        info = territory.snapshot().areas.get(area_id)
        is_beat = info is not None and info.level is territory.Level.BEAT
        return replay.Place(area_id if is_beat else None, path, None, "")

    def chosen_path(self, area_id: int) -> str:
        """Where an appeal lies whose applicant chose an area from a list."""
        if (known := self.chosen.get(area_id)) is None:
            known = self.chosen[area_id] = territory.locate_area(area_id, self.day).path
        return known


def worlds(row: Change, trial: territory.Trial | None) -> tuple[World, World]:
    """The world without and with the change. Raises Refused where the rule cannot stand or end."""
    at = moment_of(row)
    one, other = (World(row.starts_on, replay.Replay(at)) for _ in range(2))
    other.table = table_of(row, at)
    if trial is not None:
        other.territory = trial.after
    if Matter(row.matter) is Matter.ASSIGNMENTS:
        beats = {int(area): tuple(posts) for area, posts in row.what["beats"].items()}
        other.directory = staff.directory().serving_instead(Role(row.what["role"]), beats, row.starts_on)
    return one, other


def located(
    one: World, other: World, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64], box: Any
) -> tuple[list[str], list[str]]:
    """Paths of places in both worlds. box: west, south, east, north of what changes; outside both are the same."""
    days = [one.day] * lon.size
    before = territory.locate_many(lon, lat, days)
    if box is None:
        return before, before
    west, south, east, north = box
    near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
    after = list(before)
    with other.holding():
        for at, path in zip(near.tolist(), territory.locate_many(lon[near], lat[near], days[: near.size]), strict=True):
            after[at] = path
    return before, after
