"""What everyone may read of the events of a beat."""

from __future__ import annotations

from typing import Any

from senim.incidents.selectors import LEAST, SafeYear
from senim.incidents.wording import feed_name, kind_name
from senim.kernel import formats
from senim.kernel.intervals import poisson
from senim.kernel.labels import Label
from senim.web.words import number

OTHER = Label("Басқалары бірге", "Остальное вместе", "All others together")


def public_year(found: SafeYear, language: str) -> dict[str, Any]:
    """The twelve months of a beat as rows: kind, events, interval."""
    return {
        "rows": [
            {
                "kind": OTHER.in_(language) if code == "other" else kind_name(code, language),
                "count": number(count),
                "low": number(round(poisson(count)[0])),
                "high": number(round(poisson(count)[1])),
            }
            for code, count in found.rows
        ],
        "first": formats.day(found.first, language),
        "last": formats.day(found.last, language),
        "least": LEAST,
        "source": ", ".join(feed_name(code, language) for code in found.feeds),
    }
