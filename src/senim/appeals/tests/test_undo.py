"""Ten seconds: what may be taken back, by whom, until when; and that no letter left and nothing was erased."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from senim.appeals.actions import answer as answers
from senim.appeals.actions import intake, moves, talk, together
from senim.appeals.models import Answer, Appeal, Body, Event, Followup, Pause, Transfer
from senim.appeals.report import Contact, Receipt, secret_hash
from senim.appeals.tests.test_bad_input import DONE
from senim.appeals.tests.test_together import chosen, said, told
from senim.appeals.tests.world import World, report
from senim.cabinet.actions import visits
from senim.cabinet.tests import made as cabinet
from senim.gatherings import actions as gatherings
from senim.gatherings.domain import Kind as Occasion
from senim.kernel import clock, ids, outbox, seal, undo, verify
from senim.kernel.clock import now
from senim.kernel.errors import NotYours
from senim.kernel.models import AuditEvent, Outgoing, Undo
from senim.kernel.scoping import Actor
from senim.staff import testing as staff

ANSWER = {"outcome": "done", "text": DONE.text, "done": DONE.done, "where": DONE.where, "when": "2026-05-12"}
BUTTON = re.compile(r'action="(/kk/undo/[^"]+)"')


@pytest.fixture(autouse=True)
def _seconds(settings: Any) -> None:
    settings.UNDO_SECONDS = 10


@pytest.fixture
def desk(beats: World, client: Client) -> Client:
    staff.sign_in(client, beats.people["inspector"])
    return client


def sent(**changes: Any) -> tuple[Appeal, Receipt]:
    contact = Contact(email="applicant@example.kz", safe_way="email")
    receipt = intake.send(token=intake.begin(language="kk"), report=report(contact=contact, **changes))
    return Appeal.objects.get(pk=receipt.appeal_id), receipt


def press(client: Client, appeal: Appeal, name: str, data: dict[str, Any] | None = None) -> str:
    """Do an act at the desk; the address of the button that takes it back, "" where there is none."""
    page = client.post(f"/kk/desk/{appeal.number}/{name}/", data or {}, follow=True).content.decode()
    found = BUTTON.search(page)
    return found.group(1) if found else ""


def row(appeal: Appeal) -> dict[str, Any]:
    return Appeal.objects.values().get(pk=appeal.pk)


def test_an_answer_is_taken_back_before_anybody_read_it(beats: World, desk: Client) -> None:
    appeal, receipt = sent()
    before, follow = row(appeal), f"/kk/a/{receipt.secret}/"
    outbox_before = Outgoing.objects.count()
    button = press(desk, appeal, "answer", ANSWER)
    assert button and Answer.objects.count() == 1 and Outgoing.objects.count() == outbox_before + 1
    outbox.deliver_due()
    assert Outgoing.objects.filter(template="appeal_news", sent_at=None, attempts=0).count() == 1  # it waits
    page = Client().get(follow).content.decode()
    assert DONE.text not in page and "Қабылданды" in page and "/r/" not in page
    back = desk.post(button, follow=True)
    form = back.content.decode()
    assert DONE.text in form and f'value="{DONE.where}"' in form  # nothing typed is lost
    assert row(appeal) == before
    assert not (Answer.objects.exists() or Followup.objects.exists())
    assert not apps.get_model("quality.RatingToken").objects.exists()
    assert not Outgoing.objects.filter(template="appeal_news").exists()
    kinds = list(Event.objects.filter(appeal=appeal).order_by("pk").values_list("type", flat=True))
    assert kinds == ["registered", "routed", "answered", "undone"]
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert {"appeals.answered", "rating.issue", "appeals.undone", "rating.recall"} <= set(actions)
    seal.seal_all()
    assert verify.verify().first is None
    history = Client().get(follow).content.decode()
    assert "Жауап берілді" not in history and "қайтарылды" not in history  # the applicant saw neither
    press(desk, appeal, "answer", ANSWER)
    with clock.frozen(now() + timedelta(seconds=10)):
        outbox.deliver_due()
        assert Outgoing.objects.filter(template="appeal_news", attempts=1).count() == 1
        assert DONE.text in Client().get(follow).content.decode()


def test_when_the_seconds_are_over_it_stands(beats: World, desk: Client) -> None:
    appeal, receipt = sent()
    button = press(desk, appeal, "answer", ANSWER)
    with clock.frozen(now() + timedelta(seconds=10)):
        page = desk.post(button, follow=True).content.decode()
        assert "Қайтару уақыты өтті" in page and Answer.objects.count() == 1
        assert DONE.text in Client().get(f"/kk/a/{receipt.secret}/").content.decode()
        assert not BUTTON.search(desk.get(f"/kk/desk/{appeal.number}/").content.decode())
    with clock.frozen(now() + timedelta(days=1)):
        assert undo.forget() == 1 and not Undo.objects.exists()


@pytest.mark.thorough
def test_every_daily_step_is_what_it_was(beats: World, desk: Client) -> None:
    body = Body.objects.create(name_kk="Әкімдік", name_ru="Акимат", name_en="Akimat").pk
    other, text = beats.posts["other"].pk, "Көшесі басқа: сол учаскеге"
    steps = {"transfer": {"post": other}, "redirect": {"body": body}, "hand": {}}
    for name, data in steps.items():
        appeal, _receipt = sent()
        before = row(appeal)
        button = press(desk, appeal, name, {**data, "text": text})
        assert row(appeal) != before or name == "transfer", name
        desk.post(button)
        assert row(appeal) == before, name
        assert not Transfer.objects.exists() and not Outgoing.objects.filter(template="appeal_news").exists()
    appeal, _receipt = sent()
    before = row(appeal)
    page = desk.post(f"/kk/desk/{appeal.number}/now/open/", follow=True).content.decode()
    assert row(appeal)["state"] == "in_work"
    desk.post(BUTTON.search(page).group(1))  # type: ignore[union-attr]
    assert row(appeal) == before
    page = desk.post("/kk/day/settle/", {"key": f"appeals:{appeal.number}", "outcome": "open"}, follow=True)
    desk.post(BUTTON.search(page.content.decode()).group(1))  # type: ignore[union-attr]
    assert row(appeal) == before
    assert press(desk, appeal, "ask", {"text": "Қай үйде?"}) == ""  # a question leaves at once


@pytest.mark.thorough
def test_an_accepted_offer_and_an_ended_pause_come_back(beats: World, desk: Client, client: Client) -> None:
    appeal, _receipt = sent()
    inspector = beats.actor("inspector")
    offer = moves.offer_transfer(
        actor=inspector, appeal_id=appeal.pk, post_id=beats.posts["other"].pk, reason="оның көшесі")
    there = Client()
    staff.sign_in(there, beats.people["other"])
    page = there.post(f"/kk/desk/offers/{offer.pk}/", {"accept": "yes"}, follow=True).content.decode()
    assert row(appeal)["holder_id"] == beats.posts["other"].pk
    there.post(BUTTON.search(page).group(1))  # type: ignore[union-attr]
    offer.refresh_from_db()
    assert (row(appeal)["holder_id"], offer.state, offer.decided_at) == (beats.posts["inspector"].pk, "offered", None)
    press(desk, appeal, "pause", {"text": "Сараптама"})
    before = row(appeal)
    button = press(desk, appeal, "answer", ANSWER)
    assert not Pause.objects.filter(ended_at=None).exists()
    desk.post(button)
    offer.refresh_from_db()
    assert row(appeal) == before and Pause.objects.filter(ended_at=None).exists() and offer.state == "offered"


@pytest.mark.thorough
def test_taps_of_other_contexts_come_back_too(beats: World, desk: Client) -> None:
    inspector = beats.actor("inspector")
    plan = gatherings.Plan(Occasion.OPEN_DAY, now() + timedelta(hours=1), "№ 12 мектеп", "Ашық есік")
    held = gatherings.plan(actor=inspector, area_id=beats.areas["first"].pk, values=plan)
    with clock.frozen(now() + timedelta(hours=2)):
        gatherings.hold(actor=inspector, gathering_id=held.pk, residents=31)
        promise = gatherings.promise(
            actor=inspector, words="Шам", due_on=now().date() + timedelta(days=3), gathering_id=held.pk)
        values = cabinet.values(beats, next_words="Қайта бару", next_on=now().date() + timedelta(days=2))
        visit = visits.record(
            actor=inspector, values=values, token=ids.new_token(), post_id=beats.posts["inspector"].pk)
        staff.sign_in(desk, beats.people["inspector"])
        for key, code, one, field in (
            (f"promises:{promise.pk}", "kept", promise, "ended_on"),
            (f"visits:{visit.pk}", "done", visit, "next_done_at"),
        ):
            page = desk.post("/kk/day/settle/", {"key": key, "outcome": code}, follow=True).content.decode()
            one.refresh_from_db()
            assert getattr(one, field) is not None, key
            desk.post(BUTTON.search(page).group(1))  # type: ignore[union-attr]
            one.refresh_from_db()
            assert getattr(one, field) is None, key
    kinds = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"cabinet.next_step_done", "cabinet.next_step_undone"} <= kinds


def test_whoever_went_on_is_stronger(beats: World, desk: Client) -> None:
    appeal, receipt = sent()
    page = desk.post(f"/kk/desk/{appeal.number}/now/open/", follow=True).content.decode()
    button = BUTTON.search(page).group(1)  # type: ignore[union-attr]
    talk.add(secret_hash=secret_hash(receipt.secret), text="Тағы бір жайт")
    page = desk.post(button, follow=True).content.decode()
    assert "жалғастырып кетті" in page and row(appeal)["state"] == "in_work"


def test_a_letter_that_has_left_is_never_called_back(beats: World, desk: Client) -> None:
    """A clock that jumps forward and back, a keeper who sends by hand: what went is gone, and the step stands."""
    appeal, _receipt = sent()
    button = press(desk, appeal, "answer", ANSWER)
    with clock.frozen(now() + timedelta(seconds=11)):
        outbox.deliver_due()
    page = desk.post(button, follow=True).content.decode()
    assert "Хат жіберіліп кетті" in page and Answer.objects.count() == 1


def test_nobody_takes_back_what_another_did(beats: World, desk: Client) -> None:
    appeal, _receipt = sent()
    button = press(desk, appeal, "answer", ANSWER)
    token = button.split("/")[-2]
    for who in set(beats.people) - {"inspector"}:
        with pytest.raises(NotYours):
            undo.take_back(actor=beats.actor(who), token=token)
    for nobody in (Actor.citizen(), Actor.system()):
        with pytest.raises(NotYours):
            undo.take_back(actor=nobody, token=token)
    assert Client().post(button).status_code == 401 and desk.get(button).status_code == 405
    assert Answer.objects.count() == 1
    assert desk.post(button).status_code == 302 and not Answer.objects.exists()
    assert "қайтарылып қойған" in desk.post(button, follow=True).content.decode()


def test_a_press_on_several_comes_back_whole(beats: World, desk: Client) -> None:
    found = [told(), told(), told()]
    before = [row(one) for one in found]
    batch = chosen(beats, *found)
    together.write(actor=beats.actor("inspector"), batch_id=batch.pk, said=said())
    page = desk.post(f"/kk/desk/together/{batch.pk}/letters/", follow=True).content.decode()
    assert Answer.objects.count() == 3
    back = desk.post(BUTTON.search(page).group(1), follow=True).content.decode()  # type: ignore[union-attr]
    assert not Answer.objects.exists() and [row(one) for one in found] == before
    assert "text_kk" in back and "Желі жөнделді" in back
    together.send(actor=beats.actor("inspector"), batch_id=batch.pk)
    assert Answer.objects.count() == 3


def test_outside_of_the_desk_nothing_waits(beats: World, settings: Any) -> None:
    appeal, _receipt = sent()
    answers.answer(actor=beats.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    assert not Undo.objects.exists() and not Outgoing.objects.filter(not_before__gt=now()).exists()
    settings.UNDO_SECONDS = 0
    with undo.within(beats.actor("inspector")) as bar:
        assert bar is None
    settings.UNDO_SECONDS = 10
    with undo.within(beats.actor("inspector")), pytest.raises(ValueError, match="nobody knows"):
        undo.offer("appeals.nothing", ("appeal", 1), {})
