"""What this context holds about one person, for `kernel.persons`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from senim.kernel import persons
from senim.kernel.persons import Marks, Ref
from senim.reception.codes import read_secret, secret_hash
from senim.reception.domain import CAME_OF, MATTERS, STATES
from senim.reception.models import Booking, Talk

BOOKING, TALK = "reception.booking", "reception.talk"


def _by_code(typed: str) -> list[Ref]:
    secret = read_secret(typed.strip().rstrip("/").rpartition("/")[2])
    rows = Booking.objects.filter(secret_hash=secret_hash(secret)) if secret else Booking.objects.none()
    return [Ref(BOOKING, pk) for pk in rows.values_list("pk", flat=True)]


def _by_marks(marks: Marks) -> list[Ref]:
    named = Q(pk__in=())
    for field in ("phone", "email"):
        if value := getattr(marks, field):
            named |= Q(**{field: value})
    return [Ref(BOOKING, pk) for pk in Booking.objects.filter(named).values_list("pk", flat=True)]


def _linked(refs: Sequence[Ref]) -> list[Ref]:
    """Conversations at a booked time, and those from which an appeal came. One query."""
    booked = [ref.pk for ref in refs if ref.rule == BOOKING]
    appeals = [ref.pk for ref in refs if ref.rule == "appeals.matter"]
    rows = Talk.objects.filter(Q(booking__in=booked) | Q(appeal__in=appeals))
    return [Ref(TALK, pk) for pk in rows.values_list("pk", flat=True)]


def _marks(refs: Sequence[Ref]) -> Iterable[Marks]:
    rows = Booking.objects.filter(pk__in=[ref.pk for ref in refs if ref.rule == BOOKING])
    return [Marks("", *row) for row in rows.values_list("phone", "email")]


def _letters(refs: Sequence[Ref]) -> list[str]:
    return [f"reception:{ref.pk}:" for ref in refs if ref.rule == BOOKING]


def _worded(field: str, value: Any) -> Any:
    tables: dict[str, Mapping[Any, Any]] = {"state": STATES, "matter": MATTERS, "came_of": CAME_OF}
    return tables.get(field, {}).get(value)


persons.register(persons.Source(
    "reception", by_code=_by_code, by_marks=_by_marks, linked=_linked, marks=_marks, letters=_letters,
    worded=_worded))
