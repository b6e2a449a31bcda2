"""What everyone may read of the events of a beat."""

from __future__ import annotations

from math import sqrt
from typing import Any

from senim.incidents.selectors import LEAST, SafeYear
from senim.incidents.wording import feed_name, kind_name
from senim.kernel import formats
from senim.kernel.labels import Label
from senim.web.words import number

_Z = 1.959964
OTHER = Label("Басқалары бірге", "Остальное вместе", "All others together")


def interval(count: int) -> tuple[float, float]:
    """The 95 % interval of the mean of a Poisson count, by Byar's approximation: within 1 % of the exact one from five
    on. Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, 69."""
    more = count + 1
    high = more * (1 - 1 / (9 * more) + _Z / (3 * sqrt(more))) ** 3
    low = count * (1 - 1 / (9 * count) - _Z / (3 * sqrt(count))) ** 3 if count else 0.0
    return max(0.0, low), high


def public_year(found: SafeYear, language: str) -> dict[str, Any]:
    """The twelve months of a beat as rows: kind, events, interval."""
    return {
        "rows": [
            {
                "kind": OTHER.in_(language) if code == "other" else kind_name(code, language),
                "count": number(count),
                "low": number(round(interval(count)[0])),
                "high": number(round(interval(count)[1])),
            }
            for code, count in found.rows
        ],
        "first": formats.day(found.first, language),
        "last": formats.day(found.last, language),
        "least": LEAST,
        "source": ", ".join(feed_name(code, language) for code in found.feeds),
    }
