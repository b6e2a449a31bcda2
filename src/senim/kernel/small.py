"""Small counts that must not single anybody out: pooled, or said as "fewer than"."""

from __future__ import annotations

from collections.abc import Mapping

#: Counts below this are pooled with others or said as "fewer than" it.
LEAST = 5


def masked(n: int, least: int = LEAST) -> int | None:
    """A count for whoever need not know more: None stands for "fewer than `least`", 0 stays 0."""
    return n if n == 0 or n >= least else None


def pooled(counts: Mapping[str, int], least: int = LEAST) -> tuple[list[tuple[str, int]], int]:
    """(what may be named with its count, what is pooled). What is left never stands on fewer than `least`.

    Where the pool would be below `least`, the smallest that may be named joins it, so that nothing can be reckoned
    from the total; with less than `least` in all only the pool is left.
    """
    rows = sorted(((name, n) for name, n in counts.items() if n), key=lambda row: (-row[1], row[0]))
    named = [row for row in rows if row[1] >= least]
    pool = sum(n for _name, n in rows if n < least)
    while 0 < pool < least and named:
        pool += named.pop()[1]
    return named, pool
