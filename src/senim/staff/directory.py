"""All posts, people and periods in memory, so that "who may, who serves, who commands" costs no query.

A country has some ten thousand posts; the rows that matter fit in a few megabytes. The loader reads four tables;
`kernel.versions` tells every process when to read them again. Nothing here knows Django, so the rules about time
and command are tested on plain rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from senim.kernel import clock
from senim.kernel.scoping import Duty, Role, Scope
from senim.staff.domain import BESIDE_ROLES, Kind

PathOf = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post. Titles and units in the order kk, ru, en."""

    id: int
    code: str
    role: Role
    titles: tuple[str, str, str]
    units: tuple[str, str, str]
    reports_to: int | None
    phone: str
    hours: dict[str, Any]
    active: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as everyone may know them, and the counter that ends old memories."""

    id: int
    name: str
    latin_name: str
    rank: str
    language: str
    is_active: bool
    duty_version: int
    photo_id: int | None


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A person on a post, half-open in time."""

    id: int
    post_id: int
    account_id: int
    kind: Kind
    mentor_id: int | None
    starts_at: datetime
    ends_at: datetime | None

    def runs(self, at: datetime) -> bool:
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area on a post, half-open in days."""

    post_id: int
    area_id: int
    valid_from: date
    valid_to: date | None

    def runs(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A person is away, half-open in time. kind: an AbsenceKind, for the person and the head above alone."""

    account_id: int
    starts_at: datetime
    ends_at: datetime
    kind: str = "other"
    id: int = 0

    def runs(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at


@dataclass(slots=True)
class Directory:
    """The snapshot. Build it with `Directory.of`; ask it with the moment you mean."""

    posts: dict[int, PostRow] = field(default_factory=dict)
    people: dict[int, PersonRow] = field(default_factory=dict)
    _of_account: dict[int, list[HoldingRow]] = field(default_factory=dict)
    _of_post: dict[int, list[HoldingRow]] = field(default_factory=dict)
    _areas: dict[int, list[AreaRow]] = field(default_factory=dict)
    _by_area: dict[int, list[AreaRow]] = field(default_factory=dict)
    _absences: dict[int, list[AbsenceRow]] = field(default_factory=dict)
    _under: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        posts: list[PostRow],
        people: list[PersonRow],
        holdings: list[HoldingRow],
        areas: list[AreaRow],
        absences: list[AbsenceRow],
    ) -> Directory:
        found = cls({post.id: post for post in posts}, {person.id: person for person in people})
        for holding in holdings:
            found._of_account.setdefault(holding.account_id, []).append(holding)
            found._of_post.setdefault(holding.post_id, []).append(holding)
        for area in areas:
            found._areas.setdefault(area.post_id, []).append(area)
            found._by_area.setdefault(area.area_id, []).append(area)
        for absence in absences:
            found._absences.setdefault(absence.account_id, []).append(absence)
        for post in posts:
            if post.reports_to is not None:
                found._under.setdefault(post.reports_to, []).append(post.id)
        return found

    # --- command ---------------------------------------------------------------------------------------------------

    def chain(self, post_id: int) -> tuple[int, ...]:
        """Posts above, nearest first, without the post itself. A ring in bad data ends where it closes."""
        above: list[int] = []
        post = self.posts.get(post_id)
        while post and post.reports_to and post.reports_to != post_id and post.reports_to not in above:
            above.append(post.reports_to)
            post = self.posts.get(post.reports_to)
        return tuple(above)

    def below(self, post_id: int) -> Iterator[int]:
        """Posts below, at any depth, without the post itself."""
        seen, waiting = {post_id}, list(self._under.get(post_id, ()))
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                yield one
                waiting.extend(self._under.get(one, ()))

    # --- people on posts -------------------------------------------------------------------------------------------

    def is_active(self, account_id: int) -> bool:
        person = self.people.get(account_id)
        return person is not None and person.is_active

    def on_post(self, post_id: int, kind: Kind, at: datetime) -> int | None:
        """The account that holds (or substitutes on) a post at a moment; None where the person has left."""
        for holding in self._of_post.get(post_id, ()):
            if holding.kind is kind and holding.runs(at) and self.is_active(holding.account_id):
                return holding.account_id
        return None

    def ever_on_post(self, post_id: int, at: datetime) -> int | None:
        """Who held the post at a past moment, whether or not that person is still with the service."""
        found = (h for h in self._of_post.get(post_id, ()) if h.kind is Kind.HOLDER and h.runs(at))
        return next((holding.account_id for holding in found), None)

    def accounts_on(self, post_id: int, at: datetime) -> Iterator[int]:
        """Holder and substitute of a post at a moment."""
        for kind in (Kind.HOLDER, Kind.SUBSTITUTE):
            account_id = self.on_post(post_id, kind, at)
            if account_id is not None:
                yield account_id

    def on(self, post_id: int, at: datetime) -> Iterator[HoldingRow]:
        """All holdings of a post that run at a moment, of people who are still with the service."""
        rows = self._of_post.get(post_id, ())
        return (holding for holding in rows if holding.runs(at) and self.is_active(holding.account_id))

    def is_away(self, account_id: int, at: datetime) -> bool:
        return any(absence.runs(at) for absence in self._absences.get(account_id, ()))

    def absences(self, account_id: int, since: datetime, until: datetime) -> list[AbsenceRow]:
        """Absences that touch a period, the first on top; those that were taken back are none."""
        rows = self._absences.get(account_id, ())
        found = [row for row in rows if row.starts_at < until and row.ends_at > max(since, row.starts_at)]
        return sorted(found, key=lambda row: row.starts_at)

    def of_post(self, post_id: int, since: datetime, until: datetime) -> list[HoldingRow]:
        """Holdings of a post that touch a period, of people who are still with the service, the first on top."""
        return [
            row
            for row in self._of_post.get(post_id, ())
            if row.starts_at < until
            and (row.ends_at is None or row.ends_at > max(since, row.starts_at))
            and self.is_active(row.account_id)
        ]

    def of_account(self, account_id: int, since: datetime, until: datetime) -> list[HoldingRow]:
        """Holdings of a person that touch a period, the first on top."""
        return [
            row
            for row in self._of_account.get(account_id, ())
            if row.starts_at < until and (row.ends_at is None or row.ends_at > max(since, row.starts_at))
        ]

    def holdings(self, account_id: int, at: datetime) -> Iterator[HoldingRow]:
        """A person's holdings that give rights at a moment: active post, active person, a trainee's mentor present."""
        if not self.is_active(account_id):
            return
        for holding in self._of_account.get(account_id, ()):
            post = self.posts.get(holding.post_id)
            if post is None or not post.active or not holding.runs(at):
                continue
            if holding.kind is Kind.TRAINEE and holding.mentor_id not in set(self.accounts_on(post.id, at)):
                continue
            yield holding

    def substitutions(self, account_id: int, at: datetime) -> frozenset[int]:
        """Posts on which a person stands in for somebody at a moment."""
        found = self.holdings(account_id, at)
        return frozenset(holding.post_id for holding in found if holding.kind is Kind.SUBSTITUTE)

    # --- areas -----------------------------------------------------------------------------------------------------

    def area_ids(self, post_id: int, on: date) -> tuple[int, ...]:
        """Areas of a post on a day. An assistant without areas of the own has those of the inspector."""
        own = tuple(row.area_id for row in self._areas.get(post_id, ()) if row.runs(on))
        post = self.posts.get(post_id)
        if own or post is None or post.role not in BESIDE_ROLES or post.reports_to is None:
            return own
        return tuple(row.area_id for row in self._areas.get(post.reports_to, ()) if row.runs(on))

    def posts_of_area(self, area_id: int, on: date, *roles: Role) -> Iterator[PostRow]:
        """Active posts with exactly this area on a day, by id; of the named roles or of all."""
        rows = (row for row in self._by_area.get(area_id, ()) if row.runs(on))
        for post in sorted((self.posts[row.post_id] for row in rows if row.post_id in self.posts), key=lambda p: p.id):
            if post.active and (not roles or post.role in roles):
                yield post

    def serving_instead(self, role: Role, beats: Mapping[int, Iterable[int]], on: date) -> Directory:
        """This directory, with other posts of a role on some areas from a day on: {area: posts}."""
        kept = [row for rows in self._by_area.values() for row in rows if not self._ends(row, role, beats, on)]
        cut = [
            AreaRow(row.post_id, row.area_id, row.valid_from, on)
            for area in beats
            for row in self._by_area.get(area, ())
            if self._ends(row, role, beats, on) and row.valid_from < on
        ]
        fresh = [AreaRow(post, area, on, None) for area, posts in beats.items() for post in posts]
        of_post: dict[int, list[AreaRow]] = {}
        of_area: dict[int, list[AreaRow]] = {}
        for row in (*kept, *cut, *fresh):
            of_post.setdefault(row.post_id, []).append(row)
            of_area.setdefault(row.area_id, []).append(row)
        return replace(self, _areas=of_post, _by_area=of_area)

    def _ends(self, row: AreaRow, role: Role, beats: Mapping[int, Iterable[int]], on: date) -> bool:
        """Whether a row of one of these areas would hold on the day or later."""
        post = self.posts.get(row.post_id)
        later = row.valid_to is None or row.valid_to > max(on, row.valid_from)
        return row.area_id in beats and later and post is not None and post.role is role

    # --- rights ----------------------------------------------------------------------------------------------------

    def duties(self, account_id: int, at: datetime, path_of: PathOf) -> tuple[Duty, ...]:
        """What a person holds at a moment, as duties with area paths."""
        on = clock.local(at).date()
        found: list[Duty] = []
        for holding in self.holdings(account_id, at):
            post = self.posts[holding.post_id]
            paths = tuple(path for path in map(path_of, self.area_ids(post.id, on)) if path)
            role = Role.TRAINEE if holding.kind is Kind.TRAINEE else post.role
            found.append(Duty(role, post.id, paths))
            if role is Role.ASSISTANT and post.reports_to is not None:
                # The rural assistant works in the inspector's queue: the same role, on the inspector's post. A civilian
                # has no part in it.
                found.append(Duty(role, post.reports_to, paths))
        return tuple(dict.fromkeys(found))

    def shut_out_posts(self, duties: tuple[Duty, ...]) -> frozenset[int]:
        """Own posts and all above: a complaint about any of them is not for this person's eyes."""
        own = {duty.post_id for duty in duties}
        return frozenset(own.union(*(self.chain(post_id) for post_id in own)))

    def shut_out_accounts(self, account_id: int, posts: frozenset[int], at: datetime) -> frozenset[int]:
        """The person and everyone who sits on a shut-out post now, wherever the complaint says they sat before."""
        return frozenset({account_id}.union(*(self.accounts_on(post_id, at) for post_id in posts)))

    def scope(self, account_id: int, at: datetime, path_of: PathOf) -> Scope:
        person = self.people.get(account_id)
        if person is None or not person.is_active:
            return Scope()
        duties = self.duties(account_id, at, path_of)
        shut_out = self.shut_out_posts(duties)
        return Scope(
            account_id=account_id,
            duties=duties,
            shut_out_posts=shut_out,
            shut_out_accounts=self.shut_out_accounts(account_id, shut_out, at),
            language=person.language,
        )
