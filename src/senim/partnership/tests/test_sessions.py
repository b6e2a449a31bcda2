"""A session from its call to its closed minutes, and everything that is refused on the way."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from senim.kernel import ids
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.models import AuditEvent, Outgoing, StoredFile
from senim.kernel.scoping import Actor, Role
from senim.partnership.actions import bodies, control, minutes, sessions
from senim.partnership.domain import ItemOutcome, QuorumKind, Seat
from senim.partnership.models import Decision, Item, Member, Session
from senim.partnership.tests import world as worlds

SYSTEM = Actor.system()


def held(place: Any, present: int = 7, **changes: Any) -> tuple[Any, Session, Item]:
    body = worlds.commission(place, **changes)
    made = worlds.session(body)
    minutes.record_attendance(actor=SYSTEM, session_id=made.pk, present_ids=worlds.ids(body, present))
    made.refresh_from_db()
    return body, made, made.items.get()


def decide(item: Item, **changes: Any) -> Decision:
    given = {"text": "Жарық орнату", "owner": "ТҮКШ бөлімі", "due_on": today() + timedelta(days=30)}
    return minutes.decide(actor=SYSTEM, item_id=item.pk, **{**given, **changes})


def code_of(call: Any, **given: Any) -> str:
    """The code with which a call is refused."""
    with pytest.raises(Refused) as caught:
        call(**given)
    return caught.value.code


def test_a_session_runs_from_its_call_to_its_closed_minutes(place: Any) -> None:
    coordinator = place.actor(Role.GROUP_COORDINATOR)
    body = worlds.commission(place)
    made = sessions.plan(actor=coordinator, body_id=body.pk, starts_at=now() - timedelta(hours=1), place="Зал")
    item = sessions.bring_item(actor=coordinator, session_id=made.pk, title="Жарық")
    who = worlds.ids(body, 6)
    done = minutes.record_attendance(
        actor=coordinator, session_id=made.pk, present_ids=who, chaired_by=who[0], kept_by=who[1], guests="Тұрғын"
    )
    assert (done.entitled, done.present, done.needed, done.quorate) == (10, 6, 6, True)
    minutes.record_item(actor=coordinator, item_id=item.pk, heard="Тыңдалды.", outcome=ItemOutcome.HEARD)
    row = minutes.decide(
        actor=coordinator, item_id=item.pk, text="Орнату", owner="ТҮКШ", due_on=today(), votes=(5, 0, 1)
    )
    assert (row.number, row.votes_for, row.first_due_on) == (1, 5, today())
    closed = minutes.close(actor=coordinator, session_id=made.pk)
    assert closed.is_closed and closed.closed_by_id == coordinator.account_id
    said = set(AuditEvent.objects.filter(account_id=coordinator.account_id).values_list("action", flat=True))
    assert {
        "partnership.session_planned",
        "partnership.item_brought",
        "partnership.attendance",
        "partnership.item_heard",
        "partnership.decided",
        "partnership.minutes_closed",
    } <= said


def test_without_a_quorum_nothing_is_decided(place: Any) -> None:
    _body, made, item = held(place, present=5)
    assert not made.quorate
    assert code_of(decide, item=item) == "no_quorum"
    minutes.record_item(actor=SYSTEM, item_id=item.pk, heard="Кворум жоқ.", outcome=ItemOutcome.POSTPONED)
    assert minutes.close(actor=SYSTEM, session_id=made.pk).is_closed


def test_a_session_keeps_the_quorum_of_its_day(place: Any) -> None:
    body, made, _item = held(place, present=6)
    bodies.change(actor=SYSTEM, body_id=body.pk, values=worlds.values(quorum_kind=QuorumKind.AT_LEAST, quorum_value=9))
    made.refresh_from_db()
    assert made.quorate and made.needed == 6
    assert worlds.session(body).number == 2


def test_who_left_is_not_entitled_and_who_left_later_was(place: Any) -> None:
    body = worlds.commission(place)
    everybody = worlds.ids(body, 10)
    bodies.end_member(actor=SYSTEM, member_id=everybody[9], on=today() - timedelta(days=5), reason="Ауысты")
    made = worlds.session(body)
    given = {"actor": SYSTEM, "session_id": made.pk}
    assert code_of(minutes.record_attendance, **given, present_ids=everybody) == "not_entitled"
    minutes.record_attendance(**given, present_ids=everybody[:9])
    bodies.end_member(actor=SYSTEM, member_id=everybody[0], on=today(), reason="Ауысты")
    made.refresh_from_db()
    assert (made.entitled, made.present) == (9, 9)
    assert Member.objects.filter(pk=everybody[0]).exists() and made.attendance.count() == 9


def test_a_body_whose_terms_all_ended_cannot_sit(place: Any) -> None:
    body = worlds.commission(place, count=2)
    for pk in worlds.ids(body, 2):
        bodies.end_member(actor=SYSTEM, member_id=pk, on=today() - timedelta(days=3), reason="Мерзімі бітті")
    made = worlds.session(body)
    assert code_of(minutes.record_attendance, actor=SYSTEM, session_id=made.pk, present_ids=[]) == "no_members"


def test_attendance_waits_for_the_day(place: Any) -> None:
    body = worlds.commission(place)
    made = worlds.session(body, days=3)
    assert code_of(minutes.record_attendance, actor=SYSTEM, session_id=made.pk, present_ids=[]) == "too_early"


def test_decisions_keep_their_quorum_and_their_votes(place: Any) -> None:
    body, made, item = held(place, present=8)
    decide(item, votes=(8, 0, 0))
    again = {"actor": SYSTEM, "session_id": made.pk}
    assert code_of(minutes.record_attendance, **again, present_ids=worlds.ids(body, 3)) == "decided"
    assert code_of(minutes.record_attendance, **again, present_ids=worlds.ids(body, 7)) == "votes_recorded"
    minutes.record_attendance(**again, present_ids=worlds.ids(body, 9))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"votes": (8, 0, 0)}, "too_many_votes"),
        ({"votes": (3, 3, 0)}, "not_carried"),
        ({"votes": (0, 0, 7)}, "not_carried"),
        ({"due_on": date(2026, 5, 1)}, "due_before"),
    ],
)
def test_what_cannot_be_a_decision(place: Any, changes: dict[str, Any], code: str) -> None:
    _body, _made, item = held(place)
    assert code_of(decide, item=item, **changes) == code


def test_minutes_need_words_for_every_item(place: Any) -> None:
    body, made, item = held(place)
    assert code_of(minutes.close, actor=SYSTEM, session_id=made.pk) == "item_open"
    given = {"actor": SYSTEM, "item_id": item.pk, "outcome": ItemOutcome.HEARD}
    assert code_of(minutes.record_item, **given, heard="  ") == "no_words"
    empty = sessions.plan(actor=SYSTEM, body_id=body.pk, starts_at=now(), place="Зал")
    minutes.record_attendance(actor=SYSTEM, session_id=empty.pk, present_ids=worlds.ids(body, 7))
    assert code_of(minutes.close, actor=SYSTEM, session_id=empty.pk) == "no_agenda"


def test_closed_minutes_are_mended_beside_the_text(place: Any) -> None:
    _body, made, item = held(place)
    assert code_of(minutes.correct, actor=SYSTEM, session_id=made.pk, text="Қате") == "not_closed"
    decide(item)
    minutes.close(actor=SYSTEM, session_id=made.pk)
    write = {"actor": SYSTEM, "item_id": item.pk}
    assert code_of(minutes.record_item, **write, heard="Басқа", outcome=ItemOutcome.HEARD) == "closed"
    assert code_of(decide, item=item) == "closed"
    assert code_of(sessions.bring_item, actor=SYSTEM, session_id=made.pk, title="Кеш") == "closed"
    assert code_of(minutes.record_attendance, actor=SYSTEM, session_id=made.pk, present_ids=[]) == "closed"
    minutes.correct(actor=SYSTEM, session_id=made.pk, text="5-тармақта күн қате: 12 емес, 13.")
    assert made.corrections.count() == 1


def test_a_called_off_session_stays_called_off(place: Any) -> None:
    body = worlds.commission(place)
    made = worlds.session(body, days=2)
    sessions.cancel(actor=SYSTEM, session_id=made.pk, reason="Төраға ауырып қалды")
    again = {"actor": SYSTEM, "session_id": made.pk}
    assert code_of(sessions.cancel, **again, reason="x") == "not_planned"
    assert code_of(sessions.move, **again, starts_at=now(), place="x") == "not_planned"
    assert code_of(sessions.bring_item, **again, title="x") == "not_planned"


def test_members_with_an_address_are_called_once_each(place: Any) -> None:
    body = worlds.commission(place, count=2)
    added = worlds.member(20, email="a@example.kz", language="ru")
    bodies.add_member(actor=SYSTEM, body_id=body.pk, values=added)
    gone = worlds.member(21, email="gone@example.kz", ends_on=today())
    bodies.add_member(actor=SYSTEM, body_id=body.pk, values=gone)
    made = worlds.session(body, days=7)
    letters = Outgoing.objects.filter(template="session_called")
    assert [(one.language, one.context["place"]) for one in letters] == [("ru", "Әкімдік, 1-зал")]
    sessions.move(actor=SYSTEM, session_id=made.pk, starts_at=made.starts_at, place="2-зал")
    sessions.move(actor=SYSTEM, session_id=made.pk, starts_at=made.starts_at, place="2-зал")
    assert Outgoing.objects.filter(template="session_moved").count() == 1
    worlds.session(body, days=-2)
    assert letters.count() == 1, "nobody is called to the past"


def test_the_number_of_a_problem_file_is_checked(place: Any) -> None:
    made = worlds.session(worlds.commission(place))
    number = ids.new_number()
    item = sessions.bring_item(actor=SYSTEM, session_id=made.pk, title="x", problem_number=number.lower())
    assert item.problem_number == number
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    given = {"actor": SYSTEM, "session_id": made.pk, "title": "x"}
    assert code_of(sessions.bring_item, **given, problem_number=wrong) == "bad_number"


def picture() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (20, 20), "teal").save(made, "JPEG")
    return SimpleUploadedFile("m.jpg", made.getvalue())


def test_materials_come_with_their_item_and_go_with_it(place: Any) -> None:
    body = worlds.commission(place)
    made = worlds.session(body, days=2)
    item = made.items.get()
    add = {"actor": SYSTEM, "item_id": item.pk, "title": "Сурет"}
    sessions.add_material(**add, upload=picture())
    sessions.add_material(**add, link="https://adilet.zan.kz/")
    assert code_of(sessions.add_material, **add, link="http://x.kz") == "bad_link"
    assert code_of(sessions.add_material, **add) == "no_words"
    assert item.materials.count() == 2
    sessions.drop_item(actor=SYSTEM, item_id=item.pk)
    assert made.items.count() == 0 and StoredFile.objects.count() == 0


def test_a_decision_is_controlled_until_it_is_executed(place: Any) -> None:
    _body, _made, item = held(place)
    row = decide(item)
    first = row.due_on
    control.report(actor=SYSTEM, decision_id=row.pk, text="Сатып алу жарияланды")
    later = {"actor": SYSTEM, "decision_id": row.pk, "ground": "Жеткізу кешікті"}
    assert code_of(control.extend, **later, due_on=first) == "not_later"
    control.extend(**later, due_on=first + timedelta(days=20))
    done = {"actor": SYSTEM, "decision_id": row.pk, "text": "12 шам орнатылды"}
    assert code_of(control.execute, **done, on=today() + timedelta(days=1)) == "future"
    assert code_of(control.execute, **done, on=row.decided_on - timedelta(days=1)) == "before_decision"
    control.execute(**done, on=today())
    row.refresh_from_db()
    assert (row.state, row.first_due_on, row.due_on) == ("done", first, first + timedelta(days=20))
    assert [step.kind for step in row.steps.all()] == ["report", "extension", "execution"]
    assert code_of(control.report, actor=SYSTEM, decision_id=row.pk, text="x") == "not_open"
    other = decide(item)
    assert code_of(control.lift, actor=SYSTEM, decision_id=other.pk, ground=" ") == "no_words"
    control.lift(actor=SYSTEM, decision_id=other.pk, ground="Нысан бұзылды")


def test_members_are_not_doubled(place: Any) -> None:
    body = worlds.commission(place, count=2)
    add = {"actor": SYSTEM, "body_id": body.pk}
    same = worlds.member(1, full_name="СЫНАҚОВ  мүше 1")
    assert code_of(bodies.add_member, **add, values=same) == "member_twice"
    assert code_of(bodies.add_member, **add, values=worlds.member(30, seat=Seat.CHAIR)) == "chair_twice"
    short = worlds.member(31, ends_on=date(2025, 1, 1))
    assert code_of(bodies.add_member, **add, values=short) == "term_order"
    chair = body.members.get(seat="chair")
    bodies.end_member(actor=SYSTEM, member_id=chair.pk, on=today(), reason="Зейнет")
    late = {"actor": SYSTEM, "member_id": chair.pk, "reason": "x"}
    assert code_of(bodies.end_member, **late, on=today()) == "member_ended"
    after = worlds.member(32, seat=Seat.CHAIR, starts_on=today() + timedelta(days=1))
    bodies.add_member(**add, values=after)


def test_a_body_ends_and_keeps_what_it_decided(place: Any) -> None:
    body, _made, item = held(place)
    row = decide(item)
    assert code_of(bodies.found, actor=SYSTEM, values=worlds.values(), area_id=place.mine.pk) == "same_name"
    bodies.end(actor=SYSTEM, body_id=body.pk, on=today())
    plan = {"actor": SYSTEM, "body_id": body.pk, "starts_at": now(), "place": "x"}
    assert code_of(sessions.plan, **plan) == "body_ended"
    assert code_of(bodies.add_member, actor=SYSTEM, body_id=body.pk, values=worlds.member(40)) == "body_ended"
    control.report(actor=SYSTEM, decision_id=row.pk, text="Жұмыс жүріп жатыр")
    bodies.found(actor=SYSTEM, values=worlds.values(), area_id=place.mine.pk)


def test_training_is_for_members_of_the_day(place: Any) -> None:
    body = worlds.commission(place, count=3)
    who = worlds.ids(body, 2)
    given = {"actor": SYSTEM, "body_id": body.pk, "title": "SARA", "hours": 8, "taught_by": "Академия"}
    made = bodies.record_training(**given, held_on=today(), member_ids=who)
    assert made.parts.count() == 2
    early = {"held_on": date(2025, 12, 1), "member_ids": who}
    assert code_of(bodies.record_training, **given, **early) == "trained_not_member"
    assert code_of(bodies.record_training, **given, held_on=today(), member_ids=[0]) == "trained_not_member"


def test_the_database_holds_what_the_actions_hold(place: Any) -> None:
    _body, made, item = held(place)
    decide(item)
    for model, changes in (
        (Session, {"state": "nonsense"}),
        (Session, {"state": "closed", "closed_at": None}),
        (Decision, {"votes_for": 0}),
        (Decision, {"state": "done"}),
        (Decision, {"due_on": date(2020, 1, 1)}),
        (Item, {"outcome": "x"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**changes)
    assert made.decisions.count() == 1
