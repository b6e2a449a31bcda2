"""The inspector's cabinet: what do I do next, and what do I owe? The only door of this context.

A duty comes from `kernel.duties`: any context registers a source, and the day shows it.

report_of(area_id) -> dict | None      the newest published report of a beat, for its page: shown by REPORT_PART under
                                       REPORT_TITLE (1 query)
acts                                   the writes, for the demonstration: visits, returns, reports
VisitValues, OperationValues, Quarter  what they take
day_of(scope, on) -> Day               what is owed, in order, with the walk; WRITERS are those who write visits down
place_of(scope, words, lon, lat, path), post_for(scope, path, first)   where a visit was, and whose it is
visits_in(path, since, until) -> Counted   visits of an area in some days, by beat path, post and purpose (1 query)
visits_about(scope, key, since), visit_of(scope, id), rows_of(visit)    what others wrote of a matter meanwhile
visits_of(scope, limit)                the newest visits that a person may read
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from senim.cabinet import acts
from senim.cabinet.actions.returns import OperationValues
from senim.cabinet.actions.visits import VisitValues
from senim.cabinet.counting import of_beat as visits_in
from senim.cabinet.domain import OUTCOMES, PURPOSES, Outcome, Purpose, Quarter
from senim.cabinet.models import Visit
from senim.cabinet.permissions import WRITERS
from senim.cabinet.presenters.visits import chosen, post_for, visit_page
from senim.cabinet.presenters.wording import TITLE
from senim.cabinet.presenters.words import quarter_words
from senim.cabinet.selectors.day import day as day_of
from senim.cabinet.selectors.reports import published
from senim.cabinet.selectors.visits import Place, written_since
from senim.cabinet.selectors.visits import visit as visit_of
from senim.cabinet.selectors.visits import visits as visits_of
from senim.kernel.scoping import PUBLIC, Scope, within

__all__ = [
    "OUTCOMES",
    "PURPOSES",
    "REPORT_PART",
    "REPORT_TITLE",
    "WRITERS",
    "OperationValues",
    "Outcome",
    "Purpose",
    "Quarter",
    "VisitValues",
    "acts",
    "day_of",
    "place_of",
    "post_for",
    "report_of",
    "rows_of",
    "visit_of",
    "visits_about",
    "visits_in",
    "visits_of",
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


def place_of(scope: Scope, words: str, lon: float | None, lat: float | None, path: str = "") -> Place:
    """A place as it was said: by its position, by the area it was chosen from where that is an own one, by its words.

    At most two queries. Raises Refused where nothing was said.
    """
    if words.strip() and lon is None and path and within(path, scope.paths(*WRITERS)):
        return Place(words.strip(), path, None, None)
    return chosen(scope, {"typed": words, "where": "", "lon": lon, "lat": lat}, {})


def visits_about(scope: Scope, about: str, since: datetime) -> list[Visit]:
    """What others wrote of a matter since a moment, as far as the asker may read it. One query."""
    return [one for one in written_since(scope, about, since) if one.account_id != scope.account_id]


def rows_of(one: Visit) -> list[dict[str, str]]:
    """A visit as rows of words: what a person compares with an own version."""
    return [{"key": str(row["key"]), "value": str(row["value"])} for row in visit_page(one, may=False)["rows"]]
