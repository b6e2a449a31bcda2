"""The list of documents: what may be chosen in it, and what it holds when it is taken along. No name stands in it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from senim.documents.domain import State
from senim.documents.models import Document
from senim.documents.permissions import MAKERS
from senim.documents.presenters import pages
from senim.documents.selectors import papers
from senim.ease.api import Asked, Choice, Column, StaffList, lists
from senim.kernel.scoping import Scope
from senim.staff import api as staff
from senim.web.words import language

PAPERS = "documents.papers"


def _rows(scope: Scope, asked: Asked) -> QuerySet[Document]:
    return papers.listing_rows(scope, **asked.chosen)


def _number(one: Any) -> str:
    issued = getattr(one, "issued", None)
    return issued.number if issued else ""


COLUMNS = (
    Column("kind", _("Document"), lambda one: pages.kind_name(one.kind)),
    Column("number", _("Number"), _number),
    Column("made", _("Made"), lambda one: one.made_at),
    Column("state", _("State"), lambda one: pages.STATES[State(one.state)]),
    Column("owed", _("Owed"), lambda one: one.owed_by),
    Column("language", _("Language"), lambda one: pages.SPOKEN[one.language]),
    Column("post", _("Post"), lambda one: staff.post_title(one.post_id, language())),
)


def register() -> None:
    """Call it from AppConfig.ready."""
    choices = (
        Choice("state", _("State"), lambda _scope: {one.value: label for one, label in pages.STATES.items()}),
        Choice("kind", _("Kind"), pages.kind_names),
    )
    lists.register(StaffList(PAPERS, _("Documents"), "documents:papers", MAKERS, _rows, COLUMNS, choices))
