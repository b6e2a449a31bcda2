"""What the clock writes about tasks: each letter once, weekly at most, neutral, and nothing doubled by a kill."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from senim.kernel import outbox
from senim.kernel.clock import today
from senim.kernel.models import Outgoing
from senim.kernel.outbox.render import letter
from senim.kernel.tests.at_once import together
from senim.problems import domain
from senim.problems.actions import door, file, reminders, response
from senim.problems.models import Event, Problem, Task
from senim.problems.tests import world as worlds
from senim.problems.tests.world import Town
from senim.staff import testing as staff

NEUTRAL = ("ұрлау", "тұрақ", "шам")


def asked(town: Town, body: str = "lighting", days: int = 20) -> tuple[Problem, Task, str]:
    problem = worlds.opened(town)
    row = worlds.to_response(town, problem)
    task, secret = worlds.sent(town, problem, row, body, due_on=today() + timedelta(days=days))
    return problem, task, secret


def letters(template: str) -> list[str]:
    return list(Outgoing.objects.filter(template=template).order_by("pk").values_list("to", flat=True))


def test_before_overdue_and_then_weekly(town: Town, frozen_clock: Any) -> None:
    _problem, task, secret = asked(town)
    door.open_link(secret=secret)
    written = {}
    for passed in range(1, 45):
        frozen_clock.move(days=1)
        if count := reminders.remind():
            written[passed] = count
        assert reminders.remind() == 0, "the same day writes once"
    assert list(written) == [19, 21, 28, 35, 42]
    assert letters("problem_task_tomorrow") == ["light@example.kz"]
    assert letters("problem_task_reminder") == ["light@example.kz"] * 4
    assert Event.objects.filter(type="task_reminded").count() == 5
    task.refresh_from_db()
    assert (task.reminders, task.late_told_on) == (5, date(2026, 6, 23))
    for one in Outgoing.objects.filter(template__startswith="problem_task_"):
        assert secret not in str(one.context)
        for language in ("kk", "ru", "en"):
            filled = letter(one.template, one.context, language)
            assert filled.subject and "%(" not in filled.body
            assert not any(word in filled.body.casefold() for word in NEUTRAL)


def test_what_was_sent_yesterday_for_tomorrow_is_not_said_twice(town: Town, frozen_clock: Any) -> None:
    asked(town, days=1)
    assert reminders.remind() == 0
    frozen_clock.move(days=2)
    assert reminders.remind() == 1


def test_done_refused_or_taken_back_is_not_reminded(town: Town, frozen_clock: Any) -> None:
    for turn in range(3):
        problem, task, secret = asked(town)
        if turn == 0:
            worlds.done(secret)
        elif turn == 1:
            door.answer_link(secret=secret, step=domain.TaskState.REFUSED, text="Біздікі емес")
        else:
            response.recall_task(actor=town.actor("coordinator"), problem_id=problem.pk, task_id=task.pk, why="Қате")
    frozen_clock.move(days=30)
    assert reminders.remind() == 0


def test_the_group_is_told_of_a_link_that_nobody_opens(town: Town, frozen_clock: Any, client: Any) -> None:
    problem, _task, _secret = asked(town, "silent")
    frozen_clock.move(days=6)
    assert reminders.remind() == 0
    frozen_clock.move(days=1)
    assert (reminders.remind(), reminders.remind()) == (1, 0)
    assert letters("problem_task_silent") == ["coordinator@example.kz"]
    assert letters("problem_task_reminder") == ["silent@example.kz"]
    told = Outgoing.objects.get(template="problem_task_silent")
    assert told.context["link"].endswith(f"/problems/{problem.number}/respond/")
    staff.sign_in(client, town.world.people["coordinator"])
    said = {"kk": "Орган сілтемені ашпады", "ru": "Орган не открыл ссылку", "en": "has not opened"}
    for language, words in said.items():
        assert words in client.get(f"/{language}/problems/{problem.number}/history/").content.decode()


def test_who_left_is_not_told_and_somebody_always_is(town: Town, frozen_clock: Any) -> None:
    problem, _task, _secret = asked(town, "poor")
    coordinator = town.actor("coordinator")
    post = town.world.posts["foreign_inspector"].pk
    member = file.add_member(actor=coordinator, problem_id=problem.pk, role=domain.MemberRole.PARTNER, post_id=post)
    file.end_member(actor=coordinator, problem_id=problem.pk, member_id=member.pk, why="Ауысты")
    lead = problem.members.get(role=domain.MemberRole.LEAD)
    file.end_member(actor=coordinator, problem_id=problem.pk, member_id=lead.pk, why="Ауысты")
    frozen_clock.move(days=8)
    assert reminders.remind() == 1
    assert letters("problem_task_silent") == ["coordinator@example.kz"], "the coordinator of the area"
    assert letters("problem_task_reminder") == [], "a body without an address gets no letter"
    assert not Event.objects.filter(type="task_reminded").exists()


def test_a_kill_between_the_letter_and_its_note_doubles_nothing(
    town: Town, frozen_clock: Any, monkeypatch: Any
) -> None:
    _problem, task, secret = asked(town)
    door.open_link(secret=secret)
    frozen_clock.move(days=21)

    def killed(*_args: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            reminders.remind()
    task.refresh_from_db()
    assert (task.late_told_on, task.reminders) == (None, 0)
    assert (reminders.remind(), reminders.remind()) == (1, 0)
    assert letters("problem_task_reminder") == ["light@example.kz"]


def test_two_clocks_at_once_write_one_letter(transactional_db: None, frozen_clock: Any, monkeypatch: Any) -> None:
    _problem, _task, secret = asked(worlds.build(monkeypatch))
    door.open_link(secret=secret)
    frozen_clock.move(days=21)
    assert sorted(together(reminders.remind, reminders.remind)) == [0, 1]
    assert letters("problem_task_reminder") == ["light@example.kz"]
