"""The pages as people use them: without an account and without a script; the officer's two screens; what they cost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.appeals.models import Appeal
from senim.kernel import clock
from senim.reception.models import Booking, Talk, Trip
from senim.reception.tests.world import Place, at, book, talk, trip
from senim.reception.views.public import BOOKINGS
from senim.staff import testing as staff

#: A page for a resident, with everything that is its own.
MOST_BYTES = 100_000


def url(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"reception:{name}", args=args)


def as_(place: Place, who: str) -> Client:
    client = Client()
    staff.sign_in(client, place.world.people[who])
    return client


def cost(client: Client, address: str) -> tuple[int, str]:
    """(queries beside those of the session, the page)."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    own = [one for one in asked.captured_queries if "session" not in one["sql"] and "SAVEPOINT" not in one["sql"]]
    return len(own), response.content.decode()


def test_a_resident_finds_books_moves_and_gives_back(place: Place, client: Client) -> None:
    code = place.world.areas["first"].code
    stamp, other = f"{at(2, 18):%Y%m%dT%H%M}", f"{at(2, 18, 15):%Y%m%dT%H%M}"
    page = client.get(url("of", code)).content.decode()
    assert "Жазылмай-ақ" in page or "жазылмай-ақ" in page
    assert url("take", place.post, f"{at(0, 18):%Y%m%dT%H%M}") in page
    assert url("take", place.post, stamp) in client.get(url("times", place.post) + "?day=2026-05-14").content.decode()
    empty = client.post(url("take", place.post, stamp), {"contact": "", "topic": "Аула"})
    assert empty.status_code == 422 and "Аула" in empty.content.decode()
    assert client.post(url("take", place.post, stamp), {"contact": "бір нәрсе"}).status_code == 422
    sent = client.post(url("take", place.post, stamp), {"contact": "8 701 000 00 01"})
    assert sent.status_code == 302
    ticket = client.get(sent.url)
    assert ticket["Cache-Control"] == "no-store, private" or "no-store" in ticket["Cache-Control"]
    shown = ticket.content.decode()
    typed = re.search(r'class="code">([^<]+)<', shown)
    assert typed and client.post(url("mine"), {"code": typed[1].lower().replace("0", "o")}).url == sent.url

    # Somebody else wants the same time: what was typed stays, other times are offered.
    late = client.post(url("take", place.post, stamp), {"contact": "b@example.kz", "topic": "Дау"})
    again = late.content.decode()
    assert late.status_code == 422 and "b@example.kz" in again and "Дау" in again and f'value="{other}"' in again
    assert client.post(url("take", place.post, stamp), {"contact": "b@example.kz", "time": other}).status_code == 302

    moved = client.post(sent.url + "move/", {"key": place.point, "time": f"{at(1, 9):%Y%m%dT%H%M}"})
    assert moved.url == sent.url and "09:00" in client.get(sent.url).content.decode()
    taken = client.post(sent.url + "move/", {"key": place.post, "time": other})
    assert taken.status_code == 422  # the second resident's
    assert client.post(sent.url + "cancel/").status_code == 302
    assert Booking.objects.filter(state="cancelled").count() == 1
    assert client.get(url("ticket", "0" * 16)).status_code == 404
    assert client.post(url("mine"), {"code": "xyz"}).status_code == 422


def test_a_script_from_one_address_is_stopped(place: Place, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BOOKINGS, "most", 2)
    BOOKINGS.forget()
    for number in range(2):
        stamp = f"{at(2, 18, 15 * number):%Y%m%dT%H%M}"
        assert client.post(url("take", place.post, stamp), {"contact": f"a{number}@example.kz"}).status_code == 302
    stopped = client.post(url("take", place.post, f"{at(2, 19):%Y%m%dT%H%M}"), {"contact": "c@example.kz"})
    assert stopped.status_code == 429 and Booking.objects.count() == 2
    BOOKINGS.forget()


def test_pages_for_residents_are_small_and_cheap(place: Place, client: Client) -> None:
    made, _trip = book(place), trip(place)
    pages = {
        url("find"): 0,
        url("of", place.world.areas["first"].code): 1,
        url("times", place.point): 1,
        url("take", place.post, f"{at(2, 18, 15):%Y%m%dT%H%M}"): 0,
        url("ticket", made.secret): 1,
        url("move", made.secret): 3,
        url("road"): 0,
    }
    for address, most in pages.items():
        asked, page = cost(client, address)
        assert asked <= most, (address, asked)
        assert len(page.encode()) < MOST_BYTES
        assert "Сынақ" not in page.replace("Сынақов", "") or address.startswith(url("ticket", made.secret))


def test_two_screens_are_enough_at_the_office(place: Place) -> None:
    """One form, one slip: the appeal, the request to the clinic and both codes come of it; pressed twice it is one."""
    operator = as_(place, "operator")
    page = operator.get(url("enter")).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token and "Емхана" in page
    sent = {
        "token": token[1],
        "where": place.point,
        "arrived_at": "2026-05-12T09:40",
        "matter": "health",
        "sitting": ["police", "health"],
        "asked": "Егде адамға үйде қарау керек.",
        "came_of": "sent_on",
    }
    wrong = operator.post(url("enter"), sent)
    assert wrong.status_code == 422 and "Егде адамға" in wrong.content.decode() and not Talk.objects.exists()
    whole = {**sent, "category": "care.elder", "body": str(place.body.pk), "address": ""}
    first, second = operator.post(url("enter"), whole), operator.post(url("enter"), whole)
    assert first.status_code == 302 and first.url == second.url
    slip = operator.get(first.url).content.decode()
    appeal = Appeal.objects.get()
    assert appeal.number in slip and "Емхана" in slip and slip.count('class="code"') == 2
    assert 'class="code"' not in as_(place, "head").get(first.url).content.decode()  # the codes are the visitor's
    assert as_(place, "other").get(first.url).status_code == 404
    with clock.frozen(at(2, 9)):  # and nobody can call them up another day
        assert 'class="code"' not in as_(place, "operator").get(first.url).content.decode()


def test_the_officer_settles_a_day_with_taps(place: Place) -> None:
    made = book(place, at(0, 18))
    with clock.frozen(at(0, 18, 2)):
        inspector = as_(place, "inspector")
        day = inspector.get(url("book")).content.decode()
        assert "Аула" in day and "+7701" not in day  # the contact is for letters alone
        done = inspector.post(url("settle", made.booking_id), {"outcome": "came"})
        assert 'class="code"' in inspector.get(done.url).content.decode()
        assert inspector.post(url("settle", made.booking_id), {"outcome": "came"}).status_code == 302
        walked = inspector.post(url("came"), {"key": place.post, "token": "a" * 40})
        completing = inspector.get(url("enter") + f"?talk={walked.url.rstrip('/').rpartition('/')[2]}")
        assert completing.status_code == 200 and 'name="where"' not in completing.content.decode()
    assert as_(place, "other").post(url("settle", made.booking_id), {"outcome": "absent"}).status_code == 403
    assert Talk.objects.count() == 2


def test_pages_of_the_staff_cost_a_fixed_number_of_queries(place: Place) -> None:
    row, made = trip(place), book(place)
    talk(place)
    limits = {
        ("inspector", url("book")): 4,
        ("operator", url("book")): 4,
        ("operator", url("talks")): 4,
        ("inspector", url("booking", made.booking_id)): 5,
        ("head", url("hours")): 3,
        ("head", url("desks")): 2,
        ("inspector", url("trips")): 3,
        ("inspector", url("trip", row.pk)): 4,
        ("operator", url("enter")): 4,
    }
    found = {}
    for (who, address), most in limits.items():
        found[who, address], page = cost(as_(place, who), address)
        assert found[who, address] <= most, (who, address, found[who, address])
        assert len(page.encode()) < 2 * MOST_BYTES


def test_a_reception_on_the_road_is_planned_and_seen(place: Place, client: Client) -> None:
    inspector, beat = as_(place, "inspector"), place.world.areas["first"]
    form = {
        "area": beat.pk, "day": "2026-05-16", "starts_at": "11:00", "ends_at": "13:00", "place": "Саябақ",
        "sitting": ["police", "prosecutor"],
    }
    assert inspector.post(url("plan_trip"), {**form, "ends_at": "10:00"}).status_code == 422
    assert inspector.post(url("plan_trip"), form).status_code == 302
    assert "Саябақ" in client.get(f"/kk/beat/{beat.code}/").content.decode()
    row = Trip.objects.get()
    assert inspector.post(url("cancel_trip", row.pk), {"reason": "Аяз"}).status_code == 302
    page = client.get(url("of", beat.code)).content.decode()
    assert "Аяз" in page and "Өтпейді" in page
