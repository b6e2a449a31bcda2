"""A file that offers itself: several people, one place or one matter."""

from django.db import models

from senim.kernel.classify import INTERNAL
from senim.kernel.fields import KeyField, among
from senim.problems.domain import OfferKind, OfferState
from senim.problems.models.file import Problem


class Offer(models.Model):
    """So many different people told of the same. `appeals`: ids, none of them sensitive; no words of theirs."""

    CLASSES = {
        "id": INTERNAL,
        "kind": INTERNAL,
        "key": INTERNAL,
        "area_path": INTERNAL,
        "area_id": INTERNAL,
        "place": INTERNAL,
        "category": INTERNAL,
        "people": INTERNAL,
        "appeals": INTERNAL,
        "first_at": INTERNAL,
        "last_at": INTERNAL,
        "state": INTERNAL,
        "made_at": INTERNAL,
        "due_on": INTERNAL,
        "decided_at": INTERNAL,
        "ground": INTERNAL,
        "account_id": INTERNAL,
        "problem": INTERNAL,
        "again_of": INTERNAL,
    }

    kind = models.CharField(max_length=5)
    key = KeyField(max_length=200)
    area_path = KeyField(max_length=120)
    area_id = models.BigIntegerField()
    place = models.CharField(max_length=300, default="", blank=True)
    category = models.CharField(max_length=40, default="", blank=True)
    people = models.PositiveIntegerField()
    appeals = models.JSONField(default=list)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=OfferState.OFFERED)
    made_at = models.DateTimeField()
    due_on = models.DateField()
    decided_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=500, default="", blank=True)
    account_id = models.BigIntegerField(null=True)
    problem = models.ForeignKey(Problem, null=True, on_delete=models.SET_NULL, related_name="offers", db_index=False)
    #: The closed file that people say concerns them again.
    again_of = models.ForeignKey(Problem, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["area_path"], name="problem_offer_area", condition=models.Q(state="offered"))]
        constraints = [
            models.CheckConstraint(condition=among(OfferKind, "kind"), name="problem_offer_kind_known"),
            models.CheckConstraint(condition=among(OfferState, "state"), name="problem_offer_state_known"),
            models.UniqueConstraint(
                fields=["kind", "key"], condition=models.Q(state="offered"), name="problem_offer_once"
            ),
        ]
