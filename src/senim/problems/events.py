"""What the pages of a file ask of the incidents context: kinds for choosing, a selection in words, its views."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from senim.incidents import api as incidents
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Scope


def kind_choices(language: str) -> list[tuple[str, str]]:
    """(code, name) of the kinds of events; nothing where none were ever imported."""
    return incidents.kinds(language)


def kind_name(code: str, language: str) -> str:
    """The name of a kind, of a category of appeals, or a file's own word."""
    return incidents.kind_name(code, language)


def sentence(selection: dict[str, Any], language: str) -> str:
    """A selection in words."""
    return incidents.Selection.from_json(selection).sentence(language)


def is_selection(selection: dict[str, Any]) -> bool:
    """Whether this plain data is a selection at all: an address or a hidden field may carry anything."""
    try:
        incidents.Selection.from_json(selection)
    except ValueError:
        return False
    return True


def has_run(scope: Scope, run_id: int) -> bool:
    """Whether this person may see an analysis."""
    try:
        incidents.run(scope, run_id)
    except NotYours:
        return False
    return True


def sensitive_kinds(selection: dict[str, Any]) -> set[str]:
    """The kinds of a selection that have no public face: violence at home, what happens to children."""
    return {code for code in selection.get("kinds") or () if incidents.is_sensitive(str(code))}


def views(scope: Scope, selection: dict[str, Any], language: str) -> list[incidents.Panel]:
    """The views of the events of a file, as far as this person may count them."""
    return incidents.panels(scope, incidents.Selection.from_json(selection), language)


def survey_choices(scope: Scope, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(question, [(value, answer)]) of the surveys of one's areas."""
    return incidents.survey_choices(scope, language)


def survey_layer(scope: Scope, selection: dict[str, Any], language: str, value: str) -> list[incidents.Panel]:
    """What residents of the area of a file answered, in a list; nothing where nobody was asked that."""
    return incidents.survey_layer(scope, incidents.Selection.from_json(selection), language, value)


def file_of(actor: Actor, panel: incidents.Panel, selection: dict[str, Any], language: str) -> bytes:
    """The table of a view as CSV, written down. Raises NotYours."""
    return incidents.take_along(actor, panel, incidents.Selection.from_json(selection), language)


def are_stale(lineages: Iterable[dict[str, Any]]) -> bool:
    """Whether rows under one of these counts have changed since."""
    return any(incidents.is_stale(incidents.Lineage.from_json(one)) for one in lineages)
