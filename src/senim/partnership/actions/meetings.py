"""Meetings with residents: announced, held, their questions answered and the answers published."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.partnership.actions import common
from senim.partnership.domain import MeetingState
from senim.partnership.models import Meeting, Question
from senim.partnership.permissions import check
from senim.partnership.policies import check as must
from senim.partnership.policies import check_meeting_open, check_public
from senim.territory import api as territory

HOLD = "partnership.hold_meeting"


def announce(*, actor: Actor, area_id: int, starts_at: datetime, place: str, topic: str) -> Meeting:
    """Announce a meeting: it stands on the pages of the beats of this area at once."""
    area = territory.area(area_id)
    check(actor, HOLD, area.path)
    must(starts_at > now(), "meeting_past", field="starts_at")
    check_public(place, field="place")
    check_public(topic, field="topic")
    with transaction.atomic():
        row = Meeting.objects.create(
            area_id=area.id,
            area_path=area.path,
            starts_at=starts_at,
            place=place,
            topic=topic,
            host_id=actor.post_id,
            announced_at=now(),
        )
        common.log(actor, "meeting_announced", row, row.area_path)
    return row


def move(*, actor: Actor, meeting_id: int, starts_at: datetime, place: str) -> Meeting:
    """Another time or place, while it is still to come."""
    check_public(place, field="place")
    with transaction.atomic():
        row = common.meeting(actor, meeting_id)
        check_meeting_open(MeetingState(row.state))
        must(starts_at > now(), "meeting_past", field="starts_at")
        row.starts_at, row.place = starts_at, place
        row.save(update_fields=["starts_at", "place"])
        common.log(actor, "meeting_moved", row, row.area_path)
    return row


def cancel(*, actor: Actor, meeting_id: int, reason: str) -> Meeting:
    """Call it off; the reason stands where it was announced."""
    check_public(reason, field="reason")
    with transaction.atomic():
        row = common.meeting(actor, meeting_id)
        check_meeting_open(MeetingState(row.state))
        row.state, row.reason = MeetingState.CANCELLED.value, reason
        row.save(update_fields=["state", "reason"])
        common.log(actor, "meeting_cancelled", row, row.area_path)
    return row


def hold(*, actor: Actor, meeting_id: int, residents: int, told: str) -> Meeting:
    """It took place: how many residents came, and what was told, in words for everyone."""
    check_public(told, field="told")
    with transaction.atomic():
        row = common.meeting(actor, meeting_id)
        check_meeting_open(MeetingState(row.state))
        must(now() >= row.starts_at, "meeting_not_yet")
        row.state, row.residents, row.told, row.held_at = MeetingState.HELD.value, residents, told, now()
        row.save(update_fields=["state", "residents", "told", "held_at"])
        common.log(actor, "meeting_held", row, row.area_path, residents=residents)
    return row


def ask(*, actor: Actor, meeting_id: int, asked: str) -> Question:
    """Write down a question as it was asked, at or after the meeting."""
    with transaction.atomic():
        meeting = common.meeting(actor, meeting_id)
        must(meeting.state != MeetingState.CANCELLED, "meeting_over")
        must(now() >= meeting.starts_at, "meeting_not_yet")
        last = meeting.questions.aggregate(last=Max("number"))["last"] or 0
        row = Question.objects.create(meeting=meeting, number=last + 1, asked=asked)
        common.log(actor, "question_asked", row, meeting.area_path, meeting=meeting.pk)
    return row


def answer(*, actor: Actor, question_id: int, public_text: str, text: str) -> Question:
    """Answer a question; public_text is the question as everyone may read it. Nothing is published yet."""
    check_public(public_text, field="public_text")
    check_public(text, field="answer")
    with transaction.atomic():
        row = _question(actor, question_id)
        must(row.published_at is None, "withdrawn")
        row.public_text, row.answer = public_text, text
        row.answered_at, row.answered_by_id = now(), actor.post_id
        row.save()
        common.log(actor, "question_answered", row, row.meeting.area_path)
    return row


def publish(*, actor: Actor, question_id: int, shown: bool = True) -> Question:
    """Show a question with its answer to everyone, or take it back."""
    with transaction.atomic():
        row = _question(actor, question_id)
        must(row.answered_at is not None, "not_answered")
        if (row.published_at is not None) is not shown:
            row.published_at = now() if shown else None
            row.save(update_fields=["published_at"])
            common.log(actor, "answer_published" if shown else "answer_taken_back", row, row.meeting.area_path)
    return row


def _question(actor: Actor, pk: int) -> Question:
    row = Question.objects.filter(pk=pk).first()
    if row is None:
        raise common.none()
    row.meeting = common.meeting(actor, row.meeting_id)
    return row
