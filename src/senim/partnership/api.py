"""Partnership: who agreed to what together?

The only door of this context.

meetings_for(area_path, at) -> dict | None   for a beat's page: meetings to come and held (1 query); shown by
                                             "partnership/parts/meeting_rows.html" under the heading MEETINGS
meeting(scope, meeting_id) -> Meeting        one meeting for staff of its area (2 queries)
on_meeting(shower)                           a later context adds a part to the page of a meeting: see `hooks`
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

from senim.kernel.personal import looks_personal
from senim.kernel.scoping import PUBLIC
from senim.partnership import acts, presenters
from senim.partnership.actions.bodies import BodyValues, MemberValues
from senim.partnership.actions.research import AgreementValues, ExportValues
from senim.partnership.domain import BodyKind, Dataset, ExportFormat, ItemOutcome, QuorumKind, Seat, Sector
from senim.partnership.hooks import on_meeting
from senim.partnership.selectors.bodies import agenda_of_problem
from senim.partnership.selectors.meetings import held_between, meeting, public_meetings

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
    "meeting",
    "meetings_for",
    "on_meeting",
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
