"""Who says that a published problem concerns them too. People are counted, not clicks, and nobody is named."""

from django.db import models

from senim.kernel.classify import INTERNAL, SECRET
from senim.problems.models.file import Problem


class Voice(models.Model):
    """One person, as far as can be known: by an appeal of theirs, or by a browser.

    `mark`: a hash of a random number that only the browser keeps, keyed with the key of the installation and salted
    with the problem, so that the marks of one browser on two problems cannot be put together. No hour, no address.
    """

    CLASSES = {"id": INTERNAL, "problem": INTERNAL, "appeal": INTERNAL, "mark": SECRET, "said_on": INTERNAL}

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="voices", db_index=False)
    appeal = models.ForeignKey("appeals.Appeal", null=True, on_delete=models.CASCADE, related_name="+")
    mark = models.BinaryField(max_length=32, null=True)
    said_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["said_on"], name="problem_voice_day")]
        constraints = [
            models.UniqueConstraint(fields=["problem", "mark"], name="problem_voice_browser_once"),
            models.UniqueConstraint(fields=["problem", "appeal"], name="problem_voice_appeal_once"),
            models.CheckConstraint(
                condition=models.Q(appeal__isnull=True, mark__isnull=False)
                | models.Q(appeal__isnull=False, mark__isnull=True),
                name="problem_voice_one_way",
            ),
        ]
