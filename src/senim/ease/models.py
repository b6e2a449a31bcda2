"""Tables of what makes work quicker. Nothing here holds a word that somebody searched for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from senim.ease.domain import HOURS, NAME, Form, Reason
from senim.kernel.classify import INTERNAL, SECRET
from senim.kernel.fields import KeyField, among

ACCOUNT = settings.AUTH_USER_MODEL


class Filter(models.Model):
    """What somebody chooses often in a list, under a name. unit: the head's post of the unit that shares it."""

    CLASSES = dict.fromkeys(("id", "list", "name", "name_key", "chosen", "owner", "unit", "created_at"), INTERNAL)

    list = models.CharField(max_length=40)
    name = models.CharField(max_length=NAME)
    name_key = KeyField(max_length=2 * NAME)
    chosen = models.JSONField()
    owner = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("staff.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "list", "name_key"], name="filter_name_once")]
        indexes = [models.Index(fields=["list", "unit"], name="filter_of_unit")]


class Export(models.Model):
    """A list was taken along: who, what, why, how many rows. Rows are only ever added."""

    CLASSES = dict.fromkeys(
        ("id", "at", "account", "post", "list", "form", "chosen", "searched", "columns", "rows", "reason", "words"),
        INTERNAL,
    )

    at = models.DateTimeField()
    account = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    list = models.CharField(max_length=40)
    form = models.CharField(max_length=4)
    chosen = models.JSONField()
    #: Whether words were searched for; which ones is nobody's business.
    searched = models.BooleanField()
    columns = models.JSONField()
    rows = models.PositiveIntegerField()
    reason = models.CharField(max_length=12)
    words = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="export_form", condition=among(Form, "form")),
            models.CheckConstraint(name="export_reason", condition=among(Reason, "reason")),
        ]
        indexes = [models.Index(fields=["post", "-at"], name="export_of_post")]


class Feed(models.Model):
    """A secret address under which a calendar reads what one post owes and when it works."""

    CLASSES = {
        **dict.fromkeys(("id", "account", "post", "language", "created_at", "fetched_at", "closed_at"), INTERNAL),
        "token_hash": SECRET,
    }

    account = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feed_closed_later", condition=Q(closed_at=None) | Q(closed_at__gte=F("created_at"))
            ),
        ]


class FeedEntry(models.Model):
    """What a calendar was last told of one entry, so that a change carries a higher SEQUENCE and an end is said."""

    CLASSES = dict.fromkeys(
        ("id", "feed", "uid", "mark", "sequence", "changed_at", "starts_at", "ends_at", "whole_day", "kind", "number",
         "path", "cancelled"),
        INTERNAL,
    )

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    uid = models.CharField(max_length=64)
    #: A hash of what is shown: a change of it is a change for the calendar.
    mark = models.CharField(max_length=32)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    whole_day = models.BooleanField()
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40, default="", blank=True)
    path = models.CharField(max_length=200, default="", blank=True)
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "uid"], name="feed_entry_once"),
            models.CheckConstraint(name="feed_entry_period", condition=Q(ends_at__gte=F("starts_at"))),
        ]


class Morning(models.Model):
    """A person wants a letter each morning of duty. sent_on: the last day for which it was decided, sent or not."""

    CLASSES = dict.fromkeys(("id", "account", "hour", "since", "sent_on"), INTERNAL)

    account = models.OneToOneField(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    hour = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    sent_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="morning_hour", condition=Q(hour__gte=HOURS.start, hour__lt=HOURS.stop)
            ),
        ]
