"""Several who tell of one thing: who joined an open report, and one answer that goes to several appeals."""

from django.db import models

from senim.appeals.domain import Batch, Outcome, Part
from senim.appeals.models.appeal import Appeal
from senim.appeals.models.talk import Answer
from senim.kernel.classify import INTERNAL, PERSONAL, SECRET
from senim.kernel.fields import among


class Joined(models.Model):
    """Somebody to whom the same thing happened joined an open report in place of a new one, and follows its answer.

    `mark`: of a browser on this report, `contact_mark`: of a telephone or an e-mail on it; both keyed, both mute
    without the key. `again`: the person is counted already (the same browser, the same contact, the applicant): the
    own link works, but nobody is counted or told twice.
    """

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "secret_hash": SECRET,
        "mark": SECRET,
        "contact_mark": SECRET,
        "again": INTERNAL,
        "language": INTERNAL,
        "phone": PERSONAL,
        "email": PERSONAL,
        "safe_way": PERSONAL,
        "joined_at": INTERNAL,
        "still_solved": INTERNAL,
        "solved_at": INTERNAL,
    }

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="joined", db_index=False)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    mark = models.BinaryField(max_length=32, null=True)
    contact_mark = models.BinaryField(max_length=32, null=True)
    again = models.BooleanField(default=False)
    language = models.CharField(max_length=2)
    phone = models.CharField(max_length=20, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    safe_way = models.CharField(max_length=10, default="link")
    joined_at = models.DateTimeField()
    still_solved = models.BooleanField(null=True)
    solved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["appeal", "again"], name="joined_appeal")]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "mark"], name="joined_browser_once"),
            models.UniqueConstraint(fields=["appeal", "contact_mark"], name="joined_contact_once"),
            models.CheckConstraint(
                condition=models.Q(again=False)
                | models.Q(mark__isnull=True, contact_mark__isnull=True, phone="", email=""),
                name="joined_again_holds_nothing",
            ),
        ]


class Together(models.Model):
    """One answer for several appeals of one cause: written once in each language, sent to each appeal by itself."""

    CLASSES = {
        "id": INTERNAL,
        "account_id": INTERNAL,
        "post_id": INTERNAL,
        "state": INTERNAL,
        "outcome": INTERNAL,
        "said": PERSONAL,
        "where": PERSONAL,
        "when": INTERNAL,
        "created_at": INTERNAL,
        "sent_at": INTERNAL,
        "done_at": INTERNAL,
    }

    account_id = models.BigIntegerField()
    post_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, default=Batch.CHOSEN)
    outcome = models.CharField(max_length=12, default="", blank=True)
    said = models.JSONField(default=dict)
    where = models.CharField(max_length=300, default="", blank=True)
    when = models.DateField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account_id", "created_at"], name="together_mine"),
            models.Index(fields=["sent_at"], name="together_sending", condition=models.Q(state=Batch.SENDING)),
        ]
        constraints = [
            models.CheckConstraint(condition=among(Batch, "state"), name="together_state_known"),
            models.CheckConstraint(
                condition=among(["", *Outcome], "outcome"), name="together_outcome_known"
            ),
        ]


class TogetherPart(models.Model):
    """One appeal of a press on several: waits, was answered, or was left out and why."""

    CLASSES = {
        "id": INTERNAL,
        "together": INTERNAL,
        "appeal": INTERNAL,
        "state": INTERNAL,
        "why": INTERNAL,
        "answer": INTERNAL,
    }

    together = models.ForeignKey(Together, on_delete=models.CASCADE, related_name="parts", db_index=False)
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, default=Part.WAITS)
    why = models.CharField(max_length=20, default="", blank=True)
    answer = models.ForeignKey(Answer, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["together", "appeal"], name="together_part_once"),
            models.CheckConstraint(condition=among(Part, "state"), name="together_part_known"),
        ]
