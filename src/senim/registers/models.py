"""The log of look-ups: who asked which register, when, for what, on what ground. Never what it answered."""

from django.db import models

from senim.kernel.classify import INTERNAL, SECRET
from senim.kernel.fields import KeyField
from senim.registers.domain import Outcome, Purpose


class LookUp(models.Model):
    """One question to one register. Append-only. mark: a keyed commitment to the subject, for telling repeats alone."""

    CLASSES = {
        **dict.fromkeys(
            ("id", "token", "at", "account_id", "post_id", "area_path", "register", "purpose", "ground", "outcome"),
            INTERNAL),
        "mark": SECRET,
    }

    #: Given with the form: an answer is shown once, and the same form sent again asks nothing.
    token = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField()
    post_id = models.BigIntegerField(null=True, blank=True)
    area_path = KeyField(max_length=120, default="", blank=True)
    register = models.CharField(max_length=40)
    purpose = models.CharField(max_length=12, choices=[(str(one), str(one)) for one in Purpose])
    ground = models.CharField(max_length=120)
    outcome = models.CharField(max_length=12, choices=[(str(one), str(one)) for one in Outcome])
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(ground=""), name="look_up_has_ground")]
        indexes = [
            models.Index(fields=["account_id", "-at"], name="look_up_by_person"),
            models.Index(fields=["area_path", "-at"], name="look_up_by_area"),
        ]
