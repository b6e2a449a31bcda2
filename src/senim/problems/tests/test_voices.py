"""“This concerns me too”: people and not clicks, nobody named; and who is told what came of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.appeals import api as appeals
from senim.appeals.actions import intake, talk
from senim.appeals.models import Appeal, Identity
from senim.appeals.report import Contact, secret_hash
from senim.appeals.tests.world import FIRST, SECOND, report
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.scoping import PUBLIC, SYSTEM, Actor
from senim.kernel.tests.at_once import together
from senim.problems import domain
from senim.problems.actions import file, measure, offers, voices
from senim.problems.actions.assess import run_assessment
from senim.problems.models import Offer, Problem, ProblemAppeal, Voice
from senim.problems.selectors import public as selectors
from senim.problems.tests import world as worlds
from senim.problems.tests.test_loop import lesson, whole
from senim.problems.tests.world import Town
from senim.staff import testing as staff
from senim.web.throttle import GUESSES, VOICES

CITIZEN = Actor.citizen()
WORDS = file.PublicWords(
    "Базар тұрағы", "Тұраққа жарық керек.", "Стоянка у базара", "Нужен свет.", "The car park", "Light."
)


def sent(phone: str = "", email: str = "", **changes: Any) -> tuple[int, str]:
    """An appeal in the first beat, and the secret of its link."""
    contact = Contact(
        name="Сынақ" if phone or email else "", phone=phone, email=email, safe_way="email" if email else "link"
    )
    values = {
        "known_as": "named" if phone or email else "anonymous",
        "contact": contact,
        "lon": FIRST[0],
        "lat": FIRST[1],
    }
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**{**values, **changes}))
    return receipt.appeal_id, receipt.secret


def published(town: Town, *appeals: int, **changes: Any) -> Problem:
    made = file.open_problem(
        actor=town.actor("coordinator"), definition=worlds.definition(town, **changes), appeals=appeals
    )
    return file.publish(actor=town.actor("coordinator"), problem_id=made.pk, said=WORDS)


def page(problem: Problem, language: str = "kk") -> str:
    return f"/{language}/problem/{problem.public_number}/"


def people(problem: Problem) -> int:
    problem.refresh_from_db()
    return problem.people


# --- people, not clicks ----------------------------------------------------------------------------------------------


def test_one_browser_is_one_however_often_it_clicks(town: Town, client: Client) -> None:
    problem = published(town)
    for _click in range(3):
        assert client.post(page(problem)).status_code == 302
    assert (people(problem), Voice.objects.count()) == (1, 1)
    assert "Сіз саналдыңыз" in client.get(page(problem)).content.decode()
    client.post(page(problem), {"back": "1"})
    client.post(page(problem), {"back": "1"})
    assert (people(problem), Voice.objects.count()) == (0, 0)
    for _other in range(3):
        Client().post(page(problem))
    assert people(problem) == 3
    assert "Бұл 3 адамға қатысты" in client.get(page(problem)).content.decode()


def test_two_clicks_at_once_are_one(transactional_db: None, frozen_clock: Any, monkeypatch: Any) -> None:
    problem = published(worlds.build(monkeypatch))
    number = problem.public_number or ""
    for turn in range(3):
        press = lambda mark=bytes([turn]) * 32: voices.join(actor=CITIZEN, number=number, mark=mark)  # noqa: E731
        assert sorted(together(press, press)) == [False, True]
        assert people(problem) == Voice.objects.count() == turn + 1
    both = [lambda mark=bytes([9 + n]) * 32: voices.join(actor=CITIZEN, number=number, mark=mark) for n in range(2)]
    assert together(*both) == [True, True]
    assert people(problem) == 5
    leave = lambda: voices.leave(actor=CITIZEN, number=number, mark=bytes([9]) * 32)  # noqa: E731
    assert sorted(together(leave, leave)) == [False, True]
    assert people(problem) == 4


def test_a_mark_says_nothing_elsewhere(town: Town, client: Client) -> None:
    one, two = published(town), published(town, title="Басқа тұрақ")
    client.post(page(one))
    client.post(page(two))
    first, second = (bytes(row.mark or b"") for row in Voice.objects.order_by("pk"))
    assert first != second and len(first) == 32
    kept = client.cookies["senim_voice"]
    assert kept["httponly"] and kept["samesite"] == "Lax"
    assert first.hex() not in kept.value
    for event in AuditEvent.objects.filter(action="problems.joined"):
        assert set(event.data) == {"people"}
    forged = Client()
    forged.cookies["senim_voice"] = "made-up:signature"
    assert forged.post(page(one)).status_code == 302
    assert people(one) == 2


def test_one_address_is_limited(town: Town) -> None:
    problem = published(town)
    for _each in range(VOICES.most):
        assert Client().post(page(problem)).status_code == 302
    stopped = Client().post(page(problem))
    assert (stopped.status_code, people(problem)) == (429, VOICES.most)
    again = Client()
    assert again.get(page(problem)).status_code == 200


def test_an_appeal_counts_its_person_once(town: Town, client: Client) -> None:
    (first, one), (_again, two) = sent("+77000000001"), sent("+77000000001")
    problem = published(town, first)
    assert people(problem) == 1
    client.post(page(problem))
    assert people(problem) == 2
    client.post(page(problem), {"code": one})
    assert people(problem) == 1, "what the browser said without the appeal goes"
    assert "Өтінішіңізбен саналдыңыз" in client.get(page(problem)).content.decode()
    client.post(page(problem))
    assert people(problem) == 1, "this browser's person is counted by the appeal"
    Client().post(page(problem), {"code": f"http://testserver/kk/a/{two}/"})
    assert (people(problem), Voice.objects.count()) == (1, 1), "another appeal of the same person"
    _third, three = sent("+77000000003")
    other = Client()
    other.post(page(problem), {"code": three})
    assert people(problem) == 2
    other.post(page(problem), {"code": three, "back": "1"})
    assert people(problem) == 1


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "код бізде жоқ"), ("ru", "кода у нас нет"), ("en", "do not know this code")]
)
def test_a_wrong_code_is_told_and_counted_as_a_guess(town: Town, client: Client, language: str, said: str) -> None:
    problem = published(town)
    answer = client.post(page(problem, language), {"code": "0000-0000-0000-0000"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    for _guess in range(GUESSES.most):
        answer = client.post(page(problem), {"code": "0000-0000-0000-0000"})
    assert answer.status_code == 429
    assert people(problem) == 0


def test_a_sensitive_appeal_and_a_complaint_join_nothing(town: Town, client: Client) -> None:
    problem = published(town)
    for changes in ({"category": "home.bullying"}, {"category": "officer.rude", "about": "beat_inspector"}):
        appeal, secret = sent("+77000000001", **changes)
        answer = client.post(page(problem), {"code": secret})
        assert answer.status_code == 422
        assert "ашық санға қосылмайды" in answer.content.decode()
        shown = client.get(f"/kk/a/{secret}/", follow=True).content.decode()
        assert "Базар тұрағы" not in shown
        assert not Voice.objects.filter(appeal=appeal).exists()


def test_the_applicants_own_page_joins_and_leaves(town: Town) -> None:
    _appeal, secret = sent("+77000000001")
    problem = published(town)
    browser = Client(enforce_csrf_checks=True)
    address = f"/kk/a/{secret}/"
    shown = browser.get(address)
    body = shown.content.decode()
    assert "Сол маңда қандай мәселе шешіліп жатыр" in body
    signed = body.partition('name="pass" value="')[2].partition('"')[0]
    join = reverse("problems:with_appeal", args=[problem.public_number])
    answer = browser.post(join, {"pass": signed}, headers={"referer": f"http://testserver{address}"})
    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{address}")
    assert people(problem) == 1
    assert "Не айтқаныңыздың" not in browser.get(address).content.decode()
    assert "Базар тұрағы" in browser.get(address).content.decode()
    browser.post(join, {"pass": signed, "back": "1"}, headers={"referer": "https://elsewhere.example/"})
    assert people(problem) == 0
    browser.post(join, {"pass": signed + "x"})
    assert people(problem) == 0
    far, other = sent("+77000000002", lon=SECOND[0])
    assert "Сол маңда" not in browser.get(f"/kk/a/{other}/").content.decode(), far


def test_marks_are_erased_after_their_time(town: Town, client: Client, frozen_clock: Any) -> None:
    appeal, _secret = sent("+77000000001")
    problem = published(town, appeal)
    client.post(page(problem))
    frozen_clock.move(days=300)
    Client().post(page(problem))
    assert (voices.forget(), people(problem)) == (0, 3)
    frozen_clock.move(days=80)
    assert (voices.forget(), voices.forget(), people(problem)) == (1, 0, 2)


def test_a_small_number_is_not_told_and_the_page_asks_little(town: Town, client: Client) -> None:
    problem = published(town)
    client.post(page(problem))
    shown = client.get(page(problem)).content.decode()
    assert "Әзірге 3 адамнан аз кісіге қатысты" in shown
    assert "12 айдан кейін өшіреміз" in shown
    assert problem.number not in shown
    with CaptureQueriesContext(connection) as captured:
        client.get(page(problem))
    assert len(captured) <= 3, [one["sql"] for one in captured]
    for language in ("kk", "ru", "en"):
        assert "%(" not in client.get(page(problem, language)).content.decode()


def test_the_file_tells_the_number_with_its_definition(town: Town, client: Client) -> None:
    appeal, _secret = sent("+77000000001")
    problem = published(town, appeal)
    client.post(page(problem))
    staff.sign_in(client, town.world.people["coordinator"])
    for language, said in (
        ("kk", "түрлі адам саналады"),
        ("ru", "разные люди"),
        ("en", "Different people are counted"),
    ):
        shown = client.get(f"/{language}/problems/{problem.number}/residents/").content.decode()
        assert said in shown
        assert '<strong class="num">2</strong>' in shown


# --- what has no public face -----------------------------------------------------------------------------------------


def test_a_hidden_file_has_no_page_and_takes_no_voice(town: Town, client: Client) -> None:
    problem = published(town)
    client.post(page(problem))
    file.withdraw(actor=town.actor("coordinator"), problem_id=problem.pk)
    assert client.get(page(problem)).status_code == client.post(page(problem)).status_code == 404
    with pytest.raises(NotYours):
        voices.join(actor=CITIZEN, number=problem.public_number or "", mark=b"x" * 32)
    assert client.get("/kk/problem/7K3M-42QX-9/").status_code == 404


@pytest.mark.parametrize("kind", ["home.bullying", "domestic"])
def test_a_sensitive_kind_has_no_public_face(town: Town, client: Client, monkeypatch: Any, kind: str) -> None:
    if kind == "domestic":
        monkeypatch.setattr("senim.incidents.api.is_sensitive", lambda code: code == kind)
    chosen = {"selection": {"kinds": [kind]}}
    with pytest.raises(Refused) as caught:
        worlds.opened(town, **chosen)
    assert caught.value.code == "sensitive"
    for language, said in (("kk", "сезімтал"), ("ru", "деликатный"), ("en", "sensitive")):
        with translation.override(language):
            assert said in str(caught.value)
    problem = worlds.opened(town, "analyst", **chosen)
    with pytest.raises(Refused) as caught:
        file.publish(actor=town.actor("coordinator"), problem_id=problem.pk, said=WORDS)
    assert caught.value.code == "not_public"
    renamed = worlds.definition(town, title="Басқа атау", **chosen)
    file.define(actor=town.actor("coordinator"), problem_id=problem.pk, definition=renamed)
    shown = published(town)
    with pytest.raises(Refused) as caught:
        file.define(actor=town.actor("analyst"), problem_id=shown.pk, definition=worlds.definition(town, **chosen))
    assert caught.value.code == "hide_first"
    Problem.objects.filter(pk=shown.pk).update(selection={"kinds": [kind]})  # a kind that became sensitive later
    assert client.get(page(shown)).status_code == 404
    assert selectors.on_beat(PUBLIC, town.path("first"), "kk") == []


# --- the trigger -----------------------------------------------------------------------------------------------------


def closed(town: Town, clock: Any) -> Problem:
    problem, _row = whole(town, clock, treated=(160, 70))
    coordinator = town.actor("coordinator")
    measure.keep_lesson(actor=coordinator, problem_id=problem.pk, said=lesson())
    file.publish(actor=coordinator, problem_id=problem.pk, said=WORDS)
    Client().post(page(Problem.objects.get(pk=problem.pk)))
    return file.move(actor=coordinator, problem_id=problem.pk, to=domain.Stage.CLOSED)


def test_a_closed_problem_that_is_back_offers_itself(town: Town, client: Client, frozen_clock: Any) -> None:
    problem = closed(town, frozen_clock)
    assert offers.look() == 0, "what was said before the closing does not count"
    frozen_clock.move(days=2)
    (_one, secret), (_two, other) = sent("+77000000001"), sent("+77000000001")
    for code in (secret, other):
        Client().post(page(problem), {"code": code})
    client.post(page(problem))
    client.post(page(problem))
    assert offers.look() == 0, "two people, four clicks"
    Client().post(page(problem))
    assert (offers.look(), offers.look()) == (1, 0)
    offer = Offer.objects.get()
    assert (offer.kind, offer.people, offer.again_of, len(offer.appeals)) == (domain.OfferKind.AGAIN, 3, problem, 2)
    staff.sign_in(client, town.world.people["coordinator"])
    shown = client.get(f"/kk/problems/offers/{offer.pk}/").content.decode()
    assert problem.title in shown
    assert "Жабылған мәселе қайталанды" in shown
    offers.decline_offer(actor=town.actor("head"), offer_id=offer.pk, ground="Шам күйіп қалған, ауыстырылды")
    assert offers.look() == 0
    frozen_clock.move(days=1)
    for _each in range(3):
        Client().post(page(problem))
    assert offers.look() == 1


# --- what came of it -------------------------------------------------------------------------------------------------


def news() -> list[str]:
    return sorted(Outgoing.objects.filter(template="appeal_news").values_list("to", flat=True))


def test_who_agreed_is_told_neutrally_in_the_own_language(town: Town, client: Client, frozen_clock: Any) -> None:
    yes, secret = sent(email="yes@example.kz", language="ru")
    no, _no = sent("+77000000002")
    problem = published(town, yes, no)
    assert news() == ["yes@example.kz"], "only who named a safe way"
    worlds.to_response(town, problem)
    assert news() == ["yes@example.kz"] * 2
    worlds.adopted(town, problem)
    assert news() == ["yes@example.kz"] * 2, "each step once"
    letter = Outgoing.objects.filter(template="appeal_news").first()
    assert letter is not None
    assert (letter.language, letter.context) == ("ru", {})
    assert ProblemAppeal.objects.get(appeal=yes).told_at is not None
    assert ProblemAppeal.objects.get(appeal=no).told_at is None
    shown = client.get(f"/ru/a/{secret}/").content.decode()
    assert "Стоянка у базара" in shown
    assert "Приняты 2 меры." in shown


def test_the_end_is_told_and_seen(town: Town, client: Client, frozen_clock: Any) -> None:
    appeal, secret = sent(email="joined@example.kz")
    problem = closed(town, frozen_clock)
    assert news() == []
    voices.join_by_appeal(actor=CITIZEN, number=problem.public_number or "", own=appeals.by_code(secret))
    assert appeal
    shown = client.get(f"/kk/a/{secret}/").content.decode()
    assert str(domain.PUBLIC_FINDINGS[domain.Finding.FALL]) in shown
    assert domain.PUBLIC_STAGES[domain.Stage.CLOSED].kk in shown


def test_assessment_and_closing_tell_once_each(town: Town, frozen_clock: Any) -> None:
    appeal, _secret = sent(email="yes@example.kz")
    problem, _row = whole(town, frozen_clock, treated=(160, 70))
    ProblemAppeal.objects.create(problem=problem, appeal_id=appeal)
    assert news() == [], "a file that is not shown tells nobody"
    coordinator = town.actor("coordinator")
    file.publish(actor=coordinator, problem_id=problem.pk, said=WORDS)
    file.publish(actor=coordinator, problem_id=problem.pk, said=WORDS)
    assert len(news()) == 1
    measure.ask_assessment(actor=town.actor("analyst"), problem_id=problem.pk)
    run_assessment(actor=town.actor("analyst"), assessment_id=problem.assessments.latest("pk").pk)
    assert len(news()) == 2
    measure.keep_lesson(actor=coordinator, problem_id=problem.pk, said=lesson())
    file.move(actor=coordinator, problem_id=problem.pk, to=domain.Stage.CLOSED)
    assert len(news()) == 3


def test_no_letter_goes_for_a_sensitive_or_withdrawn_appeal(town: Town) -> None:
    home, _secret = sent(email="home@example.kz", category="home.bullying")
    gone, secret = sent(email="gone@example.kz")
    Identity.objects.filter(appeal=home).update(safe_way="email")
    Outgoing.objects.all().delete()
    assert Appeal.objects.get(pk=home).sensitive
    talk.withdraw(secret_hash=secret_hash(secret))
    published(town, home, gone)
    assert news() == []


def test_who_stands_behind_a_file_is_told_to_the_house_alone(town: Town) -> None:
    ids = [sent(f"+7700000000{number}")[0] for number in (1, 1, 2)]
    assert appeals.people_behind(SYSTEM, ids) == 2
    assert appeals.people_behind(SYSTEM, []) == 0
    for name in town.world.people:
        scope = town.actor(name).scope
        assert (appeals.people_behind(scope, ids), appeals.own(scope, ids[0])) == (0, None), name
    assert appeals.by_code("") is appeals.by_code("not a code") is None
