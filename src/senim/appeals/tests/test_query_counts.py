"""How often a page asks the database: it may not grow unseen, nor with the number of rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from senim.appeals.actions import intake, joining, talk
from senim.appeals.actions.joining import Way
from senim.appeals.models import Appeal, Joined
from senim.appeals.report import Receipt, secret_hash
from senim.appeals.tests.test_bad_input import DONE
from senim.appeals.tests.test_rights import file_of
from senim.appeals.tests.world import FIRST, World, report
from senim.kernel.clock import frozen, now
from senim.kernel.models import Undo
from senim.kernel.scoping import Actor
from senim.staff import testing as staff
from senim.web.marks import Browser

#: The most statements of one page, with session and account where somebody is signed in.
MOST = {
    "queue": 6,
    "area": 4,
    "desk": 13,
    "follow": 8,
    "receipt": 8,
    "step": 2,
    "keep": 5,
    "send": 8,
    "beat": 12,
    "answer": 44,
    "back": 28,
    "join": 16,
}


def register(count: int) -> Receipt:
    for number in range(count):
        receipt = intake.send(token=intake.begin(language="kk"), report=report(place=f"Абай көшесі, {number}"))
    return receipt


@pytest.fixture
def asked(client: Any) -> Callable[..., list[str]]:
    """The statements of one request, once everything that is kept in memory is there."""

    def ask(method: str, address: str, data: Any = None, *, warm: str = "") -> list[str]:
        client.get(warm or address)
        with CaptureQueriesContext(connection) as captured:
            said = getattr(client, method)(address, data)
        assert said.status_code in {200, 302}, said.status_code
        frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
        return [one["sql"] for one in captured if not one["sql"].startswith(frame)]

    return ask


def test_the_queue_and_the_area_do_not_grow_with_their_rows(world: World, client: Any, asked: Any) -> None:
    staff.sign_in(client, world.people["inspector"])
    register(2)
    few = {name: asked("get", address) for name, address in (("queue", "/kk/desk/"), ("area", "/kk/desk/area/"))}
    register(60)
    many = {name: asked("get", address) for name, address in (("queue", "/kk/desk/"), ("area", "/kk/desk/area/"))}
    for name, statements in many.items():
        assert len(statements) == len(few[name]) <= MOST[name], "\n".join(statements)


def test_one_appeal_does_not_grow_with_its_talk(world: World, client: Any, asked: Any) -> None:
    receipt = register(1)
    appeal = Appeal.objects.get()
    staff.sign_in(client, world.people["inspector"])
    desk = f"/kk/desk/{appeal.number}/"
    pages = {"desk": desk, "follow": f"/kk/a/{receipt.secret}/", "receipt": f"/kk/a/{receipt.secret}/receipt/"}
    talk.add(secret_hash=secret_hash(receipt.secret), text="бір")
    file_of(appeal)
    few = {name: len(asked("get", address)) for name, address in pages.items()}
    for number in range(8):
        talk.add(secret_hash=secret_hash(receipt.secret), text=f"тағы {number}")
        talk.note(actor=world.actor("inspector"), appeal_id=appeal.pk, text=f"белгі {number}")
        file_of(appeal)
    for name, address in pages.items():
        statements = asked("get", address)
        assert len(statements) == few[name] <= MOST[name], (name, "\n".join(statements))


def test_the_pages_of_a_report_ask_little(world: World, client: Any, asked: Any) -> None:
    register(1)  # rules, calendar, terms, posts are in memory then
    token = intake.begin(language="kk")
    at = f"/kk/report/{token}/{{}}/".format
    words = {"kind": "signal", "text": "Түнде қатты музыка"}
    assert len(asked("post", at("words"), words)) <= MOST["keep"]
    assert len(asked("post", at("category"), {"category": "order.noise_night"})) <= MOST["keep"]
    place = {"lon": "70.005", "lat": "50.005"}
    assert len(asked("post", at("place"), place)) <= MOST["keep"]
    assert len(asked("post", at("known"), {"known_as": "anonymous", "safe_way": "link"})) <= MOST["keep"]
    for code in ("words", "category", "details", "place", "known", "check"):
        statements = asked("get", at(code))
        assert len(statements) <= MOST["step"], (code, "\n".join(statements))
    statements = asked("post", at("check"), {}, warm=at("words"))
    assert len(statements) <= MOST["send"], "\n".join(statements)
    assert Appeal.objects.count() == 2


def test_the_page_of_a_beat_does_not_grow_with_what_happened(world: World, client: Any, asked: Any) -> None:
    register(1)
    beat = f"/kk/beat/{world.areas['first'].code}/"
    few = asked("get", beat)
    register(30)
    statements = asked("get", beat)
    assert len(statements) == len(few) <= MOST["beat"], "\n".join(statements)


def test_joining_and_taking_back_do_not_grow(world: World, client: Any, asked: Any, settings: Any) -> None:
    """Forty people follow one answer with as many statements as four do; so is it taken back."""
    settings.UNDO_SECONDS = 10
    counts = []
    for people in (4, 40):
        with frozen(now() - timedelta(hours=2)):
            receipt = intake.send(token=intake.begin(language="kk"), report=report(category="place.light"))
        for number in range(people):
            token = intake.begin(language="kk")
            values = {"kind": "signal", "text": "x", "category": "place.light", "lon": FIRST[0], "lat": FIRST[1]}
            intake.keep(token=token, values=values, language="kk")
            browser, way = Browser(f"{people}-{number}"), Way("sms", phone=f"+7701{people:03}{number:04}")
            given = {"token": token, "number": receipt.number, "browser": browser, "language": "kk"}
            joining.join(actor=Actor.citizen(), way=way, **given)
        joined = Joined.objects.filter(appeal=receipt.appeal_id, again=False)
        assert joined.count() == people
        staff.sign_in(client, world.people["inspector"])
        desk = f"/kk/desk/{receipt.number}/"
        data = {"outcome": "done", "text": DONE.text, "done": "x", "where": "x", "when": "2026-05-12"}
        answered = len(asked("post", f"{desk}answer/", data, warm=desk))
        back = len(asked("post", f"/kk/undo/{Undo.objects.latest('pk').token}/", warm=desk))
        counts.append((answered, back))
    (few, few_back), (many, many_back) = counts
    assert many <= few <= MOST["answer"] and many_back <= few_back <= MOST["back"], counts


def test_the_step_of_what_is_near_asks_once(world: World, client: Any, asked: Any) -> None:
    with frozen(now() - timedelta(hours=2)):
        register(30)
        Appeal.objects.update(category="place.light")
    token = intake.begin(language="kk")
    values = {"kind": "signal", "text": "x", "category": "place.light", "lon": FIRST[0], "lat": FIRST[1]}
    intake.keep(token=token, values=values, language="kk")
    near, number = f"/kk/report/{token}/nearby/", Appeal.objects.order_by("-received_at", "-pk").first().number
    for address in (near, f"{near}{number}/"):
        statements = asked("get", address)
        assert len(statements) <= MOST["step"], "\n".join(statements)
    statements = asked("post", f"{near}{number}/", {"safe_way": "link"}, warm=near)
    assert len(statements) <= MOST["join"], "\n".join(statements)
