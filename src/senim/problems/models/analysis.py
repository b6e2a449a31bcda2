"""Why it keeps happening: answers to six questions, the triangle, hypotheses with their evidence."""

from django.db import models

from senim.kernel.classify import INTERNAL
from senim.kernel.fields import among
from senim.problems import domain
from senim.problems.models.file import Problem


class Finding(models.Model):
    """What is known under one of the six questions, and from where."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "question": INTERNAL,
        "text": INTERNAL,
        "source": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="findings")
    question = models.CharField(max_length=5)
    text = models.CharField(max_length=2000)
    source = models.CharField(max_length=300, default="", blank=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(domain.Question, "question"), name="problem_question_known")
        ]


class Side(models.Model):
    """A side of the crime triangle: what it is like, who controls it now, who could."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "side": INTERNAL,
        "text": INTERNAL,
        "controller": INTERNAL,
        "could": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="sides", db_index=False)
    side = models.CharField(max_length=8)
    text = models.CharField(max_length=2000)
    controller = models.CharField(max_length=500, default="", blank=True)
    could = models.CharField(max_length=500, default="", blank=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(domain.Side, "side"), name="problem_side_known"),
            models.UniqueConstraint(fields=["problem", "side"], name="problem_side_once"),
        ]


class Hypothesis(models.Model):
    """Why it may happen, in words that can turn out wrong."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "text": INTERNAL,
        "state": INTERNAL,
        "why": INTERNAL,
        "at": INTERNAL,
        "judged_at": INTERNAL,
        "account_id": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="hypotheses")
    text = models.CharField(max_length=1000)
    state = models.CharField(max_length=8, default=domain.Belief.OPEN)
    why = models.CharField(max_length=1000, default="", blank=True)
    at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True)
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=among(domain.Belief, "state"), name="problem_belief_known")]


class Evidence(models.Model):
    """What speaks for or against a hypothesis, and where it comes from. `run_id`: an analysis of the workbench."""

    CLASSES = {
        "id": INTERNAL,
        "hypothesis": INTERNAL,
        "weight": INTERNAL,
        "text": INTERNAL,
        "source": INTERNAL,
        "run_id": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
    }

    hypothesis = models.ForeignKey(Hypothesis, on_delete=models.CASCADE, related_name="evidence")
    weight = models.CharField(max_length=7)
    text = models.CharField(max_length=1000)
    source = models.CharField(max_length=300, default="", blank=True)
    run_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=among(domain.Weight, "weight"), name="problem_weight_known")]
