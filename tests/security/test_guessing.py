"""A secret is not guessed: the address that tries is slowed down, and nothing of it is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from senim.appeals.actions import intake
from senim.appeals.models import Draft
from senim.appeals.tests.world import report
from senim.kernel.models import Limit
from senim.web import throttle
from senim.web.errors import TooMany
from senim.web.throttle import Throttle, network_of


def guess(client: Any, number: int, **more: Any) -> Any:
    return client.post("/ru/follow/", {"code": f"{number:016d}"}, **more)


def test_the_code_form_stops_a_search_with_a_sentence(world: Any, client: Any, frozen_clock: Any) -> None:
    for number in range(60):
        assert guess(client, number).status_code == 422
    stopped = guess(client, 61)
    assert stopped.status_code == 429 and 0 < int(stopped["Retry-After"]) <= 600
    page = stopped.content.decode()
    assert "Слишком много запросов" in page and "102" in page and f"{61:016d}" not in page
    assert guess(client, 1, REMOTE_ADDR="192.0.2.7").status_code == 422  # another address goes on
    frozen_clock.move(seconds=601)
    assert guess(client, 62).status_code == 422


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/kk/a/{0:016d}/", 404),
        ("/kk/a/{0:016d}/receipt/", 404),
        ("/kk/referral/{0:016d}/", 410),
        ("/kk/r/{0:043d}/", 404),
    ],
)
def test_links_are_not_guessed_either(world: Any, client: Any, frozen_clock: Any, address: str, status: int) -> None:
    for number in range(60):
        assert client.get(address.format(number)).status_code == status
    assert client.get(address.format(60)).status_code == 429


def test_who_has_the_right_code_is_never_counted(world: Any, client: Any) -> None:
    receipt = intake.send(token=intake.begin(language="kk"), report=report())
    for _ in range(70):
        assert client.get(f"/kk/a/{receipt.secret}/").status_code == 200


def test_a_flood_of_drafts_is_stopped_and_who_is_in_danger_goes_on(
    world: Any, client: Any, frozen_clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle.DRAFTS, "most", 5)
    for _ in range(5):
        assert client.post("/kk/report/", {"danger": "no"}).status_code == 302
    assert client.post("/kk/report/", {"danger": "no"}).status_code == 429
    assert client.post("/kk/report/now/").status_code == 302
    assert Draft.objects.count() == 6
    monkeypatch.setattr(throttle.DRAFTS, "most", 0)
    assert client.post("/kk/report/", {"danger": "no"}).status_code == 302


def test_a_look_asks_the_database_nothing_and_a_count_one_statement(
    db: None, frozen_clock: Any, django_assert_num_queries: Any
) -> None:
    limit, request = Throttle("test", 2, 600), RequestFactory().get("/", REMOTE_ADDR="203.0.113.77")
    with django_assert_num_queries(0):
        limit.check(request)
    with django_assert_num_queries(2):  # the first of a window drops the windows before
        limit.note(request)
    with django_assert_num_queries(1):
        limit.note(request)
    with django_assert_num_queries(0), pytest.raises(TooMany):
        limit.check(request)


def test_the_rows_go_with_their_window_and_hold_no_address(db: None, frozen_clock: Any) -> None:
    limit, request = Throttle("test", 2, 600), RequestFactory().get("/", REMOTE_ADDR="203.0.113.77")
    limit.note(request)
    limit.note(request)
    before = Limit.objects.get()
    assert before.count == 2 and b"203.0" not in bytes(before.mark) and "203.0.113" not in repr(vars(limit))
    frozen_clock.move(minutes=10)
    limit.check(request)
    limit.note(request)
    assert Limit.objects.get().mark != before.mark


def test_what_other_processes_counted_counts_here(db: None, frozen_clock: Any) -> None:
    """Two throttles of one name are what two processes have: each with its own memory, one table."""
    one, other, request = Throttle("test", 4, 600), Throttle("test", 4, 600), RequestFactory().get("/")
    for _ in range(3):
        one.note(request)
    other.check(request)
    other.note(request)
    with pytest.raises(TooMany):
        other.check(request)
    one.check(request)  # it hears of it with the next that it counts
    one.note(request)
    with pytest.raises(TooMany):
        one.check(request)
    Throttle("another matter", 4, 600).check(request)


def test_a_visitor_is_a_network() -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1")
    assert network_of("nonsense") == network_of(None) == ""


def test_a_forged_header_names_nobody_else(db: None, frozen_clock: Any) -> None:
    """Without a proxy of ours the header is the visitor's own invention."""
    limit = Throttle("test", 1, 600)
    for number in range(2):
        said = {"X-Forwarded-For": f"198.51.100.{number}"}
        request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=said)
        if number:
            with pytest.raises(TooMany):
                limit.check(request)
        limit.note(request)


def test_a_clock_that_jumps_back_locks_nobody_out(db: None, frozen_clock: Any) -> None:
    limit, request = Throttle("test", 1, 600), RequestFactory().get("/")
    limit.note(request)
    frozen_clock.to(frozen_clock.now - timedelta(days=400))
    limit.check(request)
