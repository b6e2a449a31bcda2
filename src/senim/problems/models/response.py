"""Who does what: recommendations, what was decided about them, tasks of other bodies."""

from django.db import models

from senim.kernel.classify import INTERNAL, SECRET
from senim.kernel.fields import KeyField, among
from senim.problems.catalogue import MECHANISMS, TECHNIQUES
from senim.problems.domain import TASK_OPEN, Decider, TaskState, Verdict
from senim.problems.models.audit import AuditItem
from senim.problems.models.file import Problem


class Recommendation(models.Model):
    """What the group proposes: by which mechanism it would work, who owns it, what it costs, what it should bring."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "text": INTERNAL,
        "mechanism": INTERNAL,
        "technique": INTERNAL,
        "owner": INTERNAL,
        "money": INTERNAL,
        "due_on": INTERNAL,
        "expected": INTERNAL,
        "elsewhere": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="recommendations")
    text = models.CharField(max_length=2000)
    mechanism = models.CharField(max_length=12)
    technique = models.CharField(max_length=3)
    owner = models.ForeignKey("appeals.Body", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    money = models.BigIntegerField(default=0)
    due_on = models.DateField(null=True)
    expected = models.CharField(max_length=500, default="", blank=True)
    elsewhere = models.CharField(max_length=1000, default="", blank=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(MECHANISMS, "mechanism"), name="problem_mechanism_known"),
            models.CheckConstraint(condition=among(TECHNIQUES, "technique"), name="problem_technique_known"),
            models.CheckConstraint(condition=models.Q(money__gte=0), name="problem_money_not_negative"),
        ]


class Decision(models.Model):
    """What the akim or the commission decided about one recommendation, and on which ground. Decided once."""

    CLASSES = {
        "id": INTERNAL,
        "recommendation": INTERNAL,
        "verdict": INTERNAL,
        "decider": INTERNAL,
        "ground": INTERNAL,
        "changed_to": INTERNAL,
        "money": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
        "post_id": INTERNAL,
    }

    recommendation = models.OneToOneField(Recommendation, on_delete=models.CASCADE, related_name="decision")
    verdict = models.CharField(max_length=8)
    decider = models.CharField(max_length=10)
    ground = models.CharField(max_length=1000)
    changed_to = models.CharField(max_length=2000, default="", blank=True)
    money = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(Verdict, "verdict"), name="problem_verdict_known"),
            models.CheckConstraint(condition=among(Decider, "decider"), name="problem_decider_known"),
        ]


class Task(models.Model):
    """What another body is asked to do: a link without an account, a day by which, and what came of it."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "recommendation": INTERNAL,
        "audit_item": INTERNAL,
        "body": INTERNAL,
        "area_path": INTERNAL,
        "token_hash": SECRET,
        "text": INTERNAL,
        "state": INTERNAL,
        "due_on": INTERNAL,
        "sent_at": INTERNAL,
        "opened_at": INTERNAL,
        "accepted_at": INTERNAL,
        "ended_at": INTERNAL,
        "began_on": INTERNAL,
        "answer": INTERNAL,
        "spent": INTERNAL,
        "reminders": INTERNAL,
        "reminded_at": INTERNAL,
        "warned_on": INTERNAL,
        "late_told_on": INTERNAL,
        "silence_told_on": INTERNAL,
        "account_id": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="tasks")
    recommendation = models.ForeignKey(
        Recommendation, null=True, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    audit_item = models.ForeignKey(AuditItem, null=True, on_delete=models.PROTECT, related_name="tasks", db_index=False)
    body = models.ForeignKey("appeals.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    #: Where it is done: a comparison area that was treated by mistake is found by this.
    area_path = KeyField(max_length=120)
    token_hash = models.BinaryField(max_length=32, unique=True)
    text = models.CharField(max_length=2000)
    state = models.CharField(max_length=8, default=TaskState.SENT)
    due_on = models.DateField()
    sent_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    began_on = models.DateField(null=True)
    answer = models.CharField(max_length=2000, default="", blank=True)
    spent = models.BigIntegerField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    #: Days on which the body was told that it is due tomorrow, and last that it is overdue; the group, of silence.
    warned_on = models.DateField(null=True)
    late_told_on = models.DateField(null=True)
    silence_told_on = models.DateField(null=True)
    account_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_on", "id"], name="problem_task_due", condition=among(sorted(TASK_OPEN), "state")),
            models.Index(fields=["area_path", "state"], name="problem_task_area"),
        ]
        constraints = [
            models.CheckConstraint(condition=among(TaskState, "state"), name="problem_task_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["done", "refused"]) | ~models.Q(answer=""),
                name="problem_task_ends_with_words",
            ),
        ]
