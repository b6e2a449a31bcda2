"""How long what is kept, on what ground, and how it ends: every context says it of its own tables in `retention.toml`.

    [[rules]]
    code = "matter"                  # of the whole house: "appeals.matter"
    begins = "closed_at"             # the clock begins there; where it is empty, nothing ends yet
    kept = 36                        # as shipped; an installation adds a row of the term "keep.appeals.matter"
    unit = "months"
    mark = "own"                     # as in `legal`: verified, secondary, own; never memory, or nothing would end
    ground = "appeal.form"           # the legal term by which it may be held at all; "" where only the purpose says it
    [[rules.parts]]                  # the first is the record itself, the others hang on it (`by` is the way there)
    model = "Appeal"
    fields = ["text", "place"]       # personal and secret fields that end
    values = {secret_hash = "random"}    # what stands there afterwards, where it is not simply nothing

A rule with `job` is carried out by that job of its own context; all others by the context `retention`. A test refuses a
personal or secret field without a rule. What is internal or open falls under RECORD.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from senim.kernel import clock, legal
from senim.kernel.labels import Label
from senim.kernel.legal import Term, Unit
from senim.kernel.retention_files import written

#: What is neither personal nor secret: it names nobody and stays with the record that it describes.
RECORD = Label(
    "Адамды атамайды: жазбамен бірге, жүйе жұмыс істегенше сақталады (есеп пен тексеру үшін)",
    "Никого не называет: хранится вместе с записью, пока работает система (для учёта и проверки)",
    "Names nobody: stays with its record as long as the installation works (for accounts and checks)",
)


class Way(StrEnum):
    """How a part ends: its fields are emptied, or its rows go."""

    EMPTY = "empty"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Part:
    """Fields of one model that end together. by: the lookup from this model to the record, "" for the record itself.

    files: foreign keys to stored files, which go from the disk too. review: written by others, so that somebody reads
    it before a person is told. only: a further condition on the rows.
    """

    model: str
    by: str
    fields: tuple[str, ...]
    way: Way
    values: Mapping[str, Any] = field(hash=False)
    files: tuple[str, ...]
    review: bool
    only: Mapping[str, Any] = field(hash=False)

    def table(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def rows(self, ids: Iterable[int]) -> models.QuerySet[Any]:
        """The rows of this part that belong to some records."""
        # Django's own name for the manager that hides no row.
        every = self.table()._base_manager  # noqa: SLF001
        return every.filter(**{f"{self.by or 'pk'}__in": ids}, **self.only)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What stands against erasing at a person's wish: never, or until a legal term has passed since the clock began."""

    never: bool = False
    while_open: str = ""
    floor: str = ""
    why: Label | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of record ends. `where`: which rows of it. `shows`: fields that tell a person which record it is.

    area: the field with the path of its area, "" where it has none. batch: records of one transaction. of_house: it is
    about the staff and other systems, not about residents.
    """

    code: str
    context: str
    what: Label
    why: Label
    term: str
    ground: str
    begins: str
    where: Mapping[str, Any] = field(hash=False)
    parts: tuple[Part, ...]
    job: str
    shows: tuple[str, ...]
    area: str
    batch: int
    erasure: Erasure
    of_house: bool

    @property
    def root(self) -> Part:
        return self.parts[0]

    @property
    def carried_out(self) -> bool:
        """Whether the purge does it (and not a job of its own context)."""
        return not self.job

    def period(self, day: date) -> Term:
        """How long it is kept, as the law or the installation says on a day."""
        return legal.term(self.term, day)


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Rule]:
    """Every rule of every context, by its code."""
    return {one.code: one for one in (_read(context, row) for context, row in written())}


def rule(code: str) -> Rule:
    """One rule. KeyError where there is none."""
    return rules()[code]


def covered() -> dict[str, Rule]:
    """"appeals.Appeal.text" -> the rule that ends it."""
    return {f"{part.model}.{name}": one for one in rules().values() for part in one.parts for name in part.fields}


def _read(context: str, row: Mapping[str, Any]) -> Rule:
    code = f"{context}.{row['code']}"
    against = row.get("erasure", {})
    why = against.get("why")
    return Rule(
        code=code, context=context, what=Label(**row["what"]), why=Label(**row["why"]),
        term=row.get("term", f"keep.{code}"), ground=row.get("ground", ""), begins=row.get("begins", ""),
        where=row.get("where", {}), parts=tuple(_part(context, one) for one in row["parts"]), job=row.get("job", ""),
        shows=tuple(row.get("shows", ())), area=row.get("area", ""), batch=row.get("batch", 500),
        erasure=Erasure(
            bool(against.get("never")), against.get("while_open", ""), against.get("floor", ""),
            Label(**why) if why else None),
        of_house=row.get("of") == "house",
    )


def _part(context: str, row: Mapping[str, Any]) -> Part:
    model = row["model"] if "." in row["model"] else f"{context}.{row['model']}"
    return Part(
        model, row.get("by", ""), tuple(row["fields"]), Way(row.get("way", "empty")), row.get("values", {}),
        tuple(row.get("files", ())), bool(row.get("review")), row.get("only", {}))


def back(day: date, term: Term) -> date:
    """The day that lies a term before a day."""
    value = term.value or 0
    if term.unit is Unit.MONTHS:
        year, month = divmod(day.year * 12 + day.month - 1 - value, 12)
        return date(year, month + 1, min(day.day, 28))
    return day - timedelta(hours=value) if term.unit is Unit.HOURS else day - timedelta(days=value)


def forward(day: date, term: Term) -> date:
    """The first day on which a record that began on a day is over."""
    value = term.value or 0
    if term.unit is Unit.MONTHS:
        year, month = divmod(day.year * 12 + day.month - 1 + value, 12)
        return date(year, month + 1, min(day.day, 28))
    return day + timedelta(days=value if term.unit is not Unit.HOURS else 0)


def kept(code: str, day: date | None = None) -> timedelta:
    """The period of a rule as a length of time: for a job that carries its own rule out."""
    on = day or clock.today()
    term = rule(code).period(on)
    return timedelta(hours=term.value or 0) if term.unit is Unit.HOURS else on - back(on, term)


def over(one: Rule, day: date) -> Q:
    """The condition that a record's time is over on a day."""
    last = back(day, one.period(day))
    dated = isinstance(_field(one), models.DateField) and not isinstance(_field(one), models.DateTimeField)
    limit: date | datetime = last if dated else datetime.combine(last, time.min, clock.LOCAL)
    return Q(**{f"{one.begins}__lt": limit}, **one.where)


def _field(one: Rule) -> Any:
    table: Any = one.root.table()
    *way, last = one.begins.split("__")
    for step in way:
        table = table._meta.get_field(step).related_model
    return table._meta.get_field(last)


# --- holds: asked by jobs that carry out a rule of their own --------------------------------------------------------

Holds = Callable[[str], Sequence[int]]
_holds: list[Holds] = []


def on_hold(provider: Holds) -> None:
    """Say once (in `AppConfig.ready`) which records of a rule somebody holds; saying it again replaces it."""
    _holds[:] = [provider]


def held(code: str) -> Sequence[int]:
    """The records of a rule that must not end now. One query."""
    return _holds[0](code) if _holds else ()
