"""Tables of the appeal: what a citizen said, what was promised, and every step since."""

from django.db import models

from senim.appeals.domain import OPEN_STATES, Channel, Hand, KnownAs, MessageKind, Outcome, State
from senim.kernel.classify import INTERNAL, OPEN, PERSONAL, SECRET
from senim.kernel.fields import KeyField


def among(enum: type, field: str) -> models.Q:
    """A constraint's condition: the field holds one of the enum's values."""
    return models.Q(**{f"{field}__in": [member.value for member in enum]})  # type: ignore[attr-defined]


class Draft(models.Model):
    """What an applicant has written so far. Lives a day (an hour in sensitive categories) and is emptied when sent.

    The secret in its address is stored as a hash. `sent_as` makes a second press of "send" show the same receipt.
    """

    CLASSES = {
        "id": INTERNAL,
        "token_hash": SECRET,
        "data": PERSONAL,
        "language": INTERNAL,
        "sensitive": INTERNAL,
        "created_at": INTERNAL,
        "expires_at": INTERNAL,
        "sent_as": INTERNAL,
    }

    token_hash = models.BinaryField(max_length=32, unique=True)
    data = models.JSONField(default=dict)
    language = models.CharField(max_length=2)
    sensitive = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    sent_as = models.ForeignKey("appeals.Appeal", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)


class Appeal(models.Model):
    """One appeal. Terms and rule version are frozen at registration in `clocks`; the due day follows the calendar."""

    CLASSES = {
        "id": INTERNAL,
        "number": INTERNAL,
        "secret_hash": SECRET,
        "kind": INTERNAL,
        "category": INTERNAL,
        "language": INTERNAL,
        "text": PERSONAL,
        "search": PERSONAL,
        "answers": PERSONAL,
        "channel": INTERNAL,
        "known_as": INTERNAL,
        "sensitive": INTERNAL,
        "danger": INTERNAL,
        "happened_at": PERSONAL,
        "received_at": INTERNAL,
        "lon": PERSONAL,
        "lat": PERSONAL,
        "place": PERSONAL,
        "area": INTERNAL,
        "area_path": INTERNAL,
        "boundary_id": INTERNAL,
        "place_why": INTERNAL,
        "state": INTERNAL,
        "holder": INTERNAL,
        "route": INTERNAL,
        "rules_version": INTERNAL,
        "clocks": INTERNAL,
        "owed_at": INTERNAL,
        "promise_due": INTERNAL,
        "legal_due": INTERNAL,
        "first_answer_at": INTERNAL,
        "answered_at": INTERNAL,
        "closed_at": INTERNAL,
        "outcome": INTERNAL,
        "reopened": INTERNAL,
        "escalation": INTERNAL,
        "about_post": INTERNAL,
        "about_account": INTERNAL,
        "about_unknown": INTERNAL,
        "to_council": INTERNAL,
        "duplicate_of": INTERNAL,
        "entered_by": INTERNAL,
        "crime_reference": INTERNAL,
        "crime_registered_at": INTERNAL,
        "invented": INTERNAL,
    }

    number = models.CharField(max_length=11, unique=True)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    kind = models.CharField(max_length=12)
    category = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    text = models.TextField()
    search = models.TextField(default="", blank=True)
    answers = models.JSONField(default=dict)
    channel = models.CharField(max_length=12, default=Channel.WEB)
    known_as = models.CharField(max_length=12)
    sensitive = models.BooleanField(default=False)
    danger = models.BooleanField(default=False)
    happened_at = models.CharField(max_length=120, default="", blank=True)
    received_at = models.DateTimeField()
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    place = models.CharField(max_length=300, default="", blank=True)
    area = models.ForeignKey("territory.Area", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120, default="", blank=True)
    boundary_id = models.BigIntegerField(null=True)
    place_why = models.CharField(max_length=10, default="", blank=True)
    state = models.CharField(max_length=12, default=State.NEW)
    holder = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    route = models.JSONField(default=dict)
    rules_version = models.BigIntegerField(default=0)
    clocks = models.JSONField(default=dict)
    owed_at = models.DateTimeField(null=True)
    promise_due = models.DateTimeField()
    legal_due = models.DateTimeField()
    first_answer_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, default="", blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    escalation = models.PositiveSmallIntegerField(default=0)
    about_post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    about_account = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    about_unknown = models.BooleanField(default=False)
    to_council = models.BooleanField(default=False)
    duplicate_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="duplicates", db_index=False
    )
    entered_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    crime_reference = models.CharField(max_length=40, default="", blank=True)
    crime_registered_at = models.DateTimeField(null=True)
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["holder", "owed_at", "id"],
                name="appeal_queue",
                condition=models.Q(state__in=sorted(OPEN_STATES)),
            ),
            models.Index(
                fields=["area_path", "owed_at"],
                name="appeal_open_area",
                condition=models.Q(state__in=sorted(OPEN_STATES)),
            ),
            models.Index(fields=["area", "received_at"], name="appeal_area_time"),
            models.Index(fields=["holder", "received_at"], name="appeal_holder_time"),
            models.Index(
                fields=["owed_at"],
                name="appeal_owed",
                condition=models.Q(state__in=sorted(OPEN_STATES)),
            ),
            models.Index(fields=["received_at"], name="appeal_about", condition=models.Q(about_post__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=among(State, "state"), name="appeal_state_known"),
            models.CheckConstraint(condition=among(KnownAs, "known_as"), name="appeal_known_as_known"),
            models.CheckConstraint(condition=among(Channel, "channel"), name="appeal_channel_known"),
            models.CheckConstraint(condition=models.Q(reopened__lte=1), name="appeal_reopened_once"),
            models.CheckConstraint(
                condition=models.Q(lon__isnull=True, lat__isnull=True)
                | models.Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="appeal_on_earth",
            ),
        ]


class Identity(models.Model):
    """Who the applicant is and how it is safe to reach them. Apart from the appeal, so that work goes on without it.

    `key` is the secret of the commitments that the audit log holds: with this row it goes, and they say nothing.
    """

    CLASSES = {
        "appeal": INTERNAL,
        "name": PERSONAL,
        "iin": PERSONAL,
        "phone": PERSONAL,
        "email": PERSONAL,
        "safe_way": PERSONAL,
        "safe_note": PERSONAL,
        "key": SECRET,
    }

    appeal = models.OneToOneField(Appeal, primary_key=True, on_delete=models.CASCADE, related_name="identity")
    name = models.CharField(max_length=120, default="", blank=True)
    iin = models.CharField(max_length=12, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    safe_way = models.CharField(max_length=10, default="link")
    safe_note = models.CharField(max_length=300, default="", blank=True)
    key = models.BinaryField(max_length=32)


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


class Rule(models.Model):
    """A row of the routing table. The first rule whose every given condition holds decides."""

    CLASSES = {
        "id": OPEN,
        "order": OPEN,
        "name": OPEN,
        "conditions": OPEN,
        "target": OPEN,
        "valid_from": OPEN,
        "valid_to": OPEN,
    }

    order = models.PositiveIntegerField()
    name = models.JSONField(default=dict)
    conditions = models.JSONField(default=dict)
    target = models.CharField(max_length=12)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order", "id"]


class Template(models.Model):
    """A beginning of an answer in three languages. It is a help, never an answer: unchanged it does not pass."""

    CLASSES = {"id": OPEN, "code": OPEN, "category": OPEN, "title": OPEN, "text": OPEN, "outcome": OPEN}

    code = models.CharField(max_length=40, unique=True)
    category = models.CharField(max_length=40, default="", blank=True)
    outcome = models.CharField(max_length=12, default="", blank=True)
    title = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
