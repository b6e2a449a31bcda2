"""Who is on which post: appointing, standing in, training, ending."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from senim.kernel import audit, clock
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role
from senim.staff import permissions, policies
from senim.staff.actions.common import locked_account, locked_post, not_yours, touched
from senim.staff.actions.leaving import close_account, end
from senim.staff.domain import EndReason, Kind
from senim.staff.load import directory
from senim.staff.messages import MESSAGES, refusal
from senim.staff.models import Absence, Account, Holding, Post


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    post_id: int,
    account_id: int,
    starts_at: datetime,
    ends_at: datetime | None = None,
) -> Holding:
    """Put a person on a post as its holder. Refused where the post is taken in that period."""
    post, account = _prepare(actor, permissions.APPOINT.action, post_id, account_id)
    policies.check_period(starts_at, ends_at, clock.now())
    return put(
        actor=actor, post=post, account=account, kind=Kind.HOLDER, starts_at=starts_at, ends_at=ends_at
    )


@transaction.atomic
def substitute(
    *,
    actor: Actor,
    post_id: int,
    account_id: int,
    starts_at: datetime,
    ends_at: datetime | None,
) -> Holding:
    """Let a person stand in on a post with all its rights, from a moment to a moment."""
    post, account = _prepare(actor, permissions.SUBSTITUTE.action, post_id, account_id)
    policies.check_substitution(starts_at, ends_at, clock.now(), settings.STAFF_SUBSTITUTION_DAYS)
    if directory().on_post(post_id, Kind.HOLDER, starts_at) == account_id:
        raise refusal("same_person", field="account")
    return put(
        actor=actor,
        post=post,
        account=account,
        kind=Kind.SUBSTITUTE,
        starts_at=starts_at,
        ends_at=ends_at,
        absence=_absence(post_id, starts_at, ends_at),
    )


def _absence(post_id: int, starts_at: datetime, ends_at: datetime | None) -> Absence | None:
    """The holder's absence that a substitution lies in: it ends when the holder is back."""
    holder = directory().on_post(post_id, Kind.HOLDER, starts_at)
    if holder is None or ends_at is None:
        return None
    return Absence.objects.filter(account_id=holder, starts_at__lte=starts_at, ends_at__gte=ends_at).first()


@transaction.atomic
def train(
    *,
    actor: Actor,
    post_id: int,
    account_id: int,
    mentor_id: int,
    starts_at: datetime,
    ends_at: datetime | None,
) -> Holding:
    """Let a person learn on a post: sees what the mentor sees, sends nothing. Without the mentor the right rests."""
    post, account = _prepare(actor, permissions.APPOINT.action, post_id, account_id)
    policies.check_period(starts_at, ends_at, clock.now())
    if mentor_id not in set(directory().accounts_on(post_id, max(starts_at, clock.now()))):
        raise refusal("mentor_absent", field="mentor")
    return put(
        actor=actor,
        post=post,
        account=account,
        kind=Kind.TRAINEE,
        starts_at=starts_at,
        ends_at=ends_at,
        mentor_id=mentor_id,
    )


@transaction.atomic
def change_mentor(*, actor: Actor, holding_id: int, mentor_id: int) -> Holding:
    """A trainee goes on beside somebody else who is on the post, until the same day; what was before stays in history.

    What the trainee wrote and nobody confirmed waits for whoever is on the post, so nothing is lost between the two.
    """
    holding = Holding.objects.filter(pk=holding_id, kind=Kind.TRAINEE).first()
    if holding is None:
        raise NotYours("not_yours", MESSAGES["not_yours"])
    post, account = _prepare(actor, permissions.APPOINT.action, holding.post_id, holding.account_id)
    holding.refresh_from_db()
    now = clock.now()
    if holding.ends_at is not None and holding.ends_at <= now:
        raise refusal("holding_over")
    if mentor_id not in set(directory().accounts_on(post.pk, now)):
        raise refusal("mentor_absent", field="mentor")
    until = holding.ends_at
    end(holding, EndReason.MOVE, now)
    _record(actor, "staff.end", holding, reason=str(EndReason.MOVE))
    return put(
        actor=actor,
        post=post,
        account=account,
        kind=Kind.TRAINEE,
        starts_at=now,
        ends_at=until,
        mentor_id=mentor_id,
    )


@transaction.atomic
def end_holding(*, actor: Actor, holding_id: int, reason: EndReason, at: datetime | None = None) -> Holding:
    """End a holding now or later. A dismissal or leaving ends all holdings and sessions of the person, now."""
    holding = Holding.objects.select_related("post").filter(pk=holding_id).first()
    if holding is None:
        raise not_yours()
    permissions.check_over_post(actor, permissions.END.action, holding.post_id)
    permissions.check_not_yourself(actor, holding.account_id)
    locked_post(holding.post_id)
    holding.refresh_from_db()
    now = clock.now()
    if holding.ends_at is not None and holding.ends_at <= now:
        raise refusal("holding_over")
    if policies.leaves_service(reason):
        return _leave(actor, holding, reason, now)
    end(holding, reason, max(at or now, now))
    _record(actor, "staff.end", holding, reason=str(reason))
    touched(holding.account_id, *_neighbours(holding.post_id))
    return holding


def _leave(actor: Actor, holding: Holding, reason: EndReason, now: datetime) -> Holding:
    account = locked_account(holding.account_id)
    close_account(actor, account, reason, now)
    holding.refresh_from_db()
    return holding


def _prepare(actor: Actor, action: str, post_id: int, account_id: int) -> tuple[Post, Account]:
    permissions.check_over_post(actor, action, post_id)
    permissions.check_not_yourself(actor, account_id)
    post, account = locked_post(post_id), locked_account(account_id)
    if not post.active:
        raise refusal("post_closed", field="post")
    if not account.is_active:
        raise refusal("person_left", field="account")
    return post, account


def put(
    *,
    actor: Actor,
    post: Post,
    account: Account,
    kind: Kind,
    starts_at: datetime,
    ends_at: datetime | None,
    mentor_id: int | None = None,
    absence: Absence | None = None,
) -> Holding:
    """The writing of every holding, inside the caller's transaction and after the caller's checks of rights."""
    policies.check_together(Role(post.role), _roles_during(account, starts_at, ends_at))
    holding = Holding(
        post=post,
        account=account,
        kind=kind,
        mentor_id=mentor_id,
        absence=absence,
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=clock.now(),
        created_by_id=actor.account_id,
    )
    try:
        with transaction.atomic():
            holding.save(force_insert=True)
    except IntegrityError as error:
        raise refusal("post_taken", field="post") from error
    _record(actor, f"staff.{'appoint' if kind is Kind.HOLDER else kind}", holding)
    touched(account.pk, *_neighbours(post.pk))
    return holding


def _roles_during(account: Account, starts_at: datetime, ends_at: datetime | None) -> list[Role]:
    rows = Holding.objects.filter(account=account).exclude(ends_at__lte=starts_at)
    if ends_at is not None:
        rows = rows.filter(starts_at__lt=ends_at)
    return [Role(role) for role in rows.values_list("post__role", flat=True)]


def _neighbours(post_id: int) -> list[int]:
    # Whose reach changes with this post: trainees and assistants of whoever sits on it.
    found, now = directory(), clock.now()
    return [account for below in found.below(post_id) for account in found.accounts_on(below, now)]


def _record(actor: Actor, action: str, holding: Holding, **more: Any) -> None:
    audit.record(
        actor,
        action,
        ("holding", holding.pk),
        data={
            "post_id": holding.post_id,
            "account_id": holding.account_id,
            "kind": str(holding.kind),
            "mentor_id": holding.mentor_id,
            "starts_at": holding.starts_at,
            "ends_at": holding.ends_at,
            **more,
        },
    )
