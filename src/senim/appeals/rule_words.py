"""A routing rule in words, in three languages: what it looks at and where it leads. No Django import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from senim.appeals.catalogue import CATEGORIES, GROUPS, KINDS, Kind
from senim.appeals.domain import TARGETS, Target
from senim.kernel.labels import Label

ALL = Label("Қалған барлық өтініш", "Все остальные обращения", "All other appeals")
_LISTS = {
    "category": Label("санаты: {}", "категория: {}", "category: {}"),
    "group": Label("тобы: {}", "группа: {}", "group: {}"),
    "kind": Label("түрі: {}", "вид: {}", "kind: {}"),
}
_HOURS = Label("келген уақыты {}", "время поступления {}", "received {}")
#: What yes and no say of each thing that a rule can look at.
FLAGS: dict[str, tuple[Label, Label]] = {
    "holiday": (
        Label("демалыс немесе мереке күні", "выходной или праздник", "a day off"),
        Label("жұмыс күні", "рабочий день", "a working day"),
    ),
    "danger": (
        Label("өмірге қауіп бар", "есть опасность для жизни", "danger to life"),
        Label("өмірге қауіп жоқ", "опасности для жизни нет", "no danger to life"),
    ),
    "going_on": (
        Label("дәл қазір болып жатыр", "происходит прямо сейчас", "going on now"),
        Label("қазір болып жатқан жоқ", "сейчас не происходит", "not going on now"),
    ),
    "may_be_crime": (
        Label("қылмыс белгісі болуы мүмкін", "возможны признаки преступления", "may be a crime"),
        Label("қылмыс белгісі жоқ санат", "категория без признаков преступления", "not a category of crime"),
    ),
    "juvenile": (
        Label("балаларға қатысты", "касается детей", "about children"),
        Label("балаларға қатысты емес", "не касается детей", "not about children"),
    ),
    "placed": (
        Label("орны учаскеде", "место на участке", "the place lies in a beat"),
        Label("орны учаскелерден тыс", "место вне участков", "outside all beats"),
    ),
    "about_officer": (
        Label("қызметкерге шағым", "жалоба на сотрудника", "a complaint about an officer"),
        Label("қызметкерге шағым емес", "не жалоба на сотрудника", "not a complaint about an officer"),
    ),
}


def _categories(value: Any, language: str) -> str:
    return ", ".join(CATEGORIES[code].label.in_(language) for code in value if code in CATEGORIES)


def _groups(value: Any, language: str) -> str:
    return ", ".join(group.label.in_(language) for group in GROUPS if group.code in value)


def _kinds(value: Any, language: str) -> str:
    # What stands before the colon is the kind's name; the rest explains it to applicants.
    return ", ".join(KINDS[Kind(code)].in_(language).partition(":")[0] for code in value)


_VALUES: dict[str, Callable[[Any, str], str]] = {"category": _categories, "group": _groups, "kind": _kinds}


def phrase(name: str, value: Any, language: str) -> str:
    """One condition in words."""
    if name in _LISTS:
        return _LISTS[name].in_(language).format(_VALUES[name](value, language))
    if name == "hours":
        return _HOURS.in_(language).format(f"{value[0]:02}:00–{value[1]:02}:00")
    return FLAGS[name][0 if value else 1].in_(language)


def conditions_in_words(conditions: Mapping[str, Any], language: str) -> str:
    """All conditions, each of which must hold; a rule without any takes what is left."""
    if not conditions:
        return ALL.in_(language)
    text = "; ".join(phrase(name, value, language) for name, value in conditions.items())
    return text[0].upper() + text[1:]


def in_words(conditions: Mapping[str, Any], target: Target, language: str) -> str:
    """The whole rule: conditions, an arrow, whom it sends to."""
    return f"{conditions_in_words(conditions, language)} → {TARGETS[target].in_(language)}"


def name_of(conditions: Mapping[str, Any], target: Target) -> Label:
    """A name for a rule that nobody named: its own words."""
    return Label(*(in_words(conditions, target, language) for language in Label._fields))
