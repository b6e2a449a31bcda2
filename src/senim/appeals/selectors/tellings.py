"""What several people may have told of alike: for contexts that look for problems. No words, nobody's name."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from senim.appeals.catalogue import Kind
from senim.appeals.domain import State
from senim.appeals.models import Appeal
from senim.kernel.scoping import Scope

#: Kinds that tell of trouble: questions and thanks do not.
TOLD = (Kind.SIGNAL, Kind.COMPLAINT, Kind.SUGGESTION)


@dataclass(frozen=True, slots=True)
class Telling:
    """One appeal as a count of places and matters may know it. person: the same text for the same applicant within
    one answer, of no use outside it; "" where nobody said who they are."""

    appeal_id: int
    category: str
    area_id: int
    area_path: str
    place: str
    lon: float | None
    lat: float | None
    received_at: datetime
    person: str


def tellings(scope: Scope, since: datetime) -> Sequence[Telling]:
    """Ordinary appeals received since a moment, oldest first. One query.

    Never sensitive ones (a victim's home would be a point), never complaints about officers, nothing withdrawn.
    Answers the house itself only: a person's scope gets nothing.
    """
    if not scope.everything:
        return []
    salt = secrets.token_bytes(16)
    rows = (
        Appeal.objects.filter(
            received_at__gte=since,
            kind__in=TOLD,
            sensitive=False,
            about_post__isnull=True,
            about_unknown=False,
            area__isnull=False,
        )
        .exclude(state=State.WITHDRAWN)
        .order_by("received_at", "pk")
        .values_list(
            "pk", "category", "area_id", "area_path", "place", "lon", "lat", "received_at", "identity__iin",
            "identity__phone", "identity__email",
        )
    )
    return [Telling(*row[:8], _person(salt, row[8:])) for row in rows.iterator(chunk_size=2000)]


def _person(salt: bytes, known: tuple[str | None, ...]) -> str:
    """Two appeals of one person have one of these in common, mostly all: the surest that is there stands for them."""
    name = next((one for one in known if one), "")
    return hashlib.blake2b(name.encode(), key=salt, digest_size=12).hexdigest() if name else ""

