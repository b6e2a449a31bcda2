"""An analysis and the list of analyses."""

from __future__ import annotations

from typing import Any

from senim.incidents import policies
from senim.incidents.domain import METHODS, RUN_STATES, Lineage, Method, RunState, Selection
from senim.incidents.models import Run
from senim.incidents.panels import Panel, candidates
from senim.incidents.panels import found as views
from senim.incidents.panels.base import source
from senim.incidents.presenters.explore import explore_query, open_url
from senim.incidents.presenters.parts import TAGS
from senim.incidents.wording import PHASES, kind_name, of_selection
from senim.kernel import clock, formats
from senim.web.words import language

#: Candidates on the page; the run keeps more.
SHOWN = 25


def run_line(run: Run) -> dict[str, Any]:
    """A line of the list of analyses."""
    state = RunState(run.state)
    return {
        "id": run.pk,
        "method": METHODS[Method(run.method)].in_(language()),
        "state": RUN_STATES[state].in_(language()),
        "tag": TAGS.get(state, "info"),
        "at": run.created_at,
        "selection": of_selection(Selection.from_json(run.selection), language()),
    }


def run_page(run: Run, stale: bool, *, sees_points: bool) -> dict[str, Any]:
    """Everything of one analysis."""
    state, lang = RunState(run.state), language()
    found = run.result or {}
    shown = {
        "run": run,
        **run_line(run),
        "stale": stale,
        "under_way": state in (RunState.QUEUED, RunState.RUNNING),
        "percent": round(100 * run.progress),
        "phase": PHASES[run.words].in_(lang) if run.words in PHASES else "",
        "can_cancel": policies.can_cancel(run.state) and not run.cancel_asked,
        "refusal": found.get("refusal", {}).get(lang, ""),
        "source": source(Lineage.from_json(run.lineage), lang) if run.lineage else "",
        "finding": found.get("sentence", {}).get(lang, ""),
        "notes": [note[lang] for note in found.get("notes", [])],
    }
    if state is RunState.DONE:
        shown |= _scan(run, found, lang) if run.method == Method.SCAN else {"finding": ""}
        shown["panels"] = panels_of(run, lang, sees_points=sees_points)
    return shown


def _scan(run: Run, found: dict[str, Any], lang: str) -> dict[str, Any]:
    base = Selection.from_json(run.selection).to_json()
    rows = [(kept, _merged(base, kept["selection"])) for kept in _listed(found)]
    return {
        "candidates": [
            {
                "rank": rank,
                "sentence": kept["sentence"][lang],
                "notes": [note[lang] for note in kept["notes"]],
                "n": kept["n"],
                "q": _chance(kept["q_value"], lang),
                "kind": kind_name(kept["name"], lang),
                "sort": kept["sort"],
                "open_url": open_url(selection, run.pk),
                "explore": explore_query(selection),
                "has_place": bool(selection.polygon),
            }
            for rank, (kept, selection) in enumerate(rows, start=1)
        ]
    }


def _chance(q: float, lang: str) -> str:
    """A share of false finds as people write it: nobody reads 1.4e-61."""
    least = 0.0001
    return f"< {formats.number(least, lang, 4)}" if q < least else f"= {formats.number(q, lang, 4 if q < 0.01 else 2)}"


def _listed(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The candidates of the page in their order: places, then patterns without one."""
    return [*found["problems"][:SHOWN], *found["patterns"]]


def _merged(base: dict[str, Any], own: dict[str, Any]) -> Selection:
    return Selection.from_json({**base, **own})


def _map(found: dict[str, Any], lineage: Lineage, lang: str) -> list[Panel]:
    """Where the candidates of the page lie; nothing where none has a place."""
    spots = [
        candidates.Spot(
            rank, kind_name(one["name"], lang), one["n"], one["lon"], one["lat"], one["selection"]["polygon"]
        )
        for rank, one in enumerate(_listed(found), start=1)
        if one["selection"].get("polygon")
    ]
    return [candidates.panel(spots, lineage, lang)] if spots else []


def panels_of(run: Run, lang: str, *, sees_points: bool) -> list[Panel]:
    """The views of a finished analysis; of a scan a map, whose candidates are files to open. Zones are drawn around
    single events: only for whoever sees points."""
    found = run.result or {}
    if run.state != RunState.DONE or run.lineage is None:
        return []
    lineage = Lineage.from_json(run.lineage)
    if run.method == Method.SCAN:
        return _map(found, lineage, lang)
    if run.method == Method.HOT_SPOTS:
        return [views.spots(found, lineage, lang)]
    at = clock.local(clock.now()).replace(tzinfo=None)
    return [*([views.zones(found, lineage, lang, at)] if sees_points else []), views.pairs(found, lineage, lang)]
