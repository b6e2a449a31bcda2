"""What the columns and words of another system mean, read from TOML and checked: every fault is told, at once.

    system = "e-otinish"             # code of the system
    [read]                           # rows = "data.items" (JSON), sheet = "Лист1" (XLSX), zone, order = "day" | "month"
    [columns]  number = "Рег. №"     # our field = their column; in JSON a path such as "applicant.phone"
    [words.category]  "Шум" = "order.noise_night"     # their word = our code; also kind, state, language, outcome
    [empty]    category = "service.other"             # where the cell is empty or there is no such column
    [unknown]  category = "service.other"             # where the word is not among [words]; else the row is refused

A column may be known by several names: number = ["Нөмірі", "Номер"]; the first that a file has counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from senim.appeals import api as appeals
from senim.exchange.domain import NEEDED, STAGES, TRANSLATED, Field, Stage
from senim.exchange.wording import MAPPING
from senim.kernel.labels import Label
from senim.kernel.text import key

#: Words of one file's column that a mapping may translate; more is no vocabulary but a free text.
MOST_WORDS = 2000
MOST_BYTES = 512 * 1024
SECTIONS = ("system", "channel", "note", "read", "columns", "words", "empty", "unknown")
#: What may stand for an empty cell.
FOR_EMPTY = frozenset({*TRANSLATED, Field.ANSWER, Field.NAME})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a mapping."""

    code: str
    value: str = ""
    where: str = ""

    def said(self, language: str) -> str:
        return MAPPING[self.code].in_(language).format(value=self.value[:80], where=self.where)


class Unfit(Exception):
    """A mapping that cannot be used, with all its faults."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].code)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Meaning:
    """A mapping ready for use. words: {field: {folded word: our code}}."""

    system: str
    columns: Table[Field, tuple[str, ...]]
    words: Table[Field, Table[str, str]] = field(default_factory=dict)
    empty: Table[Field, str] = field(default_factory=dict)
    unknown: Table[Field, str] = field(default_factory=dict)
    note: Table[str, str] = field(default_factory=dict)
    rows: str = ""
    sheet: str = ""
    zone: str = "Asia/Almaty"
    day_first: bool = True
    channel: str = "system"


def placed(columns: Table[Field, tuple[str, ...]], header: list[str]) -> dict[Field, int]:
    """Where each of our columns stands in a file, by the first of its names that is there."""
    return {
        one: header.index(name)
        for one, names in columns.items()
        if (name := next((each for each in names if each in header), None)) is not None
    }


def values_of(one: Field) -> frozenset[str]:
    """The codes of ours that a word may mean."""
    return {
        Field.CATEGORY: frozenset(appeals.CATEGORIES),
        Field.KIND: frozenset(map(str, appeals.KINDS)),
        Field.STATE: frozenset(map(str, Stage)),
        Field.LANGUAGE: frozenset({"kk", "ru", "en"}),
        Field.OUTCOME: frozenset(str(one) for one in appeals.Outcome if one is not appeals.Outcome.PLAN),
    }[one]


@lru_cache
def own_words(one: Field) -> Table[str, str]:
    """Our own words and codes of a column, folded: whoever writes what stands on our pages needs no mapping for it."""
    labels: dict[str, Label] = {
        Field.CATEGORY: {code: item.label for code, item in appeals.CATEGORIES.items()},
        # "Signal: something happened" is called "Signal".
        Field.KIND: {
            str(code): Label(*(each.partition(":")[0] for each in label)) for code, label in appeals.KINDS.items()
        },
        Field.STATE: {str(code): label for code, label in STAGES.items() if code is not Stage.SKIP},
        Field.LANGUAGE: {"kk": Label("қазақша", "казахский", "Kazakh"), "ru": Label("орысша", "русский", "Russian"),
                         "en": Label("ағылшынша", "английский", "English")},
        Field.OUTCOME: {str(code): label for code, label in appeals.OUTCOMES.items()},
    }[one]
    found: dict[str, str] = {}
    for code in sorted(values_of(one)):
        for word in (code, *labels.get(code, ())):
            found.setdefault(key(word), code)
    return found


def read(text: str) -> Meaning:
    """A mapping from its TOML. Raises Unfit with every fault."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unfit([Fault("toml", str(error))]) from error
    return _Reader(raw).meaning()


class _Reader:
    """Takes a table apart and gathers what is wrong with it."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.faults = [Fault("section", name) for name in raw if name not in SECTIONS]

    def meaning(self) -> Meaning:
        options = self._texts("read", ("rows", "sheet", "zone", "order"))
        columns = self._columns()
        words = self._words()
        empty = self._coded("empty", FOR_EMPTY)
        unknown = self._coded("unknown", frozenset(TRANSLATED))
        self.faults += [Fault("needed", str(one)) for one in NEEDED if one not in columns]
        if Field.CATEGORY not in columns and Field.CATEGORY not in empty:
            self.faults.append(Fault("no_category"))
        system, channel = self._text("system"), self._text("channel") or "system"
        if channel not in set(map(str, appeals.CHANNELS)):
            self.faults.append(Fault("value", channel, "channel"))
        zone, order = options.get("zone") or "Asia/Almaty", options.get("order") or "day"
        self._check_read(zone, order)
        if self.faults:
            raise Unfit(self.faults)
        return Meaning(
            system, columns, words, empty, unknown, self._texts("note", ("kk", "ru", "en")), options.get("rows", ""),
            options.get("sheet", ""), zone, order == "day", channel,
        )

    def _check_read(self, zone: str, order: str) -> None:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.faults.append(Fault("zone", zone))
        if order not in ("day", "month"):
            self.faults.append(Fault("value", order, "read.order"))

    def _text(self, name: str) -> str:
        found = self.raw.get(name, "")
        if not isinstance(found, str):
            self.faults.append(Fault("not_text", name))
            return ""
        return found.strip()

    def _table(self, name: str, raw: Any = None) -> dict[str, Any]:
        found = self.raw.get(name, {}) if raw is None else raw
        if not isinstance(found, dict):
            self.faults.append(Fault("not_table", name))
            return {}
        return found

    def _texts(self, name: str, allowed: tuple[str, ...]) -> dict[str, str]:
        found: dict[str, str] = {}
        for one, value in self._table(name).items():
            if one not in allowed:
                self.faults.append(Fault("field", one, name))
            elif not isinstance(value, str):
                self.faults.append(Fault("not_text", f"{name}.{one}"))
            else:
                found[one] = value.strip()
        return found

    def _fields(self, name: str, allowed: frozenset[Field], raw: Any = None) -> dict[Field, str]:
        found: dict[Field, str] = {}
        for one, value in self._table(name, raw).items():
            if one not in {str(each) for each in allowed}:
                self.faults.append(Fault("field", one, name))
            elif not isinstance(value, str):
                self.faults.append(Fault("not_text", f"{name}.{one}"))
            elif value.strip():
                found[Field(one)] = value.strip()
        return found

    def _columns(self) -> dict[Field, tuple[str, ...]]:
        raw = self._table("columns")
        lists = {name: one for name, one in raw.items() if isinstance(one, list)}
        plain = self._fields("columns", frozenset(Field), {name: one for name, one in raw.items() if name not in lists})
        found: dict[Field, tuple[str, ...]] = {one: (name,) for one, name in plain.items()}
        for name, given in lists.items():
            if name not in set(map(str, Field)):
                self.faults.append(Fault("field", name, "columns"))
            elif not given or not all(isinstance(each, str) and each.strip() for each in given):
                self.faults.append(Fault("not_text", f"columns.{name}"))
            else:
                found[Field(name)] = tuple(each.strip() for each in given)
        return found

    def _coded(self, name: str, allowed: frozenset[Field]) -> dict[Field, str]:
        found = self._fields(name, allowed)
        for one, value in found.items():
            if one in TRANSLATED and value not in values_of(one):
                self.faults.append(Fault("value", value, f"{name}.{one}"))
        return found

    def _words(self) -> dict[Field, dict[str, str]]:
        found: dict[Field, dict[str, str]] = {}
        for one, given in self._table("words").items():
            if one not in {str(each) for each in TRANSLATED}:
                self.faults.append(Fault("field", one, "words"))
                continue
            where, codes = f"words.{one}", values_of(Field(one))
            table = found[Field(one)] = {}
            for word, code in list(self._table(where, given).items())[:MOST_WORDS]:
                if not isinstance(code, str) or code not in codes:
                    self.faults.append(Fault("value", str(code), where))
                else:
                    table[key(word)] = code
        return found
