"""A person's account: profile, signing out, leaving the service."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from senim.kernel import audit, clock
from senim.kernel.scoping import Actor
from senim.staff import permissions, policies
from senim.staff.actions.common import locked_account, not_yours, touched
from senim.staff.actions.leaving import close_account
from senim.staff.domain import EndReason
from senim.staff.messages import refusal
from senim.staff.models import LANGUAGE_CODES, Account, Holding


@transaction.atomic
def dismiss(*, actor: Actor, account_id: int, reason: EndReason = EndReason.DISMISSAL) -> Account:
    """End the service of a person: all holdings, all sessions, at once and everywhere."""
    account = locked_account(account_id)
    permissions.check_over_person(actor, permissions.END.action, account_id, _posts_of(account_id))
    if not policies.leaves_service(reason):
        raise refusal("reason_unknown", field="reason")
    if not account.is_active:
        raise refusal("person_left")
    close_account(actor, account, reason, clock.now())
    return account


@transaction.atomic
def sign_out_everywhere(*, actor: Actor) -> int:
    """End all sessions of the person who asks. Returns the new epoch, for the session that may go on."""
    return _next_epoch(actor, actor.account_id)


@transaction.atomic
def sign_out_other(*, actor: Actor, account_id: int) -> int:
    """A superior ends all sessions of a person (a lost telephone)."""
    locked_account(account_id)
    permissions.check_over_person(actor, permissions.SIGN_OUT.action, account_id, _posts_of(account_id))
    return _next_epoch(actor, account_id)


def _next_epoch(actor: Actor, account_id: int | None) -> int:
    if account_id is None:
        raise refusal("not_yours")
    if not Account.objects.filter(pk=account_id).update(epoch=F("epoch") + 1):
        raise not_yours()
    # No version moves: a session's epoch is compared with the account's own row, which every request reads.
    audit.record(actor, "staff.sign_out_everywhere", ("account", account_id))
    return Account.objects.values_list("epoch", flat=True).get(pk=account_id)


@transaction.atomic
def change_profile(*, actor: Actor, language: str) -> Account:
    """The language of one's own pages and letters."""
    if actor.account_id is None or language not in LANGUAGE_CODES:
        raise refusal("not_yours")
    account = locked_account(actor.account_id)
    if account.language != language:
        account.language = language
        account.save(update_fields=["language"])
        audit.record(actor, "staff.profile", ("account", account.pk), data={"language": language})
        touched(account.pk)
    return account


@transaction.atomic
def set_shortcuts(*, actor: Actor, on: bool) -> Account:
    """Whether single keys act on one's own pages."""
    if actor.account_id is None:
        raise refusal("not_yours")
    account = locked_account(actor.account_id)
    if account.shortcuts != on:
        account.shortcuts = on
        account.save(update_fields=["shortcuts"])
        audit.record(actor, "staff.profile", ("account", account.pk), data={"shortcuts": on})
    return account


@transaction.atomic
def set_photo(*, actor: Actor, photo_id: int | None) -> Account:
    """The person's own portrait, a stored file that passed its checks; None takes it away. Everyone may see it."""
    if actor.account_id is None:
        raise refusal("not_yours")
    account = locked_account(actor.account_id)
    account.photo_id = photo_id
    account.save(update_fields=["photo"])
    audit.record(actor, "staff.photo", ("account", account.pk), data={"file_id": photo_id})
    touched(account.pk)
    return account


def _posts_of(account_id: int) -> list[int]:
    now = clock.now()
    rows = Holding.objects.filter(account_id=account_id).exclude(ends_at__lte=now)
    return list(rows.values_list("post_id", flat=True))
