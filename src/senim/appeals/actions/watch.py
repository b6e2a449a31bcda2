"""What the clock itself does: silence escalates, the fourth week asks, the calendar moves days, drafts die."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from senim.appeals import letters, rules, terms
from senim.appeals.actions.history import recall_offers, told
from senim.appeals.domain import State
from senim.appeals.models import Appeal, Draft, Followup
from senim.kernel import calendar
from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.staff import api as staff

#: First the substitute (the same post, seen by whoever stands in), then the head above, then the one above that.
STEPS = (timedelta(0), timedelta(hours=24), timedelta(hours=72))
BATCH = 200


def escalate(limit: int = BATCH) -> int:
    """Raise what is overdue by one step where its time has come. Returns how many were raised."""
    at = now()
    # Each step by its own moment: what still waits for the next must not fill the batch.
    due = Q(pk__in=())
    for step, wait in enumerate(STEPS):
        due |= Q(escalation=step, owed_at__lt=at - wait)
    late = Appeal.objects.filter(due, is_open=True).exclude(state=State.REOPEN_ASKED)
    raised = 0
    for appeal_id in late.order_by("owed_at").values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            appeal = Appeal.objects.select_for_update().get(pk=appeal_id)
            raised += _raise(appeal, at)
    return raised


def _raise(appeal: Appeal, at: datetime) -> bool:
    overdue = appeal.owed_at is not None and appeal.owed_at < at
    step = appeal.escalation
    if not overdue or step >= len(STEPS) or at < (appeal.owed_at or at) + STEPS[step]:
        return False
    appeal.escalation = step + 1
    to = _next_hand(appeal, step)
    if to not in {None, appeal.holder_id} and (appeal.about_unknown or appeal.about_post_id is not None):
        appeal.holder_id = to  # whoever does not hold a complaint does not see it: to be told would be nothing
        recall_offers(appeal)
        letters.holder(appeal)
    told(appeal, Actor.system("clock"), "escalated", data={"step": step + 1, "post": to, "from": appeal.holder_id})
    return True


def _next_hand(appeal: Appeal, step: int) -> int | None:
    """Who is told: at first whoever stands in on the post, later the head above. The holder keeps the work."""
    if appeal.holder_id is None:
        return _found_hand(appeal)
    return appeal.holder_id if step == 0 else staff.head_of(appeal.holder_id)


def _found_hand(appeal: Appeal) -> int | None:
    """A complaint for which nobody was found when it came may have somebody now."""
    if not appeal.about_unknown and appeal.about_post_id is None:
        return None
    to, steps = rules.superior(rules.place_again(appeal), appeal.about_post_id, now())
    appeal.route = appeal.route | {"steps": [*appeal.route.get("steps", []), *steps], "post": to}
    return to


def lift_complaints(limit: int = BATCH) -> int:
    """A complaint whose officer has come to the post that holds it, or above it, goes higher. Returns how many did.

    People change posts: what was with a superior may be with the officer complained of, who does not see it, and
    neither does anybody under that officer.
    """
    rows = Appeal.objects.filter(is_open=True, about_account__isnull=False, holder__isnull=False)
    known = rows.order_by("pk").values_list("pk", "holder", "about_account")
    stuck = [pk for pk, holder, them in known if _sits(them, holder)]
    lifted = 0
    for appeal_id in stuck[:limit]:
        with transaction.atomic():
            appeal = Appeal.objects.select_for_update().get(pk=appeal_id)
            lifted += _lift(appeal)
    return lifted


def _sits(account_id: int, post_id: int) -> bool:
    """Whether a person is on a post or above it now."""
    return bool(staff.scope_of(account_id).posts() & {post_id, *staff.post_chain(post_id)})


def _lift(appeal: Appeal) -> bool:
    them, old = appeal.about_account_id, appeal.holder_id
    if them is None or old is None or not _sits(them, old):
        return False
    free = (post for post in staff.post_chain(old) if not _sits(them, post) and staff.on_post(post) is not None)
    to = next(free, None)
    if to is None:  # the officer is at the very top
        to, steps = rules.outside(rules.place_again(appeal), old, them, now())
        if to is None:
            return False
        appeal.route = appeal.route | {"steps": [*appeal.route.get("steps", []), *steps], "post": to}
    appeal.holder_id = to
    recall_offers(appeal)
    told(appeal, Actor.system("clock"), "transferred", data={"post": to})
    letters.holder(appeal)
    return True


def ask_followups(limit: int = BATCH) -> int:
    """Four weeks after the answer, ask whether it is still solved: on the page of the appeal, and by the safe way."""
    due = (
        Followup.objects.filter(asked_at=None, due_at__lte=now())
        .order_by("due_at")
        .values_list("pk", flat=True)[:limit]
    )
    for appeal_id in due:
        with transaction.atomic():
            asked = Followup.objects.filter(pk=appeal_id, asked_at=None).update(asked_at=now())
            if asked:
                appeal = Appeal.objects.get(pk=appeal_id)
                letters.news(appeal, "followup")
                letters.news_to_joined(appeal, "followup")
    return len(due)


def follow_calendar(limit: int = BATCH) -> int:
    """After a decree, move the due days of open appeals, each with its trace. Returns how many moved."""
    version = calendar.current().version
    moved = 0
    # While a head decides on reopening the clocks have ended; they begin anew.
    rows = Appeal.objects.filter(is_open=True).exclude(state=State.REOPEN_ASKED)
    rows = rows.exclude(clocks__legal__calendar_version=version)
    for appeal_id in rows.order_by("pk").values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            appeal = Appeal.objects.select_for_update().get(pk=appeal_id)
            before = appeal.legal_due
            if terms.follow_calendar(appeal, now()):
                told(
                    appeal,
                    Actor.system("calendar"),
                    "due_moved",
                    data={"from": before.isoformat(), "to": appeal.legal_due.isoformat()},
                )
                moved += 1
            else:
                appeal.save(update_fields=["clocks"])
    return moved


def drop_drafts() -> int:
    """Drafts whose time has passed are gone, with what they hold."""
    gone, _ = Draft.objects.filter(expires_at__lt=now()).delete()
    return gone


def close_answered(limit: int = BATCH, after: timedelta = timedelta(days=42)) -> int:
    """Six weeks after an answer that nobody questioned, the matter is closed."""
    rows = Appeal.objects.filter(state=State.ANSWERED, answered_at__lt=now() - after).order_by("pk")
    closed = 0
    for appeal_id in rows.values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            appeal = Appeal.objects.select_for_update().get(pk=appeal_id)
            if appeal.state == State.ANSWERED:
                appeal.state, appeal.closed_at = State.CLOSED, now()
                told(appeal, Actor.system("clock"), "closed")
                closed += 1
    return closed
