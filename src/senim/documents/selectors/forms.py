"""How often each form was used."""

from __future__ import annotations

from django.db.models import Count

from senim.documents.models import Document
from senim.documents.permissions import KEEPERS
from senim.kernel.scoping import Scope


def used(scope: Scope, kind: str) -> dict[int, int]:
    """{version: documents made with it}: a count, no paper. Nothing for who keeps no forms. One query."""
    if not (scope.everything or scope.has(*KEEPERS)):
        return {}
    rows = Document.objects.filter(kind=kind).values_list("form").annotate(n=Count("pk"))
    return dict(rows)
