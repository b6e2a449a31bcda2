"""The rehearsal itself: past appeals of a period through both worlds, in batches, and what the tried map lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import shapely

from senim.appeals.api import replay
from senim.kernel.labels import Label
from senim.kernel.scoping import SYSTEM
from senim.rehearsal import policies
from senim.rehearsal.domain import Edit, Matter
from senim.rehearsal.models import Change
from senim.rehearsal.sketch import sketches
from senim.rehearsal.tally import Tally
from senim.rehearsal.worlds import World, as_of, located, moment_of, trial_of, worlds
from senim.staff import api as staff
from senim.territory import api as territory

#: Rows in memory at once.
BATCH = 20_000
#: Degrees around what changes within which a place may change its beat (the width of a crack, and more).
AROUND = 1e-4
Finding = tuple[str, dict[str, Any]]


def rehearse(row: Change, of: int, tell: Callable[[float], None]) -> dict[str, Any]:
    """What the change would do, as JSON keeps it. of: how many appeals there are. Raises Refused.

    {"problems": [[row, code, params]]} where the file cannot be tried; else what `Tally.told` says and "findings":
    [[code, params]], "houses": {...}, "holes", "overlaps": [[name, name, m2, new m2, lon, lat]], "at": day.
    """
    trial = trial_of(row)
    if trial is not None and trial.problems:
        return {"problems": [one.stored() for one in trial.problems[:200]]}
    policies.check(of > 0, "period_empty")
    one, other = worlds(row, trial)
    tally = Tally(as_of(row), row.what.get("hours"))
    done = 0
    for batch in _batches(row):
        _count(row, tally, batch, one, other, _box(trial))
        done += len(batch)
        tell(0.9 * done / of)
    found = tally.told() | _map(trial) | {"shapes": sketches(row, trial)}
    found["findings"] = [*_findings(row, found), *found["findings"]]
    return found | {"at": row.starts_on.isoformat()}


def _batches(row: Change) -> Iterator[list[replay.PastRow]]:
    rows = iter(replay.past(SYSTEM, row.area_path, row.since, row.until, as_of(row), moments="hours" in row.what))
    while batch := list(islice(rows, BATCH)):
        yield batch


def _box(trial: territory.Trial | None) -> Any:
    if trial is None:
        return None
    shapes = [shape for piece in trial.pieces for shape in (piece.before, piece.after) if shape is not None]
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    return west - AROUND, south - AROUND, east + AROUND, north + AROUND


def _count(row: Change, tally: Tally, batch: list[replay.PastRow], one: World, other: World, box: Any) -> None:
    lon = np.array([np.nan if past.lon is None else past.lon for past in batch], dtype=np.float64)
    lat = np.array([np.nan if past.lat is None else past.lat for past in batch], dtype=np.float64)
    paths = located(one, other, lon, lat, box)
    when = [one.router.when(past) for past in batch]
    before, after = (
        list(_routed(world, batch, when, found)) for world, found in zip((one, other), paths, strict=True))
    for past, (place, post), (place_then, post_then) in zip(batch, before, after, strict=True):
        tally.add(past, (place, place_then), (post, post_then))
    if Matter(row.matter) is Matter.RULES:
        _rules(row, tally, list(zip(batch, when, strict=True)), before, after, one, other)


def _routed(
    world: World, batch: list[replay.PastRow], when: list[tuple[bool, int]], paths: list[str]
) -> Iterator[tuple[replay.Place, int | None]]:
    with world.holding():
        for past, at, path in zip(batch, when, paths, strict=True):
            chosen = past.area_id if past.lon is None else None
            place = world.place(path if chosen is None else world.chosen_path(chosen))
            yield place, world.router.post(past, at, place)


def _rules(
    row: Change, tally: Tally, batch: list[tuple[replay.PastRow, tuple[bool, int]]], before: Any, after: Any,
    one: World, other: World,
) -> None:
    """Of the appeals that the rule takes: which rule takes them in the other world."""
    if row.what["edit"] == Edit.PROMISE:
        return
    adds = row.what["edit"] == Edit.ADD
    mine = 0 if adds else row.what["rule"]
    takes = _deciding(*((other, batch, after) if adds else (one, batch, before)))
    instead = _deciding(*((one, batch, before) if adds else (other, batch, after)))
    tally.rules.update(rule for taken, rule in zip(takes, instead, strict=True) if taken == mine)


def _deciding(world: World, batch: list[tuple[replay.PastRow, tuple[bool, int]]], found: Any) -> list[int | None]:
    """The rule that decides each appeal in a world."""
    with world.holding():
        return [
            world.router.rule(past, when, placed=place.area_id is not None)[1]
            for (past, when), (place, _post) in zip(batch, found, strict=True)]


def _findings(row: Change, found: dict[str, Any]) -> list[Finding]:
    findings: list[Finding] = []
    if found["nobody"]:
        findings.append(("nobody", {"n": found["nobody"]}))
    if Matter(row.matter) is Matter.RULES and row.what["edit"] != Edit.PROMISE and not found["rules"]:
        findings.append(("matches_nothing", {}))
    if Matter(row.matter) is Matter.ASSIGNMENTS:
        posts = {post for posts in row.what["beats"].values() for post in posts}
        findings += [("vacant", {"post": _title(post)}) for post in sorted(posts) if not _taken(post, row)]
    return findings


def _title(post_id: int) -> Label:
    return Label(*(staff.post_title(post_id, language) for language in Label._fields))


def _taken(post_id: int, row: Change) -> bool:
    return staff.on_post(post_id, moment_of(row)) is not None


def _map(trial: territory.Trial | None) -> dict[str, Any]:
    """What the tried map lacks, with square metres; only what is new of it forbids the change."""
    if trial is None:
        return {"findings": [], "holes": [], "overlaps": [], "houses": None, "pieces": []}
    snap, findings = trial.after, list[Finding]()
    holes, overlaps, houses = trial.holes(), trial.overlaps(), trial.houses()
    findings += [
        ("overlap", {"one": _called(snap, one.one_id), "other": _called(snap, one.other_id), "m2": round(new)})
        for one, new in overlaps if new >= 1000]
    findings += [("hole", {"area": _called(snap, one.area_id), "m2": round(new)}) for one, new in holes if new >= 1000]
    if houses.lost:
        findings.append(("houses_lost", {"n": len(houses.lost)}))
    findings += [("unserved", {"beat": list(piece.names)}) for piece in trial.pieces if piece.before is None]
    if trial.renamed:
        findings.append(("renamed", {"names": ", ".join(trial.renamed[:10])}))
    return {
        "findings": findings,
        "holes": [
            [_called(snap, one.area_id), round(one.m2), round(new), one.lon, one.lat] for one, new in holes[:100]],
        "overlaps": [
            [_called(snap, one.one_id), _called(snap, one.other_id), round(one.m2), round(new), one.lon, one.lat]
            for one, new in overlaps[:100]],
        "houses": {"n": houses.n, "moved": houses.moved, "lost": len(houses.lost), "examples": list(houses.lost[:10])},
        "pieces": [
            {"area": piece.area_id, "code": piece.code, "names": list(piece.names), "before": _size(piece.before),
             "after": _size(piece.after)} for piece in trial.pieces],
    }


def _called(snap: Any, area_id: int) -> list[str]:
    kk, ru, en = snap.areas[area_id].names
    return [kk, ru or kk, en or kk]


def _size(shape: Any) -> int | None:
    return None if shape is None else round(territory.area_m2(shape))
