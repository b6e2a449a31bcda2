"""What the portal keeps itself: keys of other applications, and which appeals came by which key."""

from django.db import models

from senim.kernel.classify import INTERNAL, PERSONAL, SECRET
from senim.portal.domain import Right


def every_right() -> list[str]:
    """What a key opens where nobody said less; keys of the first release opened all of it."""
    return [str(one) for one in Right]


class ApiKey(models.Model):
    """A key of another application. Shown once when it is made; what is stored opens nothing.

    per_hour: how many requests it may send in an hour. hint: its last characters, by which its owner knows it.
    rights: what it opens, values of `domain.Right`.
    """

    CLASSES = {
        "id": INTERNAL,
        "name": INTERNAL,
        "contact": PERSONAL,
        "per_hour": INTERNAL,
        "rights": INTERNAL,
        "secret_hash": SECRET,
        "hint": INTERNAL,
        "created_at": INTERNAL,
        "created_by": INTERNAL,
        "revoked_at": INTERNAL,
        "revoked_by": INTERNAL,
        "used_on": INTERNAL,
    }

    name = models.CharField(max_length=120)
    contact = models.EmailField(max_length=254)
    per_hour = models.PositiveIntegerField()
    rights = models.JSONField(default=every_right)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    hint = models.CharField(max_length=4)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")
    used_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(revoked_at__isnull=True), name="api_key_one_in_force"
            ),
            models.CheckConstraint(condition=models.Q(per_hour__gte=1), name="api_key_sends_something"),
        ]


class Filed(models.Model):
    """An appeal that came by a key. reference: a keyed hash of the sender's own name for it, where one was given;
    fingerprint: a keyed hash of what was sent, so that another report under the same name is noticed."""

    CLASSES = {
        "appeal": INTERNAL,
        "key": INTERNAL,
        "reference": INTERNAL,
        "fingerprint": INTERNAL,
        "at": INTERNAL,
    }

    appeal = models.OneToOneField("appeals.Appeal", primary_key=True, on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="filed", db_index=False)
    reference = models.BinaryField(max_length=32, null=True)
    fingerprint = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "appeal"], name="filed_by_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "reference"], condition=models.Q(reference__isnull=False), name="filed_once"
            ),
        ]
