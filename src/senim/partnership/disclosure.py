"""The disclosure check: whoever reads an export must not be able to find one person in it.

Every combination of the columns that could point at somebody is shared by at least k rows. On the way there: columns
are made coarser as a whole, as little as will do; what is still rare is pooled under one value of the
last column; what is rare even then is withheld. A combination whose rows all ended alike tells the ending of everybody
in it, so there the ending is not told. Withheld rows are never fewer than k, or their number would tell of them.
Plain data in, plain data out; no Django.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

#: What stands for several rare values put together, and for a value that is not told.
POOLED, WITHHELD = "other", "withheld"
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that could point at somebody: its name, its steps (name, coarsener) from fine to coarse."""

    name: str
    steps: tuple[tuple[str, Callable[[str], str]], ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """k rows at least, so many kinds of ending at least, at most so many per cent withheld."""

    k: int
    kinds: int
    withheld_most: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What may leave. rows: sorted, so that their order tells nothing; levels: column to the step that was taken."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    levels: Mapping[str, str]
    withheld: int
    pooled: int
    untold: int
    smallest: int
    refused: str = ""


@dataclass(slots=True)
class _Grouped:
    """Counts of each combination of raw values, so that a try costs combinations and not rows."""

    columns: Sequence[Column]
    counts: Counter[Row] = field(default_factory=Counter)

    def coarse(self, raw: Row, level: Sequence[int]) -> Row:
        return tuple(column.steps[at][1](value) for column, at, value in zip(self.columns, level, raw, strict=True))

    def cells(self, level: Sequence[int]) -> Counter[Row]:
        found: Counter[Row] = Counter()
        for raw, count in self.counts.items():
            found[self.coarse(raw, level)] += count
        return found


def check(
    rows: Sequence[Mapping[str, str]], columns: Sequence[Column], endings: Sequence[str], terms: Terms
) -> Checked:
    """Make rows safe. columns could point at somebody; endings are what must not be learnt of somebody.

    `refused` of the result: "too_small" (fewer rows than k), "too_thin" (too much would have to be withheld).
    """
    head = (*(column.name for column in columns), *endings)
    if len(rows) < terms.k:
        return Checked(head, (), {}, len(rows), 0, 0, 0, "too_small")
    grouped = _Grouped(columns)
    for row in rows:
        grouped.counts[tuple(row[column.name] for column in columns)] += 1
    level = _levels(grouped, len(rows), terms)
    place = _places(grouped, level, terms.k)
    kept: dict[Row, list[Row]] = defaultdict(list)
    for row in rows:
        cell = place[tuple(row[column.name] for column in columns)]
        if cell is not None:
            kept[cell].append(tuple(row[name] for name in endings))
    withheld = len(rows) - sum(map(len, kept.values()))
    while 0 < withheld < terms.k and kept:
        withheld += len(kept.pop(min(kept, key=lambda cell: (len(kept[cell]), cell))))
    levels = {column.name: column.steps[at][0] for column, at in zip(columns, level, strict=True)}
    if not kept or withheld * 100 > terms.withheld_most * len(rows):
        return Checked(head, (), levels, withheld, 0, 0, 0, "too_thin")
    return _written(head, kept, levels, withheld, terms)


def _levels(grouped: _Grouped, total: int, terms: Terms) -> Sequence[int]:
    """The finest steps that withhold little enough; where there are none, those that withhold least.

    All combinations of steps are tried: there are some dozens, and a greedy way coarsens what it need not.
    """
    tries = []
    for level in product(*(range(len(column.steps)) for column in grouped.columns)):
        lost = _lost(grouped, level, terms.k)
        coarse = sum(at / len(column.steps) for at, column in zip(level, grouped.columns, strict=True))
        is_thin = lost * 100 > terms.withheld_most * total
        tries.append(((is_thin, lost if is_thin else 0, coarse, lost, level), level))
    return min(tries)[1]


def _lost(grouped: _Grouped, level: Sequence[int], k: int) -> int:
    """How many rows these steps would withhold, with those that must go along so that the few do not stand out."""
    cells = grouped.cells(level)
    rare = _rare(cells, k)
    lost = sum(count for count in rare.values() if count < k)
    kept = sorted([count for count in cells.values() if count >= k] + [n for n in rare.values() if n >= k])
    for count in kept:
        if not 0 < lost < k:
            break
        lost += count
    return lost


def _rare(cells: Mapping[Row, int], k: int) -> Counter[Row]:
    """Rows in rare combinations, counted without their last column: what could be pooled."""
    rare: Counter[Row] = Counter()
    for cell, count in cells.items():
        if count < k:
            rare[cell[:-1]] += count
    return rare


def _places(grouped: _Grouped, level: Sequence[int], k: int) -> dict[Row, Row | None]:
    """For each combination of raw values where it comes to stand: as it is, pooled, or (None) withheld."""
    cells = grouped.cells(level)
    rare = _rare(cells, k)
    places: dict[Row, Row | None] = {}
    for raw in grouped.counts:
        cell = grouped.coarse(raw, level)
        pooled = (*cell[:-1], POOLED)
        places[raw] = cell if cells[cell] >= k else pooled if rare[cell[:-1]] >= k else None
    return places


def _written(
    head: tuple[str, ...], kept: Mapping[Row, list[Row]], levels: Mapping[str, str], withheld: int, terms: Terms
) -> Checked:
    rows: list[Row] = []
    untold = 0
    for cell, endings in kept.items():
        hidden = [len(set(values)) < terms.kinds for values in zip(*endings, strict=True)]
        untold += sum(hidden) * len(endings)
        for ending in endings:
            told = (WITHHELD if hide else value for value, hide in zip(ending, hidden, strict=True))
            rows.append((*cell, *told))
    pooled = sum(len(endings) for cell, endings in kept.items() if cell[-1] == POOLED)
    return Checked(head, tuple(sorted(rows)), levels, withheld, pooled, untold, min(map(len, kept.values())))
