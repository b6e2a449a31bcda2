"""Tables that every context needs and none owns."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL, SECRET


class TransactionId(models.Func):
    """The number of the writing transaction where the database has one (PostgreSQL), else 0 (SQLite has one writer)."""

    function = "pg_current_xact_id"
    template = "CAST(CAST(%(function)s() AS text) AS bigint)"
    output_field = models.BigIntegerField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any  # noqa: ARG002 - Django's own signature
    ) -> tuple[str, tuple[str | int, ...]]:
        return "0", ()


class AuditEvent(models.Model):
    """One thing that somebody did or read. Rows are only ever added."""

    CLASSES = {
        "id": INTERNAL, "at": INTERNAL, "txid": INTERNAL, "actor_kind": INTERNAL, "account_id": INTERNAL,
        "post_id": INTERNAL, "action": INTERNAL, "subject_type": INTERNAL, "subject_id": INTERNAL,
        "area_path": INTERNAL, "is_read": INTERNAL, "data": INTERNAL,
    }

    at = models.DateTimeField()
    txid = models.BigIntegerField(db_default=TransactionId())
    actor_kind = models.CharField(max_length=10)
    account_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=40)
    area_path = models.CharField(max_length=120, default="", blank=True)
    is_read = models.BooleanField(default=False)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["txid", "id"], name="audit_txid_id"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
        ]


class AuditSeal(models.Model):
    """A link of the chain: the place of one event in the sealer's own sequence and the hash up to it."""

    CLASSES = {"seq": OPEN, "event": INTERNAL, "hash": OPEN, "sealed_at": OPEN}

    seq = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="seal")
    hash = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()


class Outgoing(models.Model):
    """A message that must leave the house, written in the transaction of what it tells."""

    CLASSES = {
        "id": INTERNAL, "key": INTERNAL, "kind": INTERNAL, "to": PERSONAL, "template": INTERNAL, "context": PERSONAL,
        "language": INTERNAL, "created_at": INTERNAL, "not_before": INTERNAL, "attempts": INTERNAL,
        "lease_by": INTERNAL, "lease_until": INTERNAL, "sent_at": INTERNAL, "dead_at": INTERNAL, "last_error": INTERNAL,
    }

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=8)
    to = models.CharField(max_length=254)
    template = models.CharField(max_length=60)
    context = models.JSONField(default=dict)
    language = models.CharField(max_length=2, default="kk")
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_by = models.CharField(max_length=60, default="", blank=True)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"], name="outgoing_due",
                condition=models.Q(sent_at__isnull=True, dead_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="outgoing_one_end", condition=models.Q(sent_at__isnull=True) | models.Q(dead_at__isnull=True)
            ),
            models.CheckConstraint(
                name="outgoing_lease_whole",
                condition=models.Q(lease_by="", lease_until__isnull=True)
                | (~models.Q(lease_by="") & models.Q(lease_until__isnull=False)),
            ),
        ]


class Lease(models.Model):
    """A job that one process at a time may do: who has it and until when (the schedule; a live worker)."""

    CLASSES = {"name": INTERNAL, "holder": INTERNAL, "until": INTERNAL}

    name = models.CharField(max_length=80, primary_key=True)
    holder = models.CharField(max_length=80)
    until = models.DateTimeField()


class JobRun(models.Model):
    """How a job of the schedule went last: kept for jobs of a minute and slower, and for every failure."""

    CLASSES = {
        "name": INTERNAL, "started_at": INTERNAL, "ended_at": INTERNAL, "failed_at": INTERNAL, "error": INTERNAL,
    }

    name = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)


class Version(models.Model):
    """A number that moves when a cached thing changes; every process looks at it at most once a second.

    It jumps by chance and not by one: after a rollback no later change can meet the number of the one undone,
    so nobody takes for true what was never committed.
    """

    CLASSES = {"name": OPEN, "number": OPEN}

    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=1)


class StoredFile(models.Model):
    """A file that passed the checks of `kernel.files`; served only by views that ask permission."""

    CLASSES = {
        "id": INTERNAL, "sha256": INTERNAL, "mime": INTERNAL, "kind": INTERNAL, "size": INTERNAL, "width": INTERNAL,
        "height": INTERNAL, "path": SECRET, "created_at": INTERNAL, "note": INTERNAL,
    }

    sha256 = models.CharField(max_length=64, db_index=True)
    mime = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    path = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    note = models.CharField(max_length=200, default="", blank=True)


class CalendarDay(models.Model):
    """A day that a decree makes a day off or a working day, with its ground."""

    CLASSES = {
        "id": OPEN, "day": OPEN, "working": OPEN, "moved_from": OPEN, "ground": OPEN, "act": OPEN, "entered_at": OPEN,
    }

    day = models.DateField(unique=True)
    working = models.BooleanField()
    moved_from = models.DateField(null=True)
    ground = models.CharField(max_length=200)
    act = models.CharField(max_length=200, default="", blank=True)
    entered_at = models.DateTimeField()


class LegalTerm(models.Model):
    """A term, threshold or article as a row: the laws changed on 2 March 2026 and will change again."""

    CLASSES = {
        "id": OPEN, "code": OPEN, "value": OPEN, "unit": OPEN, "act": OPEN, "article": OPEN, "valid_from": OPEN,
        "valid_to": OPEN, "source": OPEN, "mark": OPEN, "verified_by": OPEN, "verified_at": OPEN, "note": OPEN,
    }

    code = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=20)
    act = models.JSONField(default=dict)
    article = models.CharField(max_length=60, default="", blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=12)
    verified_by = models.CharField(max_length=120, default="", blank=True)
    verified_at = models.DateField(null=True)
    note = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="legal_term_once")]


class Limit(models.Model):
    """How often something was done from one network address in the present window of ten minutes (`kernel.limits`).

    The mark is a keyed hash of address, matter and window; the row goes with its window.
    """

    CLASSES = {"mark": INTERNAL, "count": INTERNAL, "ends_at": INTERNAL}

    mark = models.BinaryField(max_length=16, primary_key=True)
    count = models.PositiveIntegerField()
    #: When the window ends, in seconds of the epoch.
    ends_at = models.BigIntegerField()


class Undo(models.Model):
    """One step that a person may take back for some seconds (`kernel.undo`), and what it needs for that.

    `before`: the state before and the words that would be lost. The row goes half a day later.
    """

    CLASSES = {
        "id": INTERNAL, "token": SECRET, "account_id": INTERNAL, "kind": INTERNAL, "subject_type": INTERNAL,
        "subject_id": INTERNAL, "at": INTERNAL, "until": INTERNAL, "before": PERSONAL, "letters": INTERNAL,
        "used_at": INTERNAL,
    }

    token = models.CharField(max_length=43)
    account_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=40)
    at = models.DateTimeField()
    until = models.DateTimeField()
    before = models.JSONField(default=dict)
    letters = models.JSONField(default=list)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["token"], name="undo_token"),
            models.Index(fields=["subject_type", "subject_id"], name="undo_subject"),
            models.Index(fields=["until"], name="undo_until"),
        ]
