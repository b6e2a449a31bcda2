"""The calendar of the installation: the table and the decrees above it."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from senim.kernel import calendar, clock
from senim.kernel.models import AuditEvent, CalendarDay
from senim.kernel.scoping import Actor
from senim.kernel.versions import reset
from senim.kernel.workdays import Kind

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 17)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    reset()


def test_table_answers_without_any_decree() -> None:
    assert calendar.is_working(DAY)
    assert not calendar.is_working(date(2026, 12, 16))
    assert calendar.next_working(date(2026, 12, 15)) == DAY
    day, skipped = calendar.add_working_days(date(2026, 12, 15), 2)
    assert day == date(2026, 12, 18)
    assert [one.day for one in skipped] == [date(2026, 12, 16)]
    assert calendar.working_days_between(date(2026, 12, 15), day) == 2
    assert calendar.why(DAY) is None
    assert calendar.current().version == calendar.table_version()


def test_a_decree_is_seen_at_once_audited_and_can_be_taken_back() -> None:
    before = calendar.current().version
    with clock.frozen(datetime(2026, 11, 20, tzinfo=UTC)):
        calendar.decree(
            actor=Actor.system(), day=DAY, working=False, ground="Moved rest", act="№ 5", moved_from=date(2026, 12, 19),
        )
    reason = calendar.why(DAY)
    assert reason is not None
    assert (reason.kind, reason.act, reason.mark) == (Kind.MOVED_OFF, "№ 5", "decree")
    assert calendar.current().version != before
    assert AuditEvent.objects.get().action == "calendar.decree"
    assert calendar.revoke(actor=Actor.system(), day=DAY)
    assert not calendar.revoke(actor=Actor.system(), day=DAY)
    assert calendar.is_working(DAY)
    assert calendar.current().version == before


def test_a_second_decree_on_a_day_replaces_the_first() -> None:
    for working in (False, True):
        calendar.decree(actor=Actor.system(), day=date(2026, 12, 19), working=working, ground="g", act="№ 6")
    assert CalendarDay.objects.count() == 1
    assert calendar.is_working(date(2026, 12, 19))


def test_asking_costs_no_query_once_loaded(django_assert_num_queries: object) -> None:
    calendar.is_working(DAY)
    with django_assert_num_queries(0):  # type: ignore[operator]
        for year in range(2020, 2030):
            calendar.is_working(date(year, 1, 5))


def test_years_outside_the_table_are_asked_of_the_package() -> None:
    assert not calendar.is_working(date(2041, 1, 1))
    assert calendar.current().why(date(2012, 7, 6)) is not None


def test_a_decree_is_entered_and_taken_back_from_the_command_line() -> None:
    out = StringIO()
    call_command("decree", "2026-12-17", "--off", "--ground", "Moved rest", "--moved-from", "2026-12-19", stdout=out)
    assert not calendar.is_working(DAY)
    assert CalendarDay.objects.get().moved_from == date(2026, 12, 19)
    call_command("decree", "2026-12-17", "--revoke", stdout=out)
    call_command("decree", "2026-12-17", "--revoke", stdout=out)
    assert calendar.is_working(DAY)
    said = [line.removeprefix("2026-12-17: ") for line in out.getvalue().splitlines()]
    assert said == ["off", "taken back", "there was no decree"]


@pytest.mark.parametrize("words", [("17.12.2026", "--off", "--ground", "g"), ("2026-12-17", "--working")])
def test_a_decree_that_is_not_clear_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("decree", *words)
    assert not CalendarDay.objects.exists()
