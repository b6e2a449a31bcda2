"""By what metres become minutes: the file of the release, and above it what somebody has set, with its source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from senim.kernel.versions import Cached
from senim.reach.domain import Code
from senim.reach.models import Yardstick

#: Moves when a yardstick is set or a point's state recorded.
VERSION = "reach"


@dataclass(frozen=True, slots=True)
class Measure:
    """One yardstick: value, source, mark (own, secondary, set), and since when (None: with the release)."""

    code: Code
    value: float
    source: str
    mark: str
    since: date | None = None


@lru_cache(maxsize=1)
def of_the_release() -> dict[Code, Measure]:
    """What the file says."""
    rows = tomllib.loads(files("senim.reach").joinpath("yardsticks.toml").read_text("utf-8"))
    return {Code(code): Measure(Code(code), row["value"], row["source"], row["mark"]) for code, row in rows.items()}


def _load() -> list[tuple[Code, float, str, date]]:
    rows = Yardstick.objects.order_by("valid_from", "id").values_list("code", "value", "source", "valid_from")
    return [(Code(code), value, source, since) for code, value, source, since in rows]


_cached: Cached[list[tuple[Code, float, str, date]]] = Cached(VERSION, _load)


def on(day: date) -> dict[Code, Measure]:
    """The yardsticks of a day. No query from memory."""
    found = dict(of_the_release())
    for code, value, source, since in _cached.get():
        if since <= day:
            found[code] = Measure(code, value, source, "set", since)
    return found
