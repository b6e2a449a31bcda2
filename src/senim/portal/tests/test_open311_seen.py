"""Who sees what by Open311: a stranger masked public requests, a key its own, nobody another key's words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from senim.appeals.actions import intake
from senim.appeals.domain import State
from senim.appeals.models import Appeal, Event
from senim.appeals.tests.world import FIRST, World, report
from senim.kernel.clock import now
from senim.kernel.scoping import PUBLIC
from senim.portal.open311 import reading
from senim.portal.tests.outside import V2, WORDS, file, key_for, listed, number_of
from senim.territory import api as territory

pytestmark = pytest.mark.django_db


def by_web(**changes: Any) -> Appeal:
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**changes))
    return Appeal.objects.get(pk=receipt.appeal_id)


def test_a_stranger_sees_no_word_no_point_no_minute(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    frozen_clock.move(minutes=37, seconds=12)
    number = number_of(file(client, key, address_string="Абай 1, 3-кіреберіс", **{"attribute[now]": "yes"}))
    assert listed(client) == [], "it does not appear in its own hour: whoever asks every minute would see it come"
    frozen_clock.to(datetime(2026, 5, 12, 6, 0, tzinfo=UTC))
    (row,) = client.get(f"{V2}/requests/{number}.json").json()
    middle = territory.middle(world.areas["first"].pk)
    assert (row["long"], row["lat"]) == middle != FIRST
    assert row["description"] is None and "attributes" not in row
    assert row["address"] == world.areas["first"].name_kk
    assert row["requested_datetime"] == row["updated_datetime"] == "2026-05-12T10:00:00+05:00"
    assert row["expected_datetime"] == "2026-05-15T10:00:00+05:00"
    said = client.get(f"{V2}/requests.xml").content.decode()
    assert WORDS not in said and "Абай" not in said and ":37" not in said


def test_a_search_by_time_does_not_find_the_minute(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    frozen_clock.move(minutes=37)
    number = number_of(file(client, key))
    frozen_clock.move(hours=1)
    found = {minute: listed(client, start_date=f"2026-05-12T10:{minute:02}:00+05:00") for minute in range(60)}
    assert [minute for minute, rows in found.items() if rows] == [0], "only the hour answers"
    ends = {minute: listed(client, start_date="2026-05-12", end_date=f"2026-05-12T10:{minute:02}:00+05:00")
            for minute in range(0, 60, 7)}
    assert all(rows == [number] for rows in ends.values())
    assert listed(client, api_key=key, start_date="2026-05-12T10:37:00+05:00") == [number], "one's own to the second"
    assert listed(client, api_key=key, mine="true", start_date="2026-05-12T10:38:00+05:00") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "home.bullying"}, {"category": "officer.rude"}, {"category": "order.fight"},
        {"category": "care.elder"}, {"danger": True},
    ],
    ids=lambda one: str(next(iter(one.values()))),
)
def test_what_is_not_public_is_not_there(
    world: World, client: Client, frozen_clock: Any, changes: dict[str, Any]
) -> None:
    hidden, shown = by_web(**changes), by_web()
    frozen_clock.move(hours=1)
    assert listed(client) == [shown.number]
    assert listed(client, service_request_id=hidden.number) == []
    assert listed(client, service_code=hidden.category) == ([] if hidden.category != shown.category else [shown.number])
    there = client.get(f"{V2}/requests/{hidden.number}.json")
    assert there.status_code == 404
    assert there.json() == client.get(f"{V2}/requests/9999-9999-9.json").json(), "the same words as for nothing"


def test_withdrawn_and_double_ones_are_not_shown(world: World, client: Client, frozen_clock: Any) -> None:
    kept, withdrawn, double, complaint = (by_web() for _ in range(4))
    frozen_clock.move(hours=1)
    Appeal.objects.filter(pk=withdrawn.pk).update(state=State.WITHDRAWN)
    Appeal.objects.filter(pk=double.pk).update(duplicate_of=kept)
    Appeal.objects.filter(pk=complaint.pk).update(about_unknown=True)
    assert listed(client) == [kept.number]


def test_a_key_sees_its_own_whole_and_others_masked(
    world: World, key: str, client: Client, frozen_clock: Any
) -> None:
    other = key_for("Басқа")[1]
    mine = number_of(file(client, key, service_code="home.bullying", **{"attribute[repeats]": "weekly"}))
    assert listed(client, api_key=key) == [mine], "one's own at once"
    theirs = number_of(file(client, other))
    hidden = number_of(file(client, other, service_code="care.elder"))
    frozen_clock.move(hours=1)
    rows = {row["service_request_id"]: row for row in client.get(f"{V2}/requests.json", {"api_key": key}).json()}
    assert set(rows) == {mine, theirs}
    assert rows[mine]["description"] == WORDS and (rows[mine]["long"], rows[mine]["lat"]) == FIRST
    assert rows[mine]["attributes"] == [{"code": "repeats", "value": "weekly"}]
    assert rows[theirs]["description"] is None and "attributes" not in rows[theirs]
    assert listed(client, api_key=key, mine="true") == [mine]
    assert client.get(f"{V2}/requests/{hidden}.json", {"api_key": key}).status_code == 404
    (whole,) = client.get(f"{V2}/requests/{hidden}.json", headers={"X-Api-Key": other}).json()
    assert whole["description"] == WORDS
    assert client.get(f"{V2}/requests.json", {"mine": "true"}).status_code == 403


def test_an_answer_is_seen_as_its_kind_alone(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    from senim.appeals.actions.answer import Words, answer
    from senim.appeals.domain import Outcome

    number = number_of(file(client, key))
    frozen_clock.move(hours=1)
    text = "Кеше пәтерге барып, иелерімен сөйлестім, ескерту жасадым."
    words = Words(Outcome.DONE, text, done="Әңгіме", where="Абай, 1", when=now().date())
    answer(actor=world.actor("inspector"), appeal_id=Appeal.objects.get(number=number).pk, words=words)
    for asked in ({}, {"api_key": key}):
        (row,) = client.get(f"{V2}/requests/{number}.json", asked).json()
        assert row["status"] == "closed" and row["status_notes"] == "Жауап берілді: Шешілді"
        assert "ескерту" not in json.dumps(row, ensure_ascii=False)


def test_an_inner_note_does_not_show_as_a_change(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    number = number_of(file(client, key))
    appeal = Appeal.objects.get(number=number)
    frozen_clock.move(hours=5)
    Event.objects.create(appeal=appeal, at=now(), type="note", actor_kind="staff", public=False)
    assert client.get(f"{V2}/requests/{number}.json").json()[0]["updated_datetime"] == "2026-05-12T10:00:00+05:00"
    Event.objects.create(appeal=appeal, at=now(), type="opened", actor_kind="staff")
    assert client.get(f"{V2}/requests/{number}.json").json()[0]["updated_datetime"] == "2026-05-12T15:00:00+05:00"


def test_a_question_to_the_applicant_is_between_the_two(
    world: World, key: str, client: Client, frozen_clock: Any
) -> None:
    number = number_of(file(client, key))
    frozen_clock.move(hours=1)
    Appeal.objects.filter(number=number).update(state=State.ASKED)
    assert client.get(f"{V2}/requests/{number}.json").json()[0]["status_notes"] == "Қаралып жатыр"
    own = client.get(f"{V2}/requests/{number}.json", {"api_key": key}).json()[0]
    assert own["status_notes"] == "Сізден жауап күтеміз"


def test_staff_who_are_signed_in_see_no_more_by_it(world: World, client: Client) -> None:
    from senim.staff import testing as staff

    hidden = by_web(category="care.elder")
    staff.sign_in(client, world.people["inspector"])
    assert client.get(f"{V2}/requests/{hidden.number}.json").status_code == 404


@pytest.mark.parametrize("with_key", [False, True])
def test_fifty_requests_cost_the_same_as_one(
    world: World, key: str, client: Client, frozen_clock: Any, with_key: bool
) -> None:
    asked = {"api_key": key} if with_key else {}
    counts = []
    for many in (1, 54):
        for n in range(many):
            file(client, key, description=f"№ {n}")
        frozen_clock.move(hours=1)
        listed(client, **asked)
        with CaptureQueriesContext(connection) as queries:
            assert len(listed(client, **asked)) == min(many, 50)
        counts.append(len(queries))
    assert counts[0] == counts[1] == (3 if with_key else 2)


def test_the_masking_stands_where_the_secret_is(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    """What the appeals answer to a stranger holds nothing to be forgotten by whoever shows it."""
    from senim.appeals.api import Sought, for_outside

    file(client, key)
    frozen_clock.move(hours=1)
    (seen,) = for_outside(PUBLIC, Sought(since=now() - timedelta(days=1)))
    assert (seen.text, seen.place, seen.lon, seen.lat, seen.answers, seen.own) == ("", "", None, None, None, False)
    assert timedelta(days=90) == reading.SPAN
