"""An analysis and the list of analyses."""

from __future__ import annotations

from typing import Any

from senim.incidents import policies
from senim.incidents.domain import METHODS, RUN_STATES, Lineage, Method, RunState, Selection
from senim.incidents.models import Run
from senim.incidents.panels.base import head, source
from senim.incidents.presenters.explore import explore_query, open_url
from senim.incidents.presenters.parts import TAGS
from senim.incidents.wording import PHASES, kind_name, of_selection
from senim.kernel.labels import Label
from senim.web.words import language, number

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
        shown |= _FOUND[Method(run.method)](run, found, lang, sees_points)
    return shown


def _scan(run: Run, found: dict[str, Any], lang: str, _sees: bool) -> dict[str, Any]:
    base = Selection.from_json(run.selection).to_json()
    rows = [(kept, _merged(base, kept["selection"])) for kept in [*found["problems"][:SHOWN], *found["patterns"]]]
    return {
        "candidates": [
            {
                "rank": rank,
                "sentence": kept["sentence"][lang],
                "notes": [note[lang] for note in kept["notes"]],
                "n": kept["n"],
                "q": f"{kept['q_value']:.2g}",
                "kind": kind_name(kept["name"], lang),
                "sort": kept["sort"],
                "open_url": open_url(selection, run.pk),
                "explore": explore_query(selection),
            }
            for rank, (kept, selection) in enumerate(rows, start=1)
        ]
    }


def _merged(base: dict[str, Any], own: dict[str, Any]) -> Selection:
    return Selection.from_json({**base, **own})


def _near(_run: Run, found: dict[str, Any], lang: str, sees: bool) -> dict[str, Any]:
    labels = found["labels"]
    rows = [
        [
            f"{name} м" if lang != "en" else f"{name} m",
            *(f"{int(a)} / {b:.0f}" for a, b in zip(observed, expected, strict=True)),
        ]
        for name, observed, expected in zip(labels["distance"], found["observed"], found["expected"], strict=True)
    ]
    days = Label("{} тәулік", "{} сут", "{} days").in_(lang)
    zones = found["zones"]
    return {
        "table_head": head(
            Label("қашықтық", "расстояние", "distance").in_(lang), *(days.format(one) for one in labels["interval"])
        ),
        "table": rows,
        "zones_sentence": zones["sentence"][lang],
        "zones": [
            [
                f"{one['lat']:.4f}, {one['lon']:.4f}",
                number(one["events"]),
                number(one["hectares"], 1),
                one["until"].replace("T", " ")[:16],
            ]
            for one in zones["zones"]
        ]
        if sees
        else [],
        "zones_head": head(
            *(
                label.in_(lang)
                for label in (
                    Label("маңы", "около", "near"),
                    Label("оқиға", "событий", "events"),
                    Label("га", "га", "ha"),
                    Label("қашанға дейін", "действует до", "expires"),
                )
            )
        ),
    }


def _spots(_run: Run, found: dict[str, Any], lang: str, _sees: bool) -> dict[str, Any]:
    labels = found["labels"]
    return {
        "table_head": head(
            *(
                label.in_(lang)
                for label in (
                    Label("алтыбұрыш", "шестиугольник", "hexagon"),
                    Label("класы", "класс", "class"),
                    Label("оқиға", "событий", "events"),
                    Label("ошақ болған ай", "месяцев очагом", "months hot"),
                    Label("ортасы", "середина", "middle"),
                )
            )
        ),
        "table": [
            [
                one["cell"],
                labels[one["class"]][lang],
                number(one["events"]),
                number(one["months"]),
                f"{one['lat']:.4f}, {one['lon']:.4f}",
            ]
            for one in found["spots"][:60]
        ],
    }


_FOUND = {Method.SCAN: _scan, Method.NEAR_REPEAT: _near, Method.HOT_SPOTS: _spots}
