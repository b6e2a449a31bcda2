"""Blank forms to take away, as files."""

from __future__ import annotations

from django.db import models

from senim.kernel.classify import OPEN


class BlankFile(models.Model):
    """A blank form as PDF or .docx in one language; `digest` of the text that it was made from."""

    CLASSES = {"id": OPEN, "code": OPEN, "language": OPEN, "format": OPEN, "digest": OPEN, "content": OPEN}

    code = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    format = models.CharField(max_length=4)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "language", "format"], name="documents_blank_file_once")
        ]
