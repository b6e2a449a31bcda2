"""What several people may have told of alike: for contexts that look for problems. No words, nobody's name."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from senim.appeals.catalogue import Kind
from senim.appeals.domain import State
from senim.appeals.hooks import OwnAppeal
from senim.appeals.models import Appeal
from senim.appeals.report import read_secret, secret_hash
from senim.appeals.selectors.joined import joined_contacts, joined_since
from senim.kernel.scoping import Scope

#: Kinds that tell of trouble: questions and thanks do not.
TOLD = (Kind.SIGNAL, Kind.COMPLAINT, Kind.SUGGESTION)
#: What may stand behind something public: nothing sensitive, no complaint about an officer, nothing withdrawn.
ORDINARY = Q(
    kind__in=TOLD, sensitive=False, about_post__isnull=True, about_unknown=False, area__isnull=False
) & ~Q(state=State.WITHDRAWN)


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
    """Ordinary appeals received since a moment, oldest first, and after them whoever joined one. Two queries.

    Never sensitive ones (a victim's home would be a point), never complaints about officers, nothing withdrawn.
    Answers the house itself only: a person's scope gets nothing.
    """
    if not scope.everything:
        return []
    salt = secrets.token_bytes(16)
    rows = (
        Appeal.objects.filter(ORDINARY, received_at__gte=since)
        .order_by("received_at", "pk")
        .values_list(
            "pk", "category", "area_id", "area_path", "place", "lon", "lat", "received_at", "identity__iin",
            "identity__phone", "identity__email",
        )
    )
    told = [Telling(*row[:8], _person(salt, row[8:])) for row in rows.iterator(chunk_size=2000)]
    own = {one.appeal_id: one for one in told}
    return told + [
        replace(own[appeal], received_at=at, person=_person(salt, (contact,)))
        for appeal, contact, at in joined_since(scope, since)
        if appeal in own
    ]


def _person(salt: bytes, known: tuple[str | None, ...]) -> str:
    """Two appeals of one person have one of these in common, mostly all: the surest that is there stands for them."""
    name = next((one for one in known if one), "")
    return hashlib.blake2b(name.encode(), key=salt, digest_size=12).hexdigest() if name else ""


def people_behind(scope: Scope, ids: Collection[int]) -> int:
    """Different people behind these appeals and those who joined them; all who did not say who they are count as one.
    Two queries.

    Ordinary appeals only. Answers the house itself: a person's scope gets 0.
    """
    if not (scope.everything and ids):
        return 0
    salt = secrets.token_bytes(16)
    known = Appeal.objects.filter(ORDINARY, pk__in=ids).values_list(
        "identity__iin", "identity__phone", "identity__email"
    )
    people = {_person(salt, row) for row in known}
    return len(people | {_person(salt, (contact,)) for contact in joined_contacts(scope, ids)})


def of_applicant(appeal: Appeal) -> OwnAppeal:
    """The same of an appeal that is shown to its applicant already: `ORDINARY`, asked of the row. No query."""
    told = appeal.kind in TOLD and appeal.state != State.WITHDRAWN and appeal.area_id is not None
    blameless = not appeal.sensitive and not appeal.about_unknown and appeal.about_post_id is None
    return OwnAppeal(appeal.pk, appeal.area_path, told and blameless)


def by_code(typed: str) -> OwnAppeal | None:
    """The appeal of a typed code or of a pasted link; None where nobody knows it. Two queries."""
    secret = read_secret(typed.strip().rstrip("/").rpartition("/")[2])
    return _own(Q(secret_hash=secret_hash(secret))) if secret else None


def own(scope: Scope, appeal_id: int) -> OwnAppeal | None:
    """The same of an appeal whose page is shown to its applicant. Answers the house itself. Two queries."""
    return _own(Q(pk=appeal_id)) if scope.everything else None


def _own(which: Q) -> OwnAppeal | None:
    row = Appeal.objects.filter(which).values_list("pk", "area_path").first()
    return OwnAppeal(*row, Appeal.objects.filter(ORDINARY, pk=row[0]).exists()) if row else None
