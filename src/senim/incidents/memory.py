"""What a process keeps of incidents: feeds and words at the present version, arrays within a bound of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.conf import settings

from senim.incidents import arrays
from senim.incidents.arrays import Columns
from senim.incidents.domain import BatchState, FeedKind
from senim.incidents.models import Batch, BatchArrays, Feed, Incident, Kind, KindMap
from senim.kernel.labels import Label
from senim.kernel.versions import Cached, forgets

#: The version that every applied, withdrawn or newly classified file moves.
VERSION = "incidents"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """A feed as memory holds it."""

    id: int
    code: str
    name: Label
    kind: FeedKind
    area_path: str
    rank: int
    zone: str


@dataclass(frozen=True, slots=True)
class KindInfo:
    """A kind of event. harm: None where nobody has settled a weight."""

    code: str
    name: Label
    article: str
    iccs: str
    harm: float | None
    sensitive: bool
    appeals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """An applied batch: its arrays are `stamp`."""

    id: int
    feed_id: int
    version: int
    stamp: int


@dataclass(frozen=True, slots=True)
class State:
    """All that is small. `words`: (feed id, the file's word) to the code of a kind; `appeals`: category to kind;
    `told`: numbers of appeals that stand in a file as well, and are counted there."""

    feeds: dict[int, FeedInfo]
    kinds: dict[str, KindInfo]
    words: dict[tuple[int, str], str]
    batches: tuple[BatchInfo, ...]
    appeals: dict[str, str]
    told: frozenset[str]
    #: Words of files that nobody has given a kind.
    unmapped: tuple[str, ...]

    def feed(self, code: str) -> FeedInfo | None:
        """A feed by its code."""
        return next((one for one in self.feeds.values() if one.code == code), None)


def load() -> State:
    """Read what is small. Five queries."""
    feeds = {
        row.pk: FeedInfo(
            row.pk,
            row.code,
            Label(row.name_kk, row.name_ru, row.name_en),
            FeedKind(row.kind),
            row.area_path,
            row.rank,
            row.zone,
        )
        for row in Feed.objects.order_by("rank", "pk")
    }
    kinds = {
        row.code: KindInfo(
            row.code,
            Label(row.name_kk, row.name_ru, row.name_en),
            row.article,
            row.iccs,
            row.harm,
            row.sensitive,
            tuple(row.appeals),
        )
        for row in Kind.objects.order_by("pk")
    }
    rows = list(KindMap.objects.values_list("feed_id", "raw", "kind__code"))
    words = {(feed, raw): code for feed, raw, code in rows if code}
    unmapped = tuple(sorted({raw for _feed, raw, code in rows if not code}))
    applied = Batch.objects.filter(state=BatchState.APPLIED).order_by("feed_id", "version")
    batches = tuple(BatchInfo(*row) for row in applied.values_list("id", "feed_id", "version", "stamp"))
    told = Incident.objects.filter(superseded_by=None, batch__state=BatchState.APPLIED)
    told = told.exclude(appeal_number="").exclude(batch__feed__kind=FeedKind.SURVEY)
    appeals = {category: one.code for one in kinds.values() for category in one.appeals}
    return State(feeds, kinds, words, batches, appeals, frozenset(told.values_list("appeal_number", flat=True)),
                 unmapped)


_state: Cached[State] = Cached(VERSION, load)


def state() -> State:
    """Feeds, kinds and batches as this process knows them now."""
    return _state.get()


class Shelf(Generic[Value]):
    """Values kept within a bound of bytes, the longest unused dropped first. Safe for threads."""

    def __init__(self, share: float) -> None:
        self._share = share
        self._kept: OrderedDict[Hashable, tuple[int, Value]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        forgets(self.clear)

    def get(self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """The kept value, or a new one from `make`, which is kept unless it alone is over the bound."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][1]
        made = make()
        cost = size(made)
        bound = int(settings.INCIDENTS_MEMORY_BYTES * self._share)
        with self._lock:
            if key not in self._kept and cost <= bound:
                self._kept[key] = (cost, made)
                self._bytes += cost
                while self._bytes > bound:
                    self._bytes -= self._kept.popitem(last=False)[1][0]
        return made

    def clear(self) -> None:
        """Forget everything: after a fork, between two tests."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0


_columns: Shelf[Columns] = Shelf(0.5)


def columns(batch: BatchInfo) -> Columns:
    """The arrays of a batch: from memory, or one query."""
    return _columns.get((batch.id, batch.stamp), lambda: read(batch.id), lambda one: one.nbytes)


def read(batch_id: int) -> Columns:
    """The arrays of a batch from the database."""
    data = BatchArrays.objects.values_list("data", flat=True).get(batch_id=batch_id)
    return arrays.from_bytes(bytes(data))
