"""Reports that may be joined, and the page of whoever joined one: its answer, and nothing of its applicant."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from senim.appeals import catalogue, hooks, letters
from senim.appeals.domain import EVENTS, NEXT_STEPS, OPEN_STATES, PUBLIC_STATES, PublicState, State, seen_as
from senim.appeals.models import Answer, Appeal, Event, Joined
from senim.appeals.presenters.parts import answer_view, card_of, language, promise_rows, qr
from senim.appeals.report import grouped
from senim.appeals.selectors import Near
from senim.appeals.selectors.held import as_it_stands
from senim.kernel.clock import now
from senim.territory import api as territory

#: Steps of the history that say nothing of the applicant.
SHARED = frozenset({
    "opened", "answered", "interim", "transferred", "handed", "redirected", "extended", "suspended", "resumed",
    "escalated", "reopened", "closed", "due_moved",
})


class NearRow(NamedTuple):
    """An open report as a stranger sees it."""

    number: str
    category: str
    place: str
    age: str


def near_row(one: Near) -> NearRow:
    """What, roughly where, how old: in words."""
    beat = territory.name_of(territory.area(one.area_id), language()) if one.area_id else ""
    near = _("about half a kilometre around your place") if one.by_point else _("in the same neighbourhood")
    place = ", ".join(filter(None, (near, beat)))
    return NearRow(one.number, str(catalogue.category(one.category).label), place, age(one.days))


def age(days: int) -> str:
    """How old a report is, by days: an hour would tell who called."""
    if days < 2:
        return _("today") if days < 1 else _("yesterday")
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


class Followed(NamedTuple):
    """What the letter and the page need of the appeal: no word of it."""

    number: str
    received_at: Any


def joined_context(row: Joined, secret: str) -> dict[str, Any]:
    """The page of whoever joined. What was answered before they came was written to somebody else: it is not shown."""
    appeal = as_it_stands(row.appeal)
    closed = letters.is_closed_to_joined(appeal)
    state = _state(appeal)
    link = letters.link(secret, language())
    answered = not closed and appeal.answered_at is not None and not row.again
    return {
        "row": row,
        "appeal": Followed(appeal.number, row.joined_at),
        "secret": secret,
        "code": grouped(secret),
        "link": link,
        "qr": qr(link),
        "closed": closed,
        "category": str(catalogue.category(appeal.category).label),
        "state": str(PUBLIC_STATES[state]),
        "next": str(NEXT_STEPS[state]) if state is not PublicState.WITHDRAWN else "",
        "withdrawn": state is PublicState.WITHDRAWN,
        "answers": [] if closed else _answers(appeal, row),
        "card": None if closed else card_of(appeal.holder_id),
        "promises": promise_rows(appeal) if appeal.state in OPEN_STATES and not closed else [],
        "timeline": [] if closed else _timeline(appeal, row),
        "rating_url": hooks.rating_link(hooks.proof_of(row.secret_hash, appeal.reopened)) if answered else "",
        "followup": answered and row.solved_at is None and _is_asked(appeal),
    }


def _state(appeal: Appeal) -> PublicState:
    """A question to the applicant is no question to whoever joined."""
    found = seen_as(appeal.state)
    return PublicState.IN_WORK if found is PublicState.NEEDS_YOU else found


def _answers(appeal: Appeal, row: Joined) -> list[dict[str, Any]]:
    given: list[Answer] = [one for one in appeal.answers_given.all() if one.at >= row.joined_at]
    return [{**answer_view(one, appeal, lambda _file: ""), "files": []} for one in given]


def _timeline(appeal: Appeal, row: Joined) -> list[dict[str, Any]]:
    seen: list[Event] = [one for one in appeal.events.all() if one.at >= row.joined_at and one.type in SHARED]
    return [{"title": str(EVENTS[one.type]), "at": one.at, "text": "", "by": ""} for one in seen]


def _is_asked(appeal: Appeal) -> bool:
    asked = getattr(appeal, "followup", None)
    return asked is not None and asked.due_at <= now() and appeal.state in {State.ANSWERED, State.CLOSED}
