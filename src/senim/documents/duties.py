"""What the documents put on a day: ready drafts that wait for a signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from senim.documents import registry, wording
from senim.documents.models import Document
from senim.documents.selectors.papers import to_sign
from senim.kernel import duties
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.scoping import Scope


def register() -> None:
    """Call it from AppConfig.ready."""
    duties.register(Source("documents", rows=to_sign, show=owed))


def owed(rows: Sequence[Document], scope: Scope, day: date) -> list[Duty]:  # noqa: ARG001 - `to_sign` asked for it
    """Documents to sign; nobody above sees of a paper more than its kind."""
    return [_duty(one, scope.account_id is not None) for one in rows]


def _duty(row: Document, own: bool) -> Duty:
    return Duty(
        key=f"documents:{row.pk}",
        what=f"{wording.DUTY}: {registry.kind(row.kind).name}",
        where=Where(row.area_path),
        owed_by=row.owed_by,
        ground=Ground.PROMISE,
        because=wording.DUTY_GROUND,
        url=reverse("documents:paper", args=[row.pk]),
        told=row.about if own else "",
    )
