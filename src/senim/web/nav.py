"""The navigation of staff pages: each context says once what it adds, everyone sees what the own roles open."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from senim.kernel.scoping import Role, Scope


@dataclass(frozen=True, slots=True)
class Item:
    """A link that may be shown. No roles means: every member of staff."""

    label: Any
    url_name: str
    roles: frozenset[Role]
    order: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link that is shown, with its address and whether the person stands there now."""

    label: str
    url: str
    current: bool
    order: int = 100


_items: dict[str, Item] = {}
_footer: dict[str, Item] = {}


def register(label: Any, url_name: str, roles: Any = (), order: int = 100) -> None:
    """Add a link to the staff navigation; call it from `AppConfig.ready`.

    `label` is a lazy translation, `url_name` a name without arguments such as "appeals:queue", `roles` any iterable of
    Role (empty: all staff), `order` a number: smaller comes first. Registering a name again replaces it.
    """
    _items[url_name] = Item(label, url_name, frozenset(roles), order)


def register_footer(label: Any, url_name: str, order: int = 100) -> None:
    """Add a link to the foot of every public page (how it works, open data, accessibility...)."""
    _footer[url_name] = Item(label, url_name, frozenset(), order)


def footer_links() -> list[Link]:
    """The links at the foot of public pages, in order."""
    items = sorted(_footer.values(), key=lambda item: item.order)
    return [Link(str(item.label), url, False) for item in items if (url := address(item.url_name))]


def links_for(scope: Scope | None, path: str) -> list[Link]:
    """The links that this scope opens, in order, the one of `path` marked; names that no URL answers are left out."""
    if scope is None or not scope.duties:
        return []
    allowed = [
        item
        for item in sorted(_items.values(), key=lambda item: item.order)
        if not item.roles or scope.has(*item.roles)
    ]
    found = [(str(item.label), url, item.order) for item in allowed if (url := address(item.url_name))]
    here = max((url for _, url, _order in found if path.startswith(url)), key=len, default=None)
    return [Link(label, url, url == here, order) for label, url, order in found]


#: So wide may the row of links be, in pixels, that it stays one row beside "More" from a window of 1100 pixels on, and
#: how wide a link is: its letters (a generous mean of Cyrillic in the size of the bar) and what surrounds them.
ROW, LETTER, AROUND, MORE = 1040, 9.4, 23, 110


#: What links with an order below a number are for: the headings of the menu.
GROUPS = (
    (40, _("Every day")),
    (60, _("Service")),
    (70, _("Places and problems")),
    (80, _("Together with others")),
    (1000, _("Upkeep")),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Links of the menu that belong together."""

    label: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Bar:
    """The links of the one row, and those behind "More"; `current`: the label of the one among them where one is."""

    row: list[Link]
    more: list[Group]
    current: str


def bar_of(links: list[Link]) -> Bar:
    """As many links as fit beside each other, in order; the others stand in a menu. No script decides it."""
    widths = [LETTER * len(link.label) + AROUND for link in links]
    room = ROW if sum(widths) <= ROW else ROW - MORE
    fit = next((place for place in range(len(links)) if sum(widths[: place + 1]) > room), len(links))
    more = links[fit:]
    return Bar(links[:fit], _grouped(more), next((link.label for link in more if link.current), ""))


def _grouped(links: list[Link]) -> list[Group]:
    limits = [limit for limit, _label in GROUPS]
    grouped = groupby(links, key=lambda link: bisect_right(limits, link.order))
    return [Group(str(GROUPS[place][1]), list(found)) for place, found in grouped]


def address(name: str) -> str | None:
    """The address of a name without parts, in the present language; None where this installation has none."""
    return _kept(name, get_language(), settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=1024)
def _kept(name: str, language: str | None, urls: str, prefix: str) -> str | None:  # noqa: ARG001 - what it depends on
    # Every page of the workplace asks for the same thirty addresses.
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
