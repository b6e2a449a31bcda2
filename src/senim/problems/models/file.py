"""The file itself: what the problem is, what says so, who works on it, what happened in it."""

from django.db import models

from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.fields import KeyField, among
from senim.problems.catalogue import PLACES, PROBLEM_KINDS
from senim.problems.domain import MemberRole, SourceKind, Stage


class Problem(models.Model):
    """A problem: a place or a pattern, defined by words and by a selection of events. Never a person."""

    CLASSES = {
        "id": INTERNAL,
        "number": INTERNAL,
        "title": INTERNAL,
        "words": INTERNAL,
        "search": INTERNAL,
        "kind": INTERNAL,
        "place_kind": INTERNAL,
        "selection": INTERNAL,
        "run_id": INTERNAL,
        "area": INTERNAL,
        "area_path": INTERNAL,
        "stage": INTERNAL,
        "stage_since": INTERNAL,
        "opened_by": INTERNAL,
        "opened_at": INTERNAL,
        "closed_at": INTERNAL,
        "closed_reason": INTERNAL,
        "began_on": INTERNAL,
        "is_public": OPEN,
        "public_title_kk": OPEN,
        "public_title_ru": OPEN,
        "public_title_en": OPEN,
        "public_text_kk": OPEN,
        "public_text_ru": OPEN,
        "public_text_en": OPEN,
        "published_at": OPEN,
        "public_number": OPEN,
        "people": INTERNAL,
        "people_on": INTERNAL,
        "invented": INTERNAL,
    }

    number = models.CharField(max_length=11, unique=True)
    title = models.CharField(max_length=160)
    words = models.TextField()
    search = models.TextField(default="", blank=True)
    kind = models.CharField(max_length=12)
    place_kind = models.CharField(max_length=12)
    selection = models.JSONField(default=dict)
    run_id = models.BigIntegerField(null=True)
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    stage = models.CharField(max_length=8, default=Stage.SCAN)
    stage_since = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=500, default="", blank=True)
    #: The day on which something first changed on the ground, as the group says; tasks say it too.
    began_on = models.DateField(null=True)
    is_public = models.BooleanField(default=False)
    public_title_kk = models.CharField(max_length=160, default="", blank=True)
    public_title_ru = models.CharField(max_length=160, default="", blank=True)
    public_title_en = models.CharField(max_length=160, default="", blank=True)
    public_text_kk = models.CharField(max_length=1500, default="", blank=True)
    public_text_ru = models.CharField(max_length=1500, default="", blank=True)
    public_text_en = models.CharField(max_length=1500, default="", blank=True)
    published_at = models.DateTimeField(null=True)
    #: What its public page is called: the number of the file itself stays inside.
    public_number = models.CharField(max_length=11, null=True, unique=True)
    #: Different people behind it, by appeals and by "me too", and the day on which they were counted.
    people = models.PositiveIntegerField(default=0)
    people_on = models.DateField(null=True)
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["area_path", "stage_since"], name="problem_area"),
            models.Index(fields=["area_path"], name="problem_public", condition=models.Q(is_public=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=among(Stage, "stage"), name="problem_stage_known"),
            models.CheckConstraint(condition=among(PROBLEM_KINDS, "kind"), name="problem_kind_known"),
            models.CheckConstraint(condition=among(PLACES, "place_kind"), name="problem_place_known"),
            models.CheckConstraint(
                condition=models.Q(is_public=False) | ~models.Q(public_title_kk="") & ~models.Q(public_title_ru=""),
                name="problem_public_has_words",
            ),
        ]


class Source(models.Model):
    """One thing that the definition rests on, in a sentence."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "kind": INTERNAL,
        "text": INTERNAL,
        "reference": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=1000)
    reference = models.CharField(max_length=300, default="", blank=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=among(SourceKind, "kind"), name="problem_source_known")]


class ProblemAppeal(models.Model):
    """An appeal that this problem came from: its applicant is told what came of it. No word of it is kept here."""

    CLASSES = {"id": INTERNAL, "problem": INTERNAL, "appeal": INTERNAL, "told_at": INTERNAL}

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="appeals", db_index=False)
    appeal = models.ForeignKey("appeals.Appeal", on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "appeal"], name="problem_appeal_once")]


class Member(models.Model):
    """Who works on the file: a post of the house, or another body. Who left stays in the list with the day."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "post": INTERNAL,
        "body": INTERNAL,
        "role": INTERNAL,
        "since": INTERNAL,
        "until": INTERNAL,
        "why_left": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="members")
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("appeals.Body", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=8)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    why_left = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(MemberRole, "role"), name="problem_member_role_known"),
            models.CheckConstraint(
                condition=models.Q(post__isnull=False, body__isnull=True)
                | models.Q(post__isnull=True, body__isnull=False),
                name="problem_member_post_or_body",
            ),
            models.UniqueConstraint(
                fields=["problem", "post"], condition=models.Q(until__isnull=True), name="problem_member_once"
            ),
        ]


class Event(models.Model):
    """A row of the history: added in the transaction of what it tells, never changed."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "at": INTERNAL,
        "type": INTERNAL,
        "actor_kind": INTERNAL,
        "account_id": INTERNAL,
        "post_id": INTERNAL,
        "data": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="events", db_index=False)
    at = models.DateTimeField()
    type = models.CharField(max_length=20)
    actor_kind = models.CharField(max_length=10)
    account_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["problem", "id"], name="problem_event")]
