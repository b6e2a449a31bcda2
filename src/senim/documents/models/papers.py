"""Documents, what was issued of them, and the series of their numbers.

What a paper says of people lies sealed (`documents.vault`): whoever steals the database alone reads no name.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from senim.documents.domain import LANGUAGES, State
from senim.kernel.classify import INTERNAL, OPEN, PERSONAL, SECRET
from senim.kernel.fields import KeyField


class Document(models.Model):
    """A paper from its first draft on. text: the template it was made with, as it stood then; sealed: its values.

    sealed: {variable: {words, source: [kk, ru, en], by: "record"|"officer", was: what the record said}}.
    signs: the post whose signature it needs; edits: how often it was saved. person: a keyed hash of an IIN, to find
    the same person under another spelling.
    """

    CLASSES = {
        "id": INTERNAL,
        "token": INTERNAL,
        "kind": INTERNAL,
        "subject": INTERNAL,
        "language": INTERNAL,
        "form": INTERNAL,
        "text": INTERNAL,
        "sealed": PERSONAL,
        "person": SECRET,
        "about": INTERNAL,
        "area_path": INTERNAL,
        "post": INTERNAL,
        "signs": INTERNAL,
        "about_post": INTERNAL,
        "about_account": INTERNAL,
        "state": INTERNAL,
        "edits": INTERNAL,
        "ready": INTERNAL,
        "owed_by": INTERNAL,
        "made_by": INTERNAL,
        "made_at": INTERNAL,
        "changed_by": INTERNAL,
        "changed_at": INTERNAL,
        "invented": INTERNAL,
    }

    #: Of the form it was made with, so that a second press of the button finds the first paper.
    token = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    form = models.PositiveSmallIntegerField()
    text = models.TextField()
    sealed = models.TextField()
    person = models.BinaryField(max_length=32, null=True)
    about = models.CharField(max_length=200)
    area_path = KeyField(max_length=120, default="", blank=True)
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    signs = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    about_post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    about_account = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, default=State.DRAFT)
    edits = models.PositiveIntegerField(default=0)
    #: Nothing is missing: it can be signed.
    ready = models.BooleanField(default=False)
    owed_by = models.DateTimeField()
    made_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField()
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["post", "-made_at"], name="documents_post"),
            models.Index(fields=["area_path", "-made_at"], name="documents_area"),
            models.Index(
                fields=["signs", "owed_by"], name="documents_to_sign", condition=Q(state="draft", ready=True)
            ),
            models.Index(fields=["person"], name="documents_person", condition=Q(person__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="documents_state_known"
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="documents_language_known"),
        ]


class Series(models.Model):
    """The last number of a unit in a year. Taken under a lock, in the transaction of the signature: no gaps."""

    CLASSES = {"id": INTERNAL, "unit": OPEN, "year": OPEN, "last": OPEN}

    unit = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="documents_series_once")]


class Issued(models.Model):
    """What was signed. The database refuses every change of a row.

    sealed: the whole paper as plain data; hash: SHA-256 of that data; code: what the paper says beside its number;
    signature: what the signer answered, its code in `signer`.
    """

    CLASSES = {
        "document": INTERNAL,
        "number": OPEN,
        "unit": OPEN,
        "year": OPEN,
        "serial": OPEN,
        "code": SECRET,
        "kind": OPEN,
        "sealed": PERSONAL,
        "hash": OPEN,
        "signer": OPEN,
        "signature": INTERNAL,
        "account": INTERNAL,
        "post": OPEN,
        "at": OPEN,
    }

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.PROTECT, related_name="issued")
    number = KeyField(max_length=60, unique=True)
    unit = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    code = models.CharField(max_length=11)
    kind = models.CharField(max_length=40)
    sealed = models.TextField()
    hash = models.CharField(max_length=64)
    signer = models.CharField(max_length=20)
    signature = models.TextField()
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year", "serial"], name="documents_number_once")]


class Withdrawal(models.Model):
    """A signed paper was withdrawn: it stays, with its number, and the public check says so."""

    CLASSES = {"document": INTERNAL, "reason": INTERNAL, "account": INTERNAL, "at": OPEN}

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()


class PaperFile(models.Model):
    """A finished paper as PDF or .docx, sealed like the rest. Made again from the same data it says the same."""

    CLASSES = {"id": INTERNAL, "document": INTERNAL, "format": INTERNAL, "sealed": PERSONAL}

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files", db_index=False)
    format = models.CharField(max_length=4)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "format"], name="documents_file_once")]
