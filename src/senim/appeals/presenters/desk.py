"""The officer's desk: rows of a list, one appeal whole, what may be chosen for it."""

from __future__ import annotations

import json
import math
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from senim.appeals import catalogue, hooks, routing, selectors
from senim.appeals.domain import CHANNELS, KNOWN_AS, STATES, Channel, KnownAs, MessageKind, State
from senim.appeals.models import Appeal, AppealFile, Body
from senim.appeals.permissions import HELPERS, WORKERS
from senim.appeals.presenters.parts import (
    answer_rows,
    answer_view,
    card_of,
    file_row,
    language,
    promise_rows,
    referral_row,
    timeline,
)
from senim.kernel.clock import now
from senim.kernel.scoping import PUBLIC, Role, Scope
from senim.kernel.text import sort_key
from senim.staff import api as staff
from senim.territory import api as territory

ANY_NUMBER = "0000-0000-0"
OPEN_TO_WORK = frozenset({State.NEW, State.IN_WORK, State.ASKED, State.HANDED})


class QueueRow(NamedTuple):
    """A row of a list in words: what is owed and by when, what, where, how it stands."""

    language: str
    number: str
    url: str
    category: str
    state: str
    owed: str
    owed_at: datetime | None
    mark: tuple[str, str, str] | None
    tags: tuple[tuple[str, str], ...]
    short: str
    place: str
    #: In which language `short` was written.
    spoken: str = ""


def queue_row(appeal: Appeal) -> QueueRow:
    """The row of an appeal, from memory where nothing of it has changed: a page draws fifty of them."""
    left = (appeal.owed_at - now()).total_seconds() if appeal.owed_at else math.inf
    text = "" if appeal.sensitive else appeal.text
    place = "" if appeal.sensitive else appeal.place
    facts = (appeal.number, appeal.category, appeal.state, appeal.owed_at, appeal.first_answer_at is None)
    flags = (appeal.sensitive, appeal.danger, appeal.reopened, getattr(appeal, "people", 0))
    spoken = "" if appeal.sensitive else appeal.language
    return _row(language(), facts, flags, text, place, left < 0, left < 86_400, spoken)


@lru_cache(maxsize=4096)
def _row(
    language: str,
    facts: tuple[str, str, str, datetime | None, bool],
    flags: tuple[bool, bool, int, int],
    text: str,
    place: str,
    late: bool,
    soon: bool,
    spoken: str,
) -> QueueRow:
    number, category, state, owed_at, unanswered = facts
    sensitive, danger, reopened, people = flags
    near = ("soon", "warn", _("soon")) if soon else None
    return QueueRow(
        language,
        number,
        _desk_url(language).replace(ANY_NUMBER, number),
        str(catalogue.category(category).label),
        str(STATES[State(state)]),
        _owed(state, owed_at, unanswered),
        owed_at,
        ("late", "bad", _("late")) if late else near,
        (*[("bad", _("danger"))] * danger, *[("warn", _("reopened"))] * reopened, *_joined_tag(people)),
        _("Sensitive: open to read") if sensitive else shorten(text),
        place or "—",
        spoken,
    )


def _joined_tag(people: int) -> list[tuple[str, str]]:
    return [("info", ngettext("+%(n)s person", "+%(n)s people", people) % {"n": people})] if people else []


@cache
def _desk_url(language: str) -> str:  # noqa: ARG001 - reverse() reads it; the cache needs it
    """The address of an appeal on the desk with a number to put in: reversing fifty is a tenth of a page's time."""
    return reverse("appeals:desk", args=[ANY_NUMBER])


def shorten(text: str, limit: int = 140) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= limit else plain[: limit - 1].rsplit(" ", 1)[0] + "…"


def owed_words(appeal: Appeal) -> str:
    """What is owed next, in words."""
    return _owed(appeal.state, appeal.owed_at, appeal.first_answer_at is None)


def _owed(state: str, owed_at: datetime | None, unanswered: bool) -> str:
    if state == State.ASKED:
        return _("waiting for the applicant")
    if state == State.REOPEN_ASKED:
        return _("a head decides on reopening")
    if owed_at is None:
        return "—"
    return _("first answer") if unanswered else _("final answer")


def post_label(post_id: int) -> str:
    card = card_of(post_id)
    return f"{card.title} — {card.name or _('vacant')}" if card else str(post_id)


def channel_label(appeal: Appeal) -> str:
    return str(CHANNELS[Channel(appeal.channel)])


def map_link(appeal: Appeal) -> str:
    """A geo: address, which a phone opens in its own map program; nothing is fetched from outside."""
    return (
        f"geo:{appeal.lat},{appeal.lon}?q={appeal.lat},{appeal.lon}({quote(appeal.number)})"
        if appeal.lon is not None
        else ""
    )


def facts_json(appeal: Appeal) -> str:
    """The routing facts as they were, for the trace that a specialist opens."""
    return json.dumps(appeal.route.get("facts", {}), ensure_ascii=False, indent=1)


def about_words(appeal: Appeal) -> str:
    """Whom a complaint about an officer is about; "" for any other appeal."""
    if appeal.about_post_id is None:
        return _("Somebody else, or I do not know") if appeal.about_unknown else ""
    title = staff.post_title(appeal.about_post_id, language())
    return ": ".join(filter(None, (title, staff.person_name(appeal.about_account_id, language()))))


def desk_context(appeal: Appeal, viewer: Any) -> dict[str, Any]:
    """The whole of one appeal for staff."""

    def url_of(row: AppealFile) -> str:
        return reverse("appeals:desk_file", args=[appeal.number, row.pk])

    item = catalogue.category(appeal.category)
    house = viewer.has(*WORKERS, *HELPERS, Role.OPERATOR, Role.PROSECUTOR)  # the council reads no talk among officers
    return {
        "appeal": appeal,
        "category": str(item.label),
        "group": next(str(group.label) for group in catalogue.GROUPS if group.code == item.group),
        "state": str(STATES[State(appeal.state)]),
        "owed": owed_words(appeal),
        "promises": promise_rows(appeal),
        "why": routing.sentences(appeal.route, language()),
        "facts": facts_json(appeal),
        "card": card_of(appeal.holder_id),
        "answer_rows": [{"key": key, "value": value} for key, value in answer_rows(item, appeal.answers)],
        "known_as": str(KNOWN_AS[KnownAs(appeal.known_as)]),
        "channel": channel_label(appeal),
        "messages_list": [one for one in appeal.messages.all() if house or one.kind != MessageKind.NOTE],
        "answers": [answer_view(answer, appeal, url_of) for answer in appeal.answers_given.all()],
        "files": [file_row(row, url_of(row)) for row in appeal.files.all() if row.answer_id is None],
        "timeline": timeline([event for event in appeal.events.all() if house or event.public], internal=True),
        "referrals": [referral_row(one) for one in appeal.referrals.all()],
        "origin": hooks.origin(viewer, appeal.pk, appeal.number),
        "ratings": hooks.ratings(viewer, appeal.pk) if appeal.first_answer_at or appeal.reopened else [],
        "paused": any(pause.ended_at is None for pause in appeal.pauses.all()),
        "map_url": map_link(appeal),
        "viewer": viewer,
        "about": about_words(appeal),
        "beat": territory.name_of(territory.area(appeal.area_id), language()) if appeal.area_id else "",
        "people": selectors.people_joined(viewer, appeal),
        **_links(appeal, viewer),
    }


def _links(appeal: Appeal, viewer: Scope) -> dict[str, Any]:
    """Other appeals of the same matter, both ways, each with its door."""
    found = selectors.linked(viewer, appeal)
    below = [
        {"number": number, "url": reverse("appeals:desk", args=[number]), "state": str(STATES[State(state)])}
        for number, state in found.below
    ]
    main = {"number": found.main, "url": reverse("appeals:desk", args=[found.main])} if found.main else None
    return {"linked_main": main, "linked_below": below, "is_linked": appeal.duplicate_of_id is not None}


def templates_for(appeal: Appeal) -> list[dict[str, str]]:
    """Beginnings of an answer for this category, in the applicant's language."""
    rows = [row for row in selectors.templates(PUBLIC) if appeal.category.startswith(row.category)]
    return [{"title": row.title.get(language(), ""), "text": row.text.get(appeal.language, "")} for row in rows]


def post_choices(scope: Scope) -> list[tuple[int, str]]:
    """Posts that may hold an appeal in the same district: for a transfer or an assignment."""
    found = _posts_near(scope, Role.INSPECTOR, Role.JUVENILE, Role.DUTY, Role.HEAD)
    return [(post, post_label(post)) for post in found if post not in scope.posts()]


def officer_choices(scope: Scope) -> list[tuple[int, str]]:
    """Posts of the same district that a complaint may be about, one's own among them."""
    roles = (Role.INSPECTOR, Role.JUVENILE, Role.ASSISTANT, Role.DUTY, Role.OPERATOR, Role.HEAD)
    return [(post, post_label(post)) for post in _posts_near(scope, *roles)]


def _posts_near(scope: Scope, *roles: Role) -> list[int]:
    roots = {"/".join(path.split("/")[:4]) + "/" for path in scope.paths()}
    return list(dict.fromkeys(post for root in roots for role in roles for post in staff.posts_of_role(role, root)))


def body_choices(appeal: Appeal) -> list[tuple[int, str]]:
    """The other bodies that can be asked about an appeal: the nearest area first, then in the order of the language."""

    def order(row: Body) -> tuple[int, object]:
        return -row.area_path.count("/"), sort_key(name(row))

    def name(row: Body) -> str:
        return str(getattr(row, f"name_{language()}"))

    return [(row.pk, name(row)) for row in sorted(selectors.bodies(PUBLIC, appeal.area_path), key=order)]
