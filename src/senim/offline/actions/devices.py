"""Devices: registered by their person, heard from, called lost."""

from __future__ import annotations

from django.db import transaction

from senim.cabinet.api import WRITERS
from senim.kernel import audit, ids
from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.offline.domain import DEVICES
from senim.offline.models import Device
from senim.offline.permissions import check_lose, not_yours
from senim.offline.reading import refuse
from senim.staff import api as staff

#: More than a device can hold: a count beyond it is no count.
MOST = 100_000


def register(*, actor: Actor, name: str) -> tuple[Device, str, str]:
    """A device of the one who asks: (row, mark, key). Mark and key are said this once and never again.

    Raises NotYours, Refused (no name, too many).
    """
    if not actor.scope.has(*WRITERS) or actor.account_id is None:
        raise not_yours()
    said = " ".join(name.split())
    if not 1 <= len(said) <= 60:
        raise refuse("name", "name")
    mark, key = ids.new_token(), ids.new_token()
    with transaction.atomic():
        held = Device.objects.select_for_update(of=("self",)).filter(account=actor.account_id, lost_at__isnull=True)
        if len(held) >= DEVICES:
            raise refuse("too_many", "name")
        row = Device.objects.create(
            account_id=actor.account_id,
            name=said,
            mark_hash=ids.token_hash(mark),
            key_hash=ids.token_hash(key),
            since=now(),
            seen_at=now(),
        )
        audit.record(actor, "offline.device_registered", ("device", row.pk))
    return row, mark, key


def heard(*, token: str, unsent: int | None) -> str:
    """A device asks by its mark how it stands, and says how much it still holds: "good", "lost" or "unknown".

    Nobody is signed in when it asks. What a lost device is told for the first time is written down.
    """
    with transaction.atomic():
        found = Device.objects.select_for_update(of=("self",)).filter(mark_hash=ids.token_hash(token))
        row = found.only("id", "lost_at", "told_at").first()
        if row is None:
            return "unknown"
        row.seen_at = now()
        fields = ["seen_at"]
        if row.lost_at is None and unsent is not None and 0 <= unsent < MOST:
            row.unsent, row.unsent_at = unsent, row.seen_at
            fields += ["unsent", "unsent_at"]
        if row.lost_at is not None and row.told_at is None:
            row.told_at = row.seen_at
            fields.append("told_at")
            audit.record(Actor.system("offline"), "offline.lost_device_told", ("device", row.pk))
        row.save(update_fields=fields)
        return "good" if row.lost_at is None else "lost"


def carried(*, actor: Actor, device: Device, duties: int, left: int) -> None:
    """A day was taken along: who, onto what, how many duties, how many stayed behind."""
    with transaction.atomic():
        Device.objects.filter(pk=device.pk).update(bundle_at=now(), seen_at=now())
        data = {"duties": duties, "left_behind": left}
        audit.record(actor, "offline.day_carried", ("device", device.pk), data=data, reads=True)


def synced(*, actor: Actor, device: Device) -> None:
    """A sending came to its end; each item has its own line in the audit log."""
    with transaction.atomic():
        Device.objects.filter(pk=device.pk, account=actor.account_id).update(sync_at=now(), seen_at=now())


def mark_lost(*, actor: Actor, device_id: int) -> Device:
    """Call a device lost: its key opens nothing from now on, and every session of its person ends. Twice is once.

    Raises NotYours.
    """
    with transaction.atomic():
        row = Device.objects.select_for_update(of=("self",)).filter(pk=device_id).first()
        if row is None:
            raise not_yours()
        check_lose(actor, row)
        if row.lost_at is None:
            row.lost_at, row.lost_by_id = now(), actor.account_id
            row.save(update_fields=["lost_at", "lost_by"])
            audit.record(actor, "offline.device_lost", ("device", row.pk), data={"unsent": row.unsent})
            if row.account_id == actor.account_id:
                staff.actions.sign_out_everywhere(actor=actor)
            else:
                staff.actions.sign_out_other(actor=actor, account_id=row.account_id)
    return row
