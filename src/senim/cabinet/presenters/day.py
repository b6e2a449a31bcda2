"""The day in words: rows of the one list, the walk, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.cabinet.domain import OUTCOMES, PURPOSES, Outcome, Purpose, Standing
from senim.cabinet.models import Visit
from senim.cabinet.selectors.day import Day
from senim.cabinet.wording import STANDINGS
from senim.kernel import duties
from senim.kernel.duties import Duty
from senim.kernel.scoping import Scope
from senim.kernel.text import sort_key
from senim.knowledge import api as knowledge
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language, number


def area_name(path: str) -> str:
    """The name of the last area of a path; "" for none."""
    last = path.strip("/").rpartition("/")[2]
    if not last:
        return ""
    try:
        return territory.name_of(territory.area(int(last)), language())
    except KeyError:
        return ""


def duty_row(duty: Duty, shown: Day, mine: bool, goes: bool = False, short: bool = False) -> dict[str, Any]:
    """One row: what, where, by when, because; what can be done with one tap. goes: the reader writes down visits.

    short: a row of a later day, without what is only read before one goes out.
    """
    lon, lat = duty.where.lon, duty.where.lat
    aside = duty.key in shown.aside
    acts = goes and not aside
    return {
        "key": duty.key,
        "what": str(duty.what),
        "told": "" if short else str(duty.told),
        "place": duty.where.words or area_name(duty.where.path),
        "geo": f"geo:{lat},{lon}?q={lat},{lon}" if lon is not None else "",
        "owed_by": duty.owed_by,
        "because": str(duty.because),
        "url": duty.url,
        "stop": shown.stops.index(duty.key) + 1 if duty.key in shown.stops else 0,
        "outcomes": [(code, str(words)) for code, words in duty.outcomes] if mine and not aside else [],
        "visits": acts and bool(duty.purpose),
        "asides": acts and not short and duties.can_hand_on(duty.key),
        "aside": aside,
        "cards": [(str(one.title), one.url) for one in knowledge.suggested(duty.purpose)] if acts and not short else [],
    }


def groups(shown: Day, mine: bool, by_route: bool, goes: bool = False, whole: bool = True) -> list[dict[str, Any]]:
    """The list: overdue, today, soon; or, in the order of the walk, what has a place and then the rest.

    whole: later days with everything that those of today show; else in short, and the group says so.
    """
    if by_route:
        keyed = {one.key: one for one in shown.owed}
        walk = [keyed[key] for key in shown.stops]
        rest = [one for one in shown.owed if one.key not in set(shown.stops)]
        parts = [("walk", _("In the order of the walk"), walk), ("rest", _("Without a place to go to"), rest)]
    else:
        parts = [
            ("late", _("Overdue"), shown.overdue),
            ("today", _("Today"), shown.today),
            ("soon", _("Within seven days"), shown.soon),
        ]
    return [
        {
            "code": code,
            "title": title,
            "short": short,
            "rows": [duty_row(one, shown, mine, goes, short) for one in rows],
        }
        for code, title, rows in parts
        if rows
        for short in (code == "soon" and not whole,)
    ]


def walk_words(shown: Day) -> str:
    """The walk in a sentence; "" where nothing has a place."""
    if not shown.stops:
        return ""
    said = {"n": len(shown.stops), "km": number(shown.metres / 1000, 1), "start": shown.start}
    if shown.streets is not None:
        return _street_words(shown, said)
    if shown.start:
        return _("Places: %(n)s, from %(start)s; %(km)s km in straight lines, more on foot.") % said
    return _("Places: %(n)s; %(km)s km in straight lines, more on foot.") % said


def _street_words(shown: Day, said: dict[str, Any]) -> str:
    """The same where streets are loaded: legs that no street joins are told apart."""
    words = _("Places: %(n)s; %(km)s km on foot over the streets.") % said
    if shown.start:
        words = _("Places: %(n)s, from %(start)s; %(km)s km on foot over the streets.") % said
    lines = shown.legs - (shown.streets or 0)
    if lines > 0:
        words += " " + _("Stretches estimated by a straight line: %(lines)s.") % {"lines": lines}
    return words


def visit_row(one: Visit) -> dict[str, Any]:
    """One visit in a list."""
    return {
        "url": reverse("cabinet:visit", args=[one.pk]),
        "at": one.at,
        "place": one.place,
        "purpose": str(PURPOSES[Purpose(one.purpose)]),
        "outcome": str(OUTCOMES[Outcome(one.outcome)]),
        "words": one.words,
        "post": staff.post_title(one.post_id, language()),
        "corrected": one.version,
        "standing": "" if one.standing == Standing.CONFIRMED else str(STANDINGS[Standing(one.standing)]),
        "photo": one.photo_id is not None,
    }


def below_rows(posts: Iterable[int]) -> list[dict[str, str]]:
    """Posts whose days a head may look at: who, where."""
    rows = []
    for post in posts:
        paths = staff.area_paths(post)
        rows.append({
            "url": f"{reverse('cabinet:day')}?post={post}",
            "title": staff.post_title(post, language()),
            "who": staff.person_name(staff.on_post(post), language()),
            "area": ", ".join(map(area_name, paths)),
        })
    return sorted(rows, key=lambda row: (sort_key(row["area"]), row["title"]))


def tally(shown: Day) -> list[dict[str, Any]]:
    """The counts at the head of the page."""
    return [
        {"n": len(shown.overdue), "kind": "bad", "words": _("past due")},
        {"n": len(shown.today), "kind": "warn", "words": _("today")},
        {"n": len(shown.soon), "kind": "", "words": _("within seven days")},
        {"n": len(shown.done), "kind": "good", "words": _("visits done")},
    ]


def whose(scope: Scope, shown: Day) -> str:
    """Whose day it is, in words: only where it is somebody else's."""
    if set(shown.posts) <= scope.posts():
        return ""
    post = shown.posts[0]
    name = staff.person_name(staff.on_post(post), language())
    area = ", ".join(map(area_name, staff.area_paths(post)))
    return ", ".join(filter(None, (name or _("vacant"), staff.post_title(post, language()), area)))
