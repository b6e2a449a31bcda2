"""Bringing in posts and people from a table: read, plan, show, write. Nothing is written while one row is wrong.

Columns (English, Kazakh or Russian heads; order free; unknown ones are passed over):
    code, role, title_kk, title_ru, title_en, unit_kk, unit_ru, unit_en, reports_to, areas, phone, hours,
    email, family_name, given_name, patronymic, latin_name, rank, language, from, to
A row is a post; with an e-mail also the person who holds it. `areas` are KATO or beat codes, separated by commas.
The same table again changes nothing. A table never dismisses anybody: a person of the table on a post that another
holds is an error, to be settled by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from senim.kernel import clock
from senim.kernel.labels import Label
from senim.kernel.scoping import Role
from senim.staff.domain import POST_ROLES, Rank
from senim.staff.labels import RANKS, ROLES
from senim.staff.reading import area_ids_of, hours_of, phone_of
from senim.staff.tables import Unreadable, cells

MAX_CELL = 400
NEEDED = ("code", "role", "title_kk", "title_ru")
#: Heads as people write them.
HEADS = {
    "code": ("код", "код поста", "лауазым коды", "post"),
    "role": ("рөл", "роль"),
    "title_kk": ("атауы", "лауазым", "название (каз)"),
    "title_ru": ("название", "должность", "атауы (орыс)"),
    "title_en": ("name (en)", "title"),
    "unit_kk": ("бөлімше",),
    "unit_ru": ("подразделение",),
    "unit_en": ("unit",),
    "reports_to": ("бағынады", "подчиняется"),
    "areas": ("учаскелер", "участки", "area"),
    "phone": ("телефон",),
    "hours": ("қабылдау уақыты", "часы приёма", "часы приема"),
    "email": ("e-mail", "пошта", "почта"),
    "family_name": ("тегі", "фамилия"),
    "given_name": ("аты", "имя"),
    "patronymic": ("әкесінің аты", "отчество"),
    "latin_name": ("латын", "латиницей"),
    "rank": ("атағы", "звание"),
    "language": ("тіл", "язык"),
    "from": ("бастап", "с", "from_date"),
    "to": ("дейін", "по", "to_date"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in which row (the head is row 1; 0 is the file) and column. Made into a sentence by `sentence`."""

    row: int
    code: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a row says."""

    email: str
    family_name: str
    given_name: str
    patronymic: str
    latin_name: str
    rank: str
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """A post, and who holds it from when to when."""

    number: int
    code: str
    role: Role
    titles: tuple[str, str, str]
    units: tuple[str, str, str]
    reports_to: str
    areas: tuple[int, ...]
    phone: str
    hours: dict[str, Any]
    person: Person | None
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(slots=True)
class Table:
    """What was read: rows that make sense and everything that does not."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(content: bytes) -> Table:
    """Read a file. Never raises for what is in it: what is wrong is in `problems`."""
    table = Table()
    try:
        lines = list(cells(content))
        head = _head(lines)
    except Unreadable as error:
        table.problems.append(Problem(0, error.code, value=error.value))
        return table
    for number, values in enumerate(lines[1:], start=2):
        raw = {name: values[index] for index, name in head.items() if index < len(values)}
        if any(raw.values()):
            _take(table, number, raw)
    _check_whole(table)
    return table


def _take(table: Table, number: int, raw: dict[str, str]) -> None:
    reader = _Reader(number, raw)
    row = reader.row()
    table.problems += reader.problems
    if row is not None:
        table.rows.append(row)


def _head(lines: list[list[str]]) -> dict[int, str]:
    if len(lines) < 2:
        raise Unreadable("no_rows")
    known = {name: name for name in HEADS} | {other: name for name, others in HEADS.items() for other in others}
    head = {index: known[cell.lower()] for index, cell in enumerate(lines[0]) if cell.lower() in known}
    missing = [name for name in NEEDED if name not in head.values()]
    if missing:
        raise Unreadable("no_column", ", ".join(missing))
    return head


class _Reader:
    """One row: gathers values and everything that is wrong with them."""

    def __init__(self, number: int, raw: dict[str, str]) -> None:
        self.number, self.raw = number, raw
        self.problems: list[Problem] = []

    def row(self) -> Row | None:
        """The row, or None where something in it is wrong."""
        for name in NEEDED:
            if not self.raw.get(name):
                self.wrong("empty", name)
        for name, value in self.raw.items():
            if (
                len(value) > MAX_CELL
                or (name == "code" and len(value) > 40)
                or (name.startswith("title") and len(value) > 160)
            ):
                self.wrong("long", name)
        role = self._role()
        person = self._person()
        starts_at, ends_at = self._moment("from"), self._moment("to")
        if starts_at and ends_at and ends_at <= starts_at:
            self.wrong("period", "to")
        phone, hours, areas = self._phone(), self._hours(), self._areas()
        if self.problems or role is None:
            return None
        return Row(
            self.number,
            self.raw["code"],
            role,
            self._three("title"),
            self._three("unit"),
            self.raw.get("reports_to", ""),
            areas,
            phone,
            hours,
            person,
            starts_at,
            ends_at,
        )

    def wrong(self, code: str, column: str) -> None:
        self.problems.append(Problem(self.number, code, column, self.raw.get(column, "")[:80]))

    def _three(self, name: str) -> tuple[str, str, str]:
        kk, ru, en = (self.raw.get(f"{name}_{language}", "") for language in ("kk", "ru", "en"))
        return kk, ru, en or ru

    def _role(self) -> Role | None:
        value = self.raw.get("role", "").lower()
        found = next((role for role in POST_ROLES if value in _names(role, ROLES[role])), None)
        if found is None and value:
            self.wrong("role", "role")
        return found

    def _person(self) -> Person | None:
        email = self.raw.get("email", "").lower()
        if not email:
            if self.raw.get("family_name") or self.raw.get("given_name"):
                self.wrong("no_email", "email")
            return None
        try:
            validate_email(email)
        except ValidationError:
            self.wrong("email", "email")
        for name in ("family_name", "given_name"):
            if not self.raw.get(name):
                self.wrong("empty", name)
        language = self.raw.get("language", "").lower() or "kk"
        if language not in {"kk", "ru", "en"}:
            self.wrong("language", "language")
        names = [self.raw.get(name, "")[:80] for name in ("family_name", "given_name", "patronymic")]
        return Person(email, names[0], names[1], names[2], self.raw.get("latin_name", "")[:160], self._rank(), language)

    def _rank(self) -> str:
        value = self.raw.get("rank", "").lower()
        if not value:
            return str(Rank.NONE)
        found = next((rank for rank in Rank if value in _names(rank, RANKS[rank])), None)
        if found is None:
            self.wrong("rank", "rank")
            return str(Rank.NONE)
        return str(found)

    def _moment(self, name: str) -> datetime | None:
        value = self.raw.get(name, "")
        if not value:
            return None
        day = _day(value)
        if day is None:
            self.wrong("day", name)
            return None
        return clock.start_of(day)

    def _phone(self) -> str:
        try:
            return phone_of(self.raw.get("phone", ""))
        except ValueError:
            self.wrong("phone", "phone")
            return ""

    def _hours(self) -> dict[str, Any]:
        found = hours_of(self.raw.get("hours", ""))
        if found is None:
            self.wrong("hours", "hours")
        return found or {}

    def _areas(self) -> tuple[int, ...]:
        found, unknown = area_ids_of(self.raw.get("areas", ""))
        self.problems += [Problem(self.number, "area", "areas", code) for code in unknown]
        return tuple(found)


def _names(code: object, label: Label) -> set[str]:
    return {str(code), *(name.lower() for name in label if name)}


def _day(value: str) -> date | None:
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value) or re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value)
    if match is None:
        return None
    parts = [int(part) for part in match.groups()]
    year, month, day = parts if parts[0] > 31 else parts[::-1]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _check_whole(table: Table) -> None:
    """What only shows across rows: a code twice, a person on two rows under two names."""
    seen: dict[str, int] = {}
    people: dict[str, Person] = {}
    for row in table.rows:
        if row.code in seen:
            table.problems.append(Problem(row.number, "twice", "code", row.code))
        seen.setdefault(row.code, row.number)
        if row.person and people.setdefault(row.person.email, row.person) != row.person:
            table.problems.append(Problem(row.number, "two_names", "email", row.person.email))
