"""Devices as they may be seen, and whose a device is that comes with a key."""

from __future__ import annotations

import hmac

from django.utils.crypto import salted_hmac

from senim.kernel import ids, keys
from senim.kernel.scoping import Role, Scope
from senim.offline.models import Device
from senim.offline.permissions import below, own
from senim.offline.reading import refuse


def owner_tag(scope: Scope) -> str:
    """Under what a browser keeps what is a person's: the same on every device, and nobody's name."""
    made = salted_hmac("senim.offline.owner", str(scope.account_id), secret=keys.marking(), algorithm="sha256")
    return made.hexdigest()[:32]


def device(scope: Scope, key: str) -> Device:
    """The own device that shows this key. Raises Refused for a lost one and for one of nobody here. One query."""
    mark, _dot, secret = key.partition(".")
    row = Device.objects.filter(own(scope), mark_hash=ids.token_hash(mark)).first()
    if row is None or not hmac.compare_digest(bytes(row.key_hash), ids.token_hash(secret)):
        raise refuse("device")
    if row.lost_at is not None:
        raise refuse("lost")
    return row


def devices(scope: Scope) -> tuple[list[Device], list[Device]]:
    """(the own devices, those of people below a head), the newest first. At most two queries."""
    mine = list(Device.objects.filter(own(scope)).order_by("-since")[:50])
    if not scope.has(Role.HEAD):
        return mine, []
    holders = list(Device.objects.exclude(own(scope)).values_list("account", flat=True).distinct())
    rows = Device.objects.filter(account__in=below(scope, holders)).order_by("-since")
    return mine, list(rows[:200])
