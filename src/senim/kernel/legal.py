"""Legal terms as data: "the term for X on this day", with act, article, validity, source and who verified it.

    term = legal.term("appeal.answer", day)          # raises Unverified where nobody has found the text
    term.value, term.unit, term.citation("kk")       # 15, Unit.WORKING_DAYS, "ӘРПК, 76-бап"

The rows of this release stand in `legal_terms.toml`; `load_terms` writes them into the table, where an administrator
adds rows of new validity and says who verified what. What the table says stands above the file. A term marked `memory`
is shown with a warning (`allow_unverified=True`) and never computed with.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from senim.kernel import audit, versions
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.models import LegalTerm
from senim.kernel.retention_files import term_rows
from senim.kernel.scoping import Actor

LANGUAGES = ("kk", "ru", "en")


class Unit(StrEnum):
    """What a term is counted in; a rule has no number."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"
    PEOPLE = "people"
    METRES = "metres"
    RULE = "rule"


class Mark(StrEnum):
    """How well a row is known."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    MEMORY = "memory"
    OWN = "own"


UNITS: dict[Unit, Label] = {
    Unit.WORKING_DAYS: Label("жұмыс күні", "рабочие дни", "working days"),
    Unit.DAYS: Label("күнтізбелік күн", "календарные дни", "calendar days"),
    Unit.HOURS: Label("сағат", "часы", "hours"),
    Unit.MONTHS: Label("ай", "месяцы", "months"),
    Unit.PEOPLE: Label("адам", "человек", "people"),
    Unit.METRES: Label("метр", "метров", "metres"),
    Unit.RULE: Label("ереже", "правило", "rule"),
}

MARKS: dict[Mark, Label] = {
    Mark.VERIFIED: Label(
        "мәтінінен оқылған, заңгер әлі салыстырмаған", "прочитано в тексте, юристом ещё не сверено",
        "read in the text, not yet compared by a lawyer",
    ),
    Mark.SECONDARY: Label(
        "жанама дереккөзден белгілі", "известно из вторичного источника", "known from a secondary source",
    ),
    Mark.MEMORY: Label(
        "тексерілмеген: мәтіні табылмады, есептеуге қолданылмайды",
        "не проверено: текст не найден, для расчёта не применяется",
        "unverified: the text was not found, not used to compute",
    ),
    Mark.OWN: Label("біздің уәдеміз, заң талабы емес", "наше обещание, не требование закона", "our promise, not a law"),
}


class NoTerm(LookupError):
    """No row of this code is valid on the day."""


class Unverified(Refused):
    """A term that nobody has found in the text of a law was asked for in order to compute with it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row: `value` in `unit` (None for a rule), by `article` of `act`, valid on both of its days."""

    code: str
    value: int | None
    unit: Unit
    act: Mapping[str, str] = field(hash=False)
    article: str
    valid_from: date
    valid_to: date | None
    source: str
    mark: Mark
    verified_by: str
    verified_at: date | None
    note: Mapping[str, str] = field(hash=False)

    @property
    def usable(self) -> bool:
        """May a due day be computed with it?"""
        return self.mark is not Mark.MEMORY

    @property
    def version(self) -> str:
        """The mark of what this row says; frozen into every clock that it starts."""
        said = f"{self.code}|{self.value}|{self.unit}|{self.act.get('en')}|{self.article}|{self.valid_from}"
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    def covers(self, day: date) -> bool:
        """Is the row valid on this day?"""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def citation(self, lang: str) -> str:
        """Act and article, short: "ӘРПК, 76-бап", "АППК, ст. 76"."""
        act = self.act.get(lang) or self.act.get("en", "")
        if not self.article:
            return act
        return f"{act}, {_ARTICLE.get(lang, 'art. {}').format(self.article)}"

    def full_act(self, lang: str) -> str:
        """The act's whole name with date and number."""
        return self.act.get(f"full_{lang}") or self.act.get(lang, "")

    def explanation(self, lang: str) -> str:
        """What the row says, in words."""
        return self.note.get(lang) or self.note.get("en", "")

    def caution(self, lang: str) -> str:
        """What the person who relies on it must know; "" only where somebody compared it with the official text."""
        if self.verified_by and self.mark is Mark.VERIFIED:
            return ""
        text = MARKS[self.mark].in_(lang)
        return text[0].upper() + text[1:] + "."


_ARTICLE = {"kk": "{}-бап", "ru": "ст. {}", "en": "art. {}"}


@lru_cache(maxsize=1)
def shipped() -> tuple[Term, ...]:
    """The rows of this release, read from `legal_terms.toml`, and the periods of the contexts' `retention.toml`."""
    data = tomllib.loads(files("senim.kernel").joinpath("legal_terms.toml").read_text(encoding="utf-8"))
    return tuple(_from_file(row, data["acts"][row["act"]]) for row in (*data["terms"], *term_rows()))


def _from_file(row: Mapping[str, Any], act: Mapping[str, str]) -> Term:
    return Term(
        row["code"], row.get("value"), Unit(row["unit"]), act, str(row.get("article", "")), row["valid_from"],
        row.get("valid_to"), row["source"], Mark(row["mark"]), row.get("verified_by", ""), row.get("verified_at"),
        row.get("note", {}),
    )


def _from_row(row: LegalTerm) -> Term:
    value = None if row.value is None else int(row.value)
    return Term(
        row.code, value, Unit(row.unit), row.act, row.article, row.valid_from or date.min, row.valid_to, row.source,
        Mark(row.mark), row.verified_by, row.verified_at, row.note,
    )


def _by_code(terms: Iterable[Term]) -> dict[str, tuple[Term, ...]]:
    found: dict[tuple[str, date], Term] = {(one.code, one.valid_from): one for one in terms}
    codes: dict[str, tuple[Term, ...]] = {}
    for code, valid_from in sorted(found, reverse=True):
        codes[code] = (*codes.get(code, ()), found[code, valid_from])
    return codes


def _load() -> dict[str, tuple[Term, ...]]:
    return _by_code([*shipped(), *(_from_row(row) for row in LegalTerm.objects.all())])


_TERMS = versions.Cached("legal", _load)


def term(code: str, on: date, *, allow_unverified: bool = False) -> Term:
    """The term of a code on a day, from memory.

    Raises NoTerm where no row is valid then, Unverified where its mark is `memory`, unless it is only to be shown.
    """
    found = next((one for one in _TERMS.get().get(code, ()) if one.covers(on)), None)
    if found is None:
        raise NoTerm(f"{code} on {on}")
    if not found.usable and not allow_unverified:
        raise Unverified("legal.unverified", MARKS[Mark.MEMORY])
    return found


def terms() -> Iterator[Term]:
    """Every row of every validity, by code, the newest first: for the page that shows what is relied on."""
    for rows in _TERMS.get().values():
        yield from rows


@transaction.atomic
def load_terms() -> int:
    """Write the rows of this release into the table; how many were new or changed.

    A row that somebody verified by name is left as it is. Running it twice changes nothing the second time.
    """
    changed = sum(_write(one) for one in shipped())
    if changed:
        versions.bump("legal")
    return changed


def _write(one: Term) -> bool:
    values = {
        "value": None if one.value is None else Decimal(one.value), "unit": one.unit.value, "act": dict(one.act),
        "article": one.article, "valid_to": one.valid_to, "source": one.source, "mark": one.mark.value,
        "verified_by": one.verified_by, "verified_at": one.verified_at, "note": dict(one.note),
    }
    row, is_new = LegalTerm.objects.get_or_create(code=one.code, valid_from=one.valid_from, defaults=values)
    if is_new or row.verified_by:
        return is_new
    stale = [name for name, value in values.items() if getattr(row, name) != value]
    for name in stale:
        setattr(row, name, values[name])
    if stale:
        row.save(update_fields=stale)
    return bool(stale)


@transaction.atomic
def verify(*, actor: Actor, code: str, valid_from: date, by: str, at: date, mark: Mark = Mark.VERIFIED) -> Term:
    """Say who compared a row with the official text, and when. Raises NoTerm where there is no such row."""
    row = LegalTerm.objects.filter(code=code, valid_from=valid_from).first()
    if row is None:
        raise NoTerm(f"{code} from {valid_from}")
    row.verified_by, row.verified_at, row.mark = by, at, mark.value
    row.save(update_fields=["verified_by", "verified_at", "mark"])
    audit.record(actor, "legal.verify", ("legal_term", row.pk), data={"code": code, "mark": mark.value})
    versions.bump("legal")
    return _from_row(row)
