"""The only way in: an invitation by e-mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from senim.kernel import audit, clock, ids, outbox, text
from senim.kernel.scoping import Actor
from senim.staff import matrix, permissions
from senim.staff.actions.common import not_yours, touched
from senim.staff.domain import Kind
from senim.staff.load import directory
from senim.staff.messages import refusal
from senim.staff.models import Account, Holding, Invitation
from senim.staff.national.marks import iin_mark


@transaction.atomic
def invite(
    *, actor: Actor, email: str, language: str, post_id: int | None = None, iin: str = ""
) -> tuple[Invitation, str]:
    """Invite a person, to a post or (an administrator only) without one. Returns the invitation and its secret.

    The secret stands in the letter and nowhere else; the row keeps its hash, and of the IIN a commitment.
    """
    known = iin_mark(iin)
    if post_id is None:
        matrix.check(actor.scope, permissions.CHANGE_POST.action)
    else:
        permissions.check_over_post(actor, permissions.INVITE.action, post_id)
        post = directory().posts.get(post_id)
        if post is None or not post.active:
            raise refusal("post_closed", field="post")
    address = email.strip().lower()
    if Account.objects.filter(email=address).exists():
        raise refusal("email_taken", field="email")
    if known and Account.objects.filter(iin_mark=known, is_active=True).exists():
        raise refusal("iin_taken", field="iin")
    token, now = ids.new_token(), clock.now()
    row = Invitation(
        token_hash=ids.token_hash(token),
        email=address,
        language=language,
        post_id=post_id,
        kind=Kind.HOLDER,
        invited_by_id=actor.account_id,
        created_at=now,
        expires_at=now + timedelta(hours=settings.STAFF_INVITATION_HOURS),
        iin_mark=known,
    )
    _replace_expired(address)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refusal("invited_already", field="email") from error
    audit.record(actor, "staff.invite", ("invitation", row.pk), data={"post_id": post_id})
    _send(row, token)
    return row, token


def _replace_expired(address: str) -> None:
    now = clock.now()
    Invitation.objects.filter(
        email=address, accepted_at__isnull=True, revoked_at__isnull=True, expires_at__lte=now
    ).update(revoked_at=now)


def _send(row: Invitation, token: str) -> None:
    with override(row.language):
        link = settings.BASE_URL.rstrip("/") + reverse("staff:accept", args=[token])
    outbox.put(
        "email",
        to=row.email,
        template="staff_invitation",
        language=row.language,
        key=f"staff-invitation-{row.pk}",
        context={"link": link, "hours": settings.STAFF_INVITATION_HOURS},
    )


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation_id: int) -> Invitation:
    """Make an invitation worthless before it is used."""
    row = Invitation.objects.select_for_update(no_key=True).filter(pk=invitation_id).first()
    if row is None:
        raise not_yours()
    if row.post_id is None:
        matrix.check(actor.scope, permissions.CHANGE_POST.action)
    else:
        permissions.check_over_post(actor, permissions.INVITE.action, row.post_id)
    if row.accepted_at or row.revoked_at:
        raise refusal("invitation_gone")
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at"])
    audit.record(actor, "staff.withdraw_invitation", ("invitation", row.pk))
    return row


@transaction.atomic
def accept_invitation(*, token: str, names: dict[str, str], password: str, language: str) -> Account:
    """Make the account, and put it on the post if that is still free. Refused where the link is spent or expired.

    names: family_name, given_name, patronymic, latin_name, rank.
    """
    row = Invitation.objects.select_for_update(no_key=True).filter(token_hash=ids.token_hash(token)).first()
    now = clock.now()
    if row is None or row.accepted_at or row.revoked_at or row.expires_at <= now:
        raise refusal("invitation_gone")
    if Account.objects.filter(email=row.email).exists():
        raise refusal("email_taken")
    known = "" if Account.objects.filter(iin_mark=row.iin_mark, is_active=True).exists() else row.iin_mark
    account = new_account(email=row.email, password=password, language=language, iin_mark=known, **names)
    row.accepted_at, row.account = now, account
    row.save(update_fields=["accepted_at", "account"])
    actor = Actor("staff", account.pk, row.post_id, label=account.full_name)
    audit.record(actor, "staff.accept_invitation", ("invitation", row.pk), data={"account_id": account.pk})
    if row.post_id is not None:
        _take_post(actor, row, row.post_id, account)
    touched(account.pk)
    return account


def _take_post(actor: Actor, row: Invitation, post_id: int, account: Account) -> None:
    # Somebody may have been put on the post meanwhile: the account is made all the same, the head decides.
    holding = Holding(
        post_id=post_id,
        account=account,
        kind=row.kind,
        starts_at=clock.now(),
        created_at=clock.now(),
        created_by_id=row.invited_by_id,
    )
    try:
        with transaction.atomic():
            holding.save(force_insert=True)
    except IntegrityError:
        audit.record(actor, "staff.post_was_taken", ("post", row.post_id), data={"invitation_id": row.pk})
        return
    audit.record(
        actor,
        "staff.appoint",
        ("holding", holding.pk),
        data={"post_id": row.post_id, "account_id": account.pk, "invitation_id": row.pk},
    )


def new_account(*, email: str, password: str | None, language: str, **names: Any) -> Account:
    """A new account row inside the caller's transaction; the e-mail in small letters, the name with its sorting key."""
    account = Account(email=email.strip().lower(), language=language, created_at=clock.now(), **names)
    account.name_key = text.sort_key(account.full_name)
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save(force_insert=True)
    return account
