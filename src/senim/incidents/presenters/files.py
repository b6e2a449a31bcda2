"""A file and the list of files."""

from __future__ import annotations

from datetime import date
from typing import Any

from senim.incidents import policies
from senim.incidents.domain import BATCH_STATES, KEPT, BatchState
from senim.incidents.importing.issues import sentence
from senim.incidents.importing.mapping import ROLES
from senim.incidents.models import Batch, RowError
from senim.incidents.panels.base import head
from senim.incidents.presenters import changes
from senim.incidents.presenters.parts import TAGS
from senim.kernel.labels import Label
from senim.web.words import day, language, number


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
        "can_discard": state in KEPT,
        "can_withdraw": state is BatchState.APPLIED,
        # Of a file that cannot be read at all nothing is counted: noughts would look like a finding.
        "facts": _facts(batch, lang) if batch.rows else [],
        "wrong": [sentence(one.code, one.value, lang) for one in errors if one.row == 0 and one.is_error],
        "forecast": changes.forecast(batch, lang),
        "spelt": changes.spelt(batch, lang),
        "notes": [*changes.twins(batch, lang), *(note[lang] for note in found.get("notes", []))],
        "errors": [
            {
                "row": one.row,
                "column": one.column,
                "text": sentence(one.code, one.value, lang),
                "is_error": one.is_error,
            }
            for one in errors
            if one.row or not one.is_error
        ],
        "some_odd": any(not one.is_error for one in errors),
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


def _days(found: dict[str, Any]) -> str:
    first, last = (date.fromisoformat(found[name]) for name in ("first", "last"))
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def _facts(batch: Batch, lang: str) -> list[tuple[str, str]]:
    found = batch.quality
    facts = [
        (Label("жол", "строк", "rows").in_(lang), number(batch.rows)),
        (Label("қабылданады", "принято", "taken").in_(lang), number(batch.accepted)),
        (Label("қабылданбайды", "не принято", "left out").in_(lang), number(batch.refused)),
    ]
    facts += [(label.in_(lang), number(found[name])) for name, label in _FACTS if name in found]
    if "first" in found:
        facts.append((Label("кезең", "период", "period").in_(lang), _days(found)))
    written = found.get("written", {})
    return facts + [(label.in_(lang), number(written[name])) for name, label in _WRITTEN if written.get(name)]
