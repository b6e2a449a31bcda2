"""The list of problem files: what may be chosen in it, and what it holds when it is taken along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from senim.ease.api import Asked, Choice, Column, StaffList, lists
from senim.kernel.scoping import Scope
from senim.problems import catalogue, domain
from senim.problems.domain import Stage
from senim.problems.models import Problem
from senim.problems.permissions import READERS
from senim.problems.presenters.parts import area_name
from senim.problems.selectors import files

FILES = "problems.list"


def tabs(_scope: Scope) -> Mapping[str, Any]:
    """Which files: the tabs of the page."""
    stages = {one.value: label for one, label in domain.STAGES.items()}
    return {"open": _("Open"), **stages, "all": _("All")}


def _rows(scope: Scope, asked: Asked) -> QuerySet[Problem]:
    return files.listing_rows(scope, words=asked.words, **{"stage": "open", **asked.chosen})


COLUMNS = (
    Column("number", _("Number"), lambda one: one.number),
    Column("title", _("Problem"), lambda one: one.title),
    Column("kind", _("Kind of problem"), lambda one: catalogue.PROBLEM_KINDS.get(one.kind, one.kind)),
    Column("place", _("Place"), lambda one: catalogue.PLACES.get(one.place_kind, one.place_kind)),
    Column("area", _("Area"), lambda one: area_name(one.area_id)),
    Column("stage", _("Stage"), lambda one: domain.STAGES[Stage(one.stage)]),
    Column("since", _("In this stage since"), lambda one: one.stage_since),
    Column("opened", _("Opened"), lambda one: one.opened_at),
    Column("open", _("Open tasks"), lambda one: one.n_open),
    Column("overdue", _("Overdue tasks"), lambda one: one.n_overdue),
)


def register() -> None:
    """Call it from AppConfig.ready."""
    choices = (
        Choice("stage", _("Stage"), tabs, shown=False),
        Choice("kind", _("Kind of problem"), lambda _scope: catalogue.PROBLEM_KINDS),
    )
    lists.register(StaffList(
        FILES, _("Problems"), "problems:list", READERS, _rows, COLUMNS, choices, searched=True))
