"""Where the next post helps most: the p-median over the houses of an area. Computed beside the requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from senim.kernel import clock
from senim.reach import compute
from senim.reach.domain import MINUTES, Candidates, Work
from senim.reach.models import Scenario
from senim.territory import api as territory

#: Houses are put together by squares of so many metres; larger ones where there would be too many.
SQUARE, MOST_SQUARES = 100.0, 4000
#: Candidates among the houses: one of each square so large that there are at most this many.
MOST_CANDIDATES = 300
#: Draws of where residents live, and within how many metres two places are the same answer.
DRAWS, SAME = 200, 300.0
DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class Demand:
    """Squares of houses: middle (lon, lat), residents or houses, houses; and how large the squares are."""

    lon: Any
    lat: Any
    weight: Any
    houses: Any
    square: float


class NoHouses(Exception):
    """The area has no house with coordinates."""


def work(scenario_id: int) -> None:
    """Answer a scenario. A lost task may be done once more; what fails says so on its page."""
    row = Scenario.objects.get(pk=scenario_id)
    if row.state == Work.DONE:
        return
    Scenario.objects.filter(pk=row.pk).update(state=Work.RUNNING)
    try:
        row.result, row.state = answer(row), Work.DONE
    except NoHouses:
        row.result, row.state = {"refusal": "no_houses"}, Work.FAILED
    except Exception:
        Scenario.objects.filter(pk=row.pk).update(state=Work.FAILED, ended_at=clock.now())
        raise
    row.ended_at = clock.now()
    row.save(update_fields=["result", "state", "ended_at"])


def answer(row: Scenario) -> dict[str, Any]:
    """The places in their order, what each gains, how sure that is; plain values. Raises NoHouses."""
    from senim_analysis.p_median import p_median  # noqa: PLC0415 - scipy stays out of web processes
    from senim_analysis.walking import nearest_walks, walking_network, ways_from  # noqa: PLC0415

    found = compute.ground()
    house_weight, weighted = weights(found.houses, row.area_path)
    which = house_weight >= 0
    if not which.any():
        raise NoHouses
    demand = squares(found.houses.lon[which], found.houses.lat[which], house_weight[which])
    names, lon, lat = candidates(row, demand)
    posts = min(row.posts, len(lon))
    network = walking_network(found.lines)
    cost = ways_from(network, demand.lon, demand.lat, lon, lat, factor=found.detour) / found.pace
    already = np.full(len(demand.lon), np.inf)
    if found.points:
        at = [one.lon for one in found.points], [one.lat for one in found.points]
        near = nearest_walks(network, demand.lon, demand.lat, *at, factor=found.detour, k=1)
        already = near.metres[:, 0] / found.pace
    best = p_median(cost, posts, weights=demand.weight, already=already, seed=row.pk)
    return {
        "weighted": weighted, "people": float(demand.weight.sum()), "houses": int(demand.houses.sum()),
        "squares": len(demand.lon), "square": demand.square, "tried": len(lon), "exact": best.exact,
        "points": len(found.points), "pace": found.pace, "slow": found.slow, "detour": found.detour,
        "on": clock.today().isoformat(), "before": _within(already, demand.weight, found.pace / found.slow),
        "steps": _steps(best.chosen, (names, lon, lat), cost, already, demand, found.pace / found.slow),
    }


def weights(houses: territory.Placed, root: str) -> tuple[Any, bool]:
    """Residents of each house of an area, -1 outside it; and whether they are known.

    Known where every beat that has houses has its population: spread evenly over its houses. Else each house is one.
    """
    beats, index = np.unique(houses.beat, return_inverse=True)
    infos = {beat: territory.area(beat) for beat in beats.tolist() if beat}
    mine = np.array([bool(beat) and infos[beat].path.startswith(root) for beat in beats.tolist()])
    counted = np.bincount(index)
    people = np.array([float(infos[beat].population or 0) if beat else 0.0 for beat in beats.tolist()])
    weighted = bool(mine.any() and (people[mine] > 0).all())
    each = people / counted if weighted else np.ones(len(beats))
    return np.where(mine, each, -1.0)[index], weighted


def squares(lon: Any, lat: Any, weight: Any) -> Demand:
    """Houses put together, so that a city is some thousand places; each at the mean of its houses."""
    side = SQUARE
    while True:
        narrow = np.cos(np.radians(np.round(lat)))
        cells = np.column_stack((np.floor(lat * DEGREE / side), np.floor(lon * DEGREE * narrow / side)))
        _cell, index, houses = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
        if len(houses) <= MOST_SQUARES:
            break
        side *= 1.5
    index = index.reshape(-1)
    x, y, w = (np.bincount(index, weights=values) for values in (lon, lat, weight))
    return Demand(x / houses, y / houses, w, houses, side)


def candidates(row: Scenario, demand: Demand) -> tuple[list[str], Any, Any]:
    """Names and places where a post may stand: the given lots, or the fullest squares' middles spread over the area."""
    if row.candidates == Candidates.LOTS:
        names, lon, lat = zip(*row.lots, strict=True)
        return list(names), np.array(lon, dtype=float), np.array(lat, dtype=float)
    side = demand.square
    while True:
        narrow = np.cos(np.radians(np.round(demand.lat)))
        cells = np.column_stack((np.floor(demand.lat * DEGREE / side), np.floor(demand.lon * DEGREE * narrow / side)))
        order = np.lexsort((-demand.weight, cells[:, 1], cells[:, 0]))
        new = np.ones(len(order), dtype=bool)
        new[1:] = np.any(np.diff(cells[order], axis=0) != 0, axis=1)
        if new.sum() <= MOST_CANDIDATES:
            break
        side *= 1.25
    chosen = np.sort(order[new])
    return [""] * len(chosen), demand.lon[chosen], demand.lat[chosen]


def _within(minutes: Any, weight: Any, slower: float) -> dict[str, Any]:
    """Shares within 5, 10 and 15 minutes at the usual and at the slow pace, and the mean walk (None: nowhere to go)."""
    total = float(weight.sum())
    mean = float(weight @ minutes) / total
    return {
        "near": [float(weight[minutes <= one].sum()) / total for one in MINUTES],
        "slow": [float(weight[minutes * slower <= one].sum()) / total for one in MINUTES],
        "mean": mean if np.isfinite(mean) else None,
    }


def _steps(
    chosen: tuple[int, ...], places: tuple[list[str], Any, Any], cost: Any, already: Any, demand: Demand, slower: float
) -> list[dict[str, Any]]:
    """Post after post, each on top of those before it."""
    names, lon, lat = places
    chance, steps, before = np.random.default_rng(1), [], already
    draws = chance.gamma(demand.houses, size=(DRAWS, len(demand.houses))) / demand.houses * demand.weight
    draws *= demand.weight.sum() / draws.sum(axis=1, keepdims=True)
    for one in chosen:
        after = np.minimum(before, cost[:, one])
        saved = np.where(np.isfinite(before), before, after) - after
        gains = draws @ saved
        steps.append({
            "name": names[one], "lon": round(float(lon[one]), 5), "lat": round(float(lat[one]), 5),
            "gain": float(demand.weight @ saved), "low": float(np.quantile(gains, 0.025)),
            "high": float(np.quantile(gains, 0.975)), "same": _same(one, lon, lat, cost, before, draws),
            "people": float(demand.weight[saved > 0].sum()), **_within(after, demand.weight, slower),
        })
        before = after
    return steps


def _same(one: int, lon: Any, lat: Any, cost: Any, before: Any, draws: Any) -> float:
    """In what part of the draws the best next place is this one, or one within 300 metres of it."""
    from senim_analysis.walking import metres_between  # noqa: PLC0415

    finite = np.where(np.isfinite(before), before, cost.max(axis=1))
    saved = finite[:, None] - np.minimum(finite[:, None], cost)
    won = np.argmax(draws @ saved, axis=1)
    near = metres_between(lon[won], lat[won], lon[one], lat[one]) <= SAME
    return float(near.mean())
