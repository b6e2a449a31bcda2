"""Press *scan*: candidate problems, ranked by harm beyond chance, each with what could be an artefact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from senim.incidents import memory
from senim.incidents.events import Events
from senim.incidents.methods.common import circle, named, placed, sentences
from senim_analysis import find_problems
from senim_analysis.io import quality
from senim_analysis.io.projection import LocalMetres

#: Candidates kept with a run, and pairs kept as patterns.
KEPT, PATTERNS = 60, 15
#: Kinds beyond this number are put together: what is rarer makes no pattern of its own.
MOST_KINDS = 60
OTHER = "other"


def scan(
    events: Events, parameters: dict[str, Any], tell: Callable[[float, str], None], cancel: Callable[[], bool]
) -> dict[str, Any]:
    """Candidate problems of a selection. Raises AnalysisRefused."""
    rows, x, y, projection = placed(events)
    kinds = _kinds(events, rows)
    place, count = quality.points(x, y)
    numbers = np.unique(kinds, return_inverse=True)[1]
    usual = ~quality.defaults(place, count, numbers)[place] if rows.size else np.empty(0, dtype=bool)
    found = find_problems(
        x,
        y,
        events.at[rows].astype("datetime64[s]"),
        kinds.tolist(),
        harm=_harm(kinds),
        timed=events.timed[rows],
        areas=[events.paths[one] for one in events.path[rows]],
        usual=usual,
        say=_say(projection),
        rate=float(parameters.get("rate", 0.05)),
        progress=tell,
        cancel=cancel,
    )
    data = found.to_dict()
    data["problems"] = [
        _candidate(one, kept, projection) for one, kept in zip(found.problems[:KEPT], data["problems"], strict=False)
    ]
    data["patterns"] = [
        _candidate(one, kept, projection)
        for one, kept in zip(found.patterns[:PATTERNS], data["patterns"], strict=False)
    ]
    first = (*data["problems"], *data["patterns"])
    data["sentence"] = (
        {language: _named_inside(text, found, language) for language, text in sentences(found).items()}
        if first
        else sentences(found)
    )
    return data


def _named_inside(text: str, found: Any, language: str) -> str:
    first = (*found.problems, *found.patterns)[0]
    own = first.sentence(language)
    return text.replace(own, named({language: own}, first.name, _area(first))[language])


def _area(one: Any) -> str:
    return one.where[2] if one.where else ""


def _kinds(events: Events, rows: Any) -> Any:
    names = np.array(events.kinds or ("",), dtype=object)
    common = np.argsort(-np.bincount(events.kind[rows], minlength=len(events.kinds)), kind="stable")[:MOST_KINDS]
    kept = np.isin(events.kind[rows], common)
    return np.where(kept, names[events.kind[rows]], OTHER).astype(str)


def _harm(kinds: Any) -> dict[str, float]:
    """Weights of the kinds that have one; none at all where no kind has."""
    known = memory.state().kinds
    return {name: known[name].harm or 1.0 for name in np.unique(kinds) if name in known and known[name].harm}


def _say(projection: LocalMetres | None) -> Callable[[float, float], tuple[str, str]] | None:
    if projection is None:
        return None

    def say(x: float, y: float) -> tuple[str, str]:
        lon, lat = projection.degrees(np.array([x]), np.array([y]))
        return f"{lat[0]:.4f}", f"{lon[0]:.4f}"

    return say


def _candidate(one: Any, kept: dict[str, Any], projection: LocalMetres | None) -> dict[str, Any]:
    """A candidate with what a problem file needs: its kind and, where it is a place, the polygon around it."""
    kept = {**kept, "sentence": named(kept["sentence"], one.name, _area(one)), "selection": {"kinds": [one.name]}}
    if one.name == OTHER:
        kept["selection"] = {}
    if one.x is not None and projection is not None:
        lon, lat = projection.degrees(np.array([one.x]), np.array([one.y]))
        kept |= {"lon": round(float(lon[0]), 6), "lat": round(float(lat[0]), 6)}
        kept["selection"]["polygon"] = circle(projection, one.x, one.y, float(one.radius or 50.0))
    return kept
