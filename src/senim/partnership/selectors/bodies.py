"""Bodies, members, sessions and decisions, as far as a person may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Prefetch, Q, QuerySet

from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope
from senim.partnership.domain import DecisionState, SessionState
from senim.partnership.models import Body, Decision, Item, Material, Member, Session
from senim.partnership.permissions import READERS, SITTING, reach
from senim.partnership.words import REFUSALS


def _none() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def _seen_sessions(scope: Scope) -> Q:
    """Open sessions for those whose institutions sit there; closed minutes for every reader."""
    return reach(scope, SITTING, "body__area_path") | (
        reach(scope, READERS, "body__area_path") & Q(state=SessionState.CLOSED)
    )


def _seen_decisions(scope: Scope) -> Q:
    """Decisions are read as their minutes are."""
    return reach(scope, SITTING) | (reach(scope, READERS) & Q(session__state=SessionState.CLOSED))


def bodies(scope: Scope) -> list[Any]:
    """Bodies that this person reads, with `members_now`, `next_at`, `open_decisions`, `overdue`. Two queries."""
    day = today()
    now_there = Q(members__starts_on__lte=day) & (Q(members__ends_on__isnull=True) | Q(members__ends_on__gte=day))
    rows: list[Any] = list(
        Body.objects.filter(reach(scope, READERS))
        .annotate(members_now=Count("members", filter=now_there))
        .order_by(F("ended_on").asc(nulls_first=True), "area_path", "kind", "pk")
    )
    numbers = {row["session__body"]: row for row in _numbers(scope, day)}
    coming = dict(
        Session.objects.filter(_seen_sessions(scope), state=SessionState.PLANNED, starts_at__gte=now())
        .values_list("body")
        .annotate(at=Min("starts_at"))
    )
    for row in rows:
        counted = numbers.get(row.pk, {})
        row.open_decisions, row.overdue = counted.get("open", 0), counted.get("late", 0)
        row.next_at = coming.get(row.pk)
    return rows


def _numbers(scope: Scope, day: date) -> Any:
    found = Decision.objects.filter(_seen_decisions(scope), state=DecisionState.OPEN)
    return found.values("session__body").annotate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=day)))


def body(scope: Scope, body_id: int) -> Body:
    """One body with its members and trainings (3 queries). Raises NotYours where there is none for this person."""
    parts = ("members", "trainings__parts__member")
    found = Body.objects.filter(reach(scope, READERS), pk=body_id).prefetch_related(*parts).first()
    if found is None:
        raise _none()
    return found


def sessions_of(scope: Scope, body_id: int, limit: int = 50) -> list[Any]:
    """Sessions of a body, the newest first, with `items_count` and `decisions_count`. One query."""
    found = Session.objects.filter(_seen_sessions(scope), body=body_id)
    counted = found.annotate(
        items_count=Count("items", distinct=True), decisions_count=Count("decisions", distinct=True)
    )
    return list(counted.order_by("-starts_at", "-pk")[:limit])


def session(scope: Scope, session_id: int) -> Session:
    """One session with everything that its minutes hold (8 queries)."""
    decisions = Prefetch("items__decisions", Decision.objects.order_by("number"))
    found = (
        Session.objects.filter(_seen_sessions(scope), pk=session_id)
        .select_related("body", "chaired_by", "kept_by")
        .prefetch_related("items__materials__file", decisions, "attendance__member", "corrections", "body__members")
        .first()
    )
    if found is None:
        raise _none()
    return found


def item(scope: Scope, item_id: int) -> Item:
    """One item with its session and body. One query."""
    seen = Session.objects.filter(_seen_sessions(scope)).values("pk")
    found = Item.objects.filter(pk=item_id, session__in=seen).select_related("session__body").first()
    if found is None:
        raise _none()
    return found


def member(scope: Scope, member_id: int) -> Member:
    """One member with the body. One query."""
    found = Member.objects.filter(reach(scope, READERS, "body__area_path"), pk=member_id).select_related("body").first()
    if found is None:
        raise _none()
    return found


def material(scope: Scope, material_id: int) -> Any:
    """A material of an item that this person sees. One query."""
    seen = Session.objects.filter(_seen_sessions(scope)).values("pk")
    found = Material.objects.filter(pk=material_id, item__session__in=seen).select_related("file").first()
    if found is None:
        raise _none()
    return found


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """How one executing body stands: `latest` is the day since which its oldest open decision is late."""

    owner: str
    open: int
    late: int
    late_since: date | None


def owners(scope: Scope) -> list[OwnerRow]:
    """Open decisions counted by executing body, those with most overdue first. One query."""
    day = today()
    late = Q(due_on__lt=day)
    rows = (
        Decision.objects.filter(_seen_decisions(scope), state=DecisionState.OPEN)
        .values("owner_key")
        .annotate(name=Min("owner"), open=Count("pk"), late=Count("pk", filter=late), since=Min("due_on", filter=late))
    )
    found = [OwnerRow(row["name"], row["open"], row["late"], row["since"]) for row in rows]
    return sorted(found, key=lambda row: (-row.late, -row.open, row.owner))


def decisions(scope: Scope, *, offset: int = 0, limit: int = 50, **asked: Any) -> list[Decision]:
    """A page of `decision_rows`; one more than `limit` says that there are more. One query."""
    return list(decision_rows(scope, **asked)[offset : offset + limit + 1])


def decision_rows(
    scope: Scope, *, state: str = "", late: bool = False, owner_key: str = ""
) -> QuerySet[Decision]:
    """Decisions, those due first on top."""
    found = Decision.objects.filter(_seen_decisions(scope))
    if state:
        found = found.filter(state=state)
    if late:
        found = found.filter(state=DecisionState.OPEN, due_on__lt=today())
    if owner_key:
        found = found.filter(owner_key=owner_key)
    return found.select_related("session__body", "item").order_by("due_on", "pk")


def decision(scope: Scope, decision_id: int) -> Decision:
    """One decision with its control (2 queries)."""
    found = (
        Decision.objects.filter(_seen_decisions(scope), pk=decision_id)
        .select_related("session__body", "item")
        .prefetch_related("steps__by")
        .first()
    )
    if found is None:
        raise _none()
    return found


def agenda_of_problem(scope: Scope, number: str) -> list[Item]:
    """Where a problem file was on an agenda, the newest first. Two queries."""
    seen = Session.objects.filter(_seen_sessions(scope)).values("pk")
    rows = Item.objects.filter(problem_number=number, session__in=seen).select_related("session__body")
    return list(rows.prefetch_related("decisions").order_by("-session__starts_at")[:50])
