"""The views of a selection: numpy alone, each with its sentence, its table twin, its definition, its n and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import translation

from senim.incidents import permissions, surveys
from senim.incidents.domain import Selection
from senim.incidents.events import Events, events
from senim.incidents.panels import clock, compare, concentration, days, hexagons, kernel, points, repeats, survey, trend
from senim.incidents.panels.base import Panel
from senim.kernel.scoping import Scope

__all__ = ["Look", "Panel", "hexagon_map", "panels", "survey_layer"]

_MAKERS: tuple[Callable[[Events, str], Panel], ...] = (clock.panel, trend.panel, days.panel, concentration.panel)


@dataclass(frozen=True, slots=True)
class Look:
    """How the views are drawn; what is counted stays the same. whole: maps draw every event, not most; bandwidth of
    the density in metres, 0: suggested; points: how many single events are listed, 0: that view is not there."""

    whole: bool = False
    bandwidth: float = 0
    points: int = 0
    #: "code|answer" of a survey, or "".
    survey: str = ""


def panels(scope: Scope, selection: Selection, language: str, look: Look = Look()) -> list[Panel]:
    """Every view of what a person may count of a selection; none where there is nothing. Names of places, the repeat
    list that consists of them, and single events only for whoever sees points."""
    found = events(scope, selection)
    layer = survey_layer(scope, selection, language, look.survey, whole=look.whole)
    if not found.n:
        return layer
    near = permissions.sees_points(scope)
    with translation.override(language):
        made = [
            hexagons.panel(found, language, named=near, whole=look.whole),
            kernel.panel(found, language, named=near, whole=look.whole, bandwidth=look.bandwidth),
        ]
        if near and look.points:
            made.append(points.panel(found, language, whole=look.whole, listed=look.points))
        made += layer
        made += [make(found, language) for make in _MAKERS]
        if near:
            made.append(repeats.panel(found, language))
        if (before := _before(selection, found)) is not None:
            made.append(compare.panel(events(scope, before), found, language))
    return made


def survey_layer(scope: Scope, selection: Selection, language: str, value: str, *, whole: bool = False) -> list[Panel]:
    """The layer of a survey ("code|answer"), in a list; nothing where none is asked for that a person may see."""
    code, _bar, answer = value.partition("|")
    found = surveys.answers(scope, code, selection) if answer else None
    if found is None:
        return []
    with translation.override(language):
        return [survey.panel(found, answer, language, whole=whole)]


def hexagon_map(scope: Scope, selection: Selection, *, whole: bool = False) -> dict[str, Any]:
    """The hexagons of a selection as GeoJSON."""
    return hexagons.shapes_of(events(scope, selection), whole=whole)


def _before(selection: Selection, found: Events) -> Selection | None:
    """The same over the period of equal length just before; None where no beginning is set."""
    if selection.since is None:
        return None
    until = selection.until or date.fromisoformat(found.lineage.newest[:10] or selection.since.isoformat())
    length = (until - selection.since).days + 1
    if length >= (selection.since - date.min).days:
        return None  # no calendar reaches back so far
    return replace(selection, since=selection.since - timedelta(days=length), until=selection.since - timedelta(days=1))
