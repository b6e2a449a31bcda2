"""Meetings with residents: for the staff of the area, and for everyone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope, path_range
from senim.partnership.domain import MeetingState
from senim.partnership.models import Meeting, Question
from senim.partnership.permissions import MEETING_READERS, reach
from senim.partnership.words import REFUSALS

#: How long a meeting that was held stays on the page of a beat.
SHOWN_FOR = timedelta(days=365)
#: How long one that was called off still says so.
CANCELLED_FOR = timedelta(days=14)


def _around(path: str) -> Q:
    """Meetings in an area, and in an area around it: a district's meeting is for the residents of its beats."""
    steps = path.strip("/").split("/")
    low, high = path_range(path)
    around = ["/" + "/".join(steps[: size + 1]) + "/" for size in range(len(steps))]
    return Q(area_path__gte=low, area_path__lt=high) | Q(area_path__in=around)


def meetings(scope: Scope, *, offset: int = 0, limit: int = 50, state: str = "") -> list[Any]:
    """A page of `meeting_rows`. One query."""
    return list(meeting_rows(scope, state=state)[offset : offset + limit + 1])


def meeting_rows(scope: Scope, *, state: str = "") -> QuerySet[Any]:
    """Meetings of the own areas, the newest first, with `asked`, `answered` and `published`."""
    found = Meeting.objects.filter(reach(scope, MEETING_READERS)).annotate(
        asked=Count("questions"),
        answered=Count("questions", filter=Q(questions__answered_at__isnull=False)),
        published=Count("questions", filter=Q(questions__published_at__isnull=False)),
    )
    return (found.filter(state=state) if state else found).order_by("-starts_at", "-pk")


def meeting(scope: Scope, meeting_id: int) -> Meeting:
    """One meeting with its questions (2 queries)."""
    found = Meeting.objects.filter(reach(scope, MEETING_READERS), pk=meeting_id)
    row = found.prefetch_related("questions").first()
    if row is None:
        raise NotYours("not_yours", REFUSALS["not_yours"])
    return row


def question(scope: Scope, question_id: int) -> Question:
    """One question with its meeting. One query."""
    found = Question.objects.filter(reach(scope, MEETING_READERS, "meeting__area_path"), pk=question_id)
    row = found.select_related("meeting").first()
    if row is None:
        raise NotYours("not_yours", REFUSALS["not_yours"])
    return row


def public_meetings(scope: Scope, area_path: str, at: datetime, limit: int = 20) -> list[Any]:  # noqa: ARG001
    """What everyone sees of an area: what is to come, what was called off lately, what was held. One query.

    Each row has `published`, the number of answers shown. Questions that were not published do not count.
    """
    coming = Q(state=MeetingState.PLANNED)
    held = Q(state=MeetingState.HELD, starts_at__gte=at - SHOWN_FOR)
    called_off = Q(state=MeetingState.CANCELLED, starts_at__gte=at - CANCELLED_FOR)
    rows = Meeting.objects.filter(_around(area_path)).filter(coming | held | called_off)
    shown = Count("questions", filter=Q(questions__published_at__isnull=False))
    return list(rows.annotate(published=shown).order_by(F("starts_at").desc(), "-pk")[:limit])


def public_meeting(scope: Scope, meeting_id: int) -> tuple[Meeting, list[Question]] | None:  # noqa: ARG001
    """One meeting with its published answers, for everyone; None where there is none. Two queries."""
    row = Meeting.objects.filter(pk=meeting_id).first()
    if row is None:
        return None
    return row, list(row.questions.filter(published_at__isnull=False))


def held_between(scope: Scope, area_path: str, since: datetime, until: datetime) -> tuple[int, int]:  # noqa: ARG001
    """(meetings, residents who came) of an area in [since, until): those of the beat itself. One query."""
    low, high = path_range(area_path)
    rows = Meeting.objects.filter(
        area_path__gte=low, area_path__lt=high, state=MeetingState.HELD, starts_at__gte=since, starts_at__lt=until
    )
    found = rows.aggregate(n=Count("pk"), came=Sum("residents"))
    return found["n"], found["came"] or 0
