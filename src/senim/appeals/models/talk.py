"""What was said and done: the history, the talk, the answers, the files."""

from django.db import models

from senim.appeals.domain import MessageKind, Outcome
from senim.appeals.models.appeal import Appeal, Draft
from senim.kernel.classify import INTERNAL, PERSONAL
from senim.kernel.fields import among


class Event(models.Model):
    """A row of the history: added in the transaction of what it tells, never changed."""

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "at": INTERNAL,
        "type": INTERNAL,
        "actor_kind": INTERNAL,
        "account_id": INTERNAL,
        "post_id": INTERNAL,
        "public": INTERNAL,
        "data": PERSONAL,
    }

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="events", db_index=False)
    at = models.DateTimeField()
    type = models.CharField(max_length=20)
    actor_kind = models.CharField(max_length=10)
    account_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    public = models.BooleanField(default=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["appeal", "id"], name="event_appeal")]


class Message(models.Model):
    """A word of the talk: questions and replies both ways, additions, internal notes, the council's recommendation."""

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "kind": INTERNAL,
        "text": PERSONAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
        "post_id": INTERNAL,
    }

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="messages", db_index=False)
    kind = models.CharField(max_length=14)
    text = models.TextField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["appeal", "id"], name="message_appeal")]
        constraints = [models.CheckConstraint(condition=among(MessageKind, "kind"), name="message_kind_known")]


class Answer(models.Model):
    """An answer: what was done, where, when, or why not. PLAN is interim; only one final answer for each opening."""

    CLASSES = {
        "id": INTERNAL,
        "appeal": INTERNAL,
        "opening": INTERNAL,
        "outcome": INTERNAL,
        "text": PERSONAL,
        "done": PERSONAL,
        "where": PERSONAL,
        "when": INTERNAL,
        "reason": PERSONAL,
        "legality": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
        "post_id": INTERNAL,
        "final": INTERNAL,
        "on_time": INTERNAL,
    }

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="answers_given", db_index=False)
    opening = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=12)
    text = models.TextField()
    done = models.CharField(max_length=500, default="", blank=True)
    where = models.CharField(max_length=300, default="", blank=True)
    when = models.DateField(null=True)
    reason = models.TextField(default="", blank=True)
    legality = models.JSONField(default=dict)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    final = models.BooleanField()
    on_time = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["appeal", "id"], name="answer_appeal")]
        constraints = [
            models.CheckConstraint(condition=among(Outcome, "outcome"), name="answer_outcome_known"),
            models.UniqueConstraint(
                fields=["appeal", "opening"], condition=models.Q(final=True), name="answer_final_once"
            ),
        ]


class AppealFile(models.Model):
    """A file beside a draft, an appeal, a message or an answer."""

    CLASSES = {
        "id": INTERNAL,
        "draft": INTERNAL,
        "appeal": INTERNAL,
        "answer": INTERNAL,
        "file": INTERNAL,
        "public": INTERNAL,
        "added_at": INTERNAL,
        "by_staff": INTERNAL,
    }

    draft = models.ForeignKey(Draft, null=True, on_delete=models.CASCADE, related_name="files")
    appeal = models.ForeignKey(Appeal, null=True, on_delete=models.CASCADE, related_name="files")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="files", db_index=False)
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    public = models.BooleanField(default=True)
    by_staff = models.BooleanField(default=False)
    added_at = models.DateTimeField()
