"""What residents think of a published problem, and how they would solve it: read by the group before anybody else."""

from django.db import models

from senim.kernel.classify import INTERNAL, PERSONAL, SECRET
from senim.kernel.fields import among
from senim.problems.domain import ThoughtState
from senim.problems.models.file import Problem


class Thought(models.Model):
    """One thought of one browser on one problem. `mark`: as of a Voice; erased with it, the thought stays."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "mark": SECRET,
        "text": PERSONAL,
        "language": INTERNAL,
        "state": INTERNAL,
        "said_on": INTERNAL,
        "judged_at": INTERNAL,
        "account_id": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="thoughts", db_index=False)
    mark = models.BinaryField(max_length=32, null=True)
    text = models.CharField(max_length=600)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=7, default=ThoughtState.WAITING)
    said_on = models.DateField()
    judged_at = models.DateTimeField(null=True)
    account_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["problem", "state"], name="problem_thought_state")]
        constraints = [
            models.CheckConstraint(condition=among(ThoughtState, "state"), name="problem_thought_known"),
            models.UniqueConstraint(fields=["problem", "mark"], name="problem_thought_browser_once"),
        ]
