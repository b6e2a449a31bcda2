"""The passport in words: figures, entries, what changed between two versions, what residents read."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from senim.incidents import api as incidents
from senim.kernel import formats
from senim.kernel.labels import Label
from senim.kernel.small import LEAST
from senim.passport import wording
from senim.passport.domain import BASES, PARTS, Basis, Section
from senim.passport.figures import Figure
from senim.passport.models import Version
from senim.passport.selectors import Passport, Row
from senim.passport.wording import FIGURES, Told
from senim.staff import api as staff
from senim.territory import api as territory

ON_BEAT = Label("Учаскеде кім және не бар", "Кто и что есть на участке", "Who and what is on the beat")
BOUNDS = Label("{low}–{high} аралығында", "от {low} до {high}", "{low} to {high}")


def number(value: float, language: str) -> str:
    """Whole numbers as they are, others with one place."""
    return formats.number(value, language, 0 if float(value).is_integer() or abs(value) >= 100 else 1)


def told_of(code: str, language: str) -> Told:
    """The name of a figure, how it is made, from what. Raises KeyError for an unknown code."""
    kind, _colon, name = code.partition(":")
    if not name:
        return FIGURES[code]
    if kind not in {"feed", "kind"}:
        raise KeyError(code)
    words = wording.OTHER.in_(language) if name == "other" else _named(kind, name, language)
    return Told(Label(words, words, words), wording.EVENTS.definition, wording.EVENTS.source)


def _named(kind: str, name: str, language: str) -> str:
    return incidents.feed_name(name, language) if kind == "feed" else incidents.kind_name(name, language)


def figure(one: Figure, language: str) -> dict[str, Any]:
    """A figure as a row: name, value, interval, comparison, period, definition, source."""
    told = told_of(one.code, language)
    return {
        "code": one.code,
        "title": told.title.in_(language),
        "value": value(one, language),
        "interval": _interval(one, language),
        "rate": _rate(one, language),
        "before": _before(one, language),
        "n": one.n,
        "period": _period(one, language),
        "definition": told.definition.in_(language),
        "source": told.source.in_(language),
    }


def value(one: Figure, language: str) -> str:
    """The value of a figure in words."""
    if one.few:
        return wording.FEWER.in_(language).format(n=LEAST)
    if one.value is None:
        return wording.NOT_KNOWN.in_(language)
    shown = number(round(one.value) if one.unit else one.value, language)
    return f"{shown}{formats.NBSP}{one.unit}" if one.unit else shown


def _interval(one: Figure, language: str) -> str:
    if one.low is None or one.high is None:
        return ""
    low, high = (number(round(edge), language) for edge in (one.low, one.high))
    return BOUNDS.in_(language).format(low=low, high=high)


def _rate(one: Figure, language: str) -> str:
    if one.rate is None:
        return ""
    rate, low, high = (formats.number(part, language, 1) for part in one.rate)
    return wording.RATE.in_(language).format(rate=rate, low=low, high=high)


def _before(one: Figure, language: str) -> str:
    if one.before is None or one.value is None:
        return ""
    words = wording.NOISE if not one.beyond_chance else wording.MORE if one.value > one.before else wording.LESS
    return words.in_(language).format(n=number(one.before, language))


def _period(one: Figure, language: str) -> str:
    if one.since and one.until:
        return formats.period(one.since, one.until, language)
    return formats.day(one.until, language) if one.until else ""


def figure_groups(passport: Passport, language: str) -> list[dict[str, Any]]:
    """The figures under their headings, with one period where all have it, and each way of counting told once."""
    groups = []
    for code, title in wording.GROUPS.items():
        rows = [figure(one, language) for one in passport.figures if one.group == code]
        periods = {one["period"] for one in rows}
        told: dict[tuple[str, str], list[str]] = {}
        for one in rows:
            told.setdefault((one["definition"], one["source"]), []).append(one["title"])
        groups.append({
            "title": title.in_(language),
            "rows": rows,
            "period": periods.pop() if len(periods) == 1 else "",
            "told": [
                {"titles": ", ".join(titles), "definition": definition, "source": source}
                for (definition, source), titles in told.items()
            ],
        })
    return groups


def row(one: Row, language: str) -> dict[str, Any]:
    """An entry: its kind, its title and its facts."""
    content, kinds = one.content, PARTS[one.section].kinds
    kind = kinds[one.kind].in_(language) if one.kind in kinds else ""
    name = content.get("name", "")
    return {
        "id": one.id,
        "section": one.section.value,
        "kind": kind,
        "title": name or kind,
        "with_kind": bool(name and kind),
        "count": wording.FEWER.in_(language).format(n=LEAST) if one.few else _whole(content.get("count"), language),
        "place": content.get("place", ""),
        "person": content.get("person", ""),
        "contact": content.get("contact", ""),
        "basis": BASES[Basis(content["basis"])].in_(language) if content.get("basis") else "",
        "agreed_on": _day(content.get("agreed_on"), language),
        "words": content.get("words", ""),
        "due_on": _day(content.get("due_on"), language),
        "source": content.get("source", ""),
        "observed_on": _day(content.get("observed_on"), language),
        "confirmed_on": formats.day(one.confirmed_on, language),
        "shown": one.shown,
        "stale": one.stale,
        "edits": one.edits,
    }


def _whole(count: int | None, language: str) -> str:
    return "" if count is None else number(count, language)


def _day(text: str | None, language: str) -> str:
    return formats.day(date.fromisoformat(text), language) if text else ""


def sections(passport: Passport, language: str) -> list[dict[str, Any]]:
    """Every section with its entries; those that ask "still true?" first."""
    return [
        {
            "code": code.value,
            "title": PARTS[code].title.in_(language),
            "hint": PARTS[code].hint.in_(language),
            "rows": [row(one, language) for one in sorted(rows, key=lambda one: (not one.stale, one.kind, one.id))],
        }
        for code, rows in passport.entries.items()
    ]


def public_groups(rows: list[Row], language: str) -> list[dict[str, Any]]:
    """What residents read, section by section."""
    shown = [(one.section, row(one, language)) for one in rows]
    order = list(Section)
    shown.sort(key=lambda pair: order.index(pair[0]))
    return [
        {"title": PARTS[section].title.in_(language), "rows": [one for _section, one in found]}
        for section, found in groupby(shown, key=lambda pair: pair[0])
    ]


def bundle(passport: Passport, language: str) -> dict[str, Any]:
    """The whole passport as plain data, with its words."""
    return {
        "area": {"id": passport.area.id, "code": passport.area.code,
                 "name": territory.name_of(passport.area, language)},
        "on": passport.on.isoformat(),
        "figures": [
            {**one.to_json(), **{name: part for name, part in figure(one, language).items() if name in _KEPT}}
            for one in passport.figures
        ],
        "sections": sections(passport, language),
        "problems": [{"title": one.title, "stage": one.stage} for one in passport.problems],
    }


_KEPT = ("title", "period", "definition", "source")


def version(one: Version, section: Section, language: str) -> dict[str, Any]:
    """A saved version: who, when, what, and its fields in words."""
    kinds = PARTS[section].kinds
    content = {**one.content, "kind": kinds[one.content["kind"]].in_(language) if one.content.get("kind") else ""}
    if content.get("basis"):
        content["basis"] = BASES[Basis(content["basis"])].in_(language)
    for name in ("agreed_on", "observed_on", "due_on"):
        content[name] = _day(content.get(name), language)
    content.pop("shown", None)
    facts = [
        {"key": label.in_(language), "value": str(content[field])}
        for field, label in wording.FIELDS.items()
        if content.get(field) not in {None, ""}
    ]
    return {"number": one.number, "at": one.at, "who": staff.person_name(one.by_id), "what": one.what, "facts": facts}
