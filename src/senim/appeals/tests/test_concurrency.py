"""Two at once, on either database: one answer, one appeal, one decision; whoever comes second reads a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.apps import apps

from senim.appeals.actions import answer as answers
from senim.appeals.actions import duplicates, intake, joining, moves, talk, uploads, watch
from senim.appeals.actions.answer import Words
from senim.appeals.actions.joining import Way
from senim.appeals.domain import OPEN_STATES, Hand, Outcome, State
from senim.appeals.models import Answer, Appeal, AppealFile, Draft, Event, Joined, Message, Transfer
from senim.appeals.tests import world as worlds
from senim.appeals.tests.test_bad_input import DONE, picture
from senim.appeals.tests.test_rights import sent
from senim.appeals.tests.world import World, report
from senim.kernel import undo
from senim.kernel.clock import frozen, now
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor
from senim.kernel.tests.at_once import together
from senim.staff import testing as staff
from senim.staff.domain import Kind
from senim.web.marks import Browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy(transactional_db: None, frozen_clock: object) -> World:
    """The small world, committed; somebody stands in for the inspector."""
    world = worlds.build()
    world.people["stands_in"], world.posts["stands_in"] = staff.make_account(), world.posts["inspector"]
    staff.put_on(world.posts["inspector"], world.people["stands_in"], kind=Kind.SUBSTITUTE)
    return world


def refused(results: Sequence[Any]) -> list[str]:
    return sorted(one for one in results if isinstance(one, str))


def test_two_officers_answering_at_once_give_one_answer(busy: World) -> None:
    for _ in range(3):
        appeal, _secret = sent()
        said = together(
            *(
                partial(answers.answer, actor=busy.actor(who), appeal_id=appeal.pk, words=DONE)
                for who in ("inspector", "stands_in")
            )
        )
        assert refused(said) == ["wrong_state"]
        assert Answer.objects.filter(appeal=appeal).count() == 1
        assert apps.get_model("quality.RatingToken").objects.filter(contact_id=str(appeal.pk)).count() == 1
        assert Event.objects.filter(appeal=appeal, type="answered").count() == 1


def test_one_draft_sent_four_times_at_once_is_one_appeal(busy: World) -> None:
    token = intake.begin(language="kk")
    intake.keep(token=token, values={"text": "x"}, language="kk")
    receipts = together(*[lambda: intake.send(token=token, report=report())] * 4)
    assert len(set(receipts)) == 1 and Appeal.objects.count() == 1
    assert Event.objects.filter(type="registered").count() == 1
    assert AuditEvent.objects.filter(action="appeals.registered").count() == 1


def test_staff_pressing_twice_at_once_register_once(busy: World) -> None:
    said = together(*[lambda: intake.enter(actor=busy.actor("operator"), report=report(), key="бір")] * 3)
    assert len(set(said)) == 1 and Appeal.objects.count() == 1


def test_what_is_typed_while_it_is_sent_does_not_come_into_the_empty_draft(busy: World) -> None:
    for _ in range(3):
        token = intake.begin(language="kk")
        together(
            lambda token=token: intake.send(token=token, report=report()),
            lambda token=token: intake.keep(token=token, values={"name": "Құпия"}, language="kk"),
            lambda token=token: uploads.keep_for_draft(token=token, uploads=[picture()]),
        )
        draft = Draft.objects.latest("pk")
        assert draft.sent_as_id is not None and draft.data == {}
        assert not AppealFile.objects.filter(draft=draft).exists()


def test_uploads_at_once_are_five_at_most(busy: World) -> None:
    token = intake.begin(language="kk")
    said = together(
        *(
            lambda first=first: uploads.keep_for_draft(
                token=token, uploads=[picture(colour=first + number) for number in range(3)]
            )
            for first in (0, 10)
        )
    )
    assert refused(said) == ["too_many_files"]
    assert AppealFile.objects.count() == Draft.objects.get().data["files"] == 3


def test_two_heads_decide_once(busy: World) -> None:
    appeal, secret = sent()
    answers.answer(actor=busy.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    asked = together(*[lambda: answers.ask_reopen(secret_hash=secret, reason="Шешілмеді")] * 2)
    assert len(refused(asked)) == 1
    said = together(
        *(
            lambda who=who, yes=yes: answers.decide_reopening(
                actor=busy.actor(who), appeal_id=appeal.pk, accept=yes, ground=who
            )
            for who, yes in (("head", True), ("department", False))
        )
    )
    assert refused(said) == ["wrong_state"]
    appeal.refresh_from_db()
    assert appeal.reopening.accepted is (appeal.state == State.IN_WORK)
    assert Event.objects.filter(type__in=["reopened", "reopen_declined"]).count() == 1


def offered(busy: World) -> tuple[Appeal, bytes, Transfer]:
    appeal, secret = sent()
    offer = moves.offer_transfer(
        actor=busy.actor("inspector"), appeal_id=appeal.pk, post_id=busy.posts["other"].pk, reason="оның көшесі"
    )
    return appeal, secret, offer


def rivals(busy: World, appeal: Appeal, secret: bytes) -> dict[str, Callable[[], Any]]:
    """What may happen at the very moment when an offer is accepted."""
    return {
        "answer": lambda: answers.answer(actor=busy.actor("inspector"), appeal_id=appeal.pk, words=DONE),
        "withdraw": lambda: talk.withdraw(secret_hash=secret),
        "assign": lambda: moves.assign(
            actor=busy.actor("head"), appeal_id=appeal.pk, post_id=busy.posts["juvenile"].pk, reason="бала"
        ),
        "hand": lambda: moves.hand_to_duty(actor=busy.actor("inspector"), appeal_id=appeal.pk, reason="ұрлық"),
        "mark": lambda: moves.mark_about_officer(
            actor=busy.actor("head"), appeal_id=appeal.pk, post_id=busy.posts["other"].pk, reason="үстінен"
        ),
    }


def test_an_offer_is_accepted_while_something_else_happens(busy: World) -> None:
    """Whoever is second is refused, or finds what the first has left; never two hands, never a deadlock."""
    for name in ("answer", "withdraw", "assign", "hand", "mark"):
        appeal, secret, offer = offered(busy)
        together(
            lambda offer=offer: moves.decide_transfer(actor=busy.actor("other"), transfer_id=offer.pk, accept=True),
            rivals(busy, appeal, secret)[name],
        )
        appeal.refresh_from_db()
        offer.refresh_from_db()
        assert offer.state in {Hand.ACCEPTED, Hand.RECALLED}, name
        if name == "mark":
            assert appeal.holder_id == busy.posts["head"].pk
        if name == "answer":
            answered = Answer.objects.filter(appeal=appeal).count()
            assert (offer.state == Hand.ACCEPTED) is (answered == 0) is (appeal.state in OPEN_STATES)


def test_a_withdrawal_and_an_answer_end_it_once(busy: World) -> None:
    for _ in range(3):
        appeal, secret = sent()
        said = together(
            lambda secret=secret: talk.withdraw(secret_hash=secret),
            lambda appeal=appeal: answers.answer(actor=busy.actor("inspector"), appeal_id=appeal.pk, words=DONE),
        )
        assert refused(said) == ["wrong_state"]
        appeal.refresh_from_db()
        assert (appeal.state == State.ANSWERED) is Answer.objects.filter(appeal=appeal).exists()


def test_two_schedulers_do_each_thing_once(busy: World, frozen_clock: Any) -> None:
    for _ in range(4):
        sent()
    frozen_clock.move(hours=73)
    together(watch.escalate, watch.escalate, watch.escalate)
    assert Event.objects.filter(type="escalated").count() == 4
    complaint, _ = sent(category="officer.rude", about="beat_inspector")
    staff.put_on(busy.posts["head"], busy.people["inspector"], kind=Kind.SUBSTITUTE)
    together(watch.lift_complaints, watch.lift_complaints)
    assert Event.objects.filter(appeal=complaint, type="transferred").count() == 1
    answers.answer(actor=busy.actor("stands_in"), appeal_id=Appeal.objects.order_by("pk")[0].pk, words=today(DONE))
    frozen_clock.move(days=29)
    together(watch.ask_followups, watch.ask_followups)
    frozen_clock.move(days=29)
    together(watch.close_answered, watch.close_answered)
    assert Event.objects.filter(type="closed").count() == 1


def today(words: Words) -> Words:
    return Words(Outcome.DONE, words.text, done=words.done, where=words.where, when=now().date())


def test_two_presses_of_the_other_body_are_one_step(busy: World) -> None:
    from senim.appeals.models import Body, Referral

    appeal, _ = sent()
    body = Body.objects.create(name_kk="Әкімдік", name_ru="Акимат", name_en="Akimat")
    _, secret = moves.refer(actor=busy.actor("inspector"), appeal_id=appeal.pk, body_id=body.pk, text="Шам жанбайды")
    said = together(*[lambda: moves.act_on_referral(secret=secret, step=Hand.ACCEPTED)] * 2)
    assert refused(said) == ["decided"]
    together(*[lambda text=text: moves.act_on_referral(secret=secret, step=Hand.ANSWERED, text=text) for text in "аб"])
    assert Event.objects.filter(type="referral_answered").count() == 1
    assert Referral.objects.get().state == Hand.ANSWERED


def test_the_talk_from_both_sides_loses_no_word(busy: World) -> None:
    appeal, secret = sent()
    together(
        *(lambda number=number: talk.add(secret_hash=secret, text=f"{number}") for number in range(3)),
        lambda: talk.note(actor=busy.actor("inspector"), appeal_id=appeal.pk, text="белгі"),
        lambda: talk.open_it(actor=busy.actor("stands_in"), appeal_id=appeal.pk),
    )
    assert Message.objects.count() == 4
    appeal.refresh_from_db()
    assert appeal.state == State.IN_WORK
    assert appeal.owed_at == appeal.promise_due > now() - timedelta(days=1)
    assert DONE.when == date(2026, 5, 12)


# --- joined, linked, taken back -------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_one_person_who_joins_four_times_at_once_counts_once(busy: World) -> None:
    with frozen(now() - timedelta(hours=2)):
        appeal, _secret = sent(category="place.light")
    tokens = [intake.begin(language="kk") for _ in range(3)]
    calls = [
        partial(joining.join, actor=Actor.citizen(), token=token, number=appeal.number,
                way=Way("sms", phone="+77011112233"), browser=Browser("a"), language="kk")
        for token in (*tokens, tokens[0])
    ]
    receipts = together(*calls)
    assert len({one.secret for one in receipts}) == 3
    assert Joined.objects.filter(again=False).count() == 1 and Joined.objects.count() == 3


@pytest.mark.thorough
def test_two_who_link_crosswise_make_no_circle(busy: World) -> None:
    for _ in range(3):
        (one, _secret), (other, _other) = sent(), sent()
        said = together(
            partial(duplicates.mark, actor=busy.actor("inspector"), appeal_id=one.pk, number=other.number),
            partial(duplicates.mark, actor=busy.actor("stands_in"), appeal_id=other.pk, number=one.number),
        )
        assert refused(said) == ["chain"]
        assert Appeal.objects.filter(pk__in=[one.pk, other.pk], duplicate_of=None).count() == 1


@pytest.mark.thorough
def test_taken_back_twice_or_gone_on_with_at_once_is_one_of_the_two(busy: World, settings: Any) -> None:
    settings.UNDO_SECONDS = 10
    for _ in range(3):
        appeal, _secret = sent()
        with undo.within(busy.actor("inspector")) as bar:
            answers.answer(actor=busy.actor("inspector"), appeal_id=appeal.pk, words=DONE)
        assert bar is not None
        back = partial(undo.take_back, actor=busy.actor("inspector"), token=bar.token)
        assert refused(together(back, back)) == ["already"]
        assert not Answer.objects.exists()
    appeal, _secret = sent()
    with undo.within(busy.actor("inspector")) as bar:
        talk.open_it(actor=busy.actor("inspector"), appeal_id=appeal.pk)
    assert bar is not None
    back = partial(undo.take_back, actor=busy.actor("inspector"), token=bar.token)
    said = together(back, partial(answers.answer, actor=busy.actor("stands_in"), appeal_id=appeal.pk, words=DONE))
    assert refused(said) in ([], ["gone_on"])
    appeal.refresh_from_db()
    assert appeal.state == State.ANSWERED and Answer.objects.filter(appeal=appeal).count() == 1
