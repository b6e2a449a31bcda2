"""Tables of incidents: where they came from, what they are, and what was reckoned with them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from senim.incidents.domain import BatchState, FeedKind, Geocode, Method, RunState
from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.kernel.fields import KeyField


def _among(name: str, kinds: Any) -> Q:
    return Q(**{f"{name}__in": [str(one) for one in kinds]})


class Feed(models.Model):
    """A source that sends files again and again, with the reading that was settled for it."""

    CLASSES = dict.fromkeys(
        (
            "id",
            "code",
            "name_kk",
            "name_ru",
            "name_en",
            "kind",
            "zone",
            "mapping",
            "area_path",
            "rank",
            "active",
            "created_at",
        ),
        INTERNAL,
    )

    code = models.CharField(max_length=40, unique=True)
    name_kk = models.CharField(max_length=160)
    name_ru = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, default=FeedKind.RESIDENT)
    #: The zone of its local times, where they carry no offset of their own.
    zone = models.CharField(max_length=40, default="Asia/Almaty")
    #: {our column: its column}, remembered from the last file that was applied.
    mapping = models.JSONField(default=dict, blank=True)
    #: The area for which it is kept: rows that lie in no known beat belong to it.
    area_path = KeyField(max_length=120, default="", blank=True)
    #: Of two feeds that tell of the same event the one with the smaller rank is counted.
    rank = models.PositiveSmallIntegerField(default=100)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_among("kind", FeedKind), name="feed_kind_known"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name_kk=""), name="feed_is_named"),
        ]


class Kind(models.Model):
    """A kind of event: our own word for what feeds call by many names."""

    CLASSES = dict.fromkeys(
        (
            "id",
            "code",
            "name_kk",
            "name_ru",
            "name_en",
            "act",
            "article",
            "iccs",
            "harm",
            "sensitive",
            "appeals",
            "mark",
            "source",
        ),
        OPEN,
    )

    code = models.CharField(max_length=40, unique=True)
    name_kk = models.CharField(max_length=160)
    name_ru = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    #: "criminal" or "administrative" code, and the article.
    act = models.CharField(max_length=16, default="", blank=True)
    article = models.CharField(max_length=40, default="", blank=True)
    #: International Classification of Crime for Statistical Purposes.
    iccs = models.CharField(max_length=12, default="", blank=True)
    #: Weight of harm: days of the usual penalty, or None where nobody has settled one.
    harm = models.FloatField(null=True, blank=True)
    #: Its place is never drawn, listed or searched: a home in which somebody must be protected.
    sensitive = models.BooleanField(default=False)
    #: Categories of appeals that mean the same.
    appeals = models.JSONField(default=list, blank=True)
    #: How sure the articles and weights are: verified, secondary, memory or own.
    mark = models.CharField(max_length=12, default="own")
    source = models.CharField(max_length=200, default="", blank=True)


class KindMap(models.Model):
    """What a feed's own word means. A row without a kind waits for somebody who knows."""

    CLASSES = dict.fromkeys(("id", "feed", "raw", "kind", "mark", "by", "at"), INTERNAL)

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="words")
    raw = KeyField(max_length=200)
    kind = models.ForeignKey(Kind, null=True, on_delete=models.PROTECT, related_name="words")
    #: "guess" by the machine, "decided" by a person.
    mark = models.CharField(max_length=8, default="guess")
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "raw"], name="kind_map_once")]


class Batch(models.Model):
    """One file of a feed: kept, checked, applied, perhaps withdrawn. Its number is the version of the feed."""

    CLASSES = {
        **dict.fromkeys(
            (
                "id",
                "feed",
                "version",
                "file_name",
                "sha256",
                "state",
                "options",
                "phase_done",
                "phase_total",
                "rows",
                "accepted",
                "refused",
                "quality",
                "stamp",
                "by",
                "created_at",
                "checked_at",
                "applied_at",
                "ended_at",
            ),
            INTERNAL,
        ),
        "content": PERSONAL,
    }

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="batches")
    version = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    #: The file itself, compressed, while it waits to be applied; emptied afterwards.
    content = models.BinaryField(null=True, blank=True)
    state = models.CharField(max_length=10, default=BatchState.WAITING)
    #: {"mapping": {...}, "zone": "...", "complete": bool}
    options = models.JSONField(default=dict, blank=True)
    phase_done = models.PositiveIntegerField(default=0)
    phase_total = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    #: Counts, notes and columns that the check found.
    quality = models.JSONField(default=dict, blank=True)
    #: Moves whenever the arrays of this batch are written anew.
    stamp = models.PositiveIntegerField(default=0)
    by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed", "version"], name="batch_version_once"),
            models.CheckConstraint(condition=_among("state", BatchState), name="batch_state_known"),
        ]
        indexes = [models.Index(fields=["-created_at"], name="batch_latest")]


class BatchArrays(models.Model):
    """The columns of a batch as numpy arrays: what a view reads in milliseconds instead of a hundred thousand rows."""

    CLASSES = {"batch": INTERNAL, "data": PERSONAL}

    batch = models.OneToOneField(Batch, primary_key=True, on_delete=models.CASCADE, related_name="arrays")
    data = models.BinaryField()


class RowError(models.Model):
    """Why a row of a file was left out, or what was odd about it. At most a thousand of each batch are kept."""

    CLASSES = {**dict.fromkeys(("id", "batch", "row", "column", "code", "is_error"), INTERNAL), "value": PERSONAL}

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="errors")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=80, default="", blank=True)
    code = models.CharField(max_length=24)
    value = models.CharField(max_length=80, default="", blank=True)
    is_error = models.BooleanField(default=True)


class Incident(models.Model):
    """One event of one feed, with its line of origin. Rows are never changed by a later file: they are superseded."""

    CLASSES = {
        **dict.fromkeys(
            (
                "id",
                "batch",
                "row",
                "appeal_number",
                "timed",
                "category",
                "kind",
                "geocode",
                "cell",
                "area_path",
                "duplicate_of",
                "superseded_by",
            ),
            INTERNAL,
        ),
        **dict.fromkeys(
            ("ref", "occurred_from", "occurred_to", "minute", "lon", "lat", "address", "address_text", "segment"),
            PERSONAL,
        ),
    }

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="incidents", db_index=False)
    row = models.PositiveIntegerField()
    #: The feed's own number of the event, or a digest of the row where it has none.
    ref = KeyField(max_length=64)
    appeal_number = models.CharField(max_length=12, default="", blank=True)
    occurred_from = models.DateTimeField(null=True)
    occurred_to = models.DateTimeField(null=True)
    #: Local civil minutes since 1970 at the place of the event.
    minute = models.IntegerField(null=True)
    timed = models.BooleanField(default=False)
    category = models.CharField(max_length=200, default="", blank=True)
    #: Code of our kind, "" where the category is not mapped.
    kind = models.CharField(max_length=40, default="", blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    geocode = models.CharField(max_length=8, default=Geocode.POINT)
    #: The address as the file writes it; its folded key; the key of its street.
    address_text = models.CharField(max_length=160, default="", blank=True)
    address = KeyField(max_length=160, default="", blank=True)
    segment = KeyField(max_length=120, default="", blank=True)
    #: H3 cell of resolution 9.
    cell = models.CharField(max_length=16, default="", blank=True)
    area_path = KeyField(max_length=120, default="", blank=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="twins", db_index=False)
    superseded_by = models.ForeignKey(
        Batch, null=True, on_delete=models.SET_NULL, related_name="superseded", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "row"], name="incident_row_once"),
            models.CheckConstraint(
                condition=Q(occurred_to__isnull=True) | Q(occurred_to__gte=F("occurred_from")), name="incident_period"
            ),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="incident_on_earth",
            ),
            models.CheckConstraint(condition=_among("geocode", Geocode), name="incident_geocode"),
        ]
        indexes = [
            models.Index(
                fields=["superseded_by"], name="incident_superseded", condition=Q(superseded_by__isnull=False)
            ),
            models.Index(fields=["duplicate_of"], name="incident_duplicate", condition=Q(duplicate_of__isnull=False)),
            models.Index(fields=["appeal_number"], name="incident_appeal", condition=~Q(appeal_number="")),
        ]


class Run(models.Model):
    """A long analysis: asked for, left, found again, stopped; its result with what it rests on."""

    CLASSES = {
        **dict.fromkeys(
            (
                "id",
                "method",
                "selection",
                "parameters",
                "state",
                "progress",
                "words",
                "lineage",
                "area_path",
                "by",
                "language",
                "cancel_asked",
                "created_at",
                "started_at",
                "ended_at",
            ),
            INTERNAL,
        ),
        "result": PERSONAL,
    }

    method = models.CharField(max_length=12)
    selection = models.JSONField(default=dict)
    parameters = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, default=RunState.QUEUED)
    progress = models.FloatField(default=0)
    #: What it does just now, as a code of `wording.PHASES`.
    words = models.CharField(max_length=40, default="", blank=True)
    result = models.JSONField(null=True)
    lineage = models.JSONField(null=True)
    area_path = KeyField(max_length=120, default="", blank=True)
    by = models.BigIntegerField(null=True)
    language = models.CharField(max_length=2, default="kk")
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_among("state", RunState), name="run_state_known"),
            models.CheckConstraint(condition=_among("method", Method), name="run_method_known"),
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="run_progress"),
        ]
        indexes = [models.Index(fields=["-created_at"], name="run_latest")]
