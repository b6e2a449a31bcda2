"""What the writes share."""

from __future__ import annotations

from typing import Any

from senim.documents.models import Document
from senim.documents.permissions import not_yours, visible
from senim.kernel import audit
from senim.kernel.scoping import Actor


def log(actor: Actor, action: str, row: Any, path: str, **data: Any) -> None:
    """One line in the audit log; no personal value belongs into `data`."""
    audit.record(actor, f"documents.{action}", (row._meta.model_name, row.pk), area_path=path, data=data)


def taken(actor: Actor, document_id: int) -> Document:
    """A document that the actor may see, locked."""
    rows = Document.objects.select_for_update(of=("self",)).filter(visible(actor.scope), pk=document_id)
    row = rows.first()
    if row is None:
        raise not_yours()
    return row
