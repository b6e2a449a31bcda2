"""Files that come with a draft, an addition or an answer. Checked before the transaction; at most five to a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from senim.appeals.actions.intake import find_draft, open_draft
from senim.appeals.models import AppealFile
from senim.kernel import files
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.models import StoredFile

MOST = 5
MEDIA = ("image", "sound", "video")
TOO_MANY = Label(
    "Бес файлдан артық қосуға болмайды.",
    "Можно приложить не больше пяти файлов.",
    "Five files at most.",
)


def accept(uploads: Sequence[Any], *, already: int = 0, kinds: Sequence[str] = MEDIA) -> list[StoredFile]:
    """Check and keep several uploads. Raises Refused for the first that may not come in, and for a sixth file."""
    if len(uploads) + already > MOST:
        raise Refused("too_many_files", TOO_MANY, field="files")
    return [files.accept(upload, kinds=kinds) for upload in uploads]


def keep_for_draft(*, token: str, uploads: Sequence[Any]) -> int:
    """Keep the uploads with the draft; returns how many it has now."""
    already = AppealFile.objects.filter(draft=find_draft(token)).count()
    stored = accept(uploads, already=already)
    with transaction.atomic():
        draft = open_draft(token)
        AppealFile.objects.bulk_create(AppealFile(draft=draft, file=one, added_at=now()) for one in stored)
        count = AppealFile.objects.filter(draft=draft).count()
        if count > MOST:  # two uploads at once
            raise Refused("too_many_files", TOO_MANY, field="files")
        draft.data = {**draft.data, "files": count}
        draft.save(update_fields=["data"])
    return count


def drop_from_draft(*, token: str, file_id: int) -> int:
    """Take one file out of the draft; returns how many are left."""
    with transaction.atomic():
        draft = open_draft(token)
        found = AppealFile.objects.filter(draft=draft, pk=file_id).select_related("file").first()
        if found:
            stored = found.file
            found.delete()
            files.forget(stored)
        left = AppealFile.objects.filter(draft=draft).count()
        draft.data = {**draft.data, "files": left}
        draft.save()
    return left
