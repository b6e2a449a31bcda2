"""Lists of staff pages, said once: what may be chosen in them and what they hold when they are taken along.

    # senim/cabinet/apps.py, in ready
    lists.register(StaffList("cabinet.visits", ..., choices=(Choice("purpose", ...),), rows=..., columns=...))
    # the page                                # its view
    {% load ease %}{% list_tools "cabinet.visits" %}     asked = lists.asked(request, "cabinet.visits")

A choice is a select of the address: its values are known beforehand, so they may be kept as a filter and written into
the log. Words typed into a search never are: they may be a name or a personal number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from senim.ease import domain
from senim.kernel.scoping import Role, Scope

#: The part of the address that holds typed words.
WORDS = "q"
Options = Callable[[Scope], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A select of a list. options: what may be chosen now, value -> words; "" is nothing chosen and stands by itself.

    shown: False where the page draws it itself (tabs). tidy: what an address says as it stands among the options.
    """

    name: str
    label: Any
    options: Options
    shown: bool = True
    tidy: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file. value(row): text, number, day or moment.

    may: who gets it at all (personal columns); people: a count of people, said as "<5" where it is below five.
    """

    name: str
    label: Any
    value: Callable[[Any], Any]
    may: Callable[[Scope], bool] | None = None
    people: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a list: known choices alone, the words, and what it chose that is not there."""

    chosen: Mapping[str, str]
    words: str = ""
    gone: tuple[str, ...] = ()
    #: What may be chosen now, by select.
    known: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        return self.chosen.get(name, default)


@dataclass(frozen=True, slots=True)
class StaffList:
    """rows(scope, asked): the whole list in a settled order, a QuerySet or something with count() and iterator()."""

    code: str
    title: Any
    url_name: str
    roles: frozenset[Role]
    rows: Callable[[Scope, Asked], Any]
    columns: tuple[Column, ...]
    choices: tuple[Choice, ...] = ()
    #: Whether the page searches by words.
    searched: bool = field(default=False)

    def known(self, scope: Scope) -> dict[str, Mapping[str, Any]]:
        """Each select with what may be chosen now."""
        return {one.name: one.options(scope) for one in self.choices}

    def columns_for(self, scope: Scope) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.may is None or one.may(scope))


_lists: dict[str, StaffList] = {}


def register(one: StaffList) -> None:
    """Say a list; saying its code again replaces it."""
    _lists[one.code] = one


def find(code: str) -> StaffList | None:
    return _lists.get(code)


def everything() -> Iterable[StaffList]:
    """All lists, by code."""
    return [_lists[code] for code in sorted(_lists)]


def asked(request: HttpRequest, code: str) -> Asked:
    """What the address of this request asks of a list. What may be chosen is asked once for a page."""
    kept = request.__dict__.setdefault("senim_lists", {})
    if code not in kept:
        kept[code] = read(_lists[code], request.GET, request.scope)  # type: ignore[attr-defined]
    found: Asked = kept[code]
    return found


def read(one: StaffList, given: Mapping[str, Any], scope: Scope) -> Asked:
    """The choices among what was given that exist; the names of those that do not."""
    known = one.known(scope)
    said = {choice.name: choice.tidy(str(given.get(choice.name) or "")[:200]) for choice in one.choices}
    chosen = {name: value for name, value in said.items() if value}
    lost = domain.gone(chosen, known)
    words = str(given.get(WORDS) or "")[:100] if one.searched else ""
    return Asked({name: value for name, value in chosen.items() if name not in lost}, words, tuple(lost), known)


def in_words(
    one: StaffList, chosen: Mapping[str, str], known: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """(label, value in words) of what was chosen; the value itself where it has no words any more."""
    labels = {choice.name: str(choice.label) for choice in one.choices}
    said = ((name, known.get(name, {}).get(value, value)) for name, value in chosen.items())
    return [(labels.get(name, name), str(words).strip()) for name, words in said]


def tabs_of(asked: Asked, name: str, current: str) -> list[dict[str, Any]]:
    """What web/parts/tabs.html needs of a select that stands as tabs; what else is chosen stays in their addresses."""
    rest = {key: value for key, value in asked.chosen.items() if key != name}
    return [
        {"label": label, "url": f"?{urlencode(rest | {name: code})}", "current": code == current, "count": None}
        for code, label in asked.known[name].items()
    ]
