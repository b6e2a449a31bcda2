"""The inspector's cabinet: what do I do next, and what do I owe? The only door of this context.

A duty comes from `kernel.duties`: any context registers a source, and the day shows it.

report_of(area_id) -> dict | None      the newest published report of a beat, for its page: shown by REPORT_PART under
                                       REPORT_TITLE (1 query)
acts                                   the writes, for the demonstration: visits, returns, reports
VisitValues, OperationValues, Quarter  what they take
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from senim.cabinet import acts
from senim.cabinet.actions.returns import OperationValues
from senim.cabinet.actions.visits import VisitValues
from senim.cabinet.domain import Outcome, Purpose, Quarter
from senim.cabinet.presenters.wording import TITLE
from senim.cabinet.presenters.words import quarter_words
from senim.cabinet.selectors.reports import published
from senim.kernel.scoping import PUBLIC

__all__ = [
    "REPORT_PART",
    "REPORT_TITLE",
    "OperationValues",
    "Outcome",
    "Purpose",
    "Quarter",
    "VisitValues",
    "acts",
    "report_of",
]

REPORT_TITLE = TITLE
REPORT_PART = "cabinet/parts/on_beat.html"


def report_of(area_id: int, code: str, language: str) -> dict[str, Any] | None:
    """What the page of a beat shows of the newest report; None where none is published. One query."""
    row = next(iter(published(PUBLIC, area_id, limit=1)), None)
    if row is None:
        return None
    texts = row.published["texts"]
    words = (texts.get(language) or {}).get("done") or texts.get("kk", {}).get("done", "")
    return {
        "title": quarter_words(Quarter(row.year, row.quarter), language),
        "words": words,
        "lang": language if (texts.get(language) or {}).get("done") else "kk",
        "at": row.signed_at,
        "url": reverse("cabinet:public_report", args=[code, row.year, row.quarter]),
        "all_url": reverse("cabinet:told", args=[code]),
    }
