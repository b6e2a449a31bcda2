"""Partnership: who agreed to what together?

The only door of this context.

meetings_for(area_path, at) -> dict | None   the part of a beat's page: meetings to come and held (1 query); shown by
                                             "partnership/parts/meetings.html" under the heading MEETINGS
held_between(scope, area_path, since, until) (meetings, residents who came) that were held in a beat (1 query)
looks_personal(text)                         whether a text for everyone seems to name somebody
agenda_of_problem(scope, number)             where a problem file stood on an agenda, with what was decided (2 queries)
acts                                         the writes, for the demonstration: bodies, sessions, minutes, control,
                                             meetings, research; each keyword-only with an actor
BodyValues, MemberValues, BodyKind, Sector, Seat, QuorumKind, ItemOutcome, AgreementValues,
ExportValues, ExportFormat, Dataset          what they take
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from senim.kernel.scoping import PUBLIC
from senim.partnership import acts, presenters
from senim.partnership.actions.bodies import BodyValues, MemberValues
from senim.partnership.actions.research import AgreementValues, ExportValues
from senim.partnership.domain import BodyKind, Dataset, ExportFormat, ItemOutcome, QuorumKind, Seat, Sector
from senim.partnership.policies import looks_personal
from senim.partnership.selectors.bodies import agenda_of_problem
from senim.partnership.selectors.meetings import held_between, public_meetings

__all__ = [
    "MEETINGS",
    "AgreementValues",
    "BodyKind",
    "BodyValues",
    "Dataset",
    "ExportFormat",
    "ExportValues",
    "ItemOutcome",
    "MemberValues",
    "QuorumKind",
    "Seat",
    "Sector",
    "acts",
    "agenda_of_problem",
    "held_between",
    "looks_personal",
    "meetings_for",
]

#: The heading of that part.
MEETINGS = _("Meetings with residents")
#: So many meetings that were held stand on the page of a beat; the others are one link away.
HELD_SHOWN = 3


def meetings_for(area_path: str, at: datetime) -> dict[str, Any] | None:
    """What the page of a beat shows of meetings with residents; None where there is nothing. One query."""
    rows = public_meetings(PUBLIC, area_path, at)
    if not rows:
        return None
    shown = presenters.public_rows(rows)
    return {**shown, "past": shown["past"][:HELD_SHOWN]}
