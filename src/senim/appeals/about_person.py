"""What this context holds about one person, for `kernel.persons`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from senim.appeals.models import Appeal, Identity
from senim.appeals.permissions import visible
from senim.appeals.report import read_secret, secret_hash
from senim.kernel import persons
from senim.kernel.persons import Marks, Ref
from senim.kernel.scoping import Scope

RULE = "appeals.matter"


def _by_code(typed: str) -> list[Ref]:
    secret = read_secret(typed.strip().rstrip("/").rpartition("/")[2])
    rows = Appeal.objects.filter(secret_hash=secret_hash(secret)) if secret else Appeal.objects.none()
    return [Ref(RULE, pk) for pk in rows.values_list("pk", flat=True)]


def _by_marks(marks: Marks) -> list[Ref]:
    """One query. Whole values alone: each is in one form since it was taken in."""
    named = Q(pk__in=())
    for field in ("iin", "phone", "email"):
        if value := getattr(marks, field):
            named |= Q(**{field: value})
    return [Ref(RULE, pk) for pk in Identity.objects.filter(named).values_list("pk", flat=True)]


def _visible(scope: Scope, refs: Sequence[Ref]) -> list[Ref]:
    rows = Appeal.objects.filter(visible(scope), pk__in=[ref.pk for ref in refs if ref.rule == RULE])
    return [Ref(RULE, pk) for pk in rows.values_list("pk", flat=True)]


def _marks(refs: Sequence[Ref]) -> Iterable[Marks]:
    rows = Identity.objects.filter(pk__in=[ref.pk for ref in refs if ref.rule == RULE])
    return [Marks(*row) for row in rows.values_list("iin", "phone", "email")]


def _letters(refs: Sequence[Ref]) -> list[str]:
    return [f"appeal:{ref.pk}:" for ref in refs if ref.rule == RULE]


persons.register(persons.Source(
    "appeals", by_code=_by_code, by_marks=_by_marks, visible=_visible, marks=_marks, letters=_letters))
