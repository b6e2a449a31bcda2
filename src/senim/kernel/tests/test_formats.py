"""Dates and numbers in three languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.kernel import formats, legal
from senim.kernel.formats import Case, day, duration, kk_number, kk_ordinal, moment, number, period, quantity, weekday


def spaced(text: str) -> str:
    return text.replace(formats.NBSP, " ")


DECEMBER = date(2026, 12, 14)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("kk", "2026 жылғы 14 желтоқсан"), ("ru", "14 декабря 2026 года"), ("en", "14 December 2026")],
)
def test_day(lang: str, expected: str) -> None:
    assert spaced(day(DECEMBER, lang)) == expected
    assert day(DECEMBER, lang).count(formats.NBSP) >= 1


@pytest.mark.parametrize(
    ("case", "months"),
    [
        (
            Case.DATIVE,
            ("қаңтарға ақпанға наурызға сәуірге мамырға маусымға "
            "шілдеге тамызға қыркүйекке қазанға қарашаға желтоқсанға"),
        ),
        (
            Case.LOCATIVE,
            ("қаңтарда ақпанда наурызда сәуірде мамырда маусымда "
            "шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда"),
        ),
        (
            Case.ABLATIVE,
            ("қаңтардан ақпаннан наурыздан сәуірден мамырдан маусымнан "
            "шілдеден тамыздан қыркүйектен қазаннан қарашадан желтоқсаннан"),
        ),
    ],
)
def test_kazakh_months_take_their_cases(case: Case, months: str) -> None:
    got = [spaced(day(date(2026, month, 1), "kk", case, year=False)) for month in range(1, 13)]
    assert got == [f"1 {month}" for month in months.split()]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0-ге 0-де 0-ден"),
        (1, "1-ге 1-де 1-ден"),
        (2, "2-ге 2-де 2-ден"),
        (3, "3-ке 3-те 3-тен"),
        (4, "4-ке 4-те 4-тен"),
        (5, "5-ке 5-те 5-тен"),
        (6, "6-ға 6-да 6-дан"),
        (7, "7-ге 7-де 7-ден"),
        (8, "8-ге 8-де 8-ден"),
        (9, "9-ға 9-да 9-дан"),
        (10, "10-ға 10-да 10-нан"),
        (14, "14-ке 14-те 14-тен"),
        (20, "20-ға 20-да 20-дан"),
        (30, "30-ға 30-да 30-дан"),
        (40, "40-қа 40-та 40-тан"),
        (50, "50-ге 50-де 50-ден"),
        (60, "60-қа 60-та 60-тан"),
        (70, "70-ке 70-те 70-тен"),
        (80, "80-ге 80-де 80-нен"),
        (90, "90-ға 90-да 90-нан"),
        (100, "100-ге 100-де 100-ден"),
        (2000, "2000-ға 2000-да 2000-нан"),
        (1000000, "1000000-ға 1000000-да 1000000-нан"),
    ],
)
def test_kazakh_numbers_take_their_cases(value: int, expected: str) -> None:
    cases = (Case.DATIVE, Case.LOCATIVE, Case.ABLATIVE)
    assert " ".join(kk_number(value, case) for case in cases) == expected
    assert kk_number(value, Case.NOMINATIVE) == str(value)


def test_kazakh_ordinals() -> None:
    assert [kk_ordinal(n) for n in (1, 3, 6, 9, 10, 14, 20, 50, 100)] == [
        "1-ші", "3-ші", "6-шы", "9-шы", "10-шы", "14-ші", "20-шы", "50-ші", "100-ші",
    ]


def test_numbers_below_their_range_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        kk_number(-1, Case.DATIVE)
    with pytest.raises(ValueError, match="ordinal"):
        kk_ordinal(0)


def test_moment_is_on_kazakhstans_clock() -> None:
    at = datetime(2026, 12, 13, 20, 5, tzinfo=UTC)
    assert spaced(moment(at, "kk")) == "2026 жылғы 14 желтоқсан, 01:05"
    assert spaced(moment(at, "ru")) == "14 декабря 2026 года, 01:05"
    with pytest.raises(ValueError, match="zone"):
        moment(datetime(2026, 12, 13), "kk")


@pytest.mark.parametrize(
    ("first", "last", "kk", "ru", "en"),
    [
        (date(2026, 12, 1), DECEMBER, "2026 жылғы 1–14 желтоқсан", "1–14 декабря 2026 года", "1–14 December 2026"),
        (
            date(2026, 11, 1), DECEMBER, "2026 жылғы 1 қараша – 14 желтоқсан", "1 ноября – 14 декабря 2026 года",
            "1 November – 14 December 2026",
        ),
        (
            date(2025, 11, 1), DECEMBER, "2025 жылғы 1 қараша – 2026 жылғы 14 желтоқсан",
            "1 ноября 2025 года – 14 декабря 2026 года", "1 November 2025 – 14 December 2026",
        ),
        (DECEMBER, DECEMBER, "2026 жылғы 14 желтоқсан", "14 декабря 2026 года", "14 December 2026"),
    ],
)
def test_period(first: date, last: date, kk: str, ru: str, en: str) -> None:
    assert [spaced(period(first, last, lang)) for lang in ("kk", "ru", "en")] == [kk, ru, en]


def test_numbers_and_shares() -> None:
    assert spaced(number(97536, "kk")) == "97 536"
    assert spaced(number(1234.5, "ru", 1)) == "1 234,5"
    assert number(97536, "en") == "97,536"
    assert [spaced(formats.share(0.853, lang, 1)) for lang in ("kk", "en")] == ["85,3 %", "85.3%"]


@pytest.mark.parametrize(
    ("count", "ru"),
    [
        (1, "1 рабочий день"),
        (3, "3 рабочих дня"),
        (15, "15 рабочих дней"),
        (21, "21 рабочий день"),
        (112, "112 рабочих дней"),
    ],
)
def test_quantities(count: int, ru: str) -> None:
    assert spaced(quantity(count, "working_days", "ru")) == ru
    assert spaced(quantity(count, "working_days", "kk")) == f"{count} жұмыс күні"


def test_every_unit_of_a_term_can_be_counted() -> None:
    for unit in legal.Unit:
        if unit != legal.Unit.RULE:
            assert all(spaced(quantity(3, unit.value, lang)).startswith("3 ") for lang in ("kk", "ru", "en"))
    assert spaced(quantity(3, "people", "ru")) == "3 человека"


def test_duration_says_two_units() -> None:
    assert spaced(duration(timedelta(days=2, hours=4, minutes=9), "kk")) == "2 күн 4 сағат"
    assert spaced(duration(timedelta(hours=1, minutes=1), "ru")) == "1 час 1 минута"
    assert spaced(duration(timedelta(seconds=5), "en")) == "0 minutes"
    assert weekday(DECEMBER, "kk") == "дүйсенбі"


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(["kk", "ru", "en", "xx"]))
def test_every_day_has_its_words(value: date, lang: str) -> None:
    words = day(value, lang)
    assert str(value.day) in words
    assert str(value.year) in words
    assert period(value, value + timedelta(days=40), lang).count(formats.DASH) == 1


def test_a_month_stands_alone_in_its_own_case() -> None:
    shown = [formats.month(date(2026, 5, 31), language) for language in ("kk", "ru", "en")]
    assert shown == ["2026 жылғы мамыр", "май 2026 года", "May 2026"]
