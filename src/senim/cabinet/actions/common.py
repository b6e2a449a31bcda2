"""What the writes share."""

from __future__ import annotations

from typing import Any

from senim.kernel import audit
from senim.kernel.scoping import Actor


def log(actor: Actor, action: str, row: Any, path: str, **data: Any) -> None:
    """One line in the audit log; no personal value belongs into `data`."""
    audit.record(actor, f"cabinet.{action}", (row._meta.model_name, row.pk), area_path=path, data=data)
