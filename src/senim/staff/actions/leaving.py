"""What ends: one holding, all of a person, the service itself. Inside the transaction of whoever decides it."""

from __future__ import annotations

from datetime import datetime

from senim.kernel import audit
from senim.kernel.scoping import Actor
from senim.staff.actions.common import touched
from senim.staff.domain import EndReason
from senim.staff.models import Account, Holding


def end(holding: Holding, reason: EndReason, at: datetime) -> None:
    """End a holding at a moment. What has not begun yet is taken back: it ends where it would have begun."""
    holding.ends_at = max(at, holding.starts_at)
    holding.ended_reason = reason
    holding.save(update_fields=["ends_at", "ended_reason"])


def end_all(account: Account, reason: EndReason, now: datetime) -> list[Holding]:
    """End every running and coming holding of a person, also those on which the person is mentor."""
    ended = []
    for holding in Holding.objects.filter(account=account).exclude(ends_at__lte=now).order_by("id"):
        end(holding, reason, now)
        ended.append(holding)
    return ended


def close_account(actor: Actor, account: Account, reason: EndReason, now: datetime) -> None:
    """The work of a dismissal, inside the caller's transaction."""
    ended = end_all(account, reason, now)
    account.is_active, account.left_at, account.epoch = False, now, account.epoch + 1
    account.save(update_fields=["is_active", "left_at", "epoch"])
    audit.record(
        actor,
        "staff.leave",
        ("account", account.pk),
        data={
            "reason": str(reason),
            "holdings": [holding.pk for holding in ended],
        },
    )
    touched(account.pk, *Holding.objects.filter(mentor=account).values_list("account_id", flat=True))
