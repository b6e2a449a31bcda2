"""Words of numbers, days and telephones, and the navigation of the staff."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils.translation import override

from senim.kernel import clock
from senim.kernel.scoping import PUBLIC, Duty, Role, Scope
from senim.web import nav, words

NOW = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "gap", "said"),
    [
        ("kk", timedelta(hours=2), "2\u00a0сағат бұрын"),
        ("ru", timedelta(days=5), "5\u00a0дней назад"),
        ("en", timedelta(minutes=-3), "3\u00a0minutes left"),
        ("kk", timedelta(hours=-26), "1\u00a0күн қалды"),
        ("ru", timedelta(seconds=20), "только что"),
    ],
)
def test_how_long_ago(language: str, gap: timedelta, said: str) -> None:
    with clock.frozen(NOW), override(language):
        assert words.ago(NOW - gap) == said


def test_a_moment_late_in_the_evening_belongs_to_the_day_in_kazakhstan() -> None:
    with override("ru"):
        assert words.day(datetime(2026, 5, 12, 20, 0, tzinfo=UTC)).startswith("13")
        assert words.when(date(2026, 5, 12)).startswith("12")


@pytest.mark.parametrize(
    ("language", "end", "said"),
    [
        ("ru", datetime(2026, 5, 14, 19, 0, tzinfo=UTC), "14 мая, 24:00"),
        ("kk", datetime(2026, 12, 31, 19, 0, tzinfo=UTC), "31 желтоқсан, 24:00"),
        ("en", datetime(2027, 1, 4, 4, 30, tzinfo=UTC), "4 January 2027, 09:30"),
    ],
)
def test_a_term_ends_at_the_end_of_its_last_day(language: str, end: datetime, said: str) -> None:
    with clock.frozen(NOW), override(language):
        assert words.until(end).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("+77172716102", "+7 717 271 61 02"),
        ("8 (717) 271-61-02", "+7 717 271 61 02"),
        ("102", "102"),
        ("+49 30 1234567", "+49 30 1234567"),
    ],
)
def test_telephones(given: str, shown: str) -> None:
    assert words.phone(given).replace("\u00a0", " ") == shown


def test_numbers() -> None:
    with override("kk"):
        assert words.number(97536) == "97\u00a0536"
        assert words.number(92.44) == "92,4"
        assert words.number(4.256, 2) == "4,26"


def test_filters_say_nothing_of_nothing() -> None:
    text = "{% load senim %}[{{ x|when }}{{ x|day }}{{ x|ago }}{{ x|phone }}{{ x|number }}]"
    assert Template(text).render(Context({"x": None})) == "[]"


def test_navigation_shows_what_the_roles_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nav, "_items", {})
    nav.register("Design", "web:design", [Role.INSPECTOR], order=20)
    nav.register("Staff design", "web:design-staff", order=10)
    nav.register("Gone", "nowhere:at-all")
    inspector = Scope(1, (Duty(Role.INSPECTOR, 5),))
    analyst = Scope(2, (Duty(Role.ANALYST, 6),))
    with override("kk"):
        assert [one.label for one in nav.links_for(inspector, "/kk/design/staff/x")] == ["Staff design", "Design"]
        assert [one.current for one in nav.links_for(inspector, "/kk/design/staff/x")] == [True, False]
        assert [one.label for one in nav.links_for(analyst, "/kk/")] == ["Staff design"]
        assert nav.links_for(PUBLIC, "/kk/") == []
        assert nav.links_for(None, "/kk/") == []


def test_what_does_not_fit_into_the_row_stands_in_a_menu_in_order() -> None:
    links = [nav.Link("Аумақтағы өтініштер", f"/{number}/", number == 11) for number in range(12)]
    bar = nav.bar_of(links)
    assert bar.row + [one for group in bar.more for one in group.links] == links and 3 <= len(bar.row) < 12
    assert bar.current == "Аумақтағы өтініштер"
    few = nav.bar_of(links[:4])
    assert few.row == links[:4] and not few.more and not few.current
