"""The procedures of this release: `data/*.toml`, one file each, read strictly and laid into the tables once.

    load()          -> how many versions were added; `senim load_procedures`, the first migration, `senim prepare`

A file is a version as soon as its text is new: an old one stays, since runs point at it. Where the owner has written a
version of their own, a changed file waits for approval and does not come into force by itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from senim.kernel import versions
from senim.kernel.clock import now
from senim.kernel.labels import Label
from senim.kernel.rows import BadDataError, Row, check, known, unique
from senim.knowledge.domain import SOURCES, Group, Remark, Standing, State, Step, Text

#: The name under which every process keeps what is in force.
NAME = "knowledge"


@dataclass(frozen=True, slots=True)
class Shipped:
    """One file. valid_from: the day from which this text is shown; order: its place in the group."""

    code: str
    group: Group
    order: int
    valid_from: date
    public: bool
    text: Text


@lru_cache(maxsize=1)
def procedures() -> tuple[Shipped, ...]:
    """Every procedure of this release. Raises BadDataError, which says the file and the line's name."""
    folder = files("senim.knowledge").joinpath("data")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    made = tuple(read(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names)
    unique((one.code for one in made), "data")
    unique(((one.group, one.order) for one in made), "data: order")
    return made


def read(name: str, content: str) -> Shipped:
    """One file; its name is its code. Raises BadDataError."""
    try:
        book = Row(tomllib.loads(content), name)
    except tomllib.TOMLDecodeError as error:
        raise BadDataError(f"{name}: {error}") from error
    code = name.removesuffix(".toml")
    source = book.text("source")
    check(source in SOURCES, name, f"source {source!r} is not known")
    group, order = known(book, "group", Group), book.whole("order")
    text = Text(
        title=book.label("title"),
        when=book.label("when"),
        steps=tuple(_steps(book, source)),
        remarks=tuple(_remarks(book, "says", source)),
        oddities=tuple(_remarks(book, "oddity", source)),
        standing=known(book, "standing", Standing),
    )
    made = Shipped(code, group, order, book.take("valid_from", date), book.take("public", bool), text)
    book.end()
    unique((one.id for one in text.steps), name)
    check(text.ready is (text.standing is not Standing.AWAITS), name, "a text that awaits has no steps, and only it")
    check(text.ready or bool(text.remarks), name, "no steps and nothing that a source says")
    return made


def _plain(row: Row) -> Label:
    return Label(row.text("kk"), row.text("ru"), row.text("en"))


def _steps(book: Row, source: str) -> Iterator[Step]:
    for row in book.rows("step", "id", may_lack=True):
        yield Step(row.text("id"), _plain(row), f"{source} @{row.whole('at')}", row.text("printed"))
        row.end()


def _remarks(book: Row, key: str, source: str) -> Iterator[Remark]:
    for row in book.rows(key, "at", may_lack=True):
        file = row.text("source", source)
        check(file in SOURCES, row.where, f"source {file!r} is not known")
        yield Remark(_plain(row), f"{file} @{row.whole('at')}", row.text("printed"))
        row.end()


@transaction.atomic
def load(procedure: Any = None, version: Any = None) -> int:
    """Lay what is new into the tables; how many versions were added. Twice changes nothing the second time.

    procedure, version: the models as a migration sees them; the present ones otherwise.
    """
    if procedure is None:
        from senim.knowledge import models  # noqa: PLC0415 - a migration reads this file before there are models

        procedure, version = models.Procedure, models.Version
    laid: dict[str, list[Any]] = {}
    for row in version.objects.select_related("procedure").order_by("number"):
        laid.setdefault(row.procedure.code, []).append(row)
    added = sum(_lay(one, laid.get(one.code, []), procedure, version) for one in procedures())
    if added:
        versions.bump(NAME)
    return added


def _lay(one: Shipped, there: list[Any], procedure: Any, version: Any) -> bool:
    if any(one.text.digest == (each.digest if each.shipped else each.body.get("laid")) for each in there):
        return False
    owned = any(not each.shipped for each in there)
    if owned and any(each.state != State.APPROVED for each in there):
        return False  # the owner is writing: it is laid when nothing is open
    row, _made = procedure.objects.get_or_create(
        code=one.code, defaults={"group": one.group.value, "order": one.order}
    )
    version.objects.create(
        procedure=row,
        number=1 + max((each.number for each in there), default=0),
        body=one.text.to_json(),
        digest=one.text.digest,
        shipped=True,
        state=(State.WAITING if owned else State.APPROVED).value,
        is_public=one.public,
        valid_from=None if owned else one.valid_from,
        made_at=now(),
        approved_at=None if owned else now(),
    )
    return True
