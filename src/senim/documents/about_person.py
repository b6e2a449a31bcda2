"""What this context holds about one person, for `kernel.persons`: papers that name them by their number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from senim.documents import vault
from senim.documents.models import Document
from senim.kernel import persons
from senim.kernel.errors import Refused
from senim.kernel.persons import Marks, Ref

SIGNED, DRAFT = "documents.signed", "documents.draft"


def _by_marks(marks: Marks) -> list[Ref]:
    if not marks.iin:
        return []
    rows = Document.objects.filter(person=vault.mark_of(marks.iin)).values_list("pk", "state")
    return [Ref(SIGNED if state in {"signed", "withdrawn"} else DRAFT, pk) for pk, state in rows]


def _opened(ref: Ref) -> Sequence[tuple[str, Any]] | None:
    """The values that stand in the paper, as its makers filled them in."""
    sealed = Document.objects.filter(pk=ref.pk).values_list("sealed", flat=True).first()
    if not sealed:
        return []
    try:
        values = vault.unlock(sealed)
    except Refused:
        return []
    return [("sealed", f"{code}: {one.get('words', '')}") for code, one in values.items() if one.get("words")]


persons.register(persons.Source("documents", by_marks=_by_marks, opened=_opened))
