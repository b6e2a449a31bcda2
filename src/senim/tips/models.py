"""Tables of protected messages. Nothing here refers to who sent: no account, no address, no minute.

What was said, shown and left as a contact lies sealed (`tips.sealing`). A purged message keeps its row as a tombstone
and loses its code, its words, its pictures and its contact.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from senim.kernel.classify import INTERNAL, PERSONAL, SECRET
from senim.kernel.fields import KeyField
from senim.tips.domain import OPEN_STATES, State, Told, Topic, Way


def _among(field: str, values: type[Topic] | type[Way] | type[State] | type[Told]) -> Q:
    return Q(**{f"{field}__in": [str(one) for one in values]})


class Naming(models.Model):
    """A person named to handle the messages of a region (or, over the country, those past all regions)."""

    CLASSES = dict.fromkeys(
        ("id", "account", "area", "area_path", "ground", "starts_on", "ends_on", "named_by", "named_at", "ended_at",
         "ended_by"),
        INTERNAL,
    )

    account = models.ForeignKey("staff.Account", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    #: The order that names the person: its number and day.
    ground = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    named_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="naming_period"),
            models.CheckConstraint(condition=~Q(ground=""), name="naming_has_ground"),
            models.CheckConstraint(
                condition=Q(named_by__isnull=True) | ~Q(named_by=models.F("account")), name="naming_not_oneself"),
            models.UniqueConstraint(
                fields=["account", "area"], condition=Q(ended_at__isnull=True), name="naming_one_open"),
        ]
        indexes = [models.Index(fields=["area", "ends_on"], name="naming_by_area")]


class Tip(models.Model):
    """One message with its talk. `region`: what it is about; `office`: whose named officers read it."""

    CLASSES = {
        "id": INTERNAL, "number": INTERNAL, "code_hash": SECRET, "way": INTERNAL, "topic": INTERNAL,
        "region": INTERNAL, "office": INTERNAL, "office_path": INTERNAL, "language": INTERNAL, "state": INTERNAL,
        "waits_since": INTERNAL, "received_hour": INTERNAL, "closed_at": INTERNAL, "outcome": INTERNAL,
        "reference": INTERNAL, "registered_at": INTERNAL, "purged_on": INTERNAL, "noted": INTERNAL,
        "invented": INTERNAL,
    }

    number = models.CharField(max_length=11, unique=True)
    code_hash = models.BinaryField(max_length=32, unique=True, null=True)
    way = models.CharField(max_length=12)
    topic = models.CharField(max_length=12)
    region = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    office_path = KeyField(max_length=120)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8, default=State.NEW.value)
    #: The hour since which the sender waits for an answer; none where the last word is ours.
    waits_since = models.DateTimeField(null=True)
    received_hour = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=14, default="", blank=True)
    reference = models.CharField(max_length=40, default="", blank=True)
    registered_at = models.DateTimeField(null=True)
    purged_on = models.DateField(null=True)
    #: Whether the log of the house knows of it yet: it is told by the hour, not by the moment.
    noted = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_among("topic", Topic), name="tip_topic_known"),
            models.CheckConstraint(condition=_among("way", Way), name="tip_way_known"),
            models.CheckConstraint(condition=_among("state", State), name="tip_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.PURGED.value, code_hash__isnull=True, purged_on__isnull=False)
                | (~Q(state=State.PURGED.value) & Q(purged_on__isnull=True)),
                name="tip_tombstone_whole"),
            models.CheckConstraint(
                condition=Q(reference="", registered_at__isnull=True)
                | (~Q(reference="") & Q(registered_at__isnull=False)),
                name="tip_registration_whole"),
        ]
        indexes = [
            models.Index(
                fields=["office", "waits_since"], name="tip_open",
                condition=Q(state__in=sorted(str(one) for one in OPEN_STATES))),
            models.Index(fields=["office", "received_hour"], name="tip_by_office"),
            models.Index(fields=["region", "received_hour"], name="tip_by_region"),
            models.Index(fields=["closed_at"], name="tip_closed"),
        ]


class Word(models.Model):
    """One turn of the talk, sealed. Of the sender's turns only the hour is kept."""

    CLASSES = {
        "id": INTERNAL, "tip": INTERNAL, "by_sender": INTERNAL, "sealed": PERSONAL, "at": INTERNAL,
        "account_id": INTERNAL,
    }

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="words")
    by_sender = models.BooleanField()
    sealed = models.BinaryField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)


class Picture(models.Model):
    """A photo beside a turn of the sender, drawn anew without its hidden data, sealed; on no disk besides."""

    CLASSES = {"id": INTERNAL, "word": INTERNAL, "mime": INTERNAL, "sealed": PERSONAL}

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="pictures")
    mime = models.CharField(max_length=20)
    sealed = models.BinaryField()


class Contact(models.Model):
    """How the sender of a confidential message may be reached: sealed, opened with a reason, deleted by the code."""

    CLASSES = {"tip": INTERNAL, "sealed": PERSONAL}

    tip = models.OneToOneField(Tip, primary_key=True, on_delete=models.CASCADE, related_name="contact")
    sealed = models.BinaryField()


class Event(models.Model):
    """A row of the history: added in the transaction of what it tells. It holds no word of the sender."""

    CLASSES = {
        "id": INTERNAL, "tip": INTERNAL, "at": INTERNAL, "type": INTERNAL, "account_id": INTERNAL, "data": SECRET,
    }

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    type = models.CharField(max_length=20)
    account_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=_among("type", Told), name="tip_event_known")]
