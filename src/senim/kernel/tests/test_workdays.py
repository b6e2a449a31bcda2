"""The working calendar: what is published, what the law's rule says, and what must hold for any calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.kernel.calendar_source import NAMES, PUBLISHED, YEARS, ask_package, read_table
from senim.kernel.workdays import BeyondCalendar, Day, Kind, WorkingCalendar, add_months


def table() -> dict[int, list[Day]]:
    from importlib.resources import files

    text = files("senim.kernel").joinpath("calendar_days.csv").read_text(encoding="utf-8")
    years: dict[int, list[Day]] = {}
    for one in read_table(text.splitlines()):
        years.setdefault(one.day.year, []).append(one)
    return years


TABLE = table()
KZ = WorkingCalendar(version="kz", source=lambda year: TABLE.get(year, ()))

days = st.dates(date(2017, 1, 1), date(2038, 12, 31))
counts = st.integers(0, 400)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Kazakhstan's calendar with any decrees above it."""
    off = draw(st.sets(days, max_size=30))
    working = draw(st.sets(days, max_size=30))
    return WorkingCalendar(
        frozenset(Day(day, Kind.MOVED_OFF, "к", "р", "e") for day in off),
        frozenset(Day(day, Kind.MOVED_WORKING, "к", "р", "e") for day in working),
        "drawn", source=lambda year: TABLE.get(year, ()),
    )


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_table_says_what_the_package_says(year: int) -> None:
    assert sorted(TABLE[year]) == ask_package(year)


def test_table_is_whole_and_named_in_three_languages() -> None:
    assert sorted(TABLE) == list(YEARS)
    known = set(NAMES.values())
    assert all((one.kk, one.ru, one.en) in known for days in TABLE.values() for one in days)
    assert all(one.mark == "published" for year in PUBLISHED for one in TABLE[year])


@pytest.mark.parametrize(
    ("year", "months"),
    [
        # Working-time balance of the Ministry of Labour for 2024, five-day week (help.inbuh.kz/6801).
        (2024, [21, 21, 17, 22, 20, 20, 22, 21, 21, 22, 21, 21]),
    ],
)
def test_working_days_by_month_are_those_of_the_ministry(year: int, months: list[int]) -> None:
    ends = [date(year, month, 1) - timedelta(1) for month in range(1, 13)] + [date(year, 12, 31)]
    assert [KZ.working_days_between(a, b) for a, b in pairwise(ends)] == months


def test_working_days_of_2025_are_those_published() -> None:
    assert KZ.working_days_between(date(2024, 12, 31), date(2025, 12, 31)) == 246


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 5, 4), True),  # the Saturday that paid for 8 May
        (date(2024, 5, 8), False),
        (date(2024, 6, 17), True),  # Kurban Ait on Sunday does not move
        (date(2024, 1, 8), True),  # Christmas on Sunday does not move
        (date(2025, 1, 3), False),
        (date(2025, 1, 5), True),
        (date(2025, 9, 1), False),  # Constitution Day, on Saturday, moved
        (date(2026, 3, 9), False),
        (date(2026, 3, 24), False),
        (date(2026, 3, 25), False),
        (date(2026, 5, 11), False),
        (date(2026, 5, 27), False),
        (date(2026, 8, 31), True),  # 30 August is no holiday since the Constitution of 2026
        (date(2026, 10, 26), False),
        (date(2026, 12, 16), False),
        (date(2026, 12, 17), True),
        (date(2027, 1, 4), False),
        (date(2027, 3, 15), False),  # the new Constitution Day
        (date(2027, 5, 17), True),  # Kurban Ait, estimated for Sunday the 16th, does not move
    ],
)
def test_days_that_are_easy_to_get_wrong(day: date, working: bool) -> None:
    assert KZ.is_working(day) is working


def test_reason_speaks_three_languages() -> None:
    holiday = KZ.why(date(2026, 12, 16))
    assert holiday is not None
    names = [holiday.name(lang) for lang in ("kk", "ru", "en")]
    assert names == ["Тәуелсіздік күні", "День Независимости", "Independence Day"]
    assert KZ.why(date(2026, 12, 17)) is None
    saturday = KZ.why(date(2026, 12, 19))
    assert saturday is not None
    assert (saturday.kind, saturday.name("kk")) == (Kind.WEEKEND, "сенбі")


def test_fifteen_working_days_from_20_november_2026() -> None:
    due = KZ.add_working_days(date(2026, 11, 20), 15)
    assert due.day == date(2026, 12, 11)
    assert {one.kind for one in due.skipped} == {Kind.WEEKEND}
    late = KZ.add_working_days(date(2026, 12, 1), 15)
    assert late.day == date(2026, 12, 23)
    assert [one.en for one in late.skipped if one.kind is Kind.HOLIDAY] == ["Independence Day"]


def test_years_outside_are_refused() -> None:
    with pytest.raises(BeyondCalendar):
        KZ.is_working(date(1900, 1, 1))
    with pytest.raises(BeyondCalendar):
        KZ.due_day(date(2199, 12, 30), 40)
    with pytest.raises(ValueError, match="negative"):
        KZ.due_day(date(2026, 1, 1), -1)


def test_decree_stands_above_the_table_and_above_itself() -> None:
    day = date(2026, 12, 17)
    decreed = KZ.with_days([Day(day, Kind.MOVED_OFF, "қаулы", "указ", "decree", "№ 1")], "2")
    assert KZ.is_working(day)
    assert not decreed.is_working(day)
    again = decreed.with_days([Day(day, Kind.MOVED_WORKING, "қаулы", "указ", "decree", "№ 2")], "3")
    assert again.is_working(day)
    assert again.version == "3"


@given(calendars(), days, counts)
def test_due_is_worked_and_counts_back(calendar: WorkingCalendar, start: date, count: int) -> None:
    due = calendar.due_day(start, count)
    assert count == 0 or calendar.is_working(due)
    assert calendar.working_days_between(start, due) == count


@given(calendars(), days, st.integers(0, 60))
def test_trace_and_worked_days_fill_the_span(calendar: WorkingCalendar, start: date, count: int) -> None:
    due = calendar.add_working_days(start, count)
    assert (due.day - start).days == count + len(due.skipped)
    assert [one.day for one in due.skipped] == sorted({one.day for one in due.skipped})
    assert not any(calendar.is_working(one.day) for one in due.skipped)


@given(calendars(), days, days, counts, st.integers(0, 20))
def test_later_start_or_longer_term_is_never_due_earlier(
    calendar: WorkingCalendar, a: date, b: date, count: int, more: int,
) -> None:
    first, second = sorted((a, b))
    assert calendar.due_day(first, count) <= calendar.due_day(second, count)
    assert calendar.due_day(first, count) <= calendar.due_day(first, count + more)


@given(calendars(), days, days, days)
def test_days_between_add_up(calendar: WorkingCalendar, a: date, b: date, c: date) -> None:
    between = calendar.working_days_between
    assert between(a, b) + between(b, c) == between(a, c)
    assert between(a, b) == -between(b, a)


@given(calendars(), days, st.integers(0, 100), st.integers(0, 100))
def test_a_term_may_be_counted_in_two_pieces(calendar: WorkingCalendar, start: date, a: int, b: int) -> None:
    assert calendar.due_day(calendar.due_day(start, a), b) == calendar.due_day(start, a + b)


@given(days, st.integers(0, 48))
def test_months_keep_the_number_or_take_the_last_day(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).day == 1)
