"""Tables of notices. When a search ends, what named and showed somebody is erased from the row; the row stays."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.kernel.fields import KeyField
from senim.notices.domain import ALT_MAX, TITLE_MAX, Kind, State


def _among(field: str, values: type[Kind] | type[State]) -> Q:
    return Q(**{f"{field}__in": [str(one) for one in values]})


class Notice(models.Model):
    """One notice to the residents of an area, in Kazakh and Russian, English where it was written."""

    CLASSES = {
        **dict.fromkeys(
            ("title_kk", "title_ru", "title_en", "text_kk", "text_ru", "text_en", "alt_kk", "alt_ru", "alt_en",
             "photo"),
            PERSONAL,
        ),
        **dict.fromkeys(("number", "kind", "area", "area_path", "state", "starts_on", "ends_on", "published_at"), OPEN),
        **dict.fromkeys(
            ("id", "ground", "ground_number", "consent", "signed_by", "signed_at", "post", "written_by", "created_at",
             "changed_at", "version", "ended_at", "ended_why", "invented"),
            INTERNAL,
        ),
    }

    number = models.CharField(max_length=11, unique=True)
    kind = models.CharField(max_length=8)
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    state = models.CharField(max_length=10, default=State.DRAFT.value)
    title_kk = models.CharField(max_length=TITLE_MAX)
    title_ru = models.CharField(max_length=TITLE_MAX)
    title_en = models.CharField(max_length=TITLE_MAX, default="", blank=True)
    text_kk = models.TextField()
    text_ru = models.TextField()
    text_en = models.TextField(default="", blank=True)
    photo = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    alt_kk = models.CharField(max_length=ALT_MAX, default="", blank=True)
    alt_ru = models.CharField(max_length=ALT_MAX, default="", blank=True)
    alt_en = models.CharField(max_length=ALT_MAX, default="", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    #: The legal measure that a search for a person rests on, and its number.
    ground = models.CharField(max_length=200, default="", blank=True)
    ground_number = models.CharField(max_length=80, default="", blank=True)
    consent = models.BooleanField(default=False)
    signed_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField(null=True)
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=10, default="", blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_among("kind", Kind), name="notice_kind_known"),
            models.CheckConstraint(condition=_among("state", State), name="notice_state_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="notice_period"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED.value)
                | ~Q(kind__in=[Kind.MISSING.value, Kind.WANTED.value])
                | (Q(signed_by__isnull=False, signed_at__isnull=False) & ~Q(ground="") & ~Q(ground_number="")),
                name="notice_person_signed"),
            models.CheckConstraint(
                condition=~Q(state=State.ENDED.value)
                | ~Q(kind__in=[Kind.MISSING.value, Kind.WANTED.value])
                | Q(title_kk="", text_kk="", photo__isnull=True),
                name="notice_person_forgotten"),
        ]
        indexes = [
            models.Index(fields=["area_path", "state"], name="notice_by_area"),
            models.Index(fields=["ends_on"], name="notice_due", condition=Q(state=State.PUBLISHED.value)),
        ]


class Event(models.Model):
    """A row of the history: added in the transaction of what it tells, never changed. It names nobody."""

    CLASSES = dict.fromkeys(("id", "notice", "at", "type", "account_id", "post_id", "data"), INTERNAL)

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    type = models.CharField(max_length=12)
    account_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
