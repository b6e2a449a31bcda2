"""What the pages of incidents show, in words."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from senim.incidents import memory, permissions, policies, selectors
from senim.incidents.domain import (
    BATCH_STATES,
    METHODS,
    RUN_STATES,
    BatchState,
    Lineage,
    Method,
    RunState,
    Selection,
)
from senim.incidents.importing.issues import sentence
from senim.incidents.importing.mapping import ROLES
from senim.incidents.models import Batch, Kind, RowError, Run
from senim.incidents.panels import Panel
from senim.incidents.panels.base import head, source
from senim.incidents.selectors import Word
from senim.incidents.wording import PHASES, kind_name, of_selection
from senim.kernel.labels import Label
from senim.kernel.scoping import Scope, within
from senim.territory import api as territory
from senim.web.words import language, number

TAGS = {
    BatchState.STAGED: "warn",
    BatchState.APPLIED: "good",
    BatchState.WITHDRAWN: "bad",
    RunState.DONE: "good",
    RunState.REFUSED: "warn",
    RunState.FAILED: "bad",
}
#: Candidates on the page; the run keeps more.
SHOWN = 25
LEVELS = (
    territory.Level.REGION,
    territory.Level.DISTRICT,
    territory.Level.CITY,
    territory.Level.CITY_DISTRICT,
    territory.Level.BEAT,
)


def areas(scope: Scope, lang: str) -> list[tuple[str, str]]:
    """(path, name) of the own areas and of what lies in them, down to the beats."""
    roots = permissions.reach(scope)
    found: list[tuple[str, str]] = []
    for level in LEVELS:
        known = territory.areas_list(level, lang=lang)
        found += [(one.path, territory.name_of(one, lang)) for one in known if within(one.path, roots)]
    return found


def choices(scope: Scope, lang: str) -> dict[str, Any]:
    """What the form of a selection offers. Categories of appeals that no kind stands for stand below the kinds."""
    kinds = [*selectors.kinds(lang), *((raw, raw) for raw in memory.state().unmapped)]
    feeds = [(one.code, one.name.in_(lang)) for one in selectors.feeds(scope)]
    return {"kinds": kinds, "feeds": feeds, "areas": areas(scope, lang)}


def explore_page(selection: Selection, made: list[Panel], query: str, scope: Scope) -> dict[str, Any]:
    """The views with the sentence of the selection."""
    return {
        "panels": made,
        "sentence": of_selection(selection, language()),
        "query": query,
        "methods": [(str(one), label) for one, label in METHODS.items()],
        "sees_points": permissions.sees_points(scope),
        "open_url": open_url(selection) if made else "",
    }


def open_url(selection: Selection, run_id: int | None = None) -> str:
    """Where a problem file about a selection is opened; "" in an installation without them."""
    try:
        address = reverse("problems:open")
    except NoReverseMatch:
        return ""
    query = {"selection": json.dumps(selection.to_json(), ensure_ascii=False), "area": next(iter(selection.paths), "")}
    return f"{address}?{urlencode(query | ({'run': run_id} if run_id else {}))}"


# --- files ----------------------------------------------------------------------------------------------------------


def batch_line(batch: Batch) -> dict[str, Any]:
    """A line of the list of files."""
    state = BatchState(batch.state)
    return {
        "id": batch.pk,
        "file": batch.file_name,
        "feed": _feed(batch),
        "version": batch.version,
        "state": BATCH_STATES[state].in_(language()),
        "tag": TAGS.get(state, "info"),
        "rows": batch.rows,
        "refused": batch.refused,
        "at": batch.created_at,
    }


def _feed(batch: Batch) -> str:
    return Label(batch.feed.name_kk, batch.feed.name_ru, batch.feed.name_en).in_(language())


def can_apply(batch: Batch) -> bool:
    """Whether the button is there."""
    return policies.can_apply(batch.state, batch.accepted)


def batch_page(batch: Batch, errors: list[RowError]) -> dict[str, Any]:
    """Everything of one file."""
    state, lang, found = BatchState(batch.state), language(), batch.quality
    under_way = state in (BatchState.WAITING, BatchState.READING, BatchState.WRITING)
    return {
        "batch": batch,
        **batch_line(batch),
        "under_way": under_way,
        "progress": batch.phase_done if batch.phase_total else None,
        "total": batch.phase_total,
        "can_apply": can_apply(batch),
        "can_remap": state in (BatchState.STAGED, BatchState.WAITING),
        "can_discard": state in (BatchState.STAGED, BatchState.WAITING, BatchState.READING),
        "can_withdraw": state is BatchState.APPLIED,
        "facts": _facts(batch, lang),
        "notes": [note[lang] for note in found.get("notes", [])],
        "errors": [
            {
                "row": one.row,
                "column": one.column,
                "text": sentence(one.code, one.value, lang),
                "is_error": one.is_error,
            }
            for one in errors
        ],
        "columns": [(label.in_(lang), batch.options.get("mapping", {}).get(role, "")) for role, label in ROLES.items()],
        "words_head": head(
            *(label.in_(lang) for label in (Label("түрі", "вид", "kind"), Label("жол", "строк", "rows")))
        ),
        "words": [[word, number(count)] for word, count in found.get("words", [])],
    }


_FACTS: tuple[tuple[str, Label], ...] = (
    ("placed", Label("орны белгілі", "с местом", "with a place")),
    ("timed", Label("сағаты белгілі", "с часом", "with an hour")),
    ("intervals", Label("басталуы мен аяқталуы бар", "с началом и концом", "with beginning and end")),
    ("kinds", Label("түр", "видов", "kinds")),
)
_WRITTEN: tuple[tuple[str, Label], ...] = (
    ("new", Label("жаңа", "новых", "new")),
    ("changed", Label("өзгерген", "изменённых", "changed")),
    ("same", Label("бұрынғыдай", "прежних", "the same")),
    ("gone", Label("енді жоқ", "больше нет", "gone")),
    ("twins", Label("екі дерек көзінде", "в двух источниках", "told by two sources")),
)


def _facts(batch: Batch, lang: str) -> list[tuple[str, str]]:
    found = batch.quality
    facts = [
        (Label("жол", "строк", "rows").in_(lang), number(batch.rows)),
        (Label("қабылданады", "принято", "taken").in_(lang), number(batch.accepted)),
        (Label("қабылданбайды", "не принято", "left out").in_(lang), number(batch.refused)),
    ]
    facts += [(label.in_(lang), number(found[name])) for name, label in _FACTS if name in found]
    if "first" in found:
        facts.append((Label("кезең", "период", "period").in_(lang), f"{found['first']} – {found['last']}"))
    written = found.get("written", {})
    return facts + [(label.in_(lang), number(written[name])) for name, label in _WRITTEN if written.get(name)]


# --- words ----------------------------------------------------------------------------------------------------------


def words_page(rows: list[Word], kinds: list[Kind], lang: str) -> dict[str, Any]:
    """Words to decide, and the catalogue with its weights."""
    names = [(one.code, Label(one.name_kk, one.name_ru, one.name_en).in_(lang)) for one in kinds]
    marks = {"guess": Label("болжам", "догадка", "guess"), "decided": Label("шешілген", "решено", "decided")}
    return {
        "words": [
            {
                "feed": one.feed,
                "feed_name": Label(one.feed.name_kk, one.feed.name_ru, one.feed.name_en).in_(lang),
                "raw": one.raw,
                "kind": one.kind,
                "count": one.count,
                "mark": marks[one.mark].in_(lang),
                "tag": "good" if one.mark == "decided" else "warn",
            }
            for one in rows
        ],
        "kinds": names,
        "catalogue": [
            [
                Label(one.name_kk, one.name_ru, one.name_en).in_(lang),
                one.article and f"{one.act} {one.article}",
                one.iccs,
                "" if one.harm is None else number(one.harm),
                one.mark,
            ]
            for one in kinds
        ],
        "catalogue_head": head(
            *(
                label.in_(lang)
                for label in (
                    Label("түрі", "вид", "kind"),
                    Label("бап", "статья", "article"),
                    Label("ICCS", "ICCS", "ICCS"),
                    Label("зиян салмағы", "вес вреда", "weight of harm"),
                    Label("қайдан", "откуда", "from"),
                )
            )
        ),
    }


# --- runs -----------------------------------------------------------------------------------------------------------


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


def explore_query(selection: Selection) -> str:
    """The address of the same selection on the page of views, as far as its form can say it."""
    query = QueryDict(mutable=True)
    query.setlist("kinds", list(selection.kinds))
    for name, value in (("since", selection.since), ("until", selection.until)):
        if value:
            query[name] = value.isoformat()
    return f"{reverse('incidents:explore')}?{query.urlencode()}"


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
