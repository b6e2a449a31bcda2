"""A table of other bodies: columns name_kk, name_ru, name_en, email, area (a code; empty for everywhere)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from senim.kernel.text import key
from senim.staff import api as staff
from senim.territory import api as territory

COLUMNS = ("name_kk", "name_ru", "name_en", "email", "area")
#: Heads as people write them; `area` may be missing.
HEADS = {
    "name_kk": ("атауы", "название (каз)"),
    "name_ru": ("название", "атауы (орыс)"),
    "name_en": ("name", "название (англ)"),
    "email": ("e-mail", "пошта", "почта"),
    "area": ("аумақ", "территория", "kato", "като"),
}
MAX_NAME = 200

SENTENCES: dict[str, Any] = {
    "file_big": _("The file is larger than 5 MB. Split it."),
    "not_text": _("The file cannot be read. Save it as CSV (UTF-8) or XLSX and try again."),
    "too_many_rows": _("The table has more than 20 000 rows. Split it."),
    "no_rows": _("The table has no rows."),
    "no_column": _("The first line has to name the columns. Missing: %(value)s."),
    "empty": _("“%(value)s” is empty."),
    "long": _("“%(value)s” is too long."),
    "email": _("“%(value)s” is not an e-mail address."),
    "area": _("There is no area with the code %(value)s. Bring the areas in first."),
    "not_here": _("The area “%(value)s” is not yours to arrange."),
    "twice": _("%(value)s stands twice in this table."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in which row (the head is row 1; 0 is the file)."""

    row: int
    code: str
    value: str = ""

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % {"value": self.value}


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as a row says."""

    number: int
    name_kk: str
    name_ru: str
    name_en: str
    email: str
    area: str
    area_path: str


def read(content: bytes) -> tuple[list[BodyRow], list[Problem]]:
    """Rows that make sense, and everything that does not. Never raises for what is in the file."""
    try:
        lines = list(staff.tables.cells(content))
        head = _head(lines)
    except staff.tables.Unreadable as error:
        return [], [Problem(0, error.code, error.value)]
    rows, problems, seen = [], [], set()
    for number, cells in enumerate(lines[1:], start=2):
        raw = {name: cells[index] for index, name in head.items() if index < len(cells)}
        if not any(raw.values()):
            continue
        row, wrong = _row(number, raw)
        problems += wrong
        if row is None:
            continue
        if (known := (row.area_path, key(row.name_kk))) in seen:
            problems.append(Problem(number, "twice", row.name_kk))
        seen.add(known)
        rows.append(row)
    return rows, problems


def _head(lines: list[list[str]]) -> dict[int, str]:
    if len(lines) < 2:
        raise staff.tables.Unreadable("no_rows")
    known = {name: name for name in HEADS} | {other: name for name, others in HEADS.items() for other in others}
    head = {index: known[cell.lower()] for index, cell in enumerate(lines[0]) if cell.lower() in known}
    missing = [name for name in COLUMNS if name != "area" and name not in head.values()]
    if missing:
        raise staff.tables.Unreadable("no_column", ", ".join(missing))
    return head


def _row(number: int, raw: Mapping[str, str]) -> tuple[BodyRow | None, list[Problem]]:
    wrong = []
    for name in ("name_kk", "name_ru", "name_en", "email"):
        if not raw.get(name):
            wrong.append(Problem(number, "empty", name))
        elif len(raw[name]) > MAX_NAME:
            wrong.append(Problem(number, "long", name))
    if raw.get("email") and not is_email(raw["email"]):
        wrong.append(Problem(number, "email", raw["email"][:80]))
    path = path_of(raw.get("area", ""))
    if path is None:
        wrong.append(Problem(number, "area", raw["area"][:80]))
    if wrong or path is None:
        return None, wrong
    return BodyRow(number, raw["name_kk"], raw["name_ru"], raw["name_en"], raw["email"], raw.get("area", ""), path), []


def is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def path_of(code: str) -> str | None:
    """The path of an area by its code: "" for none at all, None where no area has the code."""
    if not code:
        return ""
    area = territory.area_by_code(code)
    return area.path if area else None
