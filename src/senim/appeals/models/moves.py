"""What moves an appeal or its clocks: other bodies, transfers, pauses, longer terms, reopening, the fourth week."""

from django.db import models

from senim.appeals.domain import Hand
from senim.appeals.models.appeal import Appeal
from senim.kernel.classify import INTERNAL, OPEN, PERSONAL, SECRET
from senim.kernel.fields import KeyField, among


class Body(models.Model):
    """Another body that can be asked: akimat department, housing service, energy company."""

    CLASSES = {
        "id": OPEN,
        "name_kk": OPEN,
        "name_ru": OPEN,
        "name_en": OPEN,
        "email": INTERNAL,
        "area_path": OPEN,
        "active": OPEN,
    }

    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    email = models.CharField(max_length=254, default="", blank=True)
    area_path = KeyField(max_length=120, default="", blank=True)
    active = models.BooleanField(default=True)


class Referral(models.Model):
    """A part of the matter given to another body by a link; the appeal stays with its holder."""

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "body": INTERNAL,
        "token_hash": SECRET,
        "text": PERSONAL,
        "state": INTERNAL,
        "due_at": INTERNAL,
        "offered_at": INTERNAL,
        "decided_at": INTERNAL,
        "answered_at": INTERNAL,
        "answer": PERSONAL,
        "reason": INTERNAL,
        "account_id": INTERNAL,
    }

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="referrals")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    text = models.TextField()
    state = models.CharField(max_length=10, default=Hand.OFFERED)
    due_at = models.DateTimeField()
    offered_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="", blank=True)
    reason = models.CharField(max_length=500, default="", blank=True)
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=among(Hand, "state"), name="referral_state_known")]


class Transfer(models.Model):
    """An offer to hand the appeal to another post. Nothing moves until that post accepts."""

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "from_post": INTERNAL,
        "to_post": INTERNAL,
        "reason": INTERNAL,
        "state": INTERNAL,
        "offered_at": INTERNAL,
        "decided_at": INTERNAL,
        "account_id": INTERNAL,
        "decided_by": INTERNAL,
    }

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="transfers")
    from_post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, default=Hand.OFFERED)
    offered_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    account_id = models.BigIntegerField(null=True)
    decided_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(Hand, "state"), name="transfer_state_known"),
            models.UniqueConstraint(
                fields=["appeal"], condition=models.Q(state=Hand.OFFERED), name="transfer_one_offer"
            ),
        ]


class Pause(models.Model):
    """A suspension of the clocks with its ground."""

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "ground": INTERNAL,
        "began_at": INTERNAL,
        "ended_at": INTERNAL,
        "account_id": INTERNAL,
    }

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="pauses")
    ground = models.CharField(max_length=500)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appeal"], condition=models.Q(ended_at__isnull=True), name="pause_one_open"
            ),
        ]


class Extension(models.Model):
    """A longer legal term: by a head, reasoned, two months at most, the applicant told within three working days."""

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "ground": INTERNAL,
        "old_due": INTERNAL,
        "new_due": INTERNAL,
        "decided_at": INTERNAL,
        "account_id": INTERNAL,
        "notified_at": INTERNAL,
    }

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="extension")
    ground = models.CharField(max_length=500)
    old_due = models.DateTimeField()
    new_due = models.DateTimeField()
    decided_at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    notified_at = models.DateTimeField()


class Reopening(models.Model):
    """The applicant's one request to open the matter again, and the head's decision."""

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "reason": PERSONAL,
        "asked_at": INTERNAL,
        "accepted": INTERNAL,
        "ground": INTERNAL,
        "decided_at": INTERNAL,
        "account_id": INTERNAL,
    }

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="reopening")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    ground = models.CharField(max_length=500, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    account_id = models.BigIntegerField(null=True)


class Followup(models.Model):
    """Four weeks after the answer: is it still solved?"""

    CLASSES = {
        "appeal": INTERNAL,
        "due_at": INTERNAL,
        "asked_at": INTERNAL,
        "answered_at": INTERNAL,
        "still_solved": INTERNAL,
        "words": PERSONAL,
    }

    appeal = models.OneToOneField(Appeal, primary_key=True, on_delete=models.CASCADE, related_name="followup")
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    still_solved = models.BooleanField(null=True)
    words = models.CharField(max_length=1000, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="followup_due", condition=models.Q(asked_at__isnull=True))]
