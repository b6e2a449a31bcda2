"""Devices that work without a network, and what came from them, each once."""

from __future__ import annotations

from django.db import models

from senim.kernel.classify import INTERNAL, SECRET
from senim.offline.domain import Kind, Time


class Device(models.Model):
    """A telephone or tablet of one person. What it holds is sealed there; here lie only the prints of its secrets.

    mark: what it is known by when it asks whether it is lost, without anybody signed in. key: what it shows, beside
    its person's session, when it takes a day along or brings entries. unsent: what it last said it still held.
    """

    CLASSES = {
        "id": INTERNAL,
        "account": INTERNAL,
        "name": INTERNAL,
        "mark_hash": SECRET,
        "key_hash": SECRET,
        "since": INTERNAL,
        "seen_at": INTERNAL,
        "bundle_at": INTERNAL,
        "sync_at": INTERNAL,
        "unsent": INTERNAL,
        "unsent_at": INTERNAL,
        "lost_at": INTERNAL,
        "lost_by": INTERNAL,
        "told_at": INTERNAL,
    }

    account = models.ForeignKey("staff.Account", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    mark_hash = models.BinaryField(max_length=32, unique=True)
    key_hash = models.BinaryField(max_length=32)
    since = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    bundle_at = models.DateTimeField(null=True)
    sync_at = models.DateTimeField(null=True)
    unsent = models.PositiveIntegerField(default=0)
    unsent_at = models.DateTimeField(null=True)
    lost_at = models.DateTimeField(null=True)
    lost_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    #: When the lost device asked, and was told to forget everything.
    told_at = models.DateTimeField(null=True)


class Entry(models.Model):
    """One item that came from a device and was kept. Rows are added and never changed.

    token: made on the device when the item was begun. digest: of what it said, so that the same token with other
    words is seen. device_at, at: the moment as the device's clock had it, and as it was kept; off: how many seconds
    the device's clock ran ahead when it sent.
    """

    CLASSES = {
        "id": INTERNAL,
        "token": INTERNAL,
        "account": INTERNAL,
        "device": INTERNAL,
        "kind": INTERNAL,
        "subject": INTERNAL,
        "digest": INTERNAL,
        "device_at": INTERNAL,
        "at": INTERNAL,
        "time": INTERNAL,
        "off": INTERNAL,
        "received_at": INTERNAL,
    }

    token = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey("staff.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Kind])
    subject = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)
    device_at = models.DateTimeField()
    at = models.DateTimeField()
    time = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Time])
    off = models.IntegerField(default=0)
    received_at = models.DateTimeField()
