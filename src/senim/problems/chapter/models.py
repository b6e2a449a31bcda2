"""A chapter that was asked for, and what it was written as."""

from django.db import models

from senim.kernel.classify import INTERNAL
from senim.kernel.fields import KeyField, among
from senim.problems.chapter.domain import ChapterState, Format


class Chapter(models.Model):
    """One chapter: of which areas, of which days, how far it is. `area_path`: the area that holds all of them."""

    CLASSES = dict.fromkeys(
        (
            "id",
            "area_path",
            "paths",
            "since",
            "until",
            "state",
            "progress",
            "words",
            "by",
            "post_id",
            "cancel_asked",
            "seconds",
            "lineage",
            "asked_at",
            "ended_at",
        ),
        INTERNAL,
    )

    area_path = KeyField(max_length=120)
    paths = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=10, default=ChapterState.QUEUED)
    progress = models.FloatField(default=0)
    #: What it does just now, or why it was refused: a code of `wording.PHASES` or `wording.REFUSALS`.
    words = models.CharField(max_length=40, default="", blank=True)
    by = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    cancel_asked = models.BooleanField(default=False)
    seconds = models.FloatField(null=True)
    #: Digests of the rows that its figures rest on.
    lineage = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(ChapterState, "state"), name="problem_chapter_state_known"),
            models.CheckConstraint(condition=models.Q(since__lte=models.F("until")), name="problem_chapter_days"),
        ]
        indexes = [models.Index(fields=["area_path", "-asked_at"], name="problem_chapter_area")]


class ChapterFile(models.Model):
    """A chapter in one language as a web page, PDF or .docx."""

    CLASSES = dict.fromkeys(("id", "chapter", "language", "format", "content", "size"), INTERNAL)

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="files", db_index=False)
    language = models.CharField(max_length=2)
    format = models.CharField(max_length=4)
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "language", "format"], name="problem_chapter_file_once"),
            models.CheckConstraint(condition=among(Format, "format"), name="problem_chapter_format_known"),
        ]
