"""From the duty calendar's rows to what its pages show: the grid, the same in words, and what residents see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.kernel import clock, formats
from senim.kernel.scoping import Role
from senim.staff.cards import index_of, name_in
from senim.staff.directory import PostRow
from senim.staff.domain import WEEKDAYS, AbsenceKind, Kind, ShiftKind
from senim.staff.labels import ABSENCE_KINDS, SHIFT_KINDS, WEEKDAYS_SHORT
from senim.staff.load import directory
from senim.staff.models import Absence
from senim.staff.presenters import title
from senim.staff.rota import RosterDay, ShiftTime
from senim.staff.rota_checks import Clash, Misfit
from senim.staff.rota_selectors import AbsenceSeen
from senim.staff.selectors import area_names

WEEK, MONTH = "week", "month"


def period_of(view: str, asked: str, today: date) -> tuple[date, date]:
    """The first and the last day of the week or month that an address asks for; today's where it says nothing."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today
    if abs(day - today) > timedelta(days=3 * 366):
        day = today
    if view == MONTH:
        first = day.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def around(view: str, first: date, last: date) -> dict[str, str]:
    """Addresses of the period before, of the one after, and of the other view."""
    base = reverse("staff:rota")
    return {
        "before": f"{base}?view={view}&from={(first - timedelta(days=1)).isoformat()}",
        "after": f"{base}?view={view}&from={(last + timedelta(days=1)).isoformat()}",
        "week": f"{base}?view={WEEK}&from={first.isoformat()}",
        "month": f"{base}?view={MONTH}&from={first.isoformat()}",
    }


def head_row(first: date, last: date, language: str) -> list[dict[str, Any]]:
    """The days over the grid."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        {
            "day": day,
            "number": day.day,
            "short": WEEKDAYS_SHORT[WEEKDAYS[day.weekday()]].in_(language),
            "words": f"{formats.weekday(day, language)}, {formats.day(day, language, year=False)}",
            "weekend": day.weekday() > 4,
            "today": day == clock.today(),
        }
        for day in days
    ]


def grid(
    rosters: Mapping[int, Sequence[RosterDay]], language: str, may_plan: frozenset[int], view: str
) -> list[dict[str, Any]]:
    """A row a post: who holds it, a cell a day, and the same in words."""
    rows = []
    for post_id, days in rosters.items():
        post = directory().posts[post_id]
        holder = next((one.away.holder if one.away else one.acting for one in days if one.away or one.acting), None)
        rows.append(
            {
                "title": short_title(post, language),
                "who": holder.name if holder else "",
                "cells": [cell(one, language, initials if view == MONTH else family) for one in days],
                "lines": lines(days, language),
                "plan_url": reverse("staff:shifts", args=[post_id]) if post_id in may_plan else "",
            }
        )
    return rows


def short_title(post: PostRow, language: str) -> str:
    """What tells a post from its neighbours in a narrow column: a beat by its name, any other by its title."""
    index = index_of(language)
    own = post.role in {Role.INSPECTOR, Role.ASSISTANT, Role.CIVILIAN}
    areas = area_names(post.id, language, clock.now()) if own else ()
    name = post.titles[index] or post.titles[0]
    if post.role is Role.INSPECTOR:
        return ", ".join(areas[:2]) or name
    return f"{name} ({areas[0]})" if areas else name


def cell(one: RosterDay, language: str, called: Callable[[str], str]) -> dict[str, Any]:
    """A day of a post as the grid shows it: never why somebody is away, for the sheet hangs on a wall."""
    times = [short(shift) for shift in one.shifts]
    if one.away is not None and one.acting is not None:
        return {"state": "stand-in", "times": times, "who": called(one.acting.name), "words": words(one, language)}
    if one.away is not None:
        return {"state": "nobody", "times": times, "who": "", "words": words(one, language)}
    if one.acting is None:
        return {"state": "vacant", "times": times, "who": "", "words": words(one, language)}
    state = "shift" if times else "free"
    if one.shifts and not any(shift.on_beat for shift in one.shifts):
        state = "off-beat"
    return {"state": state, "times": times, "who": "", "words": words(one, language)}


def short(shift: ShiftTime) -> str:
    """The hours of a shift for a narrow cell: "9–18", "18–8"."""
    begin, end = clock.local(shift.starts_at), clock.local(shift.ends_at)
    return "–".join(f"{one.hour}" if one.minute == 0 else f"{one.hour}:{one.minute:02}" for one in (begin, end))


def family(name: str) -> str:
    """The family name, and the initial of the given name."""
    parts = name.split()
    return f"{parts[0]} {parts[1][0]}." if len(parts) > 1 else name


def initials(name: str) -> str:
    """The first letters, for a cell of a month; the whole name stands in the same in words."""
    return "".join(f"{part[0]}." for part in name.split()[:2])


def words(one: RosterDay, language: str) -> str:
    """A day of a post as a sentence."""
    hours = "; ".join(f"{shift.words} {SHIFT_KINDS[ShiftKind(shift.kind)].in_(language)}" for shift in one.shifts)
    if one.away is not None and one.acting is not None:
        said = _("away, %(name)s stands in") % {"name": one.acting.name}
        return f"{said}; {hours}" if hours else said
    if one.away is not None:
        return _("away, nobody stands in")
    if one.acting is None:
        return _("the post is vacant")
    return hours or _("no shift is written down")


def lines(days: Sequence[RosterDay], language: str) -> list[dict[str, str]]:
    """The same in words: days in a row that say the same are one line."""
    found: list[tuple[date, date, str]] = []
    for one in days:
        said = words(one, language)
        if found and found[-1][2] == said:
            found[-1] = (found[-1][0], one.day, said)
        else:
            found.append((one.day, one.day, said))
    return [{"days": day_words(first, last, language), "words": said} for first, last, said in found]


def day_words(first: date, last: date, language: str) -> str:
    """A day with its weekday, or a period."""
    if first == last:
        short_name = WEEKDAYS_SHORT[WEEKDAYS[first.weekday()]].in_(language)
        return f"{short_name}, {formats.day(first, language, year=False)}"
    return formats.period(first, last, language)


def clash(one: Clash, language: str) -> dict[str, Any]:
    """What does not fit, as a sentence with a way to mend it."""
    found = directory()
    person = found.people.get(one.account_id) if one.account_id is not None else None
    names = {
        "post": short_title(found.posts[one.post_id], language),
        "name": name_in(person, language) if person else "",
        "days": formats.period(one.first, one.last, language),
        "times": one.times,
        "other": short_title(found.posts[one.other_post], language) if one.other_post in found.posts else "",
    }
    if one.kind is Misfit.UNCOVERED:
        text = _("%(post)s: %(name)s is away, nobody stands in (%(days)s)") % names
    elif one.kind is Misfit.EMPTY_SHIFT:
        text = _("%(post)s: a shift that nobody works (%(days)s, %(times)s)") % names
    else:
        text = _("%(name)s has two shifts at once: %(post)s and %(other)s (%(days)s, %(times)s)") % names
    return {"words": text, "kind": one.kind}


def absence(row: Absence, language: str) -> dict[str, Any]:
    """An absence for those who may know why."""
    last = clock.local(row.ends_at - timedelta(seconds=1)).date()
    return {
        "id": row.pk,
        "who": row.account.full_name if "account" in row._state.fields_cache else "",  # noqa: SLF001 - loaded or not
        "kind": ABSENCE_KINDS[AbsenceKind(row.kind)].in_(language),
        "days": formats.period(clock.local(row.starts_at).date(), last, language),
        "url": reverse("staff:absence", args=[row.pk]),
        "running": row.starts_at <= clock.now() < row.ends_at,
        "last": last,
    }


def absence_page(seen: AbsenceSeen, language: str) -> dict[str, Any]:
    """Everything that the page of one absence shows."""
    found = directory()
    begin = max(seen.row.starts_at, clock.now())
    held = {row.post_id for row in found.of_account(seen.row.account_id, seen.row.starts_at, seen.row.ends_at)}
    standing = [
        {"post": title(found.posts[one.post_id], language), "name": name_in(found.people[one.account_id], language)}
        for post_id in sorted(held)
        for one in found.of_post(post_id, begin, seen.row.ends_at)
        if one.kind is Kind.SUBSTITUTE
    ]
    return {
        "absence": absence(seen.row, language),
        "own": seen.own,
        "why": seen.why,
        "may_cover": seen.may_cover and bool(seen.open_posts),
        "may_change": seen.may_change,
        "open_posts": [title(post, language) for post in seen.open_posts],
        "standing": standing,
    }
