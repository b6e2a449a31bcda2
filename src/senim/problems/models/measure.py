"""Did it work: the plan frozen before the response, the assessment, and the lesson."""

from django.db import models

from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.fields import among
from senim.problems.catalogue import PLACES, PROBLEM_KINDS
from senim.problems.domain import Finding, RunState, Spread
from senim.problems.models.file import Problem


class Plan(models.Model):
    """How the response will be judged. A frozen version is never changed: a change is a new version that says so."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "version": INTERNAL,
        "outcome": INTERNAL,
        "comparison": INTERNAL,
        "ring": INTERNAL,
        "buffer": INTERNAL,
        "before_from": INTERNAL,
        "before_until": INTERNAL,
        "from_day": INTERNAL,
        "until_day": INTERNAL,
        "smallest_effect": INTERNAL,
        "power": INTERNAL,
        "counts": INTERNAL,
        "breaks": INTERNAL,
        "words": INTERNAL,
        "frozen_at": INTERNAL,
        "account_id": INTERNAL,
        "late": INTERNAL,
        "change_reason": INTERNAL,
        "treated": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="plans", db_index=False)
    version = models.PositiveSmallIntegerField()
    outcome = models.JSONField(default=dict)
    comparison = models.JSONField(default=dict)
    ring = models.JSONField(default=dict, blank=True)
    buffer = models.PositiveIntegerField(default=0)
    before_from = models.DateField()
    before_until = models.DateField()
    from_day = models.DateField()
    until_day = models.DateField()
    #: Per cent by which the outcome must fall to matter.
    smallest_effect = models.PositiveSmallIntegerField()
    power = models.FloatField(null=True)
    counts = models.JSONField(default=dict)
    breaks = models.JSONField(default=list)
    words = models.CharField(max_length=1500, default="", blank=True)
    frozen_at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    #: Frozen when data of the watched period was there already: what is found is exploratory.
    late = models.BooleanField(default=False)
    change_reason = models.CharField(max_length=500, default="", blank=True)
    #: What somebody said about a response in the comparison area; empty where nobody did.
    treated = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem", "version"], name="problem_plan_version"),
            models.CheckConstraint(
                condition=models.Q(before_from__lt=models.F("before_until"))
                & models.Q(before_until__lt=models.F("from_day"))
                & models.Q(from_day__lt=models.F("until_day")),
                name="problem_plan_days",
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(change_reason=""), name="problem_plan_change_has_reason"
            ),
        ]


class Assessment(models.Model):
    """One run of the assessment by one version of the plan, with what it rests on."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "plan": INTERNAL,
        "state": INTERNAL,
        "asked_at": INTERNAL,
        "asked_by": INTERNAL,
        "ended_at": INTERNAL,
        "finding": INTERNAL,
        "spread": INTERNAL,
        "exploratory": INTERNAL,
        "counts": INTERNAL,
        "result": INTERNAL,
        "sentences": INTERNAL,
        "threats": INTERNAL,
        "cost": INTERNAL,
        "prevented": INTERNAL,
        "lineage": INTERNAL,
        "error": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="assessments")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=8, default=RunState.QUEUED)
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=8, default="", blank=True)
    spread = models.CharField(max_length=12, default="", blank=True)
    exploratory = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    sentences = models.JSONField(default=dict)
    threats = models.JSONField(default=list)
    cost = models.BigIntegerField(null=True)
    prevented = models.FloatField(null=True)
    lineage = models.JSONField(default=dict)
    error = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(RunState, "state"), name="problem_run_state_known"),
            models.CheckConstraint(condition=among(["", *Finding], "finding"), name="problem_finding_known"),
            models.CheckConstraint(condition=among(["", *Spread], "spread"), name="problem_spread_known"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | ~models.Q(finding=""), name="problem_done_has_finding"
            ),
        ]


class Lesson(models.Model):
    """What the next group should know, in the five parts of EMMIE, each with how sure one is of it."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "title": OPEN,
        "kind": OPEN,
        "place_kind": OPEN,
        "techniques": OPEN,
        "finding": OPEN,
        "exploratory": OPEN,
        "effect": OPEN,
        "effect_quality": OPEN,
        "mechanism": OPEN,
        "mechanism_quality": OPEN,
        "moderators": OPEN,
        "moderators_quality": OPEN,
        "implementation": OPEN,
        "implementation_quality": OPEN,
        "economics": OPEN,
        "economics_quality": OPEN,
        "search": INTERNAL,
        "kept_at": OPEN,
        "account_id": INTERNAL,
    }

    problem = models.OneToOneField(Problem, on_delete=models.CASCADE, related_name="lesson")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=12)
    place_kind = models.CharField(max_length=12)
    techniques = models.JSONField(default=list)
    finding = models.CharField(max_length=8)
    exploratory = models.BooleanField(default=False)
    effect = models.CharField(max_length=1500)
    effect_quality = models.PositiveSmallIntegerField(default=0)
    mechanism = models.CharField(max_length=1500, default="", blank=True)
    mechanism_quality = models.PositiveSmallIntegerField(default=0)
    moderators = models.CharField(max_length=1500, default="", blank=True)
    moderators_quality = models.PositiveSmallIntegerField(default=0)
    implementation = models.CharField(max_length=1500, default="", blank=True)
    implementation_quality = models.PositiveSmallIntegerField(default=0)
    economics = models.CharField(max_length=1500, default="", blank=True)
    economics_quality = models.PositiveSmallIntegerField(default=0)
    search = models.TextField(default="", blank=True)
    kept_at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "place_kind", "-kept_at"], name="problem_lesson_kind")]
        constraints = [
            models.CheckConstraint(condition=among(PROBLEM_KINDS, "kind"), name="problem_lesson_kind_known"),
            models.CheckConstraint(condition=among(PLACES, "place_kind"), name="problem_lesson_place_known"),
            models.CheckConstraint(
                condition=models.Q(
                    effect_quality__lte=4,
                    mechanism_quality__lte=4,
                    moderators_quality__lte=4,
                    implementation_quality__lte=4,
                    economics_quality__lte=4,
                ),
                name="problem_lesson_quality",
            ),
        ]
