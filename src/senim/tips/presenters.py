"""What the pages show: plain values in the language of the page."""

from __future__ import annotations

from typing import Any

from senim.kernel import clock
from senim.kernel.clock import now, today
from senim.kernel.scoping import PUBLIC, Role, Scope
from senim.kernel.small import masked
from senim.staff import api as staff
from senim.territory import api as territory
from senim.tips import selectors
from senim.tips.actions.keeping import first_look, kept_days
from senim.tips.domain import EVENTS, LEAST, OUTCOMES, STATES, TOPICS, WAYS, Outcome, State, Told, Topic, Way
from senim.tips.models import Event, Naming, Tip
from senim.tips.permissions import HANDLERS, could_handle
from senim.tips.words import SAFETY_FIRST, SAFETY_FOR_HANDLER, statement
from senim.web.context import LANGUAGES

TAGS = {State.NEW: "warn", State.OPEN: "info", State.HANDED: "info", State.CLOSED: "good", State.PURGED: ""}


def before(way: Way, language: str) -> dict[str, Any]:
    """The statement that stands before the form."""
    hidden, open_ = statement(way.value, language, kept_days(today()))
    return {"way": way.value, "hidden": hidden, "open": open_, "safety": [one.in_(language) for one in SAFETY_FIRST]}


def figures(language: str) -> dict[str, Any] | None:
    """How many messages the twelve whole months before this one brought, pooled; None where there are too few."""
    until = clock.local(now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    since = until.replace(year=until.year - 1)
    regions = [area.id for area in territory.areas_list(territory.Level.REGION)]
    found = selectors.public_counts(PUBLIC, regions, since, until)
    if found is None:
        return None
    rows = [(TOPICS[Topic(topic)].in_(language), n) for topic, n in found[0]]
    return {"rows": rows, "rest": found[1], "since": since.date(), "until": until.date(), "least": LEAST}


def for_sender(tip: Tip, language: str) -> dict[str, Any]:
    """The page behind a code."""
    state = State(tip.state)
    has_contact = hasattr(tip, "contact")
    return {
        "talk": selectors.said(tip),
        "state": STATES[state].in_(language),
        "tag": TAGS[state],
        "outcome": OUTCOMES[Outcome(tip.outcome)].in_(language) if tip.outcome else "",
        "has_contact": has_contact,
        "opened_on": selectors.opened_on(bytes(tip.code_hash or b"")) if tip.way == Way.CONFIDENTIAL.value else [],
        "safety": [one.in_(language) for one in SAFETY_FIRST] if tip.topic == Topic.VIOLENCE.value else [],
        "waits_until": tip.waits_since + first_look(today()) if tip.waits_since else None,
    }


def row(tip: Tip, language: str) -> dict[str, Any]:
    """A line of the list: no word of what was said."""
    state = State(tip.state)
    due = tip.waits_since + first_look(today()) if tip.waits_since else None
    return {
        "number": tip.number,
        "topic": TOPICS[Topic(tip.topic)].in_(language),
        "way": WAYS[Way(tip.way)].in_(language),
        "state": STATES[state].in_(language),
        "tag": TAGS[state],
        "received": tip.received_hour,
        "region": territory.name_of(territory.area(tip.region_id), language),
        "due": due,
        "late": due is not None and due < now(),
        "language": LANGUAGES[tip.language][1],
    }


def desk(tip: Tip, language: str) -> dict[str, Any]:
    """The page of a named officer."""
    state = State(tip.state)
    talk = [{**one, "who": staff.person_name(one["account_id"], language)} for one in selectors.said(tip)]
    return {
        **row(tip, language),
        "tip": tip,
        "talk": talk,
        "is_open": state.value in selectors.OPEN,
        "may_hand": state in {State.NEW, State.OPEN},
        "has_contact": hasattr(tip, "contact"),
        "confidential": tip.way == Way.CONFIDENTIAL.value,
        "safety": SAFETY_FOR_HANDLER.in_(language) if tip.topic == Topic.VIOLENCE.value else "",
        "outcome": OUTCOMES[Outcome(tip.outcome)].in_(language) if tip.outcome else "",
        "timeline": [_event(one, language) for one in sorted(tip.events.all(), key=lambda event: event.pk)],
    }


def _event(event: Event, language: str) -> dict[str, Any]:
    return {
        "title": EVENTS[Told(event.type)].in_(language),
        "at": event.at,
        "by": staff.person_name(event.account_id, language),
        "text": event.data.get("reason", ""),
    }


def named(area: territory.AreaInfo, rows: list[Naming], language: str) -> dict[str, Any]:
    """Who is named for a region, and whether the naming works today."""
    at = now()
    return {
        "area": area,
        "name": territory.name_of(area, language),
        "rows": [
            {
                "id": one.pk,
                "who": staff.person_name(one.account_id, language),
                "ground": one.ground,
                "until": one.ends_on,
                "works": one.ends_on >= today() and could_handle(staff.scope_of(one.account_id, at), one.area_path),
            }
            for one in rows
        ],
    }


def could_be_named(scope: Scope, area: territory.AreaInfo, language: str) -> list[tuple[int, str]]:
    """People on posts of heads and duty units inside a region (for the country: of the ministry), not the asker."""
    at = now()
    roles = [role for role in HANDLERS if (role is Role.MINISTRY) == (area.level is territory.Level.COUNTRY)]
    posts = [post for role in roles for post in staff.posts_of_role(role, area.path, at)]
    people = {account: post for post in posts if (account := staff.on_post(post, at)) is not None}
    people.pop(scope.account_id or 0, None)
    rows = [
        (account, f"{staff.person_name(account, language)}, {staff.post_title(post, language)}")
        for account, post in people.items()
    ]
    return sorted(rows, key=lambda one: one[1])


def counts(scope: Scope, language: str) -> list[dict[str, Any]]:
    """For the auditor: how many of each state in each office, small numbers masked."""
    return [
        {
            "area": territory.name_of(territory.area(area), language),
            "state": STATES[State(state)].in_(language),
            "n": masked(n),
        }
        for area, state, n in selectors.office_counts(scope)
    ]
