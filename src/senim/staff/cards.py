"""What everyone may know of an officer: name, rank, face, telephone, hours, who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from senim.kernel import clock
from senim.kernel.scoping import Role
from senim.staff.directory import Directory, HoldingRow, PersonRow, PostRow
from senim.staff.domain import WEEKDAYS, Kind, Rank
from senim.staff.labels import RANKS, ROLES, WEEKDAYS_SHORT
from senim.staff.load import directory

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Officer:
    """A person on a post. `name` is the full name; Latin letters in English where the document has them."""

    account_id: int
    name: str
    rank: str
    away: bool


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves an area: the post, its holder and the substitute. `acting` is whom to turn to now."""

    post_id: int
    holder: Officer | None
    substitute: Officer | None

    @property
    def acting(self) -> Officer | None:
        if self.substitute is not None:
            return self.substitute
        return self.holder


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who stands in now. The telephone is the post's own: it goes with the work, not with the person."""

    name: str
    rank: str
    phone: str


@dataclass(frozen=True, slots=True)
class OfficerCard:
    """An officer as a resident sees them. Empty name: vacant. `hours` in words, `hours_rows` as (days, times)."""

    post_id: int
    name: str
    rank: str
    title: str
    unit: str
    phone: str
    hours: str
    hours_rows: tuple[tuple[str, str], ...]
    photo_url: str
    photo_is_invented: bool
    substitute: StandIn | None
    is_away: bool
    is_vacant: bool
    role: Role


def index_of(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else 0


def name_in(person: PersonRow, language: str) -> str:
    return (person.latin_name if language == "en" else "") or person.name


def rank_in(person: PersonRow, language: str) -> str:
    return RANKS[Rank(person.rank)].in_(language)


def officer(found: Directory, account_id: int | None, at: datetime, language: str) -> Officer | None:
    person = found.people.get(account_id) if account_id is not None else None
    if person is None:
        return None
    return Officer(person.id, name_in(person, language), rank_in(person, language), found.is_away(person.id, at))


def serving_post(found: Directory, post: PostRow, at: datetime, language: str = "kk") -> Serving:
    return Serving(
        post.id,
        officer(found, found.on_post(post.id, Kind.HOLDER, at), at, language),
        officer(found, found.on_post(post.id, Kind.SUBSTITUTE, at), at, language),
    )


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person on a post, as somebody at the door may know them. note: what has to be known besides, "" for nothing."""

    name: str
    rank: str
    title: str
    unit: str
    note: str
    invented: bool


def person_card(account_id: int, post_id: int, language: str, at: datetime | None = None) -> PersonCard | None:
    """Who a person is on a post: holder, substitute, trainee or civilian. None where either is unknown. No query."""
    found, moment = directory(), at or clock.now()
    person, post = found.people.get(account_id), found.posts.get(post_id)
    if person is None or post is None:
        return None
    index = index_of(language)
    row = next((one for one in found.on(post_id, moment) if one.account_id == account_id), None)
    trains = row is not None and row.kind is Kind.TRAINEE
    title = ROLES[Role.TRAINEE].in_(language) if trains else post.titles[index] or post.titles[0]
    return PersonCard(
        name=name_in(person, language),
        rank=rank_in(person, language),
        title=title,
        unit=post.units[index] or post.units[0],
        note=_note(found, post, row, language),
        invented=person.photo_id is None,
    )


def _note(found: Directory, post: PostRow, row: HoldingRow | None, language: str) -> str:
    if post.role is Role.CIVILIAN:
        return _("A civilian assistant, not a police officer: talks with residents, takes no measures.")
    if row is None:
        return ""
    if row.kind is Kind.TRAINEE and row.mentor_id in found.people:
        return _("Learns beside %(name)s.") % {"name": name_in(found.people[row.mentor_id], language)}
    holder = found.ever_on_post(post.id, row.starts_at)
    if row.kind is Kind.SUBSTITUTE and holder in found.people:
        return _("Stands in for %(name)s.") % {"name": name_in(found.people[holder], language)}
    return ""


def hours_rows(hours: dict[str, Any], language: str) -> tuple[tuple[str, str], ...]:
    """Reception hours for reading: neighbouring days with the same times stand together ("Mon-Wed", "18:00-20:00")."""
    if hours.get("always"):
        return (("", "24/7"),)
    rows: list[tuple[list[str], str]] = []
    for day in WEEKDAYS:
        times = ", ".join(f"{start}–{end}" for start, end in hours.get(day, ()))
        if not times:
            continue
        if rows and rows[-1][1] == times and WEEKDAYS.index(rows[-1][0][-1]) == WEEKDAYS.index(day) - 1:
            rows[-1][0].append(day)
        else:
            rows.append(([day], times))
    return tuple((_days(days, language), times) for days, times in rows)


def hours_line(rows: tuple[tuple[str, str], ...]) -> str:
    """The same in one line, as it may also be typed: "Mon–Wed 18:00–20:00; Sat 10:00–12:00"."""
    return "; ".join(f"{days} {times}".strip() for days, times in rows)


def _days(days: list[str], language: str) -> str:
    first, last = WEEKDAYS_SHORT[days[0]].in_(language), WEEKDAYS_SHORT[days[-1]].in_(language)
    return first if len(days) == 1 else f"{first}–{last}"


def photo_url(post_id: int, version: str, language: str) -> str:
    with override(language):
        return reverse("staff:photo", args=[post_id]) + f"?v={version}"


def officer_card(post_id: int, language: str, at: datetime | None = None) -> OfficerCard | None:
    """The card of a post; None where there is no such post or it is closed. Costs no query."""
    found, moment = directory(), at or clock.now()
    post = found.posts.get(post_id)
    if post is None or not post.active:
        return None
    serving = serving_post(found, post, moment, language)
    person = found.people.get(serving.holder.account_id) if serving.holder else None
    index, rows = index_of(language), hours_rows(post.hours, language)
    stand_in = serving.substitute
    return OfficerCard(
        post_id=post.id,
        name=serving.holder.name if serving.holder else "",
        rank=serving.holder.rank if serving.holder else "",
        title=post.titles[index] or post.titles[0],
        unit=post.units[index] or post.units[0],
        phone=post.phone,
        hours=hours_line(rows),
        hours_rows=rows,
        photo_url=photo_url(post.id, f"{person.id}-{person.photo_id or 0}" if person else "0", language),
        photo_is_invented=person is None or person.photo_id is None,
        substitute=StandIn(stand_in.name, stand_in.rank, post.phone) if stand_in else None,
        is_away=bool(stand_in or (serving.holder and serving.holder.away)),
        is_vacant=serving.holder is None,
        role=post.role,
    )
