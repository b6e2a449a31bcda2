"""Agreements with universities, every export under them, and the dated rule of the disclosure check."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.kernel.fields import KeyField, among
from senim.partnership.domain import ExportFormat, Grain


class DisclosureRule(models.Model):
    """The disclosure check from a day on: rows are added, never changed. The latest that has begun holds."""

    CLASSES = {
        "id": OPEN,
        "valid_from": OPEN,
        "k": OPEN,
        "kinds": OPEN,
        "finest": OPEN,
        "withheld_most": OPEN,
        "ground": OPEN,
        "set_by": INTERNAL,
    }

    valid_from = models.DateField(unique=True)
    #: So many rows at least share every combination of what could point at somebody.
    k = models.PositiveSmallIntegerField()
    #: So many different outcomes at least stand in each such combination, or the outcome is not told.
    kinds = models.PositiveSmallIntegerField(default=2)
    finest = models.CharField(max_length=8, default=Grain.MONTH.value)
    #: An export that would withhold more per cent of its rows is refused.
    withheld_most = models.PositiveSmallIntegerField(default=10)
    ground = models.CharField(max_length=300)
    set_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(k__gte=3), name="partner_disclosure_k"),
            models.CheckConstraint(condition=Q(kinds__gte=1), name="partner_disclosure_kinds"),
            models.CheckConstraint(condition=among(Grain, "finest"), name="partner_disclosure_grain"),
            models.CheckConstraint(condition=Q(withheld_most__lte=100), name="partner_disclosure_withheld"),
        ]


class Agreement(models.Model):
    """An agreement with a university: who, what for, which data, of which area, how long."""

    CLASSES = {
        "id": OPEN,
        "institution": OPEN,
        "contact": PERSONAL,
        "purpose": OPEN,
        "datasets": OPEN,
        "area": OPEN,
        "area_path": OPEN,
        "number": OPEN,
        "starts_on": OPEN,
        "ends_on": OPEN,
        "ended_on": OPEN,
        "end_reason": INTERNAL,
        "signed_by": INTERNAL,
    }

    institution = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    purpose = models.TextField()
    datasets = models.JSONField(default=list)
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+")
    area_path = KeyField(max_length=120)
    number = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    #: Ended before its time.
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, default="", blank=True)
    signed_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="partner_agreement_term")]


class Export(models.Model):
    """One export, or one that was refused: what left the house, under which rule, and its digest."""

    CLASSES = {
        "id": INTERNAL,
        "agreement": INTERNAL,
        "dataset": INTERNAL,
        "format": INTERNAL,
        "first": INTERNAL,
        "last": INTERNAL,
        "columns": INTERNAL,
        "at": INTERNAL,
        "by": INTERNAL,
        "rule": INTERNAL,
        "rows": INTERNAL,
        "withheld": INTERNAL,
        "grain": INTERNAL,
        "digest": INTERNAL,
        "refused": INTERNAL,
    }

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="exports")
    dataset = models.CharField(max_length=12)
    format = models.CharField(max_length=4)
    first = models.DateField()
    last = models.DateField()
    columns = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(DisclosureRule, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(default=0)
    grain = models.CharField(max_length=8, default="", blank=True)
    digest = models.CharField(max_length=64, default="", blank=True)
    #: The code of the refusal; "" where the export was given.
    refused = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="partner_export_by_time")]
        constraints = [
            models.CheckConstraint(condition=among(ExportFormat, "format"), name="partner_export_format"),
            models.CheckConstraint(condition=~Q(digest="") ^ ~Q(refused=""), name="partner_export_one_end"),
        ]
