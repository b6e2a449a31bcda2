"""Two feeds that tell of one event: the call and the record of the offence. It is counted once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from django.db import connection

from senim.incidents import memory
from senim.incidents.arrays import DEGREE, DUPLICATE, SUPERSEDED, UNKNOWN, Columns
from senim.incidents.domain import BatchState
from senim.incidents.models import Batch, Incident, KindMap

#: How near two records of one event lie: metres, and minutes between them.
METRES, MINUTES = 150.0, 60


@dataclass
class Found:
    """How many events were told twice, whose arrays must be written anew, and by feed how far the two tell apart:
    {feed: {"count", "minutes", "metres" (at most), "ours" (whether this file's row is the one that counts)}}."""

    count: int = 0
    batches: set[int] = field(default_factory=set)
    told: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, feed: str, pairs: list[_Pair], *, ours: bool) -> None:
        """Note the pairs with a batch of a feed."""
        one = self.told.setdefault(feed, {"count": 0, "minutes": 0, "metres": 0, "ours": int(ours)})
        one["count"] += len(pairs)
        one["minutes"] = max(one["minutes"], *(pair.minutes for pair in pairs))
        one["metres"] = max(one["metres"], *(pair.metres for pair in pairs))
        self.count += len(pairs)


class _Pair(NamedTuple):
    """Own id, their id, and how far apart they tell of the event."""

    mine: int
    their: int
    minutes: int
    metres: int


def mark(batch: Batch) -> Found:
    """Mark what an applied batch and the batches of other feeds both tell of. Inside a transaction.

    The same kind, at most 150 metres and 60 minutes apart; of the two the one of the feed with the smaller rank counts.
    Events without a kind, a place or an hour are never taken for one.
    """
    own = _kinds(memory.read(batch.pk), batch.feed_id)
    found = Found()
    if own is None:
        return found
    others = Batch.objects.filter(state=BatchState.APPLIED).exclude(feed=batch.feed_id).select_related("feed")
    for other in others:
        theirs = _kinds(memory.read(other.pk), other.feed_id)
        if theirs is None or theirs.first > own.last + MINUTES or own.first > theirs.last + MINUTES:
            continue
        mine_first = (batch.feed.rank, batch.feed_id) < (other.feed.rank, other.feed_id)
        pairs = _pairs(own, theirs)
        if pairs:
            _write([(one.mine, one.their) if mine_first else (one.their, one.mine) for one in pairs])
            found.add(other.feed.code, pairs, ours=mine_first)
            found.batches.add(other.pk if mine_first else batch.pk)
    return found


def _write(pairs: list[tuple[int, int]]) -> None:
    """(main, twin): one prepared statement for all of them."""
    table = connection.ops.quote_name(Incident._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET duplicate_of_id = %s WHERE id = %s", pairs)  # noqa: S608 - our own name


@dataclass(frozen=True, slots=True)
class _Told:
    """Events that could be told twice, in the order of their minutes."""

    id: np.ndarray
    lon: np.ndarray
    lat: np.ndarray
    minute: np.ndarray
    kind: list[str]

    @property
    def first(self) -> int:
        return int(self.minute[0])

    @property
    def last(self) -> int:
        return int(self.minute[-1])


def _kinds(columns: Columns, feed_id: int) -> _Told | None:
    words = dict(KindMap.objects.filter(feed_id=feed_id, kind__isnull=False).values_list("raw", "kind__code"))
    codes = [words.get(raw, "") for raw in columns.raws]
    named = np.array([bool(code) for code in codes] or [False])
    keep = named[columns.raw] & np.isfinite(columns.lon) & (columns.minute != UNKNOWN) & ((columns.flags & 1) > 0)
    keep &= (columns.flags & (DUPLICATE | SUPERSEDED)) == 0
    rows = np.flatnonzero(keep)
    if not rows.size:
        return None
    rows = rows[np.argsort(columns.minute[rows], kind="stable")]
    return _Told(
        columns.id[rows],
        columns.lon[rows],
        columns.lat[rows],
        columns.minute[rows],
        [codes[columns.raw[row]] for row in rows],
    )


def _pairs(own: _Told, theirs: _Told) -> list[_Pair]:
    """Pairs, each event in one pair at most, the nearest in time first come."""
    low = np.searchsorted(theirs.minute, own.minute - MINUTES, "left")
    high = np.searchsorted(theirs.minute, own.minute + MINUTES, "right")
    shrink = np.cos(np.radians(own.lat))
    taken: set[int] = set()
    pairs = []
    for place in np.flatnonzero(high > low):
        near = np.arange(low[place], high[place])
        east = (theirs.lon[near] - own.lon[place]) * DEGREE * shrink[place]
        north = (theirs.lat[near] - own.lat[place]) * DEGREE
        away = np.hypot(east, north)
        near, away = near[away <= METRES], away[away <= METRES]
        apart = np.abs(theirs.minute[near] - own.minute[place])
        for one in np.argsort(apart, kind="stable"):
            match = int(near[one])
            if theirs.kind[match] == own.kind[place] and match not in taken:
                taken.add(match)
                pairs.append(_Pair(int(own.id[place]), int(theirs.id[match]), int(apart[one]), round(float(away[one]))))
                break
    return pairs
