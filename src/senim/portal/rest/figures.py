"""What is published of a beat: promises kept, ratings; each with its definition, n, interval, period and source."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from senim.kernel.clock import now
from senim.portal import presenters
from senim.portal.rest import answers
from senim.portal.rest.door import Asked, Reply
from senim.portal.rest.places import area_of
from senim.portal.rest.words import area_brief, moment
from senim.quality import api as quality

PROMISES = ("promise.first_answer", "promise.term", "promise.both")


def of_area(asked: Asked) -> Reply:
    """The published figures of an area. Two queries."""
    info, at = area_of(asked.parts["area"]), now()
    kept, rated = quality.promises(info.id), quality.published(info.id, at)
    since = at - quality.WINDOW
    found = [
        _figure(code, stat, kept.since, kept.until)
        for code, stat in zip(PROMISES, presenters.promises(kept), strict=True)
    ]
    shown = presenters.ratings(rated, at)
    found += [_figure("rating.on_time_and_good", stat, since, at) for stat in shown["stats"]]
    found += [_figure(f"rating.{code}", stat, since, at) for code, stat in _rated(rated)]
    value: answers.Figures = {
        "area": area_brief(info), "figures": found, "asked": shown["asked"], "answered": shown["answered"],
    }
    return Reply(value)


def _rated(found: quality.Published) -> list[tuple[str, dict[str, Any]]]:
    """Of each criterion the share of good marks."""
    words = _("Of those who gave a mark, how many gave 4 or 5. “%(question)s”")
    source = _("Ratings of this beat in Senim; 95 % interval by Wilson (1927).")
    rows = []
    for one in found.criteria:
        name, question, _hint = quality.CRITERIA[one.criterion]
        told = words % {"question": question}
        rows.append((str(one.criterion), presenters.stat(name, one.good, told, source, "", quality.PUBLISH_FROM)))
    return rows


def _figure(code: str, stat: dict[str, Any], since: datetime, until: datetime) -> answers.Figure:
    """A figure as the page shows it: what stands on too few cases has no value."""
    hidden = stat["too_few"]
    return {
        "code": code, "name": str(stat["label"]), "definition": str(stat["definition"]), "source": str(stat["source"]),
        "unit": "%", "n": stat["n"], "least": stat["least"],
        "value": None if hidden else stat["value"], "low": None if hidden else stat["low"],
        "high": None if hidden else stat["high"], "since": moment(since), "until": moment(until),
    }
