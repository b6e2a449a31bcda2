"""Nearby and me too: what is offered, who is counted, what reaches whom, and what nobody learns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from senim.appeals import selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import intake, joining, moves, talk, watch
from senim.appeals.actions.answer import Words
from senim.appeals.actions.joining import Way
from senim.appeals.domain import Channel, KnownAs, Outcome
from senim.appeals.models import Appeal, Joined
from senim.appeals.report import Contact, Receipt, secret_hash
from senim.appeals.tests.test_bad_input import DONE
from senim.appeals.tests.world import FIRST, SECOND, TUESDAY, World, report
from senim.kernel import clock
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.scoping import PUBLIC, Actor
from senim.staff import testing as staff
from senim.web.marks import Browser

LAMP = {"category": "place.light", "text": "Гүлнар әпкенің үйі алдында шам жанбайды", "place": "Абай көшесі, 7"}
PHONE = "+77011112233"


def told(**changes: Any) -> Appeal:
    """A lamp that somebody told of yesterday."""
    at = changes.pop("at", TUESDAY - timedelta(days=1))
    with clock.frozen(at):
        receipt = intake.send(token=intake.begin(language="kk"), report=report(**{**LAMP, **changes}))
    return Appeal.objects.get(pk=receipt.appeal_id)


def join(appeal: Appeal, way: Way | None = None, browser: str = "") -> Receipt:
    return joining.join(
        actor=Actor.citizen(), token=intake.begin(language="ru"), number=appeal.number, way=way or Way(),
        browser=Browser(browser), language="ru")


def near(lon: float = FIRST[0], lat: float = FIRST[1], code: str = "place.light") -> list[str]:
    return [one.number for one in selectors.nearby(PUBLIC, selectors.Spot(lon, lat), code)]


def test_open_public_reports_of_the_same_kind_near_place_and_time_are_offered(
    beats: World, django_assert_num_queries: Any
) -> None:
    lamp, dark = told(), told(category="place.dark", lon=FIRST[0] + 0.001)
    told(lon=FIRST[0] + 0.009)  # 650 metres away
    told(lon=SECOND[0])
    told(category="order.noise_night")  # another group
    told(at=TUESDAY - timedelta(days=31))
    told(at=TUESDAY - timedelta(minutes=20))  # its hour is not over: a neighbour would see it come
    told(danger=True)
    answered, withdrawn, handed, double = told(), told(), told(), told()
    answers.answer(actor=beats.actor("inspector"), appeal_id=answered.pk, words=DONE)
    talk.withdraw(secret_hash=bytes(withdrawn.secret_hash))
    moves.hand_to_duty(actor=beats.actor("inspector"), appeal_id=handed.pk, reason="қылмыс белгісі")
    Appeal.objects.filter(pk=double.pk).update(duplicate_of=lamp)
    near()
    with django_assert_num_queries(1):
        assert near() == [lamp.number, dark.number]
    assert near(*SECOND) != near() and near(10.0, 10.0) == []
    with django_assert_num_queries(0):  # what may not be joined asks nobody
        for code in ("home.violence", "home.child_harm", "home.teens_night", "officer.rude", "property.home"):
            assert near(code=code) == []
    beat = beats.areas["first"].pk
    found = selectors.nearby(PUBLIC, selectors.Spot(area_id=beat), "place.light")
    assert lamp.number in {one.number for one in found} and not any(one.by_point for one in found)


def test_no_sensitive_report_is_ever_offered_or_joined(beats: World) -> None:
    hidden = [told(category=code) for code in ("home.violence", "home.child_harm", "home.bullying", "officer.rude")]
    hidden += [told(danger=True), told(category="home.teens_night"), told(category="property.home")]
    codes = ("home.violence", "home.teens_night", "officer.rude", "place.light")
    assert [one for code in codes for one in near(code=code)] == []
    for one in hidden:
        with pytest.raises(NotYours):
            join(one)
    assert not Joined.objects.exists()


def test_it_is_a_step_of_the_form_without_a_script(beats: World, client: Client) -> None:
    lamp = told()
    token = intake.begin(language="kk")
    at = f"/kk/report/{token}/{{}}/".format
    client.post(at("words"), {"kind": "signal", "text": "Шам өшіп қалды"})
    client.post(at("category"), {"category": "place.light"})
    went = client.post(at("place"), {"lon": str(FIRST[0]), "lat": str(FIRST[1])})
    assert went.url == at("nearby")
    page = client.get(at("nearby")).content.decode()
    assert "Көшеде жарық жоқ" in page and "кеше" in page and at(f"nearby/{lamp.number}") in page
    for secret in ("Гүлнар", "Абай көшесі", "50.005", "10:30"):
        assert secret not in page
    assert at("files") in page  # going on with the own report
    said = client.post(at(f"nearby/{lamp.number}"), {"safe_way": "sms", "phone": ""})
    assert said.status_code == 422 and "SMS келетін телефон" in said.content.decode()
    data = {"safe_way": "sms", "phone": "8 701 111 22 33", "email": "left@example.kz"}
    first, again = (client.post(at(f"nearby/{lamp.number}"), data) for _ in range(2))
    assert first.status_code == 302 and first.url == again.url
    row = Joined.objects.get()
    assert (row.phone, row.email, row.again) == (PHONE, "", False)
    receipt = client.get(first.url).content.decode()
    assert lamp.number in receipt and "Гүлнар" not in receipt and PHONE not in receipt
    assert client.get(at("check")).status_code == 302  # the draft is empty
    letters = Outgoing.objects.filter(key=f"joined:{row.pk}:registered")
    assert [one.to for one in letters] == [PHONE] and Appeal.objects.count() == 1
    event = AuditEvent.objects.get(action="appeals.joined")
    assert event.data == {"people": 1} and event.account_id is None


@pytest.mark.parametrize("kept", [{"category": "home.violence"}, {"category": "place.light", "danger": True}])
def test_who_is_in_danger_or_tells_of_violence_is_asked_nothing_of_the_kind(
    beats: World, client: Client, kept: dict[str, Any]
) -> None:
    lamp, token = told(), intake.begin(language="kk")
    values = {"kind": "signal", "text": "x", "lon": FIRST[0], "lat": FIRST[1], **kept}
    intake.keep(token=token, values=values, language="kk")
    assert client.get(f"/kk/report/{token}/nearby/").url.endswith("/files/")
    assert client.get(f"/kk/report/{token}/nearby/{lamp.number}/").url.endswith("/files/")


def test_a_person_counts_once(beats: World) -> None:
    lamp = told(known_as=KnownAs.NAMED, contact=Contact("Гүлнар", phone="+77770000000", safe_way="sms"))
    scope = beats.actor("inspector").scope

    def people() -> int:
        return selectors.people_joined(scope, lamp).joined

    join(lamp, browser="a")
    join(lamp, browser="a")  # the same browser
    assert people() == 1
    join(lamp, Way("sms", phone=PHONE), "a")  # and now it leaves a contact
    assert people() == 1 and Joined.objects.get(again=False).phone == PHONE
    other = join(lamp, Way("sms", phone=PHONE), "b")  # the same telephone elsewhere
    join(lamp, Way("sms", phone="+77770000000"), "c")  # the applicant
    assert people() == 1 and Joined.objects.filter(again=True).count() == 4
    join(lamp, Way("email", email="n@example.kz"), "a")  # a neighbour at the same computer
    second = join(lamp, browser="d")
    assert people() == 3
    joining.leave(actor=Actor.citizen(), secret_hash=secret_hash(second.secret))
    joining.leave(actor=Actor.citizen(), secret_hash=secret_hash(other.secret))
    assert people() == 2
    with pytest.raises(NotYours):
        joining.leave(actor=Actor.citizen(), secret_hash=secret_hash(second.secret))


def test_answer_rating_and_the_fourth_week_reach_each_once(beats: World, client: Client) -> None:
    lamp = told()
    inspector = beats.actor("inspector")
    plan = Words(Outcome.PLAN, "Гүлнар әпке, ертең сағат онда электриктермен барып қараймыз.", done="Өтінім",
                 when=now().date() + timedelta(days=1))
    answers.answer(actor=inspector, appeal_id=lamp.pk, words=plan)
    with clock.frozen(now() + timedelta(minutes=1)):
        mute, mail = join(lamp, browser="a"), join(lamp, Way("email", email="n@example.kz"), "b")
        again = join(lamp, Way("email", email="n@example.kz"), "c")
    with clock.frozen(now() + timedelta(minutes=2)):
        answers.answer(actor=inspector, appeal_id=lamp.pk, words=DONE)
        news = Outgoing.objects.filter(template="appeal_news", key__startswith="joined:")
        assert [one.to for one in news] == ["n@example.kz"]
        tokens = apps.get_model("quality.RatingToken").objects
        assert tokens.filter(contact_id__startswith=f"{lamp.pk}+").count() == 2 and tokens.count() == 3
        pages = {one: client.get(f"/kk/a/{one.secret}/").content.decode() for one in (mute, mail, again)}
        for one, page in pages.items():
            assert DONE.text in page and "Гүлнар" not in page, one  # what was said before they came is not theirs
            assert ("/r/" in page) is (one is not again)
        assert DONE.text in client.get(f"/kk/a/{mute.secret}/letter/").content.decode()
        assert client.post("/kk/follow/", {"code": mute.secret}).url == f"/kk/a/{mute.secret}/"
        assert client.post(f"/kk/a/{mute.secret}/joined/solved/", {"solved": "yes"}).status_code == 302
        assert not Joined.objects.exclude(solved_at=None).exists()  # nobody was asked yet
    with clock.frozen(now() + timedelta(days=29)):
        watch.ask_followups()
        assert Outgoing.objects.filter(key__endswith=":followup").count() == 1
        for one in (mute, mail, again):
            client.post(f"/kk/a/{one.secret}/joined/solved/", {"solved": "yes" if one is mute else "no"})
        client.post(f"/kk/a/{mute.secret}/joined/solved/", {"solved": "no"})  # said once
        people = selectors.people_joined(inspector.scope, lamp)
        assert (people.joined, people.solved, people.unsolved) == (2, 1, 1)


def test_the_officer_sees_a_number_and_a_warning_and_nobody(beats: World, client: Client) -> None:
    lamp = told()
    join(lamp, Way("email", email="n@example.kz"), "b")
    join(lamp, browser="a")
    staff.sign_in(client, beats.people["inspector"])
    page = client.get(f"/en/desk/{lamp.number}/").content.decode()
    assert "2 more people have joined" in page and "name nobody in it" in page and "n@example.kz" not in page
    assert "+2 people" in client.get("/en/desk/").content.decode()


@pytest.mark.thorough
def test_what_became_of_the_report_is_told_without_unveiling_it(beats: World, client: Client) -> None:
    complaint, gone = told(), told()
    link, other = join(complaint, Way("sms", phone=PHONE)).secret, join(gone, Way("sms", phone=PHONE)).secret
    moves.mark_about_officer(
        actor=beats.actor("head"), appeal_id=complaint.pk, post_id=beats.posts["inspector"].pk, reason="үстінен")
    answers.answer(actor=beats.actor("head"), appeal_id=complaint.pk, words=DONE)
    page = client.get(f"/en/a/{link}/").content.decode()
    assert "cannot be followed here" in page and DONE.text not in page and "Who holds it now" not in page
    talk.withdraw(secret_hash=bytes(gone.secret_hash))
    assert "took it back" in client.get(f"/en/a/{other}/").content.decode()
    told_of = Outgoing.objects.filter(template="appeal_news").values_list("key", flat=True)
    assert [key.rpartition(":")[2] for key in told_of if key.startswith("joined:")] == ["withdrawn"]
    with pytest.raises(NotYours):
        join(gone)
    closed = told(channel=Channel.CALL_102)
    answers.answer(actor=beats.actor("inspector"), appeal_id=closed.pk, words=DONE)
    with pytest.raises(Refused) as refused:
        join(closed)
    assert refused.value.code == "not_open"
