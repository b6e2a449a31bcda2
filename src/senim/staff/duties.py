"""What the duty calendar puts on the day of a head: posts that nobody covers, trainees whose mentor has left.

Everything from memory: no query. One tap appoints a neighbour, or makes whoever holds the post the mentor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse

from senim.kernel import clock, duties
from senim.kernel.duties import GONE, Duty, Ground, Source, Where
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff.actions.absences import cover
from senim.staff.actions.holdings import change_mentor
from senim.staff.cards import name_in
from senim.staff.directory import AbsenceRow, Directory, HoldingRow
from senim.staff.domain import Kind
from senim.staff.labels import SENTENCES
from senim.staff.load import directory, path_of
from senim.staff.lookups import post_title
from senim.staff.messages import days_words
from senim.web.words import language

#: So many neighbours are offered with one tap.
OFFERED = 2


def register() -> None:
    """Call it from AppConfig.ready."""
    duties.register(Source("staff", owed, settle=settle))


def owed(scope: Scope, day: date) -> list[Duty]:
    """What a head owes to posts below. No query."""
    heads = scope.posts(Role.HEAD)
    if not heads:
        return []
    found, now = directory(), clock.now()
    until = duties.until(day)
    below = {post for head in heads for post in found.below(head) if _nearest(found, post, heads)}
    rows = [*_uncovered(found, below, now, until), *_without_mentor(found, below, now)]
    return sorted(rows, key=lambda one: (one.owed_by, one.key))


def _nearest(found: Directory, post_id: int, heads: frozenset[int]) -> bool:
    """The nearest head above decides; one further up is not bothered."""
    above = next((one for one in found.chain(post_id) if found.posts[one].role is Role.HEAD), None)
    return above in heads and found.posts[post_id].active


def _uncovered(found: Directory, below: set[int], now: datetime, until: datetime) -> Iterator[Duty]:
    for post in below:
        for row in found.of_post(post, now, until):
            if row.kind is Kind.HOLDER:
                for gone in found.absences(row.account_id, now, until):
                    if not _covered(found, post, max(gone.starts_at, now)):
                        yield _cover_duty(found, post, row, gone, now)


def _covered(found: Directory, post_id: int, at: datetime) -> bool:
    stand_in = found.on_post(post_id, Kind.SUBSTITUTE, at)
    return stand_in is not None and not found.is_away(stand_in, at)


def _cover_duty(found: Directory, post: int, row: HoldingRow, gone: AbsenceRow, now: datetime) -> Duty:
    spoken = language()
    said = {
        "post": post_title(post, spoken),
        "name": name_in(found.people[row.account_id], spoken),
        "days": str(days_words(max(gone.starts_at, now), gone.ends_at)),
    }
    return Duty(
        key=f"staff:cover-{gone.id}",
        what=str(SENTENCES["cover"]) % said,
        where=_where(found, post, now),
        owed_by=max(gone.starts_at, duties.end_of(clock.local(now).date())),
        ground=Ground.PROMISE,
        because=SENTENCES["cover_why"],
        url=reverse("staff:absence", args=[gone.id]),
        told=said["post"],
        outcomes=tuple(
            (str(one), str(SENTENCES["stands_in"]) % {"name": name_in(found.people[one], spoken)})
            for one in neighbours(found, post, max(gone.starts_at, now), gone.ends_at)
        ),
    )


def neighbours(found: Directory, post_id: int, since: datetime, until: datetime) -> list[int]:
    """Who could stand in: holders of posts of the same role under the same head, there all the time, free of others.

    In the order of the posts' codes from this one on, so that the neighbour comes first.
    """
    post = found.posts[post_id]
    beside = [
        one
        for one in sorted(found.posts.values(), key=lambda one: one.code)
        if one.active and one.role is post.role and one.reports_to == post.reports_to and one.id != post_id
    ]
    turned = [one for one in beside if one.code > post.code] + [one for one in beside if one.code < post.code]
    people: list[int] = []
    for one in turned:
        holder = found.on_post(one.id, Kind.HOLDER, since)
        if holder is None or found.absences(holder, since, until) or found.substitutions(holder, since):
            continue
        people.append(holder)
        if len(people) == OFFERED:
            break
    return people


def _without_mentor(found: Directory, below: set[int], now: datetime) -> Iterator[Duty]:
    for post in below:
        present = list(found.accounts_on(post, now))
        for row in found.on(post, now):
            if row.kind is Kind.TRAINEE and row.mentor_id not in present:
                yield _mentor_duty(found, post, row, present, now)


def _mentor_duty(found: Directory, post: int, row: HoldingRow, present: list[int], now: datetime) -> Duty:
    spoken = language()
    said = {"name": name_in(found.people[row.account_id], spoken), "post": post_title(post, spoken)}
    return Duty(
        key=f"staff:mentor-{row.id}",
        what=str(SENTENCES["mentor"]) % said,
        where=_where(found, post, now),
        owed_by=duties.end_of(clock.local(now).date() + timedelta(days=3)),
        ground=Ground.DECISION,
        because=SENTENCES["mentor_why"],
        url=reverse("staff:post", args=[post]),
        told=said["post"],
        outcomes=tuple(
            (str(one), str(SENTENCES["new_mentor"]) % {"name": name_in(found.people[one], spoken)}) for one in present
        ),
    )


def _where(found: Directory, post_id: int, at: datetime) -> Where:
    paths = (path_of(area) for area in found.area_ids(post_id, clock.local(at).date()))
    return Where(next((path for path in paths if path), ""))


def settle(actor: Actor, key: str, code: str) -> Label:
    """A neighbour stands in; or whoever is on the post becomes the mentor."""
    what, _dash, number = key.partition(":")[2].partition("-")
    if what not in {"cover", "mentor"} or not (number.isdecimal() and code.isdecimal()):
        raise Refused("gone", GONE)
    if what == "cover":
        cover(actor=actor, absence_id=int(number), account_id=int(code))
        return SENTENCES["covered"]
    change_mentor(actor=actor, holding_id=int(number), mentor_id=int(code))
    return SENTENCES["mentored"]
