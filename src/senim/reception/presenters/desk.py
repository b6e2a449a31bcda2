"""What the staff see: the book of a day, a conversation with what came of it, counts by hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from senim.appeals import api as appeals
from senim.kernel.clock import local, now, today
from senim.kernel.formats import clock_time
from senim.kernel.scoping import Role, Scope
from senim.quality import api as quality
from senim.reception import cover, memory, wording
from senim.reception.actions.talks import proof
from senim.reception.domain import CAME_OF, MATTERS, STATES, STEPS, WAYS, BookingState, CameOf, Matter, Way
from senim.reception.memory import Place
from senim.reception.models import Booking, Step, Talk
from senim.reception.permissions import HOSTS, can_keep, may_settle
from senim.reception.presenters.public import moment_words, place_row, sitting_words, trip_row
from senim.reception.selectors.book import ENOUGH, Arrivals
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language

TAGS = {"booked": "info", "came": "good", "absent": "warn", "cancelled": "", "lapsed": ""}


def place_of(row: Booking | Talk) -> Place | None:
    desk = row.desk
    if desk is None:
        return None
    return memory.place(f"post-{desk.post_id}" if desk.post_id else f"point-{desk.point_id}")


def place_name(row: Booking | Talk) -> str:
    place = place_of(row)
    return str(place_row(place)["name"]) if place else ""


def booking_row(one: Booking, scope: Scope) -> dict[str, Any]:
    """A booking for whoever receives; the contact stays with the letters, nobody needs it on a page."""
    mine = may_settle(scope, one)
    standing = one.state == BookingState.BOOKED
    found = cover.receiver(one.post_id, one.starts_at, language()) if standing else None
    return {
        "id": one.pk,
        "time": f"{clock_time(one.starts_at)}–{clock_time(one.ends_at)}",
        "when": moment_words(one.starts_at),
        "name": one.name if mine else "",
        "topic": one.topic if mine else "",
        "place": place_name(one),
        "who": found.name if found else "",
        "stands_in": bool(found and found.stands_in),
        "stranded": standing and found is None,
        "state": str(STATES[BookingState(one.state)]),
        "tag": TAGS[one.state],
        "outcomes": outcomes(one, mine),
        "url": reverse("reception:booking", args=[one.pk]),
    }


def outcomes(one: Booking, mine: bool) -> list[tuple[str, Any]]:
    """What one tap may say of a booking now."""
    state, due = BookingState(one.state), local(one.starts_at).date() <= today()
    found: list[tuple[str, Any]] = []
    if mine and due and state in {BookingState.BOOKED, BookingState.ABSENT, BookingState.LAPSED}:
        found.append(("came", wording.CAME))
    if mine and state in {BookingState.BOOKED, BookingState.LAPSED} and one.starts_at <= now():
        found.append(("absent", wording.ABSENT))
    if state is BookingState.BOOKED:
        found.append(("move", wording.MOVE_ON))
    return found


def steps(rows: Iterable[Step]) -> list[dict[str, Any]]:
    """The history of a booking."""
    return [
        {
            "title": str(STEPS[row.what]),
            "at": row.at,
            "text": "",
            "by": staff.person_name(row.account_id, language()) if row.account_id else "",
        }
        for row in rows
    ]


def posts_near(scope: Scope, one: Booking) -> list[tuple[int, str]]:
    """Posts of a head's area that are manned at the time of a booking."""
    if not can_keep(scope, one.area_path):
        return []
    roles = (Role.INSPECTOR, Role.JUVENILE, Role.DUTY, Role.OPERATOR)
    ids = {post for path in scope.paths(Role.HEAD) for role in roles for post in staff.posts_of_role(role, path)}
    found = ((post, cover.receiver(post, one.starts_at, language())) for post in sorted(ids - {one.post_id}))
    return [(post, f"{who.name} · {staff.post_title(post, language())}") for post, who in found if who][:100]


def talk_row(one: Talk, standing: dict[int, appeals.Standing]) -> dict[str, Any]:
    """A conversation in a list: when, what about, what came of it, and how far that has come."""
    known = standing.get(one.appeal_id or 0)
    return {
        "talk": one,
        "where": str(wording.ON_ROAD) if one.trip_id else place_name(one),
        "way": str(WAYS[Way(one.way)]),
        "matter": str(MATTERS[Matter(one.matter)]) if one.matter else "",
        "came_of": str(CAME_OF[CameOf(one.came_of)]) if one.came_of else "",
        "sitting": sitting_words(one.sitting),
        "standing": standing_row(known) if known else None,
        "url": reverse("reception:slip", args=[one.pk]),
    }


def standing_row(one: appeals.Standing) -> dict[str, Any]:
    """Where the appeal of a conversation stands, with the bodies that were asked."""
    index = ("kk", "ru", "en").index(language()) if language() in {"kk", "ru", "en"} else 0
    hands = {"offered": "info", "accepted": "info", "answered": "good", "declined": "warn"}
    return {
        "number": one.number,
        "state": str(appeals.STATES[one.state]),
        "legal_due": one.legal_due,
        "is_open": one.is_open,
        "asked": [
            {
                "name": row.names[index],
                "state": str(appeals.HANDS[row.state]),
                "tag": "bad" if row.late else hands.get(row.state, ""),
                "due_at": row.due_at,
                "late": row.late,
                "answer": row.answer,
                "reason": row.reason,
            }
            for row in one.asked
        ],
    }


def rating(one: Talk) -> dict[str, str]:
    """What is printed for rating: the code, and where it is typed. Made anew from the conversation; kept nowhere."""
    token = quality.token_from(proof(one))
    page = f"{settings.BASE_URL.rstrip('/')}{reverse('quality:code')}"
    return {"code": quality.code_of(token), "page": page}


def wheres(places: list[Place], trips: list[Any]) -> list[tuple[str, str]]:
    """Where a conversation can have been: the own places, and receptions on the road that are on or lately were."""
    rows = [(one.key, str(place_row(one)["name"])) for one in places]
    road = [(f"trip-{one.pk}", f"{wording.ON_ROAD}: {one.place}, {moment_words(one.starts_at)}") for one in trips]
    return [*road, *rows]


def body_choices(paths: tuple[str, ...]) -> list[tuple[str, str]]:
    """Bodies that serve these areas, what lies in them or around them, by name in the present language. One query."""
    return [
        (str(one.pk), str(getattr(one, f"name_{language()}") or one.name_kk))
        for one in appeals.acts.bodies(scope=Scope())
        if not one.area_path or any(one.area_path.startswith(path) or path.startswith(one.area_path) for path in paths)
    ]


def area_choices(scope: Scope) -> list[tuple[int, str]]:
    """The own areas and what lies below them, for whom a reception on the road can be held."""
    found: dict[int, str] = {}
    for path in scope.paths(*HOSTS):
        top = int(path.strip("/").rpartition("/")[2])
        for one in [territory.area(top), *territory.children(top, language())]:
            found[one.id] = territory.name_of(one, language())
    return list(found.items())


def trip_page(row: Any, people: int) -> dict[str, Any]:
    return {**trip_row(row), "people": people, "begun": row.starts_at <= now()}


def hour_table(found: Arrivals) -> dict[str, Any]:
    """The counts as a table: hours down, days of the week across; closed hours are marked, nobody is ranked."""
    opened = {hour for _day, hour in found.open}
    used = {hour for _day, hour in found.by} | (opened if len(opened) < 24 else set())
    span = range(min(used), max(used) + 1) if used else range(8, 20)
    rows = [
        {
            "hour": f"{hour:02}:00",
            "cells": [
                {"n": found.by.get((day, hour), 0), "closed": bool(found.open) and (day, hour) not in found.open}
                for day in range(7)
            ],
        }
        for hour in span
    ]
    share = round(100 * found.outside / found.n) if found.n >= ENOUGH else None
    return {"found": found, "rows": rows, "enough": found.n >= ENOUGH, "least": ENOUGH, "share": share}
