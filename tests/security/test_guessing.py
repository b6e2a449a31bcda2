"""A secret is not guessed: the address that tries is slowed down, and nothing of it is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from senim.appeals.actions import intake
from senim.appeals.models import Draft
from senim.appeals.tests.world import report
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


def test_counting_asks_the_database_nothing_and_keeps_no_address(frozen_clock: Any) -> None:
    """This test has no database: asking it anything would fail."""
    limit, request = Throttle(2, 600), RequestFactory().get("/", REMOTE_ADDR="203.0.113.77")
    limit.check(request)
    limit.note(request)
    limit.note(request)
    with pytest.raises(TooMany):
        limit.check(request)
    before = dict(limit._counts)
    assert "203.0.113" not in repr(vars(limit)) and b"203.0" not in b"".join(before)
    frozen_clock.move(minutes=10)
    limit.note(request)
    assert not set(before) & set(limit._counts)  # the key is another one now
    limit.check(request)


def test_a_visitor_is_a_network() -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1")
    assert network_of("nonsense") == network_of(None) == ""


def test_a_forged_header_names_nobody_else(frozen_clock: Any) -> None:
    """Without a proxy of ours the header is the visitor's own invention."""
    limit = Throttle(1, 600)
    for number in range(2):
        said = {"X-Forwarded-For": f"198.51.100.{number}"}
        request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=said)
        if number:
            with pytest.raises(TooMany):
                limit.check(request)
        limit.note(request)


def test_a_clock_that_jumps_back_locks_nobody_out(frozen_clock: Any) -> None:
    limit, request = Throttle(1, 600), RequestFactory().get("/")
    limit.note(request)
    frozen_clock.to(frozen_clock.now - timedelta(days=400))
    limit.check(request)
