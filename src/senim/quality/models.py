"""Tables of ratings. A token is one invitation to rate one contact; a rating is what one person said about it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL, SECRET
from senim.kernel.fields import KeyField
from senim.quality.domain import HIGHEST, LOWEST, ContactKind, Criterion, Participant, Solved


def _one_of(field: str, values: type[ContactKind] | type[Participant] | type[Solved], *, blank: bool = False) -> Q:
    allowed = [str(value) for value in values]
    return Q(**{f"{field}__in": [*allowed, ""] if blank else allowed})


class RatingToken(models.Model):
    """The right to rate one contact once. Only hashes are kept: the link and the printed code are secrets.

    Area and post are those of the moment of the contact and stay when beats are redrawn or people leave.
    """

    CLASSES = {
        "id": INTERNAL, "token_hash": SECRET, "code_hash": SECRET, "contact_kind": INTERNAL, "contact_id": INTERNAL,
        "participant": INTERNAL, "area": INTERNAL, "area_path": INTERNAL, "post": INTERNAL, "issued_at": INTERNAL,
        "expires_at": INTERNAL, "on_time": INTERNAL, "used_at": INTERNAL, "withdrawn_at": INTERNAL,
    }

    token_hash = models.BinaryField(max_length=32, unique=True)
    code_hash = models.BinaryField(max_length=32, unique=True)
    contact_kind = models.CharField(max_length=12)
    contact_id = models.CharField(max_length=40)
    participant = models.CharField(max_length=12, default=Participant.APPLICANT.value)
    area = models.ForeignKey("territory.Area", null=True, on_delete=models.PROTECT, related_name="+")
    area_path = KeyField(max_length=120, default="", blank=True)
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    #: Whether the contact itself was in time (an answer within its legal term); none where nobody said.
    on_time = models.BooleanField(null=True)
    used_at = models.DateTimeField(null=True)
    #: A newer answer to the same contact came before this token was used; it asks nobody any more.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_of("contact_kind", ContactKind), name="rating_token_kind"),
            models.CheckConstraint(condition=_one_of("participant", Participant), name="rating_token_participant"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="rating_token_period"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True), name="rating_token_one_end"),
            models.UniqueConstraint(
                fields=["contact_kind", "contact_id", "participant"], name="rating_token_one_open",
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True)),
        ]
        indexes = [
            models.Index(fields=["area", "issued_at"], name="rating_token_by_area"),
            models.Index(fields=["contact_kind", "contact_id"], name="rating_token_by_contact"),
        ]


class Rating(models.Model):
    """What a person said. A missing mark is "cannot say". Nobody on the staff sees a row before `final_at`."""

    CLASSES = {
        "token": INTERNAL, "wording": INTERNAL, **dict.fromkeys(map(str, Criterion), INTERNAL), "solved": INTERNAL,
        "good": INTERNAL, "words": PERSONAL, "language": OPEN, "rated_at": INTERNAL, "changed_at": INTERNAL,
        "final_at": INTERNAL,
    }

    token = models.OneToOneField(RatingToken, primary_key=True, on_delete=models.PROTECT, related_name="rating")
    wording = models.PositiveSmallIntegerField()
    lawful = models.PositiveSmallIntegerField(null=True)
    thorough = models.PositiveSmallIntegerField(null=True)
    timely = models.PositiveSmallIntegerField(null=True)
    respectful = models.PositiveSmallIntegerField(null=True)
    informed = models.PositiveSmallIntegerField(null=True)
    solved = models.CharField(max_length=6, default="", blank=True)
    #: What `domain.is_good` said of the marks; kept so that a figure is added up in the database.
    good = models.BooleanField()
    words = models.TextField(default="", blank=True)
    language = models.CharField(max_length=2)
    rated_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    final_at = models.DateTimeField()

    class Meta:
        constraints = [
            *(models.CheckConstraint(
                name=f"rating_{one}_mark",
                condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{one}__range": (LOWEST, HIGHEST)}),
            ) for one in map(str, Criterion)),
            models.CheckConstraint(
                condition=~Q(**{f"{one}__isnull": True for one in map(str, Criterion)}), name="rating_says_something"),
            models.CheckConstraint(condition=_one_of("solved", Solved, blank=True), name="rating_solved"),
            models.CheckConstraint(
                condition=Q(final_at__gt=F("rated_at"), changed_at__gte=F("rated_at"), changed_at__lte=F("final_at")),
                name="rating_times"),
        ]
        indexes = [models.Index(fields=["final_at"], name="rating_by_final")]
