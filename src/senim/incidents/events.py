"""A selection as arrays: the events of files and of residents' appeals in one view, each counted once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from senim.appeals import api as appeals
from senim.incidents import cells, memory, permissions
from senim.incidents.arrays import DEGREE, DUPLICATE, SUPERSEDED, TIMED, UNKNOWN, Floats, Ints
from senim.incidents.domain import FeedKind, Lineage, Selection, digest_of
from senim.incidents.memory import BatchInfo, Shelf, State
from senim.kernel import clock
from senim.kernel.scoping import Scope, within

#: The source that residents' appeals have in `Events.source` and in a lineage.
APPEALS = "appeals"
_EPOCH = np.datetime64("1970-01-01T00:00", "m")


@dataclass(frozen=True, slots=True)
class Events:
    """Events of a selection, in the order of their sources.

    id: of the incident (appeals: negative); lon, lat degrees and x, y metres about the middle, NaN where the place is
    not known or must not be shown; at, until: datetime64[m] local, NaT where not known (until: NaT where it is a
    point); timed: whether the hour is known; kind: number in `kinds` (codes, or the file's words); path: number in
    `paths`; source: number in `sources` (codes of feeds, "appeals"); place: the same for the same address, 0 where
    none; cell: H3 of resolution 11, 0 where none.
    x, y are a plane about the middle: right to 1 % within 50 km. Jobs project from lon and lat themselves.
    """

    id: Ints
    lon: Floats
    lat: Floats
    x: Floats
    y: Floats
    at: npt.NDArray[np.datetime64]
    until: npt.NDArray[np.datetime64]
    timed: npt.NDArray[np.bool_]
    kind: Ints
    kinds: tuple[str, ...]
    path: Ints
    paths: tuple[str, ...]
    source: Ints
    sources: tuple[str, ...]
    place: Ints
    cell: npt.NDArray[np.uint64]
    lineage: Lineage

    @property
    def n(self) -> int:
        return int(self.id.size)

    @property
    def placed(self) -> npt.NDArray[np.bool_]:
        """Whether the place is known and may be shown."""
        return np.isfinite(self.lon)

    def where(self, mask: npt.NDArray[np.bool_]) -> Events:
        """The events of a mask; the lineage stays that of the whole."""
        return replace(self, **{name: getattr(self, name)[mask] for name in _ARRAYS})


_ARRAYS = ("id", "lon", "lat", "x", "y", "at", "until", "timed", "kind", "path", "source", "place", "cell")
_shelf: Shelf[Events] = Shelf(0.4)


@dataclass(slots=True)
class _Part:
    """One source, with names in place of numbers."""

    source: str
    columns: dict[str, Any]
    kinds: list[str]
    paths: tuple[str, ...]


_appeals_shelf: Shelf[_Part] = Shelf(0.1)


def events(scope: Scope, selection: Selection) -> Events:
    """What a person may count of a selection. Three queries at most, none where it stands in memory.

    Nothing at all where the areas of the selection lie outside the own ones.
    """
    known = memory.state()
    allowed = selection.within(permissions.reach(scope))
    if allowed is None:
        return _joined([], replace(selection, paths=()), ())
    used = _batches(known, allowed)
    stamps = tuple((one.id, one.stamp) for one in used)
    with_appeals = allowed.appeals and (not allowed.feeds or APPEALS in allowed.feeds)
    last = appeals.last_for_analysis(scope) if with_appeals else 0
    words = digest_of(sorted((f"{feed}|{raw}", code) for (feed, raw), code in known.words.items()))
    key = (stamps, last, words, digest_of(allowed.to_json()))

    def make() -> Events:
        parts = [part for batch in used if (part := _of_batch(batch, allowed, known))]
        if with_appeals:
            parts += _of_appeals(scope, allowed, known, last)
        versions = tuple((known.feeds[one.feed_id].code, one.version) for one in used)
        return _joined(parts, allowed, (*versions, *(((APPEALS, last),) if with_appeals else ())), key)

    return _shelf.get(key, make, lambda one: sum(getattr(one, name).nbytes for name in _ARRAYS))


def lineage_now(selection: Selection) -> Lineage:
    """What the same selection would rest on now, for whoever may see all of it (its paths are cut already)."""
    from senim.kernel.scoping import SYSTEM  # noqa: PLC0415 - the one place that asks for the house

    return events(SYSTEM, selection).lineage


def _batches(known: State, selection: Selection) -> list[BatchInfo]:
    def wanted(one: BatchInfo) -> bool:
        feed = known.feeds[one.feed_id]
        if feed.kind is FeedKind.SURVEY:
            return False
        named = feed.code in selection.feeds
        found = feed.kind is not FeedKind.OFFICER_DISCOVERED or selection.officer_discovered or named
        return (not selection.feeds or named) and found

    return [one for one in known.batches if wanted(one)]


def _of_batch(batch: BatchInfo, selection: Selection, known: State) -> _Part | None:
    found = memory.columns(batch)
    kinds = [known.words.get((batch.feed_id, raw), raw) for raw in found.raws]
    sensitive = np.array([kind in known.kinds and known.kinds[kind].sensitive for kind in kinds] or [False])
    keep = (found.flags & (DUPLICATE | SUPERSEDED)) == 0
    keep &= _one_of(found.raw, kinds, selection.kinds)
    keep &= _inside(found.path, found.paths, selection.paths)
    keep &= _when(found.minute, found.flags, selection)
    if selection.polygon:
        # What is inside would tell where a home is: a marked place holds no sensitive kind.
        keep &= _in_polygon(found.lon, found.lat, selection.polygon) & ~sensitive[found.raw]
    rows = np.flatnonzero(keep)
    if not rows.size:
        return None
    columns = {
        name: getattr(found, name)[rows]
        for name in ("id", "lon", "lat", "minute", "until", "flags", "raw", "path", "place", "cell")
    }
    _hide(columns, sensitive[columns["raw"]])
    return _Part(known.feeds[batch.feed_id].code, columns, kinds, found.paths)


def _hide(columns: dict[str, Any], sensitive: npt.NDArray[np.bool_]) -> None:
    """The places of sensitive kinds leave no selector: such events count by time and area alone."""
    if sensitive.any():
        for name, nothing in (("lon", np.nan), ("lat", np.nan), ("place", 0), ("cell", 0)):
            columns[name] = np.where(sensitive, np.asarray(nothing, columns[name].dtype), columns[name])


def _one_of(numbers: npt.NDArray[Any], names: Iterable[str], wanted: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    if not wanted:
        return np.ones(numbers.size, dtype=bool)
    chosen = np.array([name in wanted for name in names] or [False])
    found: npt.NDArray[np.bool_] = chosen[numbers]
    return found


def _inside(numbers: npt.NDArray[Any], paths: tuple[str, ...], roots: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    if "/" in roots:
        return np.ones(numbers.size, dtype=bool)
    inside = np.array([within(path, roots) for path in paths] or [False])
    found: npt.NDArray[np.bool_] = inside[numbers]
    return found


def _when(minute: npt.NDArray[Any], flags: npt.NDArray[Any], selection: Selection) -> npt.NDArray[np.bool_]:
    keep = np.ones(minute.size, dtype=bool)
    if selection.since:
        keep &= minute >= _minute(selection.since)
    if selection.until:
        keep &= (minute < _minute(selection.until) + 1440) & (minute != UNKNOWN)
    if selection.weekdays:
        # 1 January 1970 was a Thursday.
        keep &= np.isin((minute // 1440 + 3) % 7, selection.weekdays) & (minute != UNKNOWN)
    if selection.hours:
        keep &= np.isin(minute % 1440 // 60, selection.hours) & ((flags & TIMED) > 0)
    return keep


def _minute(day: Any) -> int:
    return int((np.datetime64(day, "m") - _EPOCH) / np.timedelta64(1, "m"))


def _in_polygon(lon: Floats, lat: Floats, corners: tuple[tuple[float, float], ...]) -> npt.NDArray[np.bool_]:
    shape = shapely.Polygon(corners)
    shapely.prepare(shape)
    found: npt.NDArray[np.bool_] = shapely.contains_xy(shape, lon, lat)
    return found


def _of_appeals(scope: Scope, selection: Selection, known: State, last: int) -> list[_Part]:
    """Residents' appeals of the selection, but for those that stand in a file as well."""
    part = _appeals_shelf.get(
        (selection.paths, last, known.batches),
        lambda: _read_appeals(scope, selection, known),
        lambda one: sum(column.nbytes for column in one.columns.values()),
    )
    columns = part.columns
    if not columns["id"].size:
        return []
    kinds = [known.appeals.get(name, name) for name in part.kinds]
    keep = _one_of(columns["raw"], kinds, selection.kinds) & _when(columns["minute"], columns["flags"], selection)
    if selection.polygon:
        keep &= _in_polygon(columns["lon"], columns["lat"], selection.polygon)
    if not keep.any():
        return []
    return [_Part(APPEALS, {name: one[keep] for name, one in columns.items()}, kinds, part.paths)]


def _read_appeals(scope: Scope, selection: Selection, known: State) -> _Part:
    """All appeals of the areas as columns; kinds are still categories. One query."""
    rows = [row for row in appeals.for_analysis(scope, selection.paths) if row.number not in known.told]
    categories = sorted({row.category for row in rows})
    paths = tuple(sorted({row.area_path for row in rows}))
    at = {name: place for place, name in enumerate(categories)}
    of = {name: place for place, name in enumerate(paths)}
    lon, lat = (np.array([getattr(row, name) for row in rows], dtype=np.float64) for name in ("lon", "lat"))
    local = [clock.local(row.received_at).replace(tzinfo=None) for row in rows]
    columns: dict[str, Any] = {
        "id": np.array([-row.id for row in rows], dtype=np.int64),
        "lon": lon,
        "lat": lat,
        "minute": ((np.array(local or [], dtype="datetime64[m]") - _EPOCH) / np.timedelta64(1, "m")).astype(np.int32),
        "until": np.full(len(rows), UNKNOWN, dtype=np.int32),
        "flags": np.full(len(rows), TIMED, dtype=np.uint8),
        "raw": np.array([at[row.category] for row in rows], dtype=np.int32),
        "path": np.array([of[row.area_path] for row in rows], dtype=np.int32),
        "place": points_key(lon, lat),
        "cell": cells.cells_of(lon, lat),
    }
    return _Part(APPEALS, columns, categories, paths)


def points_key(lon: Floats, lat: Floats) -> Ints:
    """A key for each point, the same within about ten metres; 0 where there is none."""
    known = np.isfinite(lon) & np.isfinite(lat)
    east = np.round(np.where(known, lon, 0) * 1e4).astype(np.int64) + 1_800_000
    north = np.round(np.where(known, lat, 0) * 1e4).astype(np.int64) + 900_000
    return np.where(known, east * 4_000_000 + north, 0)


def _joined(parts: list[_Part], selection: Selection, versions: tuple[tuple[str, int], ...], key: Any = "") -> Events:
    kinds = tuple(sorted({name for part in parts for name in part.kinds}))
    paths = tuple(sorted({path for part in parts for path in part.paths}))
    sources = tuple(dict.fromkeys(part.source for part in parts))
    kind = _renamed(parts, "raw", kinds, [part.kinds for part in parts])
    # Kinds that no event of the selection has are not named.
    used, kind = np.unique(kind, return_inverse=True)
    lon, lat = _column(parts, "lon", np.float64), _column(parts, "lat", np.float64)
    at, until = _moments(_column(parts, "minute", np.int32)), _moments(_column(parts, "until", np.int32))
    x, y = metres(lon, lat)
    size = [part.columns["id"].size for part in parts]
    rows, newest = sum(size), str(np.nanmax(at)) if at.size and not np.isnat(at).all() else ""
    found = {"batches": versions, "selection": selection.to_json(), "rows": rows, "newest": newest}
    lineage = Lineage(versions, rows, newest, selection.to_json(), digest_of([found, str(key[0]) if key else ""]))
    return Events(
        id=_column(parts, "id", np.int64),
        lon=lon,
        lat=lat,
        x=x,
        y=y,
        at=at,
        until=until,
        timed=(_column(parts, "flags", np.uint8) & TIMED) > 0,
        kind=kind.astype(np.int64),
        kinds=tuple(kinds[one] for one in used),
        path=_renamed(parts, "path", paths, [part.paths for part in parts]),
        paths=paths,
        source=np.repeat(np.array([sources.index(part.source) for part in parts], dtype=np.int64), size),
        sources=sources,
        place=_column(parts, "place", np.int64),
        cell=_column(parts, "cell", np.uint64),
        lineage=lineage,
    )


def _column(parts: list[_Part], name: str, kind: Any) -> npt.NDArray[Any]:
    return np.concatenate([part.columns[name] for part in parts]) if parts else np.empty(0, dtype=kind)


def _renamed(parts: list[_Part], name: str, names: tuple[str, ...], own: list[Any]) -> Ints:
    """The numbers of each part as numbers in the common list."""
    place = {one: number for number, one in enumerate(names)}
    moved = [
        np.array([place[one] for one in mine], dtype=np.int64)[part.columns[name]]
        for part, mine in zip(parts, own, strict=True)
    ]
    return np.concatenate(moved) if moved else np.empty(0, dtype=np.int64)


def _moments(minutes: npt.NDArray[np.int32]) -> npt.NDArray[np.datetime64]:
    moments = _EPOCH + minutes.astype("timedelta64[m]")
    moments[minutes == UNKNOWN] = np.datetime64("NaT")
    found: npt.NDArray[np.datetime64] = moments
    return found


def metres(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Metres east and north of the middle of the points."""
    known = np.isfinite(lon)
    if not known.any():
        return np.full(lon.size, np.nan), np.full(lon.size, np.nan)
    east, north = float(np.median(lon[known])), float(np.median(lat[known]))
    return (lon - east) * DEGREE * float(np.cos(np.radians(north))), (lat - north) * DEGREE
