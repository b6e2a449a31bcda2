"""Emergency openings. What happened is only ever added; the words stand apart, so that they can be erased."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.breakglass.domain import Ground
from senim.kernel.classify import INTERNAL, PERSONAL
from senim.kernel.fields import KeyField, among


class Opening(models.Model):
    """One person opened one record from a moment to a moment. Append-only: an end cannot be moved.

    told: the head's post that was told. chain: that post and all above it, "/7/3/1/", nearest first.
    """

    CLASSES = dict.fromkeys(
        (
            "id",
            "token",
            "kind",
            "record",
            "number",
            "area_path",
            "account_id",
            "post_id",
            "ground",
            "told",
            "chain",
            "at",
            "ends_at",
            "review_by",
        ),
        INTERNAL,
    )

    #: Given with the form: the same form sent twice opens once.
    token = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12)
    record = models.BigIntegerField()
    number = models.CharField(max_length=20)
    area_path = KeyField(max_length=120)
    account_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    ground = models.CharField(max_length=8)
    told = models.BigIntegerField()
    chain = models.CharField(max_length=200)
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_by = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(Ground, "ground"), name="opening_ground"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("at")), name="opening_ends"),
            models.CheckConstraint(condition=Q(review_by__gt=F("at")), name="opening_review_by"),
        ]
        indexes = [
            models.Index(fields=["account_id", "-at"], name="opening_by_person"),
            models.Index(fields=["told", "review_by"], name="opening_by_head"),
            models.Index(fields=["area_path", "-at"], name="opening_by_area"),
        ]


class Words(models.Model):
    """What was said of an opening: the reason, the review. Kept apart: it may name people."""

    CLASSES = {"id": INTERNAL, "opening": INTERNAL, "what": INTERNAL, "text": PERSONAL}

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="words")
    what = models.CharField(max_length=8)
    text = models.CharField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening", "what"], name="opening_words_once"),
            models.CheckConstraint(condition=Q(what__in=["reason", "review"]), name="opening_words_what"),
        ]


class Look(models.Model):
    """The record was shown once. Append-only."""

    CLASSES = dict.fromkeys(("id", "opening", "at"), INTERNAL)

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="looks")
    at = models.DateTimeField()


class Ending(models.Model):
    """An opening was ended before its time: given back, or stopped from above. Append-only."""

    CLASSES = dict.fromkeys(("opening", "at", "account_id"), INTERNAL)

    opening = models.OneToOneField(Opening, primary_key=True, on_delete=models.PROTECT, related_name="ending")
    at = models.DateTimeField()
    account_id = models.BigIntegerField()


class Review(models.Model):
    """Somebody else's verdict, once. Append-only."""

    CLASSES = dict.fromkeys(("opening", "at", "account_id", "post_id", "justified"), INTERNAL)

    opening = models.OneToOneField(Opening, primary_key=True, on_delete=models.PROTECT, related_name="review")
    at = models.DateTimeField()
    account_id = models.BigIntegerField()
    post_id = models.BigIntegerField(null=True)
    justified = models.BooleanField()
