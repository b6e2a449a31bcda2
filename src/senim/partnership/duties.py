"""What the partnership puts on a day: meetings to hold and to write down, decisions on whose control somebody sits."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from senim.kernel import duties
from senim.kernel.areas import inside
from senim.kernel.clock import now
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope
from senim.partnership.domain import DecisionState, MeetingState
from senim.partnership.models import Decision, Meeting
from senim.partnership.permissions import ACTIONS, HOSTS

MOST = 100
#: Who answers for a decision of the body: those who report on it, in their own areas.
REPORTERS = ACTIONS["partnership.report"][0]
ANNOUNCED = Label("Тұрғындарға хабарланған", "Объявлено жителям", "Announced to residents")
DECIDED = Label("Комиссияның (топтың) шешімі", "Решение комиссии (группы)", "A decision of the commission or group")
TO_HOLD = Label("Тұрғындармен кездесу", "Встреча с жителями", "Meeting with residents")
TO_WRITE = Label("Кездесу қалай өткенін жазу", "Записать, как прошла встреча", "Write down how the meeting went")
TO_REPORT = Label("Шешімнің орындалуы", "Исполнение решения", "Execution of a decision")


def register() -> None:
    """Both sources; call it from AppConfig.ready."""
    duties.register(Source("meetings", rows=meetings, show=duties.each(_meeting)))
    duties.register(Source("decisions", rows=decisions, show=duties.each(_decision)))


def meetings(scope: Scope, day: date) -> QuerySet[Meeting] | None:
    """Announced meetings that a post of this scope hosts, and those in its beat without a host."""
    posts = scope.posts(*HOSTS)
    if not posts:
        return None
    own = inside(scope.paths(Role.INSPECTOR))
    rows = Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__lte=duties.until(day))
    rows = rows.filter(Q(host__in=posts) | own & Q(host__isnull=True))
    return rows.only("topic", "area_path", "place", "starts_at").order_by("starts_at", "pk")[:MOST]


def _meeting(one: Meeting) -> Duty:
    over = one.starts_at < now()
    return Duty(
        key=f"meetings:{one.pk}",
        what=f"{TO_WRITE if over else TO_HOLD}: {one.topic}",
        where=Where(one.area_path, one.place),
        owed_by=one.starts_at,
        ground=Ground.PROMISE,
        because=ANNOUNCED,
        url=reverse("partnership:meeting", args=[one.pk]),
        purpose="" if over else "meeting",
        carried=True,
    )


def decisions(scope: Scope, day: date) -> QuerySet[Decision] | None:
    """Decisions under control in the areas of those who report on them; none for others."""
    paths = scope.paths(*REPORTERS)
    if not paths:
        return None
    rows = Decision.objects.filter(inside(paths), state=DecisionState.OPEN, due_on__lte=day + duties.HORIZON)
    return rows.only("text", "area_path", "due_on", "owner").order_by("due_on", "pk")[:MOST]


def _decision(one: Decision) -> Duty:
    return Duty(
        key=f"decisions:{one.pk}",
        what=f"{TO_REPORT}: {one.text}",
        where=Where(one.area_path),
        owed_by=duties.end_of(one.due_on),
        ground=Ground.DECISION,
        because=DECIDED,
        url=reverse("partnership:decision", args=[one.pk]),
        told=one.owner,
    )
