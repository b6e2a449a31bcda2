"""Tables of the load: norms as data, and proposals of new beats."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.fields import KeyField
from senim.workload.domain import NORMS, Care, Mark, Measure, State


def _among(field: str, values: type) -> Q:
    return Q(**{f"{field}__in": [str(one) for one in values]})  # type: ignore[attr-defined]


class NormRow(models.Model):
    """A norm and the days on which it holds; never changed, ended by the next."""

    CLASSES = dict.fromkeys(
        ("id", "code", "low", "high", "mark", "source_kk", "source_ru", "source_en", "valid_from", "valid_to"), OPEN
    ) | {"by": INTERNAL}

    code = models.CharField(max_length=40)
    low = models.FloatField()
    high = models.FloatField()
    mark = models.CharField(max_length=10)
    source_kk = models.CharField(max_length=300)
    source_ru = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__in=list(NORMS)), name="workload_norm_code"),
            models.CheckConstraint(condition=_among("mark", Mark), name="workload_norm_mark"),
            models.CheckConstraint(condition=Q(low__gt=0, high__gte=F("low")), name="workload_norm_bounds"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to__isnull=True), name="workload_norm_open"),
        ]


class Proposal(models.Model):
    """How beats could be drawn so that a load is more even: asked for, reckoned behind, never applied by itself.

    result: see `reckoning.reckon`; it names pieces of ground (hexagons) and beats, never a house or a person.
    """

    CLASSES = dict.fromkeys(
        ("id", "area", "area_path", "measure", "care", "seed", "state", "progress", "result", "by", "post", "asked_at",
         "ended_at"), INTERNAL)

    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+")
    area_path = KeyField(max_length=120)
    measure = models.CharField(max_length=10)
    care = models.CharField(max_length=6)
    seed = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=State.QUEUED)
    progress = models.FloatField(default=0)
    result = models.JSONField(null=True)
    by = models.BigIntegerField(null=True)
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area_path", "-asked_at"], name="workload_proposal_by_area")]
        constraints = [
            models.CheckConstraint(condition=_among("measure", Measure), name="workload_proposal_measure"),
            models.CheckConstraint(condition=_among("care", Care), name="workload_proposal_care"),
            models.CheckConstraint(condition=_among("state", State), name="workload_proposal_state"),
            models.UniqueConstraint(
                fields=["area"], condition=Q(state__in=["queued", "running"]), name="workload_one_at_a_time"),
        ]
