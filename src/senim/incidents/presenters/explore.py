"""The page of views: what its form offers, what it shows, where it leads."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from senim.appeals import api as appeals
from senim.incidents import memory, permissions, selectors, surveys
from senim.incidents.domain import METHODS, Selection
from senim.incidents.panels import Panel
from senim.incidents.wording import kind_name, of_selection
from senim.kernel.scoping import Scope, within
from senim.territory import api as territory
from senim.web.words import language

LEVELS = (
    territory.Level.REGION,
    territory.Level.DISTRICT,
    territory.Level.CITY,
    territory.Level.CITY_DISTRICT,
    territory.Level.BEAT,
)


def areas(scope: Scope, lang: str) -> list[tuple[str, str]]:
    """(path, name) of the own areas and of what lies in them, down to the beats."""
    roots = permissions.reach(scope)
    found: list[tuple[str, str]] = []
    for level in LEVELS:
        known = territory.areas_list(level, lang=lang)
        found += [(one.path, territory.name_of(one, lang)) for one in known if within(one.path, roots)]
    return found


def choices(scope: Scope, lang: str) -> dict[str, Any]:
    """What the form of a selection offers. Categories of appeals that no kind stands for stand below the kinds."""
    known = memory.state()
    told = [code for code, one in appeals.CATEGORIES.items() if code not in known.appeals and not one.sensitive]
    kinds = [*selectors.kinds(lang), *((code, kind_name(code, lang)) for code in (*told, *known.unmapped))]
    feeds = [(one.code, one.name.in_(lang)) for one in selectors.feeds(scope)]
    return {
        "kinds": kinds,
        "feeds": feeds,
        "areas": areas(scope, lang),
        "near": permissions.sees_points(scope),
        "surveys": surveys.choices(scope, lang),
    }


def explore_page(selection: Selection, made: list[Panel], asked: QueryDict, scope: Scope) -> dict[str, Any]:
    """The views with the sentence of the selection."""
    return {
        "panels": made,
        "sentence": of_selection(selection, language()),
        "query": asked.urlencode(),
        "whole": asked.get("whole") == "1",
        "whole_query": _with_whole(asked, "1"),
        "fitted_query": _with_whole(asked, ""),
        "methods": [(str(one), label) for one, label in METHODS.items()],
        "sees_points": permissions.sees_points(scope),
        "everywhere_query": _without_place(asked) if selection.polygon else None,
        "open_url": open_url(selection) if made else "",
    }


def _with_whole(asked: QueryDict, value: str) -> str:
    """The same address with the map drawn whole ("1") or fitted ("")."""
    query = asked.copy()
    query.pop("whole", None)
    if value:
        query["whole"] = value
    return query.urlencode()


def _without_place(asked: QueryDict) -> str:
    query = asked.copy()
    query.pop("place", None)
    return query.urlencode()


def open_url(selection: Selection, run_id: int | None = None) -> str:
    """Where a problem file about a selection is opened; "" in an installation without them."""
    try:
        address = reverse("problems:open")
    except NoReverseMatch:
        return ""
    query = {"selection": json.dumps(selection.to_json(), ensure_ascii=False)}
    return f"{address}?{urlencode({**query, **({'run': run_id} if run_id else {})})}"


def explore_query(selection: Selection) -> str:
    """The address of the same selection on the page of views, as far as its form can say it."""
    query = QueryDict(mutable=True)
    query.setlist("kinds", list(selection.kinds))
    if selection.polygon:
        query["place"] = ",".join(f"{lon:.5f} {lat:.5f}" for lon, lat in selection.polygon)
    for name, value in (("since", selection.since), ("until", selection.until)):
        if value:
            query[name] = value.isoformat()
    return f"{reverse('incidents:explore')}?{query.urlencode()}"
