"""Other systems, their mappings and files, where an appeal came from, what was told and heard."""

from django.db import models

from senim.exchange.domain import FileState
from senim.kernel.classify import INTERNAL, OPEN, PERSONAL, SECRET
from senim.kernel.fields import KeyField, among


class System(models.Model):
    """Another system whose appeals come in as files. area_path: for which area it is kept; rows outside are refused."""

    CLASSES = {
        "id": INTERNAL, "code": OPEN, "name_kk": OPEN, "name_ru": OPEN, "name_en": OPEN, "area_path": INTERNAL,
        "created_at": INTERNAL, "created_by": INTERNAL,
    }

    code = models.SlugField(max_length=40, unique=True)
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    area_path = KeyField(max_length=120, default="", blank=True)
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True)


class Mapping(models.Model):
    """One version of what the columns and words of a system mean, as TOML. Never changed: a change is the next."""

    CLASSES = {
        "id": INTERNAL, "system": INTERNAL, "version": INTERNAL, "toml": INTERNAL, "sha256": INTERNAL, "at": INTERNAL,
        "by": INTERNAL,
    }

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="mappings", db_index=False)
    version = models.PositiveIntegerField()
    toml = models.TextField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "version"], name="exchange_mapping_once")]


class Batch(models.Model):
    """A file. `content` and `findings` are sealed; they go when the file is done with (`actions.files.forget`).

    findings: the refused rows with their cells and reasons, and the first differences. ground: area paths into which
    it may bring appeals. done: rows written so far.
    """

    CLASSES = {
        "id": INTERNAL, "system": INTERNAL, "mapping": INTERNAL, "file_name": INTERNAL, "sha256": INTERNAL,
        "size": INTERNAL, "content": PERSONAL, "state": INTERNAL, "report": INTERNAL, "findings": PERSONAL,
        "ground": INTERNAL, "done": INTERNAL, "total": INTERNAL, "by": INTERNAL, "post_id": INTERNAL,
        "created_at": INTERNAL, "checked_at": INTERNAL, "applied_at": INTERNAL, "ended_at": INTERNAL,
    }

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="batches", db_index=False)
    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="+", db_index=False)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=10, default=FileState.WAITING)
    report = models.JSONField(default=dict)
    findings = models.BinaryField(null=True)
    ground = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    by = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["system", "-id"], name="exchange_batch_of")]
        constraints = [models.CheckConstraint(condition=among(FileState, "state"), name="exchange_batch_state_known")]


class Origin(models.Model):
    """Where an appeal came from: their number, the file and row that brought it.

    key: the number folded, by which it is known again. marks: keyed hashes of the parts of the row as it was told
    last, so that a change is seen without keeping what was said twice.
    """

    CLASSES = {
        "appeal": INTERNAL, "system": INTERNAL, "number": PERSONAL, "key": PERSONAL, "marks": SECRET,
        "batch": INTERNAL, "row": INTERNAL, "at": INTERNAL,
    }

    appeal = models.OneToOneField("appeals.Appeal", primary_key=True, on_delete=models.CASCADE, related_name="+")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=80)
    key = KeyField(max_length=80)
    marks = models.JSONField(default=dict)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="exchange_origin_once")]


class Change(models.Model):
    """A later row that said otherwise: which parts, and what the rules did with each. No value of a person's."""

    CLASSES = {
        "id": INTERNAL, "origin": INTERNAL, "batch": INTERNAL, "row": INTERNAL, "parts": INTERNAL, "at": INTERNAL,
    }

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="changes")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    at = models.DateTimeField()


class Partner(models.Model):
    """A system that is told what becomes of its appeals and tells us what became of ours. Keys are sealed.

    tells: what the agreement allows besides state and numbers. body: whose referrals this partner answers.
    last_seq: the number of the last event told to it.
    """

    CLASSES = {
        "system": INTERNAL, "address": INTERNAL, "active": INTERNAL, "agreement": INTERNAL, "until": INTERNAL,
        "tells": INTERNAL, "body": INTERNAL, "out_key": SECRET, "in_key": SECRET, "last_seq": INTERNAL,
        "changed_at": INTERNAL,
    }

    system = models.OneToOneField(System, primary_key=True, on_delete=models.CASCADE, related_name="partner")
    address = models.CharField(max_length=300, default="", blank=True)
    active = models.BooleanField(default=False)
    agreement = models.CharField(max_length=300, default="", blank=True)
    until = models.DateField(null=True)
    tells = models.JSONField(default=list)
    body = models.ForeignKey("appeals.Body", null=True, on_delete=models.PROTECT, related_name="+")
    out_key = models.TextField()
    in_key = models.TextField()
    last_seq = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body"], condition=models.Q(body__isnull=False), name="exchange_body_has_one_partner"
            )
        ]


class Told(models.Model):
    """An event for a partner: written in the transaction of what it tells. `body` is what is sent."""

    CLASSES = {
        "id": INTERNAL, "partner": INTERNAL, "seq": INTERNAL, "event": INTERNAL, "appeal": INTERNAL, "type": INTERNAL,
        "body": PERSONAL, "at": INTERNAL, "sent_again": INTERNAL,
    }

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="told", db_index=False)
    seq = models.PositiveBigIntegerField()
    event = models.UUIDField(unique=True)
    appeal = models.ForeignKey("appeals.Appeal", on_delete=models.CASCADE, related_name="+")
    type = models.CharField(max_length=20)
    body = models.JSONField(default=dict)
    at = models.DateTimeField()
    sent_again = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "seq"], name="exchange_told_once")]


class Heard(models.Model):
    """An event that a partner told us: the same one again gives the same answer and changes nothing."""

    CLASSES = {
        "id": INTERNAL, "partner": INTERNAL, "event": INTERNAL, "seq": INTERNAL, "digest": INTERNAL,
        "result": INTERNAL, "referral_id": INTERNAL, "at": INTERNAL,
    }

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="heard", db_index=False)
    event = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=32)
    result = models.CharField(max_length=20)
    referral_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["partner", "referral_id"], name="exchange_heard_of")]
        constraints = [models.UniqueConstraint(fields=["partner", "event"], name="exchange_heard_once")]
