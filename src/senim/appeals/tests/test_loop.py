"""The main job on the level of actions: report, answer, reopening, and everything that must not happen."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from senim.appeals import selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import intake, moves, supervise, talk, watch
from senim.appeals.actions.answer import Words
from senim.appeals.domain import KnownAs, Outcome, State
from senim.appeals.models import Appeal, Draft, Event
from senim.appeals.report import secret_hash
from senim.appeals.tests.world import FIRST, HOLE, NAMED, OUTSIDE, World, report
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Outgoing

DONE = Words(
    Outcome.DONE,
    "Кеше кешке пәтерге барып, иелерімен сөйлестім, ескерту жасадым.",
    done="Әңгіме жүргізілді",
    where="Абай көшесі, 1",
    when=date(2026, 5, 12),
)


def sent(**changes: object) -> tuple[Appeal, bytes]:
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**changes))
    return Appeal.objects.get(pk=receipt.appeal_id), secret_hash(receipt.secret)


def test_noise_comes_to_the_inspector_of_the_street_with_a_reason(world: World) -> None:
    appeal, _ = sent()
    assert appeal.holder_id == world.posts["inspector"].pk
    assert appeal.area_id == world.areas["first"].pk
    assert appeal.route["place"] == "inside" and appeal.route["steps"] == ["holder"]
    assert appeal.boundary_id is not None


def test_clocks_are_frozen_with_their_terms(world: World) -> None:
    appeal, _ = sent()
    assert appeal.promise_due == now() + timedelta(hours=72)
    assert appeal.clocks["legal"]["basis"]["value"] == 15
    assert appeal.owed_at == appeal.promise_due


def test_sending_twice_registers_once(world: World) -> None:
    token = intake.begin(language="kk")
    first, second = (intake.send(token=token, report=report()) for _ in range(2))
    assert first == second
    assert Appeal.objects.count() == 1 and Event.objects.filter(type="registered").count() == 1


def test_an_anonymous_appeal_costs_at_most_eight_statements(world: World) -> None:
    intake.send(token=intake.begin(language="kk"), report=report())
    token = intake.begin(language="kk")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        intake.send(token=token, report=report())
    own = [one["sql"] for one in captured if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    assert len(own) <= 8, own


def test_the_draft_is_emptied_and_the_secret_is_not_stored(world: World) -> None:
    token = intake.begin(language="kk")
    intake.keep(token=token, values={"text": "құпия"}, language="kk")
    receipt = intake.send(token=token, report=report())
    assert Draft.objects.get().data == {}
    assert receipt.secret not in str(Appeal.objects.values_list()[0])


def test_a_crime_goes_to_the_duty_unit_and_danger_too(world: World) -> None:
    assert sent(category="property.bicycle")[0].holder_id == world.posts["duty"].pk
    assert sent(danger=True)[0].holder_id == world.posts["duty"].pk


def test_children_go_to_the_juvenile_inspector(world: World) -> None:
    assert sent(category="home.bullying")[0].holder_id == world.posts["juvenile"].pk


@pytest.mark.parametrize(("point", "why"), [(HOLE, "hole"), (OUTSIDE, "outside")])
def test_no_beat_means_the_duty_unit(world: World, point: tuple[float, float], why: str) -> None:
    appeal, _ = sent(lon=point[0], lat=point[1])
    assert (appeal.holder_id, appeal.place_why, appeal.area_id) == (world.posts["duty"].pk, why, None)


def test_a_vacant_post_gives_the_appeal_to_the_head(world: World) -> None:
    from senim.staff.models import Holding

    Holding.objects.filter(post=world.posts["inspector"]).update(ends_at=now())
    from django.db import transaction

    from senim.kernel import versions

    with transaction.atomic():
        versions.bump("staff")
    appeal, _ = sent()
    assert appeal.holder_id == world.posts["head"].pk and "vacant" in appeal.route["steps"]


# --- complaints about officers ----------------------------------------------------------------


def test_a_complaint_never_reaches_the_officer_or_anyone_under(world: World) -> None:
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    assert appeal.holder_id == world.posts["head"].pk
    assert appeal.about_account_id == world.people["inspector"].pk
    for name in ("inspector", "other", "duty", "operator", "juvenile", "analyst", "admin", "auditor", "akimat"):
        with pytest.raises(NotYours):
            selectors.get(world.actor(name).scope, appeal.number)
    assert selectors.get(world.actor("head").scope, appeal.number).pk == appeal.pk


def test_a_complaint_about_the_head_goes_above_and_about_nobody_known_to_the_top(world: World) -> None:
    about_head, _ = sent(category="officer.unlawful", about="head")
    unknown, _ = sent(category="officer.inaction", about="unknown")
    assert about_head.holder_id == world.posts["department"].pk
    assert unknown.holder_id == world.posts["department"].pk
    for appeal in (about_head, unknown):
        with pytest.raises(NotYours):
            selectors.get(world.actor("head").scope, appeal.number)


def test_a_complaint_cannot_be_transferred_down_to_the_officer(world: World) -> None:
    appeal, _ = sent(category="officer.rude", about="beat_inspector")
    with pytest.raises(Refused, match="not_to_them"):
        raise _refused(
            lambda: moves.offer_transfer(
                actor=world.actor("head"), appeal_id=appeal.pk, post_id=world.posts["inspector"].pk, reason="беру"
            )
        )


def _refused(call: object) -> Exception:
    try:
        call()  # type: ignore[operator]
    except Refused as error:
        return Refused(error.code, error.code)
    raise AssertionError("it was not refused")


def test_the_council_sees_only_what_was_sent_to_it_and_recommends(world: World) -> None:
    appeal, secret = sent(category="officer.rude", about="beat_inspector")
    with pytest.raises(NotYours):
        selectors.get(world.actor("council").scope, appeal.number)
    talk.send_to_council(secret_hash=secret)
    talk.recommend(actor=world.actor("council"), appeal_id=appeal.pk, text="Әдеп бойынша әңгіме өткізу ұсынылады.")
    assert selectors.by_secret(secret).messages.all()[0].kind == "recommendation"


# --- the answer -------------------------------------------------------------------------------


def test_an_answer_keeps_both_clocks_and_asks_again_in_four_weeks(world: World) -> None:
    appeal, _ = sent()
    answered = answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    assert answered.state == State.ANSWERED and answered.owed_at is None
    assert {answered.clocks[name]["ended_at"] is not None for name in ("legal", "promise", "category")} == {True}
    assert answered.followup.due_at == now() + timedelta(days=28)


def test_two_officers_cannot_both_answer(world: World) -> None:
    appeal, _ = sent()
    answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    with pytest.raises(Refused) as refused:
        answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    assert refused.value.code == "wrong_state"


@pytest.mark.parametrize(
    "name", ["other", "duty", "operator", "prosecutor", "council", "analyst", "ministry", "admin", "auditor", "akimat"]
)
def test_nobody_else_can_answer(world: World, name: str) -> None:
    appeal, _ = sent()
    with pytest.raises(NotYours):
        answers.answer(actor=world.actor(name), appeal_id=appeal.pk, words=DONE)
    assert Appeal.objects.get().state == State.NEW


def test_a_refusal_needs_all_five_points_of_legality(world: World) -> None:
    appeal, _ = sent()
    points = dict.fromkeys(("law", "competence", "term", "procedure"), True)
    refusal = Words(
        Outcome.REFUSED,
        "Сіздің өтінішіңізді тексердім, орындауға заң жол бермейді.",
        reason="ӘҚБтК 437-бап",
        legality=points,
    )
    with pytest.raises(Refused) as refused:
        answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=refusal)
    assert refused.value.code == "not_legal"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (Words(Outcome.DONE, "Қысқа.", done="a", where="b", when=date(2026, 5, 12)), "too_short"),
        (Words(Outcome.DONE, DONE.text), "say_what"),
        (Words(Outcome.REFUSED, DONE.text), "say_why"),
        (Words(Outcome.REGISTERED, DONE.text), "no_reference"),
        (Words(Outcome.DONE, DONE.text, done="a", where="b", when=date(2026, 5, 13)), "in_future"),
    ],
)
def test_an_empty_answer_is_not_an_answer(world: World, words: Words, code: str) -> None:
    appeal, _ = sent()
    with pytest.raises(Refused) as refused:
        answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=words)
    assert refused.value.code == code
    assert Appeal.objects.get().first_answer_at is None


def test_an_interim_answer_keeps_the_promise_and_leaves_the_term(world: World) -> None:
    appeal, _ = sent()
    plan = Words(Outcome.PLAN, DONE.text, done="Тексеру басталды", when=date(2026, 5, 20))
    changed = answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=plan)
    assert changed.state == State.IN_WORK
    assert changed.owed_at == changed.legal_due


# --- talk, reopening, time --------------------------------------------------------------------


def test_a_question_rests_the_debt_and_a_reply_wakes_it(world: World) -> None:
    appeal, secret = sent()
    asked = talk.ask(actor=world.actor("inspector"), appeal_id=appeal.pk, text="Қай пәтер?")
    assert asked.state == State.ASKED
    replied = talk.add(secret_hash=secret, text="12-пәтер")
    assert replied.state == State.IN_WORK and replied.owed_at is not None


def test_reopening_once_by_a_head_with_new_clocks(world: World, frozen_clock: object) -> None:
    appeal, secret = sent()
    answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    frozen_clock.move(days=3)  # type: ignore[attr-defined]
    answers.ask_reopen(secret_hash=secret, reason="Түнде тағы шулады")
    with pytest.raises(NotYours):
        answers.decide_reopening(actor=world.actor("inspector"), appeal_id=appeal.pk, accept=True, ground="иә")
    again = answers.decide_reopening(
        actor=world.actor("head"), appeal_id=appeal.pk, accept=True, ground="Қайта тексеру керек"
    )
    assert again.state == State.IN_WORK and again.promise_due == now() + timedelta(hours=72)
    second = Words(Outcome.DONE, DONE.text + " Екінші рет.", done="x", where="y", when=today())
    answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=second)
    with pytest.raises(Refused) as refused:
        answers.ask_reopen(secret_hash=secret, reason="тағы")
    assert refused.value.code == "reopened_once"


def test_silence_climbs_to_the_substitute_and_the_head(world: World, frozen_clock: object) -> None:
    sent()
    frozen_clock.move(hours=73)  # type: ignore[attr-defined]
    assert watch.escalate() == 1 and watch.escalate() == 0
    frozen_clock.move(hours=24)  # type: ignore[attr-defined]
    assert watch.escalate() == 1
    told = Event.objects.filter(type="escalated").order_by("id").values_list("data__post", flat=True)
    assert list(told) == [world.posts["inspector"].pk, world.posts["head"].pk]


def test_extension_is_a_heads_and_two_months_at_most(world: World) -> None:
    appeal, _ = sent()
    with pytest.raises(NotYours):
        supervise.extend(
            actor=world.actor("inspector"), appeal_id=appeal.pk, until=date(2026, 6, 30), ground="сараптама"
        )
    with pytest.raises(Refused) as refused:
        supervise.extend(actor=world.actor("head"), appeal_id=appeal.pk, until=date(2026, 9, 30), ground="сараптама")
    assert refused.value.code == "too_late"
    longer = supervise.extend(
        actor=world.actor("head"), appeal_id=appeal.pk, until=date(2026, 6, 30), ground="сараптама"
    )
    assert longer.legal_due > appeal.legal_due


def test_a_transfer_moves_only_when_accepted(world: World) -> None:
    appeal, _ = sent()
    offer = moves.offer_transfer(
        actor=world.actor("inspector"), appeal_id=appeal.pk, post_id=world.posts["other"].pk, reason="оның көшесі"
    )
    assert Appeal.objects.get().holder_id == world.posts["inspector"].pk
    with pytest.raises(NotYours):
        moves.decide_transfer(actor=world.actor("inspector"), transfer_id=offer.pk, accept=True)
    moves.decide_transfer(actor=world.actor("other"), transfer_id=offer.pk, accept=True)
    assert Appeal.objects.get().holder_id == world.posts["other"].pk


def test_a_crime_is_handed_over_and_only_its_reference_is_kept(world: World) -> None:
    appeal, _ = sent()
    moves.hand_to_duty(actor=world.actor("inspector"), appeal_id=appeal.pk, reason="Ұрлық белгісі бар")
    moves.reference_crime(
        actor=world.actor("duty"), appeal_id=appeal.pk, reference="26350000100001", registered_at=now()
    )
    answered = answers.answer(
        actor=world.actor("duty"), appeal_id=appeal.pk, words=Words(Outcome.REGISTERED, DONE.text)
    )
    assert (answered.outcome, answered.crime_reference) == ("registered", "26350000100001")


def test_a_named_applicant_is_told_by_the_safe_way_in_neutral_words(world: World) -> None:
    appeal, _ = sent(known_as=KnownAs.NAMED, contact=NAMED)
    answers.answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=DONE)
    letters = Outgoing.objects.order_by("id")
    assert [letter.template for letter in letters] == ["appeal_registered", "appeal_news"]
    assert not any(appeal.text in str(letter.context) or appeal.number in str(letter.context) for letter in letters)


def test_a_confidential_name_is_opened_by_a_head_with_a_reason_and_logged(world: World) -> None:
    appeal, _ = sent(known_as=KnownAs.CONFIDENTIAL, contact=NAMED)
    with pytest.raises(NotYours):
        selectors.identity(world.actor("inspector"), appeal, reason="керек")
    moves.assign(actor=world.actor("head"), appeal_id=appeal.pk, post_id=world.posts["head"].pk, reason="өзім")
    appeal.refresh_from_db()
    found = selectors.identity(world.actor("head"), appeal, reason="Қауіпсіздігін тексеру")
    assert found is not None and found.name == NAMED.name
    read = AuditEvent.objects.get(action="appeals.identity_read")
    assert read.is_read and NAMED.name not in str(read.data)


def test_every_change_leaves_history_and_audit(world: World) -> None:
    appeal, secret = sent()
    talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk)
    talk.withdraw(secret_hash=secret)
    kinds = list(Event.objects.order_by("id").values_list("type", flat=True))
    assert kinds == ["registered", "routed", "opened", "withdrawn"]
    assert list(
        AuditEvent.objects.filter(action__startswith="appeals.").order_by("id").values_list("action", flat=True)
    ) == ["appeals.registered", "appeals.opened", "appeals.withdrawn"]


def test_a_place_moved_between_beats_uses_the_boundary_of_that_day(world: World) -> None:
    appeal, _ = sent(lon=FIRST[0], lat=FIRST[1])
    assert appeal.area_path == world.areas["first"].path


@pytest.mark.parametrize("answers_", [{"repeats": "yes"}, {"no_such": "x"}])
def test_an_answer_that_no_question_has_is_refused(world: World, answers_: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        sent(answers=answers_)
    assert refused.value.code == "unknown_answer" and not Appeal.objects.exists()


def test_another_category_forgets_the_answers_to_the_questions_of_the_first(world: World) -> None:
    token = intake.begin(language="kk")
    intake.keep(token=token, values={"category": "order.noise_night", "answers": {"repeats": "weekly"}}, language="kk")
    intake.keep(token=token, values={"category": "place.light"}, language="kk")
    assert intake.find_draft(token).data["answers"] == {}
