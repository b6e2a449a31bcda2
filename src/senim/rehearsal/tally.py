"""Counting a rehearsal: what moves from whom to whom, which promises hang on it, where. Grows with places alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from senim.appeals import api as appeals
from senim.appeals.api import replay
from senim.kernel.intervals import poisson, wilson
from senim.rehearsal.domain import LEAST, SQUARE

#: No more squares than these on a map: the fullest first.
MOST_SQUARES = 1500
Way = tuple[int | None, int | None, int | None, int | None]


@dataclass
class Tally:
    """moves: (beat, beat, post, post) -> [appeals, promises due, kept]; a beat or post of None is none."""

    as_of: datetime
    hours: int | None = None
    n: int = 0
    moved: int = 0
    other_beat: int = 0
    nobody: int = 0
    still_open: int = 0
    moves: dict[Way, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    before: Counter[int | None] = field(default_factory=Counter)
    after: Counter[int | None] = field(default_factory=Counter)
    due: Counter[int | None] = field(default_factory=Counter)
    kept: Counter[int | None] = field(default_factory=Counter)
    squares: Counter[tuple[int, int]] = field(default_factory=Counter)
    rules: Counter[int | None] = field(default_factory=Counter)
    #: due, kept as it was, kept with the other promise, of those: no longer kept, newly kept.
    promise: list[int] = field(default_factory=lambda: [0, 0, 0, 0, 0])
    #: The same by group of categories: a single category may be too few people.
    groups: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0, 0]))

    def add(self, row: replay.PastRow, places: tuple[Any, Any], posts: tuple[int | None, int | None]) -> None:
        """Count one appeal."""
        self.n += 1
        one, other = posts
        self.before[one] += 1
        self.after[other] += 1
        self.still_open += row.is_open
        if row.due:
            self.due[row.holder_id] += 1
            self.kept[row.holder_id] += row.kept
        self.other_beat += places[0].area_id != places[1].area_id
        if one != other:
            self._moved(row, places, posts)
        if self.hours is not None:
            self._promise(row, self.hours)

    def _moved(self, row: replay.PastRow, places: tuple[Any, Any], posts: tuple[int | None, int | None]) -> None:
        self.moved += 1
        self.nobody += posts[1] is None
        cell = self.moves[places[0].area_id, places[1].area_id, *posts]
        cell[0] += 1
        cell[1] += row.due
        cell[2] += row.kept
        if row.lon is not None and row.lat is not None and not row.sensitive:
            self.squares[int(row.lon // SQUARE[0]), int(row.lat // SQUARE[1])] += 1

    def _promise(self, row: replay.PastRow, hours: int) -> None:
        other = replay.due_with(row, hours)
        if not row.due or other > self.as_of:
            return
        kept = row.first_answer_at is not None and row.first_answer_at <= other
        group = self.groups[appeals.category(row.category).group]
        for at, counts in enumerate((True, row.kept, kept, row.kept and not kept, kept and not row.kept)):
            self.promise[at] += counts
            group[at] += counts

    def told(self) -> dict[str, Any]:
        """As JSON keeps it."""
        rows = sorted(self.moves.items(), key=lambda one: [x or 0 for x in one[0]])
        low, high = poisson(self.moved)
        expected = [self._expected(to, counts[1]) for (_a, _b, _from, to), counts in rows]
        return {
            "n": self.n,
            "moved": self.moved,
            "moved_bounds": [low, high],
            "other_beat": self.other_beat,
            "nobody": self.nobody,
            "open": self.still_open,
            "moves": [
                {"beats": list(way[:2]), "posts": list(way[2:]), "n": n, "due": due, "kept": kept, "expect": expect}
                for (way, (n, due, kept)), expect in zip(rows, expected, strict=True)
            ],
            "expected": _whole([(counts, expect) for (_w, counts), expect in zip(rows, expected, strict=True)]),
            "posts": [
                [post, self.before[post], self.after[post]]
                for post in sorted({*self.before, *self.after}, key=lambda one: one or 0)
                if self.before[post] != self.after[post]
            ],
            "squares": [[x, y, n] for (x, y), n in self.squares.most_common(MOST_SQUARES)],
            "rules": [[rule, n] for rule, n in sorted(self.rules.items(), key=lambda one: -one[1])],
            "promise": self.promise if self.hours is not None else None,
            "groups": [[group, counts] for group, counts in sorted(self.groups.items())],
        }

    def _expected(self, post: int | None, due: int) -> list[float] | None:
        """How many of `due` promises a post keeps by its own share in the period: middle, low, high."""
        share = wilson(self.kept[post], self.due[post]) if post is not None else None
        if share is None or share.n < LEAST:
            return None
        return [round(due * part, 2) for part in (share.share, share.low, share.high)]


def _whole(rows: list[tuple[list[int], list[float] | None]]) -> dict[str, Any]:
    """All moved promises together: as they were kept, as they would be, and of how many nothing can be said."""
    known = [(counts, expect) for counts, expect in rows if expect is not None]
    return {
        "due": sum(counts[1] for counts, _ in known),
        "kept": sum(counts[2] for counts, _ in known),
        "expect": [round(sum(expect[at] for _, expect in known), 1) for at in range(3)],
        "unknown": sum(counts[1] for counts, expect in rows if expect is None),
    }
