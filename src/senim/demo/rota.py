"""Five weeks of the invented district's duty calendar: shifts, receptions, one event, one officer who fell ill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from senim.demo.geography import build
from senim.demo.models import Step
from senim.demo.people import DEMO_BEAT, ON_LEAVE
from senim.kernel.clock import LOCAL, frozen, local
from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff
from senim.staff.api import ShiftKind
from senim.territory import api as territory

#: This week and the four that follow.
WEEKS = 5
#: The beat whose inspector fell ill last night; nobody stands in yet, and the head is shown it.
ILL = "ARQ-09"
#: Beats whose inspectors are drawn off to a festival on the second Saturday.
FESTIVAL = ("ARQ-02", "ARQ-03", "ARQ-10", "ARQ-14")
DAY = timedelta(days=1)


def play(step: Step) -> None:
    """Everything, whole or not there. Call it inside a transaction."""
    today = local(step.end).date()
    monday = today - DAY * today.weekday()
    actor = Actor.system("demo")
    begin = datetime.combine(monday, time(7), LOCAL)
    with frozen(begin):
        for number, (beat, post) in enumerate(_posts(step.seed)):
            _shifts(actor, number, beat, post, monday)
    with frozen(step.end):
        _ill(step, actor)


def _posts(seed: int) -> Iterator[tuple[str, int]]:
    for beat in (one.code for one in build(seed).of_level("beat")):
        area = territory.area_by_code(beat)
        assert area is not None
        post = next(iter(staff.posts_covering(Role.INSPECTOR, area.id)), None)
        if post is not None:
            yield beat, post


def _shifts(actor: Actor, number: int, beat: str, post: int, monday: date) -> None:
    """Weekdays on the beat, early or late by turns; reception as the hours say; a day and a night at the station."""
    days = [monday + DAY * count for count in range(7 * WEEKS)]
    if beat in ON_LEAVE:
        return  # who is on leave has a substitute, and the substitute keeps the own hours
    station = monday + DAY * (6 + 7 * (number % WEEKS))
    work = [day for day in days if day.weekday() < 5 and day != station + DAY]
    early, late = (time(9), time(17, 30)), (time(10), time(17, 45))
    begins, ends = early if number % 2 == 0 else late
    _plan(actor, post, work, begins, ends, ShiftKind.BEAT)
    _plan(actor, post, [day for day in work if day.weekday() in {1, 3}], time(18), time(20), ShiftKind.RECEPTION)
    festival = monday + DAY * 12
    saturdays = [day for day in days if day.weekday() == 5 and not (beat in FESTIVAL and day == festival)]
    _plan(actor, post, saturdays, time(10), time(13), ShiftKind.RECEPTION)
    if beat in FESTIVAL:
        _plan(actor, post, [festival], time(14), time(23), ShiftKind.EVENT)
    if beat != DEMO_BEAT:
        _plan(actor, post, [station], time(9), time(9), ShiftKind.DUTY)


def _plan(actor: Actor, post: int, days: list[date], begins: time, ends: time, kind: ShiftKind) -> None:
    if days:
        staff.actions.plan_shifts(actor=actor, post_id=post, days=days, starts=begins, ends=ends, kind=kind)


def _ill(step: Step, actor: Actor) -> None:
    area = territory.area_by_code(ILL)
    assert area is not None
    account = staff.holder_of(staff.posts_covering(Role.INSPECTOR, area.id)[0])
    assert account is not None
    staff.actions.register_absence(
        actor=actor,
        account_id=account,
        starts_at=step.end - timedelta(hours=14),
        ends_at=datetime.combine(local(step.end).date() + DAY * 4, time.min, LOCAL),
        kind=staff.AbsenceKind.SICKNESS,
    )
