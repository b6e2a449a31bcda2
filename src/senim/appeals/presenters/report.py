"""The pages of the report, beyond their forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from senim.appeals import catalogue, suggest
from senim.appeals.domain import KNOWN_AS, KnownAs
from senim.appeals.models import Draft
from senim.appeals.presenters.parts import answer_rows, file_row, place_words
from senim.appeals.presenters.places import area_choices, centre, hit_row
from senim.territory import api as territory


def step_context(request: HttpRequest, draft: Draft, code: str, lang: str) -> dict[str, Any]:
    """What a page of the report needs beyond its form."""
    if code == "category":
        return _category_step(request, draft)
    if code == "place":
        return _place_step(request, draft, lang)
    return _files_step(draft) if code == "files" else {}


def _category_step(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """Suggestions from the words first, with the words that led to them; then all categories by group."""
    found = suggest.suggest(draft.data.get("text", ""))[:3]
    chosen = draft.data.get("category", "") or request.POST.get("category", "")
    return {
        "suggested": [
            {"code": one.code, "label": str(catalogue.category(one.code).label), "words": ", ".join(one.words)}
            for one in found
        ],
        "groups": [
            {
                "label": str(group.label),
                "code": group.code,
                "items_list": [
                    {"code": item.code, "label": str(item.label), "suggested": item.code in {one.code for one in found}}
                    for item in catalogue.of_group(group.code)
                ],
                "open": any(item.code == chosen for item in catalogue.of_group(group.code)),
            }
            for group in catalogue.GROUPS
        ],
        "chosen": chosen,
    }


def _place_step(request: HttpRequest, draft: Draft, lang: str) -> dict[str, Any]:
    """The search's hits as radio buttons, or the list of areas; both without a map and without a script."""
    query = request.GET.get("q", "").strip()[:200]
    context: dict[str, Any] = {"query": query, "hits": [], "kept": draft.data.get("hit") or "", "center": centre()}
    if query:
        context["hits"] = [
            hit for hit in (hit_row(found) for found in territory.find_addresses(query, 12, lang)) if hit
        ]
        context["searched"] = True
    if "list" in request.GET or "in" in request.GET:
        context["areas"] = area_choices(request.GET.get("in", ""), lang)
    return context


def _files_step(draft: Draft) -> dict[str, Any]:
    return {"kept_files": [file_row(row, None) for row in draft.files.select_related("file")]}


def check_context(draft: Draft, token: str) -> dict[str, Any]:
    """Check your answers: every answer with the page that changes it."""
    data = draft.data
    item = catalogue.category(data["category"])
    place = ", ".join(part for part in (data.get("hit") or place_words(data), data.get("place")) if part)
    rows = [
        (_("What it is"), str(catalogue.KINDS[catalogue.Kind(data["kind"])]), "words"),
        (_("In your words"), data["text"], "words"),
        (_("When"), data.get("happened_at", ""), "words"),
        (_("About"), str(item.label), "category"),
        *((label, value, "details") for label, value in answer_rows(item, data.get("answers", {}))),
        (_("Place"), place, "place"),
        (_("Files"), str(data.get("files") or ""), "files"),
        (_("Known as"), str(KNOWN_AS[KnownAs(data.get("known_as") or KnownAs.ANONYMOUS)]), "known"),
        (_("Name"), data.get("name", ""), "known"),
        (_("Contact"), ", ".join(part for part in (data.get("phone"), data.get("email")) if part), "known"),
        (_("Safe contact"), data.get("safe_note", ""), "known"),
    ]
    return {
        "draft": draft,
        "token": token,
        "exit_draft": token,
        "danger": data.get("danger"),
        "rows": [
            {"key": key, "value": value, "change_url": reverse(f"appeals:step_{code}", args=[token])}
            for key, value, code in rows
            if value
        ],
        "no_place": not place,
    }
