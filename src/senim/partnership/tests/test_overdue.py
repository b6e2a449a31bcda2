"""What the clock writes about decisions, and the digest of what is overdue: once a stage, neutral, nothing doubled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from senim.appeals.models import Body as Executor
from senim.kernel import outbox, schedule
from senim.kernel.clock import today
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.outbox.render import letter
from senim.kernel.scoping import Actor, Role
from senim.kernel.tests.at_once import together
from senim.partnership.actions import bodies, control, minutes, overdue
from senim.partnership.domain import ItemOutcome
from senim.partnership.models import Decision, Member
from senim.partnership.tests import world as worlds
from senim.partnership.tests.test_sessions import decide, held
from senim.problems.tests import world as group

SYSTEM = Actor.system()


def decided(place: Any, *, owner: str = "Мекеме 1", days: int = 20, closed: bool = True) -> Decision:
    """A decision of closed minutes, with two members of its body, one of whom gave an address."""
    body, session, item = held(place)
    Member.objects.filter(body=body, full_name__endswith="1").update(email="one@example.kz", language="ru")
    minutes.record_item(actor=SYSTEM, item_id=item.pk, heard="Тыңдалды.", outcome=ItemOutcome.HEARD)
    row = decide(item, owner=owner, due_on=today() + timedelta(days=days))
    if closed:
        minutes.close(actor=SYSTEM, session_id=session.pk)
    return row


def letters(template: str) -> list[str]:
    return list(Outgoing.objects.filter(template=template).order_by("pk").values_list("to", flat=True))


def test_before_overdue_and_then_weekly(place: Any, frozen_clock: Any) -> None:
    decided(place)
    written = []
    for passed in range(1, 37):
        frozen_clock.move(days=1)
        written += [passed] * overdue.remind()
        assert overdue.remind() == 0
    assert written == [19, 21, 28, 35]
    assert letters("decision_tomorrow") == ["one@example.kz"]
    assert letters("decision_late") == ["one@example.kz"] * 3
    assert AuditEvent.objects.filter(action="partnership.decision_reminded").count() == 4
    for one in Outgoing.objects.filter(template__startswith="decision_"):
        assert one.language == "ru"
        for language in ("kk", "ru", "en"):
            filled = letter(one.template, one.context, language)
            assert filled.subject
            assert "%(" not in filled.body
            assert "Жарық" not in filled.body, "the letter names the number, not the matter"


def test_more_time_begins_anew(place: Any, frozen_clock: Any) -> None:
    row = decided(place)
    frozen_clock.move(days=21)
    assert overdue.remind() == 1
    control.extend(actor=SYSTEM, decision_id=row.pk, due_on=today() + timedelta(days=3), ground="Смета")
    assert overdue.remind() == 0
    frozen_clock.move(days=2)
    assert overdue.remind() == 1
    assert len(letters("decision_tomorrow")) == 1
    control.execute(actor=SYSTEM, decision_id=row.pk, on=today(), text="Орнатылды")
    frozen_clock.move(days=30)
    assert overdue.remind() == 0


def test_open_minutes_are_told_to_nobody_outside(place: Any, frozen_clock: Any) -> None:
    row = decided(place, closed=False)
    frozen_clock.move(days=25)
    assert overdue.remind() == 0
    minutes.close(actor=SYSTEM, session_id=row.session_id)
    assert overdue.remind() == 1


def test_a_member_who_left_is_not_written_to(place: Any, frozen_clock: Any) -> None:
    row = decided(place)
    gone = Member.objects.get(body=row.session.body, email="one@example.kz")
    bodies.end_member(actor=SYSTEM, member_id=gone.pk, on=today(), reason="Ауысты")
    frozen_clock.move(days=21)
    assert overdue.remind() == 0
    assert letters("decision_late") == []
    body = {"name_kk": "Мекеме 1", "name_ru": "Учреждение 1", "name_en": "Body 1"}
    Executor.objects.create(email="body@example.kz", area_path="", **body)
    frozen_clock.move(days=7)
    assert overdue.remind() == 1
    assert letters("decision_late") == ["body@example.kz"]


def test_a_kill_doubles_nothing(place: Any, frozen_clock: Any, monkeypatch: Any) -> None:
    row = decided(place)
    frozen_clock.move(days=21)

    def killed(*_args: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            overdue.remind()
    row.refresh_from_db()
    assert row.late_told_on is None
    assert (overdue.remind(), overdue.remind()) == (1, 0)


def test_two_clocks_at_once_write_one_letter(transactional_db: None, frozen_clock: Any) -> None:
    place = worlds.build()
    decided(place)
    place.actor(Role.AKIMAT)
    frozen_clock.move(days=21)
    assert sorted(together(overdue.remind, overdue.remind)) == [0, 1]
    together(overdue.digest, overdue.digest)
    assert letters("decision_late") == ["one@example.kz"]
    assert len(letters("overdue_digest")) == len(set(letters("overdue_digest")))


def test_the_digest_tells_by_body_once_a_week(place: Any, frozen_clock: Any) -> None:
    place.actor(Role.AKIMAT)
    place.actor(Role.GROUP_COORDINATOR)
    place.actor(Role.AKIMAT, "far")
    assert overdue.digest() == 0, "nothing is overdue"
    decided(place)
    town = group.settle(place.world)
    problem = group.opened(town, "analyst")
    group.sent(town, problem, group.to_response(town, problem), due_on=today() + timedelta(days=5))
    frozen_clock.move(days=22)
    overdue.digest()
    overdue.digest()
    told = Outgoing.objects.filter(template="overdue_digest")
    mine = {place.account(role).email for role in (Role.AKIMAT, Role.GROUP_COORDINATOR)}
    assert mine <= set(told.values_list("to", flat=True))
    assert place.account(Role.AKIMAT, "far").email not in set(told.values_list("to", flat=True))
    first = told.get(to=place.account(Role.AKIMAT).email)
    assert [(row["kk"], row["tasks"], row["decisions"]) for row in first.context["rows"]] == [
        ("lighting органы", 1, 0),
        ("Мекеме 1", 0, 1),
    ]
    for language, said in (("kk", "lighting органы"), ("ru", "орган lighting"), ("en", "lighting body")):
        body = letter(first.template, first.context, language).body
        assert said in body
        assert "/problems/tasks/" in body
        assert f"/{language}/partnership/decisions/?show=late" in body
    count = told.count()
    frozen_clock.move(days=7)
    overdue.digest()
    assert told.count() == 2 * count


def test_the_schedule_knows_every_letter() -> None:
    known = {job.name: job.every for job in schedule.jobs()}
    assert known["partnership.remind_of_decisions"] == known["problems.remind_bodies"] == 3600
    assert known["partnership.tell_what_is_overdue"] == known["problems.forget_voices"] == 86_400
