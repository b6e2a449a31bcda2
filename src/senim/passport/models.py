"""Tables of the passport: entries with their versions, and questions about what was computed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.kernel.fields import KeyField
from senim.passport.domain import Section


class Entry(models.Model):
    """What the inspector knows of the beat, with its source and the day it was true.

    content: see `domain.EMPTY`; days as ISO text. confirmed_on: when somebody last said that it is still true.
    edits counts the savings, so that two who write one entry are told.
    """

    CLASSES = {
        "id": OPEN,
        "area": OPEN,
        "area_path": OPEN,
        "section": OPEN,
        "kind": OPEN,
        "content": PERSONAL,
        "shown": OPEN,
        "confirmed_on": INTERNAL,
        "edits": INTERNAL,
        "edited_at": INTERNAL,
        "edited_by": INTERNAL,
        "ended_on": INTERNAL,
        "end_reason": INTERNAL,
    }

    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    section = models.CharField(max_length=12)
    kind = models.CharField(max_length=16, default="", blank=True)
    content = models.JSONField(default=dict)
    shown = models.BooleanField(default=False)
    confirmed_on = models.DateField()
    edits = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "section"], name="passport_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__in=[one.value for one in Section]), name="passport_section_known"
            ),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | ~Q(end_reason=""), name="passport_end_said"),
        ]


class Version(models.Model):
    """An entry as it stood after one saving, confirming or ending. Written once."""

    CLASSES = {"id": INTERNAL, "entry": INTERNAL, "number": INTERNAL, "what": INTERNAL, "content": PERSONAL,
               "at": INTERNAL, "by": INTERNAL}

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    #: written, confirmed or ended
    what = models.CharField(max_length=10)
    content = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="passport_version_once")]


class Doubt(models.Model):
    """A question about a figure that the system computed: what it showed, what is doubted, what was answered."""

    CLASSES = {"id": INTERNAL, "area": OPEN, "area_path": OPEN, "figure": OPEN, "showed": INTERNAL, "words": INTERNAL,
               "at": INTERNAL, "by": INTERNAL, "answer": INTERNAL, "answered_at": INTERNAL, "answered_by": INTERNAL}

    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    figure = models.CharField(max_length=60)
    showed = models.CharField(max_length=200)
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["area", "-at"], name="passport_doubt_by_area")]
