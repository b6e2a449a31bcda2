"""A national identity is linked to an account by its owner, who is signed in; it opens what it is linked to."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from senim.kernel import audit, clock, ids, outbox
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.staff.actions.common import locked_account
from senim.staff.messages import refusal
from senim.staff.models import Account, NationalLink
from senim.staff.national.marks import iin_mark, subject_mark
from senim.staff.national.oidc import Proved


def link_national(*, actor: Actor, proved: Proved) -> NationalLink:
    """Link the identity that was just proved to the person who is signed in.

    The provider has to vouch for something that the invitation knew: the verified e-mail, or the IIN. Raises Refused:
    "national_other", "national_taken", "national_linked".
    """
    with transaction.atomic():
        account = locked_account(actor.account_id or 0)
        if not _is_of(account, proved):
            raise refusal("national_other")
        if NationalLink.objects.filter(account=account).exists():
            raise refusal("national_linked")
        mark = subject_mark(proved.issuer, proved.subject)
        try:
            with transaction.atomic():
                row = NationalLink.objects.create(account=account, subject_mark=mark, linked_at=clock.now())
        except IntegrityError:
            raise refusal("national_taken") from None
        audit.record(actor, "staff.national_linked", ("account", account.pk))
        _tell(account)
    return row


def _is_of(account: Account, proved: Proved) -> bool:
    """By the IIN where the invitation knew it, and then by that alone; else by the verified e-mail."""
    if account.iin_mark:
        return _mark(proved) == account.iin_mark
    return bool(proved.email) and proved.email == account.email


def _mark(proved: Proved) -> str:
    try:
        return iin_mark(proved.iin)
    except Refused:
        return ""


def unlink_national(*, actor: Actor) -> None:
    """Take the link off. Unlinking what is not linked is no harm."""
    with transaction.atomic():
        account = locked_account(actor.account_id or 0)
        if NationalLink.objects.filter(account=account).delete()[0]:
            audit.record(actor, "staff.national_unlinked", ("account", account.pk))
            _tell(account)


def _tell(account: Account) -> None:
    outbox.put(
        "email", to=account.email, template="staff_national_changed", language=account.language,
        key=f"staff_national_changed:{account.pk}:{ids.new_number()}", context={"name": account.get_short_name()})


def open_by_national(*, key: Proved) -> Account:
    """The account that a proved identity opens; nothing is made and nothing is merged here.

    Raises Refused: "national_unknown" for who is linked to nobody, "national_left" for who has left the service,
    "national_other" where the IIN is no longer the account's.
    """
    with transaction.atomic():
        mark = subject_mark(key.issuer, key.subject)
        row = NationalLink.objects.select_for_update(of=("self",)).filter(subject_mark=mark).first()
        if row is None:
            raise refusal("national_unknown")
        account = row.account
        if not account.is_active:
            raise refusal("national_left")
        if account.iin_mark and key.iin and _mark(key) != account.iin_mark:
            raise refusal("national_other")
        row.last_used_at = clock.now()
        row.save(update_fields=["last_used_at"])
    return account
