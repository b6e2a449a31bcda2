"""Taking a list along: a reason, a log, and the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation

from senim.ease.actions.filters import list_for, refuse
from senim.ease.domain import Form, Reason
from senim.ease.lists import Asked, Column
from senim.ease.models import Export
from senim.ease.permissions import account_of
from senim.kernel import audit, small
from senim.kernel.clock import now
from senim.kernel.personal import looks_personal
from senim.kernel.scoping import Actor
from senim.staff import api as staff

#: So many rows come from the database at once.
PIECE = 500
LEAST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken along: its row of the log, the words above the columns, the rows as they come."""

    row: Export
    head: list[str]
    rows: Iterator[list[Any]]


@transaction.atomic
def take(
    *, actor: Actor, code: str, asked: Asked, form: Form, reason: Reason, words: str, language: str
) -> Taken:
    """Write down who takes what along and why, and give the rows that this person sees in the list.

    Columns of persons are left out for who may not have them; counts of people below five are said as "<5". The number
    of rows is counted when it is written down, and no more of them come. Raises NotYours, Refused("reason").
    """
    staff.check_action(actor.scope, "ease.export")
    one = list_for(actor, code)
    said = " ".join(words.split())[:300]
    if len(said) < LEAST_WORDS:
        raise refuse("reason", "words")
    if looks_personal(said):
        raise refuse("reason_personal", "words")
    rows = one.rows(actor.scope, asked)
    columns = one.columns_for(actor.scope)
    count = rows.count()
    row = Export.objects.create(
        at=now(),
        account_id=account_of(actor),
        post_id=actor.post_id,
        list=code,
        form=form,
        chosen=dict(asked.chosen),
        searched=bool(asked.words),
        columns=[column.name for column in columns],
        rows=count,
        reason=reason,
        words=said,
    )
    told = {"list": code, "rows": count, "form": form, "reason": reason, "chosen": dict(asked.chosen)}
    told |= {"searched": bool(asked.words), "columns": row.columns}
    paths = actor.scope.paths()
    audit.record(
        actor, "ease.export", ("export", row.pk), area_path=paths[0] if paths else "", data=told, reads=True)
    return Taken(row, [str(column.label) for column in columns], _rows(rows, columns, count, language))


def _rows(rows: Any, columns: tuple[Column, ...], most: int, language: str) -> Iterator[list[Any]]:
    # The page's language is gone when the file leaves piece by piece.
    found = iter(rows[:most].iterator(chunk_size=PIECE) if most else ())
    while True:
        with translation.override(language):
            made = [[_cell(column, row) for column in columns] for _n, row in zip(range(PIECE), found, strict=False)]
        if not made:
            return
        yield from made


def _cell(column: Column, row: Any) -> Any:
    value = column.value(row)
    if column.people and isinstance(value, int):
        shown = small.masked(value)
        return f"<{small.LEAST}" if shown is None else shown
    return value if value is None or isinstance(value, (int, float)) or hasattr(value, "year") else str(value)
