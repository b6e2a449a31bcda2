"""One-time codes by which a resident learns that it is a real officer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.cabinet.domain import Checked, Errand
from senim.kernel.classify import INTERNAL, SECRET
from senim.kernel.fields import KeyField, among


class Proof(models.Model):
    """An officer showed a code on a visit. Kept: who, when, whether it was checked and what was said.

    Of the resident nothing is kept: no name, no address, no network. mark: a keyed hash of the code, which itself
    stands nowhere.
    """

    CLASSES = {
        "id": INTERNAL,
        "mark": SECRET,
        "post": INTERNAL,
        "account": INTERNAL,
        "area_path": INTERNAL,
        "errand": INTERNAL,
        "made_at": INTERNAL,
        "expires_at": INTERNAL,
        "used_at": INTERNAL,
        "said": INTERNAL,
    }

    mark = models.CharField(max_length=64, unique=True)
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("staff.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    errand = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=10, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "expires_at"], name="cabinet_proof_account")]
        constraints = [
            models.CheckConstraint(condition=among(Errand, "errand"), name="cabinet_proof_errand"),
            models.CheckConstraint(condition=Q(expires_at__gte=F("made_at")), name="cabinet_proof_period"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, said="")
                | Q(used_at__isnull=False, said__in=[Checked.YES.value, Checked.GONE.value]),
                name="cabinet_proof_used_once",
            ),
        ]
