"""What was found, as candidate problems with all that they rest on."""

from __future__ import annotations

import numpy as np

from senim_analysis.checks import Ints
from senim_analysis.problems import artefacts, patterns
from senim_analysis.problems.cells import Cells
from senim_analysis.problems.chance import chosen_interval
from senim_analysis.problems.events import Events
from senim_analysis.problems.places import Found, Search
from senim_analysis.problems.problem import Problem
from senim_analysis.problems.timing import timing


def place(events: Events, cells: Cells, search: Search, one: Found) -> Problem:
    rows = one.events
    x, y = float(np.median(events.x[rows])), float(np.median(events.y[rows]))
    apart = np.hypot(events.x[rows] - x, events.y[rows] - y)
    # Nine in ten of its events: the corner of a cell must not make a place larger than it is.
    radius = max(50.0, float(np.quantile(apart, 0.9)))
    weight = float(events.weight[one.kind])
    excess = weight * (rows.size - one.expected)
    name = events.names[one.kind]
    return Problem(
        method="cell against an even spread, Poisson",
        n=int(rows.size),
        parameters={"cells": int(one.cells.size), "side": cells.side},
        notes=artefacts.of_events(events.x[rows], events.y[rows], events.at[rows], events.timed[rows], name),
        sort="place",
        name=name,
        statistic=rows.size / one.expected if one.expected >= 1 else None,
        expected=one.expected,
        interval=chosen_interval(rows.size, one.expected, search.chosen, search.tried),
        p_value=one.p,
        q_value=one.q,
        x=x,
        y=y,
        radius=radius,
        where=(*events.say(x, y), _area(events, rows)),
        harm=weight * rows.size,
        excess=excess,
        excess_per_day=excess / events.days,
        weighted=events.weighted,
        timing=timing(events.at[rows], events.timed[rows], events.span),
        events=rows,
    )


def _area(events: Events, rows: Ints) -> str:
    """The label that most of the events carry."""
    if events.areas is None:
        return ""
    labels, count = np.unique([events.areas[row] for row in rows], return_counts=True)
    return str(labels[int(count.argmax())])


def pattern(
    events: Events, sort: str, one: patterns.Pattern, *, days: int, distance: float | None, over: float
) -> Problem:
    rows, weight, name = one.events, float(events.weight[one.kind]), events.names[one.kind]
    excess = weight * (one.observed - one.expected)
    notes = artefacts.of_events(events.x[rows], events.y[rows], events.at[rows], events.timed[rows], name)
    return Problem(
        method="near repeats, exact permutation moments"
        if sort == "near_repeat"
        else "last four weeks against those before",
        n=int(one.observed),
        parameters={},
        notes=tuple(note for note in notes if note.code not in ("chosen_high", "burst")),
        sort=sort,
        name=name,
        statistic=one.observed / one.expected if one.expected >= 1 else None,
        expected=one.expected,
        interval=chosen_interval(one.observed, one.expected, 1, len(events.names)) if sort == "rise" else None,
        p_value=one.p,
        q_value=one.q,
        x=None,
        y=None,
        radius=None,
        where=None if one.area < 0 else ("", "", _area(events, rows)),
        harm=weight * one.observed,
        excess=excess,
        excess_per_day=excess / over,
        weighted=events.weighted,
        timing=timing(events.at[rows], events.timed[rows], events.span),
        events=rows,
        days=days,
        distance=distance,
    )
