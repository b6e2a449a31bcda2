"""Deadlines: the words, the notation, the days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.concept.domain.deadlines import LAST_YEAR, MONTHS, BadDeadlineError, Period, Repeat, parse, period, read

YEAR = st.integers(2000, 2099)
PART = st.sampled_from([f"Q{n}" for n in range(1, 5)] + ["H1", "H2"] + [f"M{n:02d}" for n in range(1, 13)])


def words(year: int, part: str) -> str:
    number = int(part[1:])
    what = {"Q": f"{number}-тоқсан", "H": f"{number}-жартыжылдық", "M": MONTHS[number - 1] if part[0] == "M" else ""}
    return f"{year} жылғы {what[part[0]]}"


@given(YEAR, PART)
def test_one_period_is_read_as_it_is_written(year: int, part: str) -> None:
    assert read(words(year, part)) == f"{year}-{part}"
    assert str(period(f"{year}-{part}")) == f"{year}-{part}"


@given(YEAR, PART, st.sampled_from(["\n", "  ", "\n\n", "\xa0"]))
def test_breaks_of_lines_change_nothing(year: int, part: str, gap: str) -> None:
    assert read(words(year, part).replace(" ", gap)) == f"{year}-{part}"


@given(st.integers(2000, 2050), st.integers(0, 20), st.sampled_from(["", "each Y", "each H", "each M12", "each M06"]))
def test_a_span_is_read_and_expanded(first: int, more: int, step: str) -> None:
    last = first + more
    tail = {"": "", "each Y": ", жыл сайын", "each H": ",\nжарты жылда 1 рет"}
    month = {"each M12": "желтоқсаны", "each M06": "маусымы"}
    printed = f"{first} – {last} жылдардың {month[step]}" if step in month else f"{first} – {last} жылдар{tail[step]}"
    notation = f"{first}..{last} {step}".strip()
    assert read(printed) == notation
    deadline = parse(notation)
    assert deadline.begins == date(first, 1, 1)
    assert len(deadline.periods) == {"": 1, "each H": 2 * (more + 1)}.get(step, more + 1)
    assert deadline.ends.year == last
    assert list(deadline.periods) == sorted(set(deadline.periods))


@given(st.integers(2024, LAST_YEAR), PART, st.sampled_from(["H", "M06", "M01"]))
def test_what_comes_again_comes_until_the_concept_ends(year: int, part: str, step: str) -> None:
    deadline = parse(f"{year}-{part} then each {step}")
    days = [one.last for one in deadline.periods]
    assert days == sorted(set(days)), "each day once"
    assert days[-1].year <= LAST_YEAR
    assert deadline.periods[0] == period(f"{year}-{part}")


@given(YEAR, PART)
def test_a_period_ends_where_the_next_day_is_another(year: int, part: str) -> None:
    one = Period(year, part)
    assert one.first <= one.last
    assert (one.last + timedelta(days=1)).day == 1
    assert one.first.day == 1
    assert one.last.month - one.first.month + 1 in {1, 3, 6}


@given(st.text(max_size=40))
def test_other_words_are_refused(text: str) -> None:
    for reader in (read, parse):
        try:
            found = reader(text)
        except BadDeadlineError:
            continue
        assert found, "what is accepted says something"


@pytest.mark.parametrize(
    "wrong",
    [
        "", "2024", "2024 жылғы", "2024 жылғы 5-тоқсан", "2024 жылғы 3-жартыжылдық", "2024 жылғы Желтоқсан",
        "2024 жылғы 1-тоқсан, жыл сайын", "2024 – 2028", "2024 жылғы 1-тоқсан әрі қарай – кейде",
    ],
)  # fmt: skip
def test_words_that_no_row_has(wrong: str) -> None:
    with pytest.raises(BadDeadlineError):
        read(wrong)


@pytest.mark.parametrize(
    "wrong", ["2024-Q5", "2024-M13", "2024-M1", "2024-", "24-Q1", "2028..2024", "2024..2028 each W", "2024-Q2, 2024-Q1",
              "2024-H1 then", "2024-H1 then each ", "2024..2028 each ", "2024-Q1,2026-Q1"]
)  # fmt: skip
def test_notation_that_no_row_has(wrong: str) -> None:
    with pytest.raises(BadDeadlineError):
        parse(wrong)


@pytest.mark.parametrize(
    ("notation", "repeat", "last"),
    [
        ("2024-Q4", Repeat.ONCE, ["2024-12-31"]),
        ("2024-M02", Repeat.ONCE, ["2024-02-29"]),
        ("2024..2025", Repeat.SPAN, ["2025-12-31"]),
        ("2024-Q1, 2026-Q1, 2028-Q1", Repeat.FIXED, ["2024-03-31", "2026-03-31", "2028-03-31"]),
        ("2025-H1 then each M06", Repeat.YEARLY, ["2025-06-30", "2026-06-30", "2027-06-30", "2028-06-30"]),
        ("2025-M01 then each M01", Repeat.YEARLY, ["2025-01-31", "2026-01-31", "2027-01-31", "2028-01-31"]),
        (
            "2024-M01 then 2024..2028 each M12",
            Repeat.YEARLY,
            ["2024-01-31", "2024-12-31", "2025-12-31", "2026-12-31", "2027-12-31", "2028-12-31"],
        ),
        (
            "2024-H2 then each H",
            Repeat.HALF_YEARLY,
            ["2024-12-31", *(f"{year}-{day}" for year in range(2025, 2029) for day in ("06-30", "12-31"))],
        ),
    ],
)  # fmt: skip
def test_days_of_the_plan(notation: str, repeat: Repeat, last: list[str]) -> None:
    deadline = parse(notation)
    assert deadline.repeat is repeat
    assert [one.last.isoformat() for one in deadline.periods] == last
