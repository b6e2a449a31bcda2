"""What the pages of this context show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from senim.ease import domain, lists, selectors
from senim.ease.domain import REASONS, Reason
from senim.ease.lists import Asked, StaffList
from senim.ease.models import Export, Filter
from senim.kernel.scoping import Scope
from senim.staff import api as staff
from senim.web.words import language


def address(one: StaffList, chosen: Mapping[str, str]) -> str:
    """The list with this chosen."""
    return f"{reverse(one.url_name)}?{urlencode(chosen)}" if chosen else reverse(one.url_name)


def tools(scope: Scope, one: StaffList, asked: Asked, *, owned: Sequence[Filter]) -> dict[str, Any]:
    """What stands above a list: its selects, the kept filters, the ways to keep this one and to take the list along."""
    shown = [
        {
            "name": choice.name,
            "label": choice.label,
            "options": [(value, str(words), value == asked.get(choice.name))
                        for value, words in asked.known[choice.name].items()],
        }
        for choice in one.choices
        if choice.shown
    ]
    chosen = dict(asked.chosen)
    rest = {name: value for name, value in chosen.items() if name not in {each["name"] for each in shown}}
    query = urlencode(chosen | ({lists.WORDS: asked.words} if asked.words else {}))
    return {
        "code": one.code,
        "selects": shown,
        "hidden": rest | ({lists.WORDS: asked.words} if asked.words else {}),
        "filters": [chip(scope, row, one, asked) for row in owned],
        "keep": f"{reverse('ease:keep', args=[one.code])}?{urlencode(chosen)}" if chosen else "",
        "take": f"{reverse('ease:take', args=[one.code])}?{query}".rstrip("?"),
        "gone": [str(choice.label) for choice in one.choices if choice.name in asked.gone],
        "words": bool(asked.words),
    }


def chip(scope: Scope, row: Filter, one: StaffList, asked: Asked) -> dict[str, Any]:
    """A kept filter as a link; where a value of it has gone, to the page that says so."""
    lost = domain.gone(row.chosen, asked.known)
    here = not asked.words and dict(asked.chosen) == row.chosen
    return {
        "name": row.name,
        "url": reverse("ease:filter", args=[row.pk]) if lost else address(one, row.chosen),
        "current": here,
        "lost": bool(lost),
        "shared": row.unit_id is not None,
        "own": row.owner_id == scope.account_id,
    }


def filter_row(scope: Scope, row: Filter) -> dict[str, Any]:
    """A kept filter on one's own page, in words, with what has gone of it. The queries of the list's selects."""
    one = lists.find(row.list)
    if one is None or not scope.has(*one.roles):
        return {"row": row, "list": row.list, "lost": list(row.chosen), "url": "", "values": [], "rest": ""}
    known = one.known(scope)
    lost = domain.gone(row.chosen, known)
    labels = {choice.name: str(choice.label) for choice in one.choices}
    kept = {name: value for name, value in row.chosen.items() if name not in lost}
    return {
        "row": row,
        "list": str(one.title),
        "values": lists.in_words(one, kept, known),
        "lost": [labels.get(name, name) for name in lost],
        "url": "" if lost else address(one, row.chosen),
        "rest": address(one, kept),
        "may_change": selectors.may_change(scope, row),
        "own": row.owner_id == scope.account_id,
        "by": staff.person_name(row.owner_id, language()),
    }


def export_row(row: Export) -> dict[str, Any]:
    """A line of the log of what was taken along."""
    one = lists.find(row.list)
    return {
        "row": row,
        "who": staff.person_name(row.account_id, language()),
        "list": str(one.title) if one else row.list,
        "reason": str(REASONS[Reason(row.reason)]),
        "searched": row.searched,
    }
