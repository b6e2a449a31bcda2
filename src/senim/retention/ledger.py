"""Reads that the house itself makes, for nobody's page: what is held, what has gone, whose code it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from senim.kernel import clock
from senim.kernel.persons import Ref
from senim.retention.domain import OPEN_STATES
from senim.retention.models import HeldRecord, Request, Tombstone


def in_force() -> Q:
    """The condition that a hold stands today."""
    return Q(hold__lifted_at__isnull=True, hold__ends_on__gte=clock.today())


def held(rule: str) -> list[int]:
    """The records of a rule that somebody holds now. One query."""
    rows = HeldRecord.objects.filter(in_force(), rule=rule)
    return list(rows.values_list("subject", flat=True))


def held_of(refs: Iterable[Ref]) -> dict[Ref, date]:
    """Which of some records are held, and until when. One query."""
    wanted = set(refs)
    rows = HeldRecord.objects.filter(
        in_force(), rule__in={ref.rule for ref in wanted}, subject__in={ref.pk for ref in wanted})
    found: dict[Ref, date] = {}
    for code, pk, ends_on in rows.values_list("rule", "subject", "hold__ends_on"):
        ref = Ref(code, pk)
        if ref in wanted:
            found[ref] = max(ends_on, found.get(ref, ends_on))
    return found


def gone_of(refs: Iterable[Ref]) -> set[Ref]:
    """Which of some records have gone already. One query."""
    wanted = set(refs)
    rows = Tombstone.objects.filter(rule__in={ref.rule for ref in wanted}, subject__in={ref.pk for ref in wanted})
    return {Ref(*row) for row in rows.values_list("rule", "subject")} & wanted


def refs_of(one: Request) -> list[Ref]:
    """The records of a request."""
    return [Ref(code, pk) for code, pk in one.refs]


def open_erasure(refs: Sequence[Ref]) -> Request | None:
    """An open wish to erase any of these records. One query."""
    wanted = set(refs)
    rows = Request.objects.filter(wish="erasure", state__in=sorted(OPEN_STATES))
    return next((one for one in rows if wanted.intersection(refs_of(one))), None)


def by_secret(hashed: bytes) -> Request | None:
    """The request of a code. One query."""
    return Request.objects.filter(secret_hash=hashed).first()
