"""Incidents: what happened where, and how do we know? The only door of this context.

    selection = Selection(kinds=("burglary",), paths=("/1/19/",), since=date(2026, 1, 1))
    found = events(scope, selection)      # numpy arrays, cut to the areas of the scope; found.lineage: what it rests on
    panels(scope, selection, "kk")        # every view: map, clock, trend, calendar, concentration, repeats, comparison
    survey_choices(scope, "kk"), survey_layer(scope, selection, "kk", value)   # answers of residents, shares by beat
    start_run(actor, "scan", selection, {})   # runs behind; run(scope, id) finds it, cancel(actor, id) stops it
    is_sensitive(code)                    # a kind or category whose places leave no function
    is_stale(lineage)                     # whether the rows under a figure have changed since

Only numpy and shapely are loaded here: methods of `senim_analysis` run in the job worker ("scan", "near_repeat",
"hot_spots"). Places of sensitive kinds (domestic violence) leave no function of this module. Residents' appeals join
with categories that are mapped to kinds, and are not counted where a file tells of the same appeal.
A candidate of a scan goes to a problem file by address: problems:open?selection=JSON&run=ID.
For the public: safe_counts(area_path) -> [(kind, events)], pooled, never a point; year_for(area_path, at, language):
the part of the page of a beat.
Bulk (the demonstration): create_feed(...), bring_in(actor=, feed=, name=, content=).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from senim.incidents import actions, presenters, selectors
from senim.incidents.actions import bring_in, create_feed
from senim.incidents.domain import FeedKind, Lineage, Method, RunState, Selection
from senim.incidents.events import Events, events
from senim.incidents.memory import FeedInfo
from senim.incidents.models import Run
from senim.incidents.panels import Panel, panels, survey_layer
from senim.incidents.selectors import feeds, is_stale, kinds, run, run_is_stale, safe_counts
from senim.incidents.surveys import choices as survey_choices
from senim.incidents.wording import feed_name, is_sensitive, kind_name, path_name
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

#: The part of the page of a beat: its heading and its template.
YEAR = Label(
    "Мұнда 12 айда не тіркелді", "Что зарегистрировано здесь за 12 месяцев", "What was recorded here in 12 months"
)
YEAR_TEMPLATE = "incidents/parts/year.html"
__all__ = [
    "YEAR",
    "YEAR_TEMPLATE",
    "Events",
    "FeedInfo",
    "FeedKind",
    "Lineage",
    "Method",
    "Panel",
    "Run",
    "RunState",
    "Selection",
    "bring_in",
    "cancel",
    "create_feed",
    "events",
    "feed_name",
    "feeds",
    "is_sensitive",
    "is_stale",
    "kind_name",
    "kinds",
    "panels",
    "path_name",
    "run",
    "run_is_stale",
    "safe_counts",
    "start_run",
    "survey_choices",
    "survey_layer",
    "take_along",
    "year_for",
]


def year_for(area_path: str, at: datetime, language: str) -> dict[str, Any] | None:
    """What the page of a beat shows of the twelve months before; None where there is nothing to tell."""
    found = selectors.safe_year(area_path, at)
    return presenters.public_year(found, language) if found else None


def start_run(actor: Actor, method: str, selection: Selection, parameters: dict[str, Any] | None = None) -> Run:
    """Ask for an analysis behind: "scan", "near_repeat" or "hot_spots". Raises NotYours, Refused."""
    return actions.start_run(actor=actor, method=method, selection=selection, parameters=parameters)


def take_along(actor: Actor, panel: Panel, selection: Selection, language: str) -> bytes:
    """The table of a view as CSV for somebody who takes it along; written down. Raises NotYours."""
    return actions.take_along(actor=actor, panel=panel, selection=selection, language=language)


def cancel(actor: Actor, run_id: int) -> None:
    """Stop a run. Raises NotYours, Refused where it has ended."""
    actions.cancel_run(actor=actor, run=selectors.run(actor.scope, run_id))
