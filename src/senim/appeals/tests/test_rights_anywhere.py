"""Rights in worlds that nobody thought of: random trees of posts, people on several of them, complaints about any."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.appeals import selectors
from senim.appeals.actions import moves
from senim.appeals.domain import OPEN_STATES, Hand, State
from senim.appeals.models import Appeal, Reopening, Transfer
from senim.appeals.permissions import HELPERS, HOLDERS, readable, visible
from senim.kernel import ids, versions
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Role, Scope
from senim.staff import testing as staff
from senim.staff.domain import Kind
from senim.staff.load import scope_of
from senim.territory.domain import Level
from senim.territory.tests import make

pytestmark = pytest.mark.django_db

ROLES = (
    Role.HEAD, Role.HEAD, Role.INSPECTOR, Role.INSPECTOR, Role.DUTY, Role.JUVENILE, Role.OPERATOR, Role.PROSECUTOR,
    Role.COUNCIL, Role.ANALYST,
)
PLACES = 4


@dataclass(frozen=True)
class Drawn:
    """posts: (role, place, number of an earlier post above or None); seats: (post, person, stands in);
    appeals: (place, holder, about post, about person, unknown, sensitive, to the council, state);
    offers: (appeal, post)."""

    posts: list[tuple[Role, int, int | None]]
    seats: list[tuple[int, int, bool]]
    appeals: list[tuple[Any, ...]]
    offers: list[tuple[int, int]]


@st.composite
def worlds(draw: st.DrawFn) -> Drawn:
    count = draw(st.integers(3, 7))
    posts = [
        (draw(st.sampled_from(ROLES)), draw(st.integers(0, PLACES - 1)),
         draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None)
        for number in range(count)
    ]
    post, person = st.integers(0, count - 1), st.integers(0, 4)
    some = st.one_of(st.none(), post)
    appeal = st.tuples(
        st.integers(0, PLACES - 1), some, some, st.one_of(st.none(), person), st.booleans(), st.booleans(),
        st.booleans(), st.sampled_from([State.NEW, State.IN_WORK, State.REOPEN_ASKED, State.ANSWERED]),
    )
    seat = st.tuples(post, person, st.booleans())
    seats = draw(st.lists(seat, min_size=2, max_size=7, unique_by=lambda one: one[::2]))
    return Drawn(
        posts, seats, draw(st.lists(appeal, min_size=2, max_size=8)),
        draw(st.lists(st.tuples(st.integers(0, 1), post), max_size=2, unique_by=lambda offer: offer[0])),
    )


@dataclass
class Built:
    posts: list[int]
    above: list[set[int]]
    people: list[int]
    on: dict[int, set[int]]


def build(drawn: Drawn, places: list[Any], people: list[Any]) -> Built:
    posts: list[int] = []
    above: list[set[int]] = []
    for role, place, parent in drawn.posts:
        up = posts[parent] if parent is not None else None
        posts.append(staff.make_post(role, area_ids=(places[place].pk,), reports_to=up).pk)
        above.append({up, *above[parent]} if parent is not None and up is not None else set())
    on: dict[int, set[int]] = {post: set() for post in posts}
    from senim.staff.models import Post

    for post, person, stands_in in drawn.seats:
        row = Post.objects.get(pk=posts[post])
        staff.put_on(row, people[person], kind=Kind.SUBSTITUTE if stands_in else Kind.HOLDER)
        on[posts[post]].add(people[person].pk)
    rows = [_appeal(one, posts, places, people) for one in drawn.appeals]
    Appeal.objects.bulk_create(rows)
    for row in rows:
        if row.state == State.REOPEN_ASKED:
            Reopening.objects.create(appeal=row, reason="x", asked_at=now())
    for number, post in drawn.offers:
        Transfer.objects.create(
            appeal=rows[number], from_post_id=rows[number].holder_id, to_post_id=posts[post], reason="x",
            offered_at=now(), state=Hand.OFFERED,
        )
    return Built(posts, above, [one.pk for one in people], on)


def _appeal(one: tuple[Any, ...], posts: list[int], places: list[Any], people: list[Any]) -> Appeal:
    place, holder, about, person, unknown, sensitive, council, state = one
    return Appeal(
        number=ids.new_number(), secret_hash=secrets.token_bytes(32), kind="signal", category="order.noise_night",
        language="kk", text="x", known_as="anonymous", received_at=now(), promise_due=now(), legal_due=now(),
        area=places[place], area_path=places[place].path, state=state, sensitive=sensitive, to_council=council,
        holder_id=posts[holder] if holder is not None else None,
        about_post_id=posts[about] if about is not None else None,
        about_account_id=people[person].pk if person is not None and about is not None else None,
        about_unknown=unknown and about is None,
    )


@pytest.fixture
def places(frozen_clock: object) -> list[Any]:
    """A region, a district in it, a beat in that, and a district of its own."""
    region = make.area(Level.REGION)
    district = make.area(Level.DISTRICT, region)
    made = [region, district, make.area(Level.BEAT, district), make.area(Level.DISTRICT)]
    make.moved()
    return made


@pytest.fixture
def people(frozen_clock: object) -> list[Any]:
    return [staff.make_account() for _ in range(5)]


def may_opened(scope: Scope) -> set[int]:
    """What `get` gives."""
    found = set()
    for pk, number in Appeal.objects.values_list("pk", "number"):
        try:
            selectors.get(scope, number)
        except NotYours:
            continue
        found.add(pk)
    return found


def check_lists(scope: Scope) -> None:
    """Nothing in a list that cannot be opened; nothing to be acted on that is only offered."""
    opened = may_opened(scope)
    seen = set(Appeal.objects.filter(visible(scope)).values_list("pk", flat=True))
    assert opened == set(Appeal.objects.filter(readable(scope)).values_list("pk", flat=True))
    assert {row.pk for row in selectors.queue(scope)} <= seen <= opened
    assert {row.pk for row in selectors.area_list(scope, state="all")} <= seen
    assert {row.appeal_id for row in selectors.offers(scope)} <= opened
    assert {row.appeal_id for row in selectors.reopenings(scope)} <= seen
    counted = {row.post_id: row.open for row in selectors.load(scope)}
    for post, number in counted.items():
        assert number <= Appeal.objects.filter(pk__in=seen, holder=post, state__in=sorted(OPEN_STATES)).count()
    assert selectors.tally(scope).open <= len(seen)


def check_complaints(scope: Scope, built: Built) -> None:
    """Never about oneself or anyone above; a complaint for its holder, the prosecutor, the council it was sent to."""
    own = scope.posts()
    shut = set(own).union(*(built.above[built.posts.index(post)] for post in own))
    persons = {scope.account_id}.union(*(built.on[post] for post in shut))
    for row in Appeal.objects.filter(readable(scope)):
        assert row.about_post_id not in shut and row.about_account_id not in persons
        if row.about_post_id is None and not row.about_unknown:
            continue
        held = row.holder_id in scope.posts(*HOLDERS, *HELPERS)
        heard = scope.covers(row.area_path, Role.COUNCIL) and row.to_council
        offered = Transfer.objects.filter(appeal=row, to_post__in=own, state=Hand.OFFERED).exists()
        assert held or heard or offered or scope.covers(row.area_path, Role.PROSECUTOR)


def check_hands(built: Built) -> None:
    """No complaint may be given to its officer or anyone under, wherever that person sits now."""
    for row in Appeal.objects.exclude(about_post=None, about_unknown=False):
        for post, above in zip(built.posts, built.above, strict=True):
            try:
                moves.check_may_hold(row, post)
            except Refused:
                continue
            assert row.about_post_id not in {post, *above}
            assert row.about_account_id is None or not any(
                row.about_account_id in built.on[one] for one in {post, *above}
            )
            if row.about_unknown:
                held = row.holder_id
                assert post == held or post in built.above[built.posts.index(held)]


@settings(
    max_examples=settings().max_examples // 8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=worlds())
def test_lists_show_only_what_may_be_opened(drawn: Drawn, places: list[Any], people: list[Any]) -> None:
    with transaction.atomic():
        versions.reset()
        built = build(drawn, places, people)
        for account in people:
            scope = scope_of(account.pk)
            check_lists(scope)
            check_complaints(scope, built)
        check_hands(built)
        transaction.set_rollback(True)
    versions.reset()
