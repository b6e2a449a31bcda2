"""The letter of the morning: asked for, written, stopped with one click. It names nobody, and never comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from senim.ease import agenda
from senim.ease.actions.filters import refuse
from senim.ease.domain import HOURS, LATE
from senim.ease.models import Morning
from senim.ease.permissions import account_of
from senim.kernel import audit, clock, duties, formats, outbox
from senim.kernel.duties import Duty
from senim.kernel.scoping import Actor, Scope
from senim.staff import api as staff

SALT = "senim.ease.morning"
#: So many letters are decided in one round; the next comes in minutes.
ROUND = 300
#: The letter tells of what is owed by the end of the day after.
SOON = timedelta(days=2)


@transaction.atomic
def choose(*, actor: Actor, hour: int | None) -> Morning | None:
    """The letter comes from now on at this hour; None: not at all. Raises Refused("hour")."""
    staff.check_action(actor.scope, "ease.morning")
    if hour is not None and hour not in HOURS:
        raise refuse("hour", "hour")
    who = account_of(actor)
    rows = Morning.objects.filter(account_id=who)
    audit.record(actor, "ease.morning", ("account", who), data={"hour": hour})
    if hour is None:
        rows.delete()
        return None
    row, made = Morning.objects.get_or_create(
        account_id=who, defaults={"hour": hour, "since": clock.now(), "sent_on": None})
    if not made and row.hour != hour:
        row.hour = hour
        row.save(update_fields=["hour"])
    return row


def stop_key(account_id: int) -> str:
    """What stands in the address that stops the letters. It opens nothing else."""
    return signing.dumps(account_id, salt=SALT)


@transaction.atomic
def stop(*, key: str) -> bool:
    """No more letters to whom this key was sent. False for a key that is none; stopping twice is no fault."""
    try:
        account_id = int(signing.loads(key, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return False
    if Morning.objects.filter(account=account_id).delete()[0]:
        audit.record(Actor.link("morning"), "ease.stop_morning", ("account", account_id))
    return True


def send_due() -> int:
    """Decide every letter whose hour has come and leave those that say something in the outbox. Gives how many.

    The day is marked in the transaction that leaves the letter: a process that dies does neither or both, and of two
    processes one finds the mark of the other.
    """
    at = clock.local(clock.now())
    today, hours = at.date(), [hour for hour in HOURS if hour <= at.hour < hour + LATE]
    rows = Morning.objects.filter(Q(sent_on=None) | Q(sent_on__lt=today), hour__in=hours)
    due = list(rows.select_related("account").order_by("hour", "pk")[:ROUND])
    if not due:
        return 0
    scopes = {row.account_id: staff.scope_of(row.account_id) for row in due}
    posts = {post for scope in scopes.values() for post in scope.posts()}
    planned = staff.shifts_of(sorted(posts), today - timedelta(days=7), today + timedelta(days=7))
    return sum(_decide(row, scopes[row.account_id], today, planned) for row in due)


@transaction.atomic
def _decide(row: Morning, scope: Scope, today: date, planned: Mapping[tuple[int, date], Any]) -> bool:
    mine = Morning.objects.filter(Q(sent_on=None) | Q(sent_on__lt=today), pk=row.pk)
    if not mine.update(sent_on=today):
        return False
    if not agenda.on_duty(row.account_id, scope.posts(), today, planned):
        return False
    account: Any = row.account
    with translation.override(account.language):
        found = [one for one in duties.of(scope, today) if one.owed_by <= clock.start_of(today) + SOON]
        if not found:
            return False
        outbox.put(
            "email", to=account.email, template="ease_morning", context=_told(row.account_id, found, today),
            language=account.language, key=f"ease.morning:{row.account_id}:{today}")
    return True


def _told(account_id: int, found: Sequence[Duty], today: date) -> dict[str, Any]:
    """Counts by kind, and no word of what is owed to whom."""
    at, end = clock.now(), duties.end_of(today)
    kinds = Counter(one.key.partition(":")[0] for one in found)
    late = Counter(one.key.partition(":")[0] for one in found if one.owed_by < at)
    now_due = Counter(one.key.partition(":")[0] for one in found if at <= one.owed_by <= end)
    lines = [
        {"what": str(agenda.words(f"owed.{kind}")), "all": n, "late": late[kind], "today": now_due[kind]}
        for kind, n in sorted(kinds.items(), key=lambda pair: (-late[pair[0]], -pair[1], pair[0]))
    ]
    return {
        "day": formats.day(today, translation.get_language() or "kk"),
        "lines": lines,
        "late": sum(late.values()),
        "today": sum(now_due.values()),
        "more": len(found) - sum(late.values()) - sum(now_due.values()),
        "url": f"{settings.BASE_URL}{reverse('staff:home')}",
        "stop_url": f"{settings.BASE_URL}{reverse('ease:stop', args=[stop_key(account_id)])}",
    }
