"""Keys of other applications: handed out once, revoked at once. Which key did what stands in the log."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from senim.kernel import audit, ids
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Actor
from senim.portal.domain import Right
from senim.portal.models import ApiKey
from senim.portal.permissions import KEEP_KEYS
from senim.staff import api as staff


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Of whom a key is: the application's name, an address for questions, how many requests it may send an hour, and
    what it opens."""

    name: str
    contact: str
    per_hour: int
    rights: tuple[Right, ...] = tuple(Right)


def hand_out_key(*, actor: Actor, values: KeyValues, secret: str = "") -> tuple[ApiKey, str]:
    """Make a key; gives it with its secret, which nobody can read again. Refused where the name has one in force.

    secret: given only by the demonstration, which prints the same key every time.
    """
    _check(actor)
    secret = secret or ids.new_token()
    rights = [one for one in Right if one in values.rights]
    if not rights:
        raise Refused("no_right", _("Choose what the key opens."), field="rights")
    with transaction.atomic():
        if ApiKey.objects.filter(name=values.name, revoked_at__isnull=True).exists():
            raise Refused("same", _("This application has a key in force. Revoke it first."), field="name")
        if ApiKey.objects.filter(secret_hash=ids.token_hash(secret)).exists():
            raise Refused("revoked", _("This key was revoked: another one is needed."))
        key = ApiKey.objects.create(
            name=values.name, contact=values.contact, per_hour=values.per_hour, rights=[str(one) for one in rights],
            secret_hash=ids.token_hash(secret), hint=secret[-4:], created_at=now(), created_by_id=actor.account_id,
        )
        data = {"per_hour": key.per_hour, "rights": key.rights}
        audit.record(actor, "portal.key_handed_out", ("api_key", key.pk), data=data)
    return key, secret


def revoke_key(*, actor: Actor, key_id: int) -> bool:
    """End a key at once; what came by it stays. False where it had ended before."""
    _check(actor)
    with transaction.atomic():
        row = ApiKey.objects.select_for_update().filter(pk=key_id).first()
        if row is None:
            raise NotYours("not_found", _("There is no such key."))
        if row.revoked_at is not None:
            return False
        row.revoked_at, row.revoked_by_id = now(), actor.account_id
        row.save(update_fields=["revoked_at", "revoked_by"])
        audit.record(actor, "portal.key_revoked", ("api_key", row.pk), data={})
    return True


def note_use(*, key: ApiKey) -> None:
    """Remember the day of its last use: one statement a day."""
    if key.used_on != today():
        ApiKey.objects.filter(pk=key.pk).update(used_on=today())
        key.used_on = today()


def _check(actor: Actor) -> None:
    if not actor.scope.everything:
        staff.check_action(actor.scope, KEEP_KEYS)
