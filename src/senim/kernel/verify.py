"""Checking the chain: is every sealed row still what it was, where it was, and is the end the one that was kept?

Whoever can write to the database can also make a whole new chain; only a digest kept elsewhere (`kernel.digest`)
shows that. So the check takes the kept digests too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from senim.kernel.models import AuditEvent, AuditSeal
from senim.kernel.seal import ZERO, Head, head, horizon, link, passed, unsealed

CHUNK = 2000


class Fault(StrEnum):
    """What is wrong with a place of the chain."""

    CHANGED = "changed"  # the row says something else than when it was sealed
    MISSING = "missing"  # the row is gone
    UNLINKED = "unlinked"  # the link is gone: a gap in the sequence
    REORDERED = "reordered"  # the place holds the row of another place
    INSERTED = "inserted"  # a row without a link stands among sealed ones
    CUT = "cut"  # a kept digest names a place that the chain no longer reaches
    REPLACED = "replaced"  # a kept digest names another hash: the chain was made anew


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken row: its fault, its place in the chain (0 for a row without one) and its id in the log."""

    fault: Fault
    seq: int
    event_id: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The end of the chain as it was on a day: small enough to print, mail, or read out."""

    day: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: links that hold from the first on, rows not sealed yet, and the first broken rows."""

    checked: int
    waiting: int
    broken: tuple[Broken, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.broken

    @property
    def first(self) -> Broken | None:
        return self.broken[0] if self.broken else None


def verify(kept: Iterable[Digest] = ()) -> Verdict:
    """Walk the whole chain and compare the kept digests. Names the first broken link, then a row that has none."""
    last = head()
    checked, broken = _walk({digest.seq: digest for digest in kept})
    found = tuple(one for one in (broken, _inserted(last)) if one is not None)
    return Verdict(checked, unsealed(last, horizon()).count(), found)


def _walk(kept: Mapping[int, Digest]) -> tuple[int, Broken | None]:
    previous, place = ZERO, 0
    for seals, events in _chunks():
        for seal in seals:
            place += 1
            event = events.get(seal.event_id)
            if seal.seq != place:
                return place - 1, Broken(Fault.UNLINKED, place, seal.event_id)
            if event is None:
                return place - 1, Broken(Fault.MISSING, place, seal.event_id)
            if link(previous, place, event) != bytes(seal.hash):
                return place - 1, Broken(_which(previous, seal, events), place, seal.event_id)
            if place in kept and kept[place].hash != bytes(seal.hash).hex():
                return place - 1, Broken(Fault.REPLACED, place, seal.event_id)
            previous = bytes(seal.hash)
    if kept and (furthest := max(kept)) > place:
        return place, Broken(Fault.CUT, furthest, 0)
    return place, None


def _chunks() -> Iterator[tuple[list[AuditSeal], dict[int, AuditEvent]]]:
    after = 0
    while seals := list(AuditSeal.objects.filter(seq__gt=after).order_by("seq")[:CHUNK]):
        yield seals, AuditEvent.objects.in_bulk([seal.event_id for seal in seals])
        after = seals[-1].seq


def _which(previous: bytes, seal: AuditSeal, events: Mapping[int, AuditEvent]) -> Fault:
    # The hash of this place fits another row nearby: nothing was rewritten, places were swapped.
    stands_elsewhere = any(link(previous, seal.seq, other) == bytes(seal.hash) for other in events.values())
    return Fault.REORDERED if stands_elsewhere else Fault.CHANGED


def _inserted(last: Head) -> Broken | None:
    if horizon().is_from_elsewhere(last.txid):
        return None
    row = passed(last).first()
    return Broken(Fault.INSERTED, 0, row.pk) if row else None
