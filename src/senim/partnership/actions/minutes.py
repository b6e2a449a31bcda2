"""Who was there, what was said and decided, and the end of the minutes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max

from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.kernel.text import key
from senim.partnership.actions import common
from senim.partnership.domain import ItemOutcome, SessionState
from senim.partnership.models import Attendance, Correction, Decision, Item, Session
from senim.partnership.policies import check as must
from senim.partnership.policies import check_attendance, check_close, check_due, check_held, check_votes

KEEP = "partnership.keep_minutes"


def record_attendance(
    *,
    actor: Actor,
    session_id: int,
    present_ids: Iterable[int],
    guests: str = "",
    chaired_by: int | None = None,
    kept_by: int | None = None,
) -> Session:
    """Note who is there: the session is held, and its quorum is counted by the rule and the members of its day.

    It can be noted anew until the minutes are closed; never so that decisions would lose their quorum.
    """
    at, present = now(), set(present_ids)
    with transaction.atomic():
        session = common.session(actor, KEEP, session_id)
        check_attendance(SessionState(session.state), session.starts_at, at)
        members = {one.pk: one for one in session.body.members.all() if one.is_on(session.day)}
        must(bool(members), "no_members")
        must(present <= members.keys(), "not_entitled", field="present")
        must({one for one in (chaired_by, kept_by) if one} <= present, "not_entitled", field="chaired_by")
        _count(session, len(present), len(members))
        session.state, session.guests = SessionState.HELD.value, guests
        session.chaired_by_id, session.kept_by_id = chaired_by, kept_by
        session.save()
        session.attendance.all().delete()
        Attendance.objects.bulk_create(
            [Attendance(session=session, member_id=pk, present=pk in present) for pk in members]
        )
        common.log(
            actor,
            "attendance",
            session,
            session.body.area_path,
            present=len(present),
            entitled=len(members),
            quorate=session.quorate,
        )
    return session


def _count(session: Session, present: int, entitled: int) -> None:
    """Set the count of the day; decisions that stand must keep their quorum and their votes."""
    session.entitled, session.present = entitled, present
    session.needed = session.body.quorum.needed(entitled)
    taken = list(session.decisions.all())
    must(not taken or session.quorate, "decided", field="present")
    most = max((one.votes_for + one.votes_against + one.votes_abstained for one in taken), default=0)
    must(most <= present, "votes_recorded", field="present")


def record_item(*, actor: Actor, item_id: int, heard: str, outcome: ItemOutcome) -> Item:
    """Write what was said on an item and what became of it."""
    with transaction.atomic():
        item = common.item(actor, KEEP, item_id)
        check_held(SessionState(item.session.state))
        must(bool(heard.strip()), "no_words", field="heard")
        item.heard, item.outcome = heard, outcome.value
        item.save(update_fields=["heard", "outcome"])
        common.log(actor, "item_heard", item, item.session.body.area_path, outcome=outcome)
    return item


def decide(
    *, actor: Actor, item_id: int, text: str, owner: str, due_on: date, votes: tuple[int, int, int] | None = None
) -> Decision:
    """Write a decision down: who executes it and by when. Refused without a quorum or where it was not carried.

    votes: for, against, abstained; None: all who were present, for it.
    """
    with transaction.atomic():
        item = common.item(actor, KEEP, item_id)
        session = item.session
        check_held(SessionState(session.state))
        must(session.quorate, "no_quorum")
        present = session.present or 0
        given = votes or (present, 0, 0)
        check_votes(present, given)
        check_due(due_on, session.day)
        last = session.decisions.aggregate(last=Max("number"))["last"] or 0
        row = Decision.objects.create(
            session=session,
            item=item,
            number=last + 1,
            text=text,
            owner=owner,
            owner_key=key(owner)[:200],
            area_path=session.body.area_path,
            decided_on=session.day,
            due_on=due_on,
            first_due_on=due_on,
            votes_for=given[0],
            votes_against=given[1],
            votes_abstained=given[2],
        )
        if item.outcome == ItemOutcome.OPEN:
            item.outcome = ItemOutcome.HEARD.value
            item.save(update_fields=["outcome"])
        common.log(actor, "decided", row, row.area_path, session=session.pk, due_on=due_on)
    return row


def close(*, actor: Actor, session_id: int) -> Session:
    """Close the minutes: from now on they are read, also by the council, and mended beside the text only."""
    with transaction.atomic():
        session = common.session(actor, KEEP, session_id)
        check_close(SessionState(session.state), (ItemOutcome(one.outcome) for one in session.items.all()))
        session.state, session.closed_at = SessionState.CLOSED.value, now()
        session.closed_by_id = actor.account_id
        session.save(update_fields=["state", "closed_at", "closed_by"])
        common.log(actor, "minutes_closed", session, session.body.area_path)
    return session


def correct(*, actor: Actor, session_id: int, text: str) -> Correction:
    """Mend a mistake in closed minutes beside the text."""
    with transaction.atomic():
        session = common.session(actor, KEEP, session_id)
        must(session.is_closed, "not_closed")
        must(bool(text.strip()), "no_words", field="text")
        made = Correction.objects.create(session=session, text=text, at=now(), by_id=actor.account_id)
        common.log(actor, "minutes_corrected", made, session.body.area_path, session=session.pk)
    return made
