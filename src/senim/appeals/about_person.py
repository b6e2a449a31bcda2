"""What this context holds about one person, for `kernel.persons`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from senim.appeals.catalogue import CATEGORIES, KINDS
from senim.appeals.domain import CHANNELS, PUBLIC_STATES, State, seen_as
from senim.appeals.models import Appeal, Identity, Joined
from senim.appeals.permissions import visible
from senim.appeals.report import read_secret, secret_hash
from senim.kernel import persons
from senim.kernel.persons import Marks, Ref
from senim.kernel.scoping import Scope

RULE, JOINED = "appeals.matter", "appeals.joined"


def _by_code(typed: str) -> list[Ref]:
    secret = read_secret(typed.strip().rstrip("/").rpartition("/")[2])
    if secret is None:
        return []
    own = Appeal.objects.filter(secret_hash=secret_hash(secret)).values_list("pk", flat=True)
    joined = Joined.objects.filter(secret_hash=secret_hash(secret)).values_list("pk", flat=True)
    return [*(Ref(RULE, pk) for pk in own), *(Ref(JOINED, pk) for pk in joined)]


def _by_marks(marks: Marks) -> list[Ref]:
    """Two queries. Whole values alone: each is in one form since it was taken in."""
    named = Q(pk__in=())
    for field in ("iin", "phone", "email"):
        if value := getattr(marks, field):
            named |= Q(**{field: value})
    own = [Ref(RULE, pk) for pk in Identity.objects.filter(named).values_list("pk", flat=True)]
    reached = Q(pk__in=())
    for field in ("phone", "email"):
        if value := getattr(marks, field):
            reached |= Q(**{field: value})
    return [*own, *(Ref(JOINED, pk) for pk in Joined.objects.filter(reached).values_list("pk", flat=True))]


def _visible(scope: Scope, refs: Sequence[Ref]) -> list[Ref]:
    """Two queries. Who joined is known to whoever may know of the report itself."""
    own = Appeal.objects.filter(visible(scope), pk__in=[ref.pk for ref in refs if ref.rule == RULE])
    joined = Joined.objects.filter(
        pk__in=[ref.pk for ref in refs if ref.rule == JOINED], appeal__in=Appeal.objects.filter(visible(scope)))
    return [*(Ref(RULE, pk) for pk in own.values_list("pk", flat=True)),
            *(Ref(JOINED, pk) for pk in joined.values_list("pk", flat=True))]


def _marks(refs: Sequence[Ref]) -> Iterable[Marks]:
    own = Identity.objects.filter(pk__in=[ref.pk for ref in refs if ref.rule == RULE])
    joined = Joined.objects.filter(pk__in=[ref.pk for ref in refs if ref.rule == JOINED])
    return [*(Marks(*row) for row in own.values_list("iin", "phone", "email")),
            *(Marks("", *row) for row in joined.values_list("phone", "email"))]


def _letters(refs: Sequence[Ref]) -> list[str]:
    return [f"appeal:{ref.pk}:" for ref in refs if ref.rule == RULE]


def _worded(field: str, value: Any) -> Any:
    """Codes of an appeal as its applicant reads them."""
    tables: dict[str, Mapping[Any, Any]] = {
        "kind": KINDS, "channel": CHANNELS,
        "category": {code: one.label for code, one in CATEGORIES.items()},
    }
    if field == "state":
        return PUBLIC_STATES[seen_as(State(value))]
    return tables.get(field, {}).get(value)


persons.register(persons.Source(
    "appeals", by_code=_by_code, by_marks=_by_marks, visible=_visible, marks=_marks, letters=_letters, worded=_worded))
