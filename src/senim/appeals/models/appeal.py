"""The appeal itself, the draft before it, and who the applicant is."""

from django.db import models

from senim.appeals.domain import OPEN_STATES, Channel, KnownAs, State
from senim.kernel.classify import INTERNAL, PERSONAL, SECRET
from senim.kernel.fields import KeyField, among


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
        "is_open": INTERNAL,
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

    #: Somebody of the house still owes something. The database keeps it: a prepared statement can use a partial index
    #: only where the condition stands in it as a word and not as a parameter.
    is_open = models.GeneratedField(
        expression=models.Case(
            models.When(state__in=sorted(OPEN_STATES), then=models.Value(True)), default=models.Value(False)
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["holder", "owed_at", "id"],
                name="appeal_queue",
                condition=models.Q(is_open=True),
            ),
            models.Index(
                fields=["area_path", "owed_at"],
                name="appeal_open_area",
                condition=models.Q(is_open=True),
            ),
            models.Index(fields=["area", "received_at"], name="appeal_area_time"),
            models.Index(fields=["holder", "received_at"], name="appeal_holder_time"),
            models.Index(
                fields=["owed_at"],
                name="appeal_owed",
                condition=models.Q(is_open=True),
            ),
            models.Index(fields=["received_at", "id"], name="appeal_time"),
            models.Index(fields=["received_at"], name="appeal_about", condition=models.Q(about_post__isnull=False)),
            models.Index(
                fields=["duplicate_of"], name="appeal_duplicate", condition=models.Q(duplicate_of__isnull=False)
            ),
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
