"""What the pages of the documents show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from senim.documents import registry
from senim.documents.composing import Values
from senim.documents.domain import SPOKEN, STATES, State, Variable
from senim.documents.models import Document
from senim.documents.presenters.paper import Paper, html
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Scope
from senim.staff import api as staff
from senim.web.words import language

KIND_OF_STATE = {State.DRAFT: "warn", State.SIGNED: "good", State.MADE: "info", State.WITHDRAWN: "bad"}


def kind_name(code: str) -> str:
    try:
        return str(registry.kind(code).name)
    except Refused:
        return code


def row(one: Document) -> dict[str, Any]:
    """A document in a list."""
    state = State(one.state)
    issued = getattr(one, "issued", None)
    return {
        "url": reverse("documents:paper", args=[one.pk]),
        "kind": kind_name(one.kind),
        "about": one.about,
        "number": issued.number if issued else "",
        "at": issued.at if issued else one.made_at,
        "state": str(STATES[state]),
        "tag": KIND_OF_STATE[state],
        "lang": SPOKEN[one.language],
        "unready": state is State.DRAFT and not one.ready,
        "post": staff.post_title(one.post_id, language()),
    }


def elsewhere(scope: Scope) -> list[dict[str, Any]]:
    """Kinds whose papers another context keeps: their newest papers, with their own pages and files."""
    return [
        {"name": str(kind.name), "url": kind.url(), "rows": kind.rows(scope, 8)}
        for kind in registry.kinds()
        if kind.rows is not None and kind.url is not None and scope.has(*kind.makers)
    ]


def sources(variables: Mapping[str, Variable], values: Values) -> list[dict[str, Any]]:
    """Every variable: what stands for it and where that comes from."""
    found = []
    for code, one in variables.items():
        kept = values.get(code)
        found.append(
            {
                "name": str(one.name),
                "words": kept["words"] if kept else "",
                "source": str(Label(*kept["source"])) if kept else "",
                "was": kept["was"] if kept and kept["by"] == "officer" else "",
                "by_officer": bool(kept and kept["by"] == "officer"),
                "missing": one.required and not (kept and kept["words"].strip()),
            }
        )
    return found


def blocks(made: Paper, *, marked: bool, values: Values | None = None) -> list[SafeString]:
    """The blocks of a paper; marked with what the record says, what the officer wrote, what is missing."""
    own = {code for code, one in (values or {}).items() if one["by"] == "officer"}
    return [html(one, marked, own) for one in made.blocks]


def tabs(chosen: str, url: str, among: Iterable[str] = SPOKEN) -> list[dict[str, Any]]:
    """Links to the languages of a paper. url: with the place for the language as its end."""
    return [{"label": SPOKEN[one], "url": f"{url}{one}", "current": one == chosen} for one in among]


def asked(variables: Mapping[str, Variable], record: Mapping[str, Any]) -> dict[str, Variable]:
    """The variables that the form shows: the record is silent about them, or the officer may say otherwise."""
    return {code: one for code, one in variables.items() if one.edit or not record.get(code, {}).get("words")}


def kind_names(scope: Scope) -> dict[str, Label]:
    """Kinds that a person makes or signs, by code."""
    kinds = (one for one in registry.kinds() if one.fill is not None and scope.has(*one.makers, *one.signers))
    return {one.code: one.name for one in kinds}
