"""What other applications send and read, at the door of this context."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from senim.appeals.api import PUBLIC_CATEGORIES, Sought, category, for_outside, take_in
from senim.appeals.domain import Channel
from senim.appeals.models import Appeal, Event
from senim.appeals.tests.world import World, report
from senim.kernel.scoping import PUBLIC, Actor

pytestmark = pytest.mark.django_db


def sent(key: str = "", **changes: Any) -> Appeal:
    told = report(channel=Channel.OPEN311, **changes)
    return Appeal.objects.get(pk=take_in(actor=Actor.citizen(), report=told, key=key).appeal_id)


def test_what_comes_twice_under_one_key_is_registered_once(world: World) -> None:
    told = report(channel=Channel.OPEN311)
    first = take_in(actor=Actor.citizen(), report=told, key="7:a")
    assert take_in(actor=Actor.citizen(), report=told, key="7:a") == first
    assert take_in(actor=Actor.citizen(), report=told, key="8:a").secret != first.secret
    assert take_in(actor=Actor.citizen(), report=told) != take_in(actor=Actor.citizen(), report=told)
    assert Appeal.objects.count() == 4 and Event.objects.filter(type="registered").count() == 4


def test_no_public_category_is_sensitive_or_about_an_officer() -> None:
    shown = [category(code) for code in PUBLIC_CATEGORIES]
    assert len(shown) > 10
    assert not any(one.sensitive or one.about_officer or one.may_be_crime for one in shown)


def test_a_list_costs_two_queries_and_holds_no_words(
    world: World, frozen_clock: Any, django_assert_num_queries: Any
) -> None:
    own, *_others = [sent() for _ in range(5)]
    frozen_clock.move(hours=1)
    mine = Appeal.objects.filter(pk=own.pk).values("pk")
    with django_assert_num_queries(2):
        found = for_outside(PUBLIC, Sought(mine=mine))
    assert [one.own for one in found] == [False] * 4 + [True]
    assert [bool(one.text or one.place or one.lon) for one in found] == [one.own for one in found]


@pytest.mark.parametrize("minute", [0, 1, 30, 59])
def test_it_appears_when_its_hour_is_over_and_says_the_hour(world: World, frozen_clock: Any, minute: int) -> None:
    frozen_clock.to(datetime(2026, 5, 12, 5, minute, 7, tzinfo=UTC))
    sent()
    mine = Appeal.objects.values("pk")
    assert for_outside(PUBLIC, Sought()) == []
    assert for_outside(PUBLIC, Sought(mine=mine))[0].received_at.minute == minute
    frozen_clock.to(datetime(2026, 5, 12, 5, 59, 59, tzinfo=UTC))
    assert for_outside(PUBLIC, Sought()) == []
    frozen_clock.to(datetime(2026, 5, 12, 6, 0, tzinfo=UTC))
    (seen,) = for_outside(PUBLIC, Sought())
    hour = datetime(2026, 5, 12, 5, tzinfo=UTC)
    assert (seen.received_at, seen.updated_at, seen.promise_due) == (hour, hour, hour + timedelta(hours=72))
