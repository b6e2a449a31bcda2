"""The lists of decisions and meetings: what may be chosen in them, and what they hold when they are taken along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from senim.ease.api import Asked, Choice, Column, StaffList, lists
from senim.kernel.clock import today
from senim.kernel.scoping import Scope
from senim.kernel.text import key
from senim.partnership.domain import DECISION_STATES, MEETING_STATES, DecisionState, MeetingState
from senim.partnership.models import Decision
from senim.partnership.permissions import MEETING_READERS, READERS
from senim.partnership.selectors import bodies, meetings
from senim.territory import api as territory
from senim.web.words import language

DECISIONS, MEETINGS = "partnership.decisions", "partnership.meetings"


def tabs(_scope: Scope) -> Mapping[str, Any]:
    """Which decisions: the tabs of the page."""
    return {"open": _("Under control"), "late": _("Past due"), "all": _("All")}


def _owners(scope: Scope) -> Mapping[str, Any]:
    """Executing bodies with open decisions, however each is spelt. One query."""
    return {key(row.owner): row.owner for row in bodies.owners(scope)}


def chosen(asked: Asked) -> dict[str, Any]:
    """What the selector is asked."""
    shown = asked.get("show", "open")
    state = "" if shown == "all" else DecisionState.OPEN.value
    return {"state": state, "late": shown == "late", "owner_key": asked.get("owner")}


def _decisions(scope: Scope, asked: Asked) -> QuerySet[Decision]:
    return bodies.decision_rows(scope, **chosen(asked))


def _meetings(scope: Scope, asked: Asked) -> QuerySet[Any]:
    return meetings.meeting_rows(scope, state=asked.get("state"))


def _area(one: Any) -> str:
    info = territory.area(one.area_id)
    return territory.name_of(info, language()) if info else ""


def _late(one: Decision) -> int:
    return max(0, (today() - one.due_on).days) if one.state == DecisionState.OPEN else 0


DECISION = (
    Column("body", _("Body"), lambda one: one.session.body.name),
    Column("session", _("Session"), lambda one: one.session.number),
    Column("number", _("Number"), lambda one: one.number),
    Column("text", _("Decision"), lambda one: one.text),
    Column("owner", _("Executing body"), lambda one: one.owner),
    Column("decided", _("Decided"), lambda one: one.decided_on),
    Column("due", _("Due"), lambda one: one.due_on),
    Column("first_due", _("First due"), lambda one: one.first_due_on),
    Column("late", _("Days past due"), _late),
    Column("state", _("State"), lambda one: DECISION_STATES[DecisionState(one.state)]),
    Column("ended", _("Ended"), lambda one: one.ended_on),
)
MEETING = (
    Column("at", _("When"), lambda one: one.starts_at),
    Column("area", _("Area"), _area),
    Column("place", _("Place"), lambda one: one.place),
    Column("topic", _("Topic"), lambda one: one.topic),
    Column("state", _("State"), lambda one: MEETING_STATES[MeetingState(one.state)]),
    Column("residents", _("Residents who came"), lambda one: one.residents, people=True),
    Column("asked", _("Questions"), lambda one: one.asked, people=True),
    Column("answered", _("Answered"), lambda one: one.answered, people=True),
)


def register() -> None:
    """Call it from AppConfig.ready."""
    which = (
        Choice("show", _("Which decisions"), tabs, shown=False),
        Choice("owner", _("Executing body"), _owners, tidy=key),
    )
    lists.register(StaffList(
        DECISIONS, _("Decisions under control"), "partnership:decisions", READERS, _decisions, DECISION, which))
    states = (Choice("state", _("State"), lambda _scope: {one.value: said for one, said in MEETING_STATES.items()}),)
    lists.register(StaffList(
        MEETINGS, _("Meetings"), "partnership:meetings", MEETING_READERS, _meetings, MEETING, states))
