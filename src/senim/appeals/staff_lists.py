"""The lists of appeals: what may be chosen in them, and what they hold when they are taken along.

What a citizen wrote and where it was leaves the system only with who holds and answers appeals, and of a sensitive
appeal with nobody: it is read on its own page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from senim.appeals import catalogue, selectors
from senim.appeals.domain import STATES, State
from senim.appeals.models import Appeal
from senim.appeals.permissions import HELPERS, HOLDERS, READERS
from senim.ease.api import Asked, Choice, Column, StaffList, lists
from senim.kernel.clock import now
from senim.kernel.scoping import Scope
from senim.staff import api as staff
from senim.web.words import language

QUEUE, AREA = "appeals.queue", "appeals.area"
#: States in which something is owed by the own post.
OWED = (State.NEW, State.IN_WORK, State.ASKED, State.REOPEN_ASKED)
MORE = (*selectors.ROW, "received_at", "legal_due", "holder")


def _categories(_scope: Scope) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for group in catalogue.GROUPS:
        found[group.code] = group.label
        found |= {
            code: f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{one.label}"
            for code, one in catalogue.CATEGORIES.items()
            if code.partition(".")[0] == group.code
        }
    return found


def _due(_scope: Scope) -> Mapping[str, Any]:
    return {"late": _("Late"), "soon": _("Within a day")}


def _states(_scope: Scope) -> Mapping[str, Any]:
    return {one.value: STATES[one] for one in OWED}


def tabs(_scope: Scope) -> Mapping[str, Any]:
    """Which appeals of an area: the tabs of the page."""
    return {
        "open": _("Open"), "late": _("Late"), "escalated": _("Raised"), "reopen": _("Reopening"), "all": _("All")}


def _may(scope: Scope) -> bool:
    return scope.has(*HOLDERS)


def _late(one: Appeal) -> str:
    return str(_("late")) if one.owed_at is not None and one.owed_at < now() else ""


COLUMNS = (
    Column("number", _("Number"), lambda one: one.number),
    Column("category", _("Category"), lambda one: catalogue.category(one.category).label),
    Column("state", _("State"), lambda one: STATES[State(one.state)]),
    Column("received", _("Received"), lambda one: one.received_at),
    Column("owed", _("Owed"), lambda one: one.owed_at),
    Column("legal", _("Term by law"), lambda one: one.legal_due),
    Column("late", _("Late"), _late),
    Column("post", _("Post"), lambda one: staff.post_title(one.holder_id, language())),
    Column("place", _("Place"), lambda one: "" if one.sensitive else one.place, may=_may),
    Column("text", _("Text"), lambda one: "" if one.sensitive else one.text, may=_may),
)


def _queue(scope: Scope, asked: Asked) -> QuerySet[Appeal]:
    return selectors.queue_rows(scope, words=asked.words, **asked.chosen).only(*MORE)


def _area(scope: Scope, asked: Asked) -> QuerySet[Appeal]:
    return selectors.area_rows(scope, words=asked.words, **asked.chosen).only(*MORE)


def register() -> None:
    """Call it from AppConfig.ready."""
    category = Choice("category", _("Category"), _categories)
    queue = (category, Choice("due", _("Term"), _due), Choice("state", _("State"), _states))
    lists.register(StaffList(
        QUEUE, _("My queue"), "appeals:queue", HOLDERS | HELPERS, _queue, COLUMNS, queue, searched=True))
    area = (Choice("state", _("Which appeals"), tabs, shown=False), category)
    lists.register(StaffList(
        AREA, _("Appeals of the area"), "appeals:area", READERS, _area, COLUMNS, area, searched=True))
