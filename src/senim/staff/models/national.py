"""A national identity that opens an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from senim.kernel.classify import INTERNAL, SECRET


class NationalLink(models.Model):
    """A provider's person stands for an account, by that account's own wish. No claim is kept, only commitments."""

    CLASSES = {"account": INTERNAL, "subject_mark": SECRET, "linked_at": INTERNAL, "last_used_at": INTERNAL}

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="national"
    )
    subject_mark = models.CharField(max_length=64, unique=True)
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
