"""Files of blank forms are kept as they were printed."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from senim.documents.actions.common import log
from senim.documents.models import BlankFile
from senim.kernel.scoping import Actor


def keep(*, actor: Actor, code: str, language: str, digest: str, made: Mapping[str, bytes]) -> None:
    """Keep a blank form in each format in place of what was made from an older text."""
    with transaction.atomic():
        BlankFile.objects.filter(code=code, language=language).delete()
        rows = [
            BlankFile(code=code, language=language, format=form, digest=digest, content=content)
            for form, content in made.items()
        ]
        BlankFile.objects.bulk_create(rows)
        for row in rows[:1]:
            log(actor, "blank_printed", row, "", code=code, language=language)
