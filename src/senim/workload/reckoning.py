"""A proposal of new beats, reckoned beside the request: houses to hexagons, loads, `senim_analysis.redraw`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from senim.kernel.clock import today
from senim.territory import api as territory
from senim.workload import policies, selectors
from senim.workload.domain import PRICES, Care, Measure
from senim.workload.models import Proposal
from senim.workload.units import Units, spread, units_of

LANGUAGES = ("kk", "ru", "en")


def reckon(row: Proposal, progress: Callable[[float], None] | None = None) -> dict[str, Any]:
    """The result of a proposal, as JSON keeps it. Raises Refused, AnalysisRefused.

    {"sentence", "cautions": by language; "beats": [{"id", "before", "after", "residents_before", "residents_after"}];
    "moves": [{"from", "to", "pieces", "houses", "residents"}]; "cells": [[hexagon, from, to]]; "lineage"}
    """
    from senim_analysis.redraw import redraw  # noqa: PLC0415 - in the job worker only

    area = territory.area(row.area_id)
    units = gathered(area)
    since, until = selectors.window(today())
    load, n, lost = loads_of(Measure(row.measure), area, units, since, until)
    found = redraw(
        load, units.residents, units.beat, units.borders, price=PRICES[Care(row.care)], seed=row.seed,
        progress=progress)
    return {
        "sentence": {language: found.sentence(language) for language in LANGUAGES},
        "cautions": {language: found.cautions(language) for language in LANGUAGES},
        "beats": [
            {
                "id": one.id,
                "before": round(float(found.load_before[at]), 1),
                "after": round(float(found.load_after[at]), 1),
                "residents_before": round(float(found.residents_before[at])),
                "residents_after": round(float(found.residents_after[at])),
            }
            for at, one in enumerate(units.beats)
        ],
        "moves": _moves(units, found.beat),
        "cells": [
            [cell, int(a), int(b)] for cell, a, b in zip(units.cell, units.beat, found.beat, strict=True)
        ],
        "moved_residents": round(found.moved_residents),
        "residents": round(float(units.residents.sum())),
        "lineage": {
            "territory": territory.version(), "on": today().isoformat(), "since": since.isoformat(),
            "until": until.isoformat(), "n": n, "unplaced": lost, "houses": int(units.houses.sum()),
            "units": found.n, "seed": row.seed, "price": PRICES[Care(row.care)], "method": found.method,
        },
    }


def gathered(area: territory.AreaInfo) -> Units:
    """The units of the beats of an area that have houses. Raises Refused."""
    houses = territory.houses_within(area.id)
    beats = tuple(one for one in selectors.beats_of(area) if one.path in houses.paths)
    policies.check(len(beats) >= 2, "few_beats")
    policies.check(len(beats) <= policies.MOST_BEATS, "too_large", n=len(beats), most=policies.MOST_BEATS)
    nameless = [territory.name_of(one, "kk") for one in beats if not one.population]
    policies.check(not nameless, "no_people", names=", ".join(nameless[:5]))
    return units_of(houses, beats)


def loads_of(
    measure: Measure, area: territory.AreaInfo, units: Units, since: date, until: date
) -> tuple[Any, int, int]:
    """([unit] of load, n, how many records had no place)."""
    if measure is Measure.RESIDENTS:
        return units.residents, round(float(units.residents.sum())), 0
    number = {one.path: at for at, one in enumerate(units.beats)}
    if measure is Measure.APPEALS:
        rows = selectors.appeals_of(area, since, until)
        place = [(np.nan if one.lon is None else one.lon, np.nan if one.lat is None else one.lat) for one in rows]
        lon, lat = (np.array([one[side] for one in place], dtype=np.float64) for side in (0, 1))
        beat = np.array([number.get(one.area_path, -1) for one in rows], dtype=np.int64)
    else:
        found = selectors.events_of(area, since, until)
        lon, lat = found.lon, found.lat
        codes = np.array([number.get(path, -1) for path in found.paths] or [-1], dtype=np.int64)
        beat = codes[found.path] if found.n else np.empty(0, dtype=np.int64)
    load, lost = spread(units, lon, lat, beat)
    return load, int((beat >= 0).sum()), lost


def _moves(units: Units, after: Any) -> list[dict[str, Any]]:
    """What would go from which beat to which."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for unit in np.flatnonzero(units.beat != after).tolist():
        found[int(units.beat[unit]), int(after[unit])].append(unit)
    return [
        {
            "from": units.beats[a].id,
            "to": units.beats[b].id,
            "pieces": len(rows),
            "houses": int(units.houses[rows].sum()),
            "residents": round(float(units.residents[rows].sum())),
        }
        for (a, b), rows in sorted(found.items())
    ]
