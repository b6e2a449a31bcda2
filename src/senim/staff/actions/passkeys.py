"""A person's own keys: what is added and taken off stands in the log, and the last second step stays."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import flows
from django.db import transaction
from django.http import HttpRequest

from senim.kernel import audit
from senim.kernel.scoping import Actor
from senim.staff.actions.common import locked_account, not_yours
from senim.staff.messages import refusal

SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def note_passkey(*, actor: Actor, kind: str, key_id: int | None = None) -> None:
    """Write down that a key was added or named anew. kind: "added", "named"."""
    with transaction.atomic():
        audit.record(actor, f"staff.passkey_{kind}", ("account", actor.account_id), data={"key": key_id})


def remove_passkey(*, actor: Actor, request: HttpRequest, key_id: int) -> None:
    """Take a key off. Raises NotYours; Refused for the last second step: it cannot be switched off, only replaced."""
    with transaction.atomic():
        account = locked_account(actor.account_id or 0)
        rows = list(Authenticator.objects.filter(user_id=account.pk, type__in=SECOND))
        row = next((one for one in rows if one.pk == key_id and one.type == Authenticator.Type.WEBAUTHN), None)
        if row is None:
            raise not_yours()
        if len(rows) == 1:
            raise refusal("key_last")
        flows.remove_authenticator(request, row)
        audit.record(actor, "staff.passkey_removed", ("account", account.pk), data={"key": key_id})
