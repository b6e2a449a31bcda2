"""The pages: they come, they say what they should, they ask the database rarely."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.kernel.clock import local, now, today
from senim.kernel.scoping import Actor, Role
from senim.partnership.actions import minutes
from senim.partnership.models import Body, Decision, Item, Member, Session
from senim.partnership.tests import world as worlds
from senim.partnership.tests.test_rights import laid
from senim.staff import testing as staff

SYSTEM = Actor.system()
#: The most statements of one page, with session and account.
MOST = {"bodies": 7, "body": 9, "session": 11, "minutes": 11, "decisions": 6, "decision": 6}


@pytest.fixture
def at(place: Any) -> dict[str, Any]:
    return laid(place)


@pytest.fixture
def sign(at: dict[str, Any], client: Any) -> Callable[[Role], Any]:
    def come(role: Role) -> Any:
        staff.sign_in(client, at["place"].account(role))
        return client

    return come


def address(name: str, *args: Any, language: str = "kk") -> str:
    with translation.override(language):
        return reverse(f"partnership:{name}", args=args)


def statements(client: Any, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not one["sql"].startswith(frame) for one in captured)


def pages(at: dict[str, Any]) -> dict[str, str]:
    return {
        "bodies": address("bodies"),
        "body": address("body", at["body"].pk),
        "session": address("session", at["done"].pk),
        "minutes": address("minutes", at["done"].pk),
        "decisions": address("decisions"),
        "decision": address("decision", at["decision"].pk),
    }


def test_pages_ask_rarely_and_no_oftener_with_more_rows(at: dict[str, Any], sign: Any) -> None:
    client = sign(Role.AKIMAT)
    few = {name: statements(client, path) for name, path in pages(at).items()}
    for number in range(60, 90):
        Member.objects.create(
            body=at["body"], full_name=f"М{number}", organisation=f"О{number}", sector="civic", starts_on=today()
        )
    for number in range(5):
        made = worlds.session(at["body"], -10 - number)
        minutes.record_attendance(actor=SYSTEM, session_id=made.pk, present_ids=worlds.ids(at["body"], 8))
        for _ in range(4):
            row = {"text": "Шешім", "owner": f"Мекеме {number}", "due_on": today()}
            minutes.decide(actor=SYSTEM, item_id=made.items.get().pk, **row)
    many = {name: statements(client, path) for name, path in pages(at).items()}
    assert many == few
    assert {name: count for name, count in many.items() if count > MOST[name]} == {}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_pages_come_in_three_languages(at: dict[str, Any], sign: Any, language: str) -> None:
    client = sign(Role.GROUP_COORDINATOR)
    for path in pages(at).values():
        said = client.get(path.replace("/kk/", f"/{language}/", 1))
        assert said.status_code == 200, path
    text = client.get(address("session", at["done"].pk, language=language)).content.decode()
    quorum = {"kk": "Кворум бар.", "ru": "Кворум есть.", "en": "There is a quorum."}
    assert quorum[language] in text


def test_a_whole_session_by_the_forms(at: dict[str, Any], sign: Any) -> None:
    client, body = sign(Role.AKIMAT), at["body"]
    moment = local(now()) - timedelta(minutes=30)
    said = client.post(
        address("plan_session", body.pk), {"day": moment.date().isoformat(), "time": f"{moment:%H:%M}", "place": "Зал"}
    )
    assert said.status_code == 302
    made = Session.objects.get(place="Зал")
    client.post(address("bring_item", made.pk), {"title": "Аулалар", "text": "Жарық керек"})
    item = Item.objects.get(session=made)
    assert client.post(address("decide", item.pk), {}).status_code == 422
    who = worlds.ids(body, 6)
    client.post(address("attendance", made.pk), {"present": who, "chaired_by": who[0], "kept_by": ""})
    client.post(address("record_item", item.pk), {"heard": "Баяндалды", "outcome": "heard"})
    form = client.get(address("decide", item.pk)).content.decode()
    assert "Кворум бар." in form and "Мекеме 1" in form
    given = {
        "text": "12 шам орнату",
        "owner": "Мекеме 1",
        "due_on": today().isoformat(),
        "votes_for": "6",
        "votes_against": "0",
        "votes_abstained": "0",
    }
    assert client.post(address("decide", item.pk), {**given, "votes_for": "9"}).status_code == 422
    assert client.post(address("decide", item.pk), given).status_code == 302
    client.post(address("close_minutes", made.pk))
    made.refresh_from_db()
    assert made.is_closed
    page = client.get(address("minutes", made.pk)).content.decode()
    assert "12 шам орнату" in page and "Жақтап: 6" in page
    row = Decision.objects.get(session=made)
    step = {"on": today().isoformat(), "text": "Орнатылды"}
    assert client.post(address("decision_step", row.pk, "execute"), step).status_code == 302
    assert client.get(address("decision_step", row.pk, "nonsense")).status_code == 404
    row.refresh_from_db()
    assert row.state == "done"


def test_bodies_and_members_by_the_forms(at: dict[str, Any], sign: Any) -> None:
    client = sign(Role.AKIMAT)
    given = {
        "kind": "group",
        "area": at["place"].mine.pk,
        "name_kk": "Топ",
        "name_ru": "Группа",
        "name_en": "Group",
        "act": "",
        "founded_on": "2026-02-01",
        "quorum_kind": "more_than",
        "quorum_value": "100",
    }
    said = client.post(address("found_body"), given)
    assert said.status_code == 422 and "99-дан аспасын" in said.content.decode()
    assert client.post(address("found_body"), {**given, "quorum_value": "50"}).status_code == 302
    body = Body.objects.get(kind="group")
    person = {
        "full_name": "Сынақов Асан",
        "organisation": "Мектеп",
        "sector": "education",
        "seat": "chair",
        "starts_on": "2026-02-01",
        "language": "kk",
    }
    assert client.post(address("add_member", body.pk), person).status_code == 302
    assert client.post(address("add_member", body.pk), person).status_code == 422
    member = Member.objects.get(body=body)
    training = {"title": "SARA", "held_on": "2026-03-01", "hours": "8", "taught_by": "ЖОО", "members": [member.pk]}
    assert client.post(address("record_training", body.pk), training).status_code == 302
    assert client.post(address("end_member", member.pk), {"on": "2026-04-01", "reason": "Ауысты"}).status_code == 302
    page = client.get(address("body", body.pk)).content.decode()
    assert "Бұрынғы мүшелер (1)" in page and "SARA" in page
    changed = {name: value for name, value in given.items() if name != "area"}
    assert client.post(address("change_body", body.pk), {**changed, "quorum_value": "60"}).status_code == 302
    assert client.post(address("end_body", body.pk), {"on": "2026-05-01"}).status_code == 302


def test_what_may_not_be_done_has_no_form(at: dict[str, Any], sign: Any) -> None:
    head = sign(Role.HEAD)
    session = head.get(address("session", at["coming"].pk)).content.decode()
    assert (
        address("bring_item", at["coming"].pk) in session and address("cancel_session", at["coming"].pk) not in session
    )
    assert head.get(address("cancel_session", at["coming"].pk)).status_code == 403
    assert head.get(address("decision_step", at["decision"].pk, "execute")).status_code == 404
    assert (
        head.post(address("decision_step", at["decision"].pk, "execute"), {"on": "2026-05-12", "text": "x"}).status_code
        == 403
    )
    council = sign(Role.COUNCIL)
    assert council.get(address("session", at["open"].pk)).status_code == 404
    assert council.get(address("minutes", at["done"].pk)).status_code == 200


def test_overdue_decisions_stand_by_body(at: dict[str, Any], sign: Any, frozen_clock: Any) -> None:
    frozen_clock.move(days=10)
    client = sign(Role.PROSECUTOR)
    for spelt in ("ТҮКШ", "түкш ", "Түкш"):
        assert "10 күн кешікті" in client.get(address("decisions") + f"?show=late&owner={spelt}").content.decode()
    nowhere = client.get(address("decisions") + "?show=late&owner=Мектеп").content.decode()
    assert "Бұл мән енді жоқ: Орындаушы" in nowhere, "a body without open decisions is said, and nothing hidden"
