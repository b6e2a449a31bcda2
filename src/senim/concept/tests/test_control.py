"""The control of the plan: its points, their days on a working calendar, how they stand, whose move it is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.concept.domain import (
    NEAR_WORKING_DAYS,
    Concept,
    Dates,
    Measure,
    Period,
    Said,
    Standing,
    dates,
    point,
    points,
    standing,
    whose_move,
)
from senim.concept.loader import concept as load

ON = Dates(date(2025, 6, 30), date(2025, 6, 30), date(2025, 6, 16))
WEEKDAYS = st.dates(date(2024, 1, 1), date(2028, 12, 1))


@pytest.fixture(scope="module")
def concept() -> Concept:
    return load()


def of(concept: Concept, number: str) -> Measure:
    one = concept.measure(number)
    assert one is not None
    return one


def keys(concept: Concept, number: str) -> list[str]:
    return [f"{one.result}/{one.period}{'*' if one.stage else ''}" for one in points(of(concept, number))]


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("1.1", ["1/2024-Q4"]),
        ("4.4", ["1/2024-M12", "2/2025-H1"]),
        ("6.2", ["1/2024*", "1/2025*", "1/2026*", "1/2027*", "1/2028"]),
        ("7.7", ["1/2028"]),
        ("7.11", ["1/2024*", "1/2028"]),
        ("9.2", ["1/2025-H1", "1/2026-M06", "1/2027-M06", "1/2028-M06"]),
        ("12.4", ["1/2024-Q1", "1/2026-Q1", "1/2028-Q1"]),
        ("14.3", ["1/2024*", "1/2025"]),
        ("16.4", ["1/2025*", "1/2026*", "1/2027"]),
        ("16.6", ["1/2026*", "1/2027", "1/2028*"]),
    ],
)
def test_points_are_what_the_source_names(concept: Concept, number: str, wanted: list[str]) -> None:
    assert keys(concept, number) == wanted


def test_every_measure_has_points_with_keys_of_their_own(concept: Concept) -> None:
    found = [one.key for measure in concept.measures for one in points(measure)]
    assert len(found) == len(set(found)) == 230
    for measure in concept.measures:
        ends = {result.deadline.ends for result in measure.results}
        assert ends <= {one.period.last for one in points(measure)}
        for one in points(measure):
            assert point(measure, one.key) == one
    assert point(of(concept, "1.1"), "1.2/1/2025-H1") is None


@given(WEEKDAYS, st.sets(st.integers(0, 40), max_size=25))
def test_days_move_off_the_days_off(day: date, off: set[int]) -> None:
    """A term that ends on a day off ends on the next working day; the bodies are asked ten working days before."""
    resting = {day + timedelta(days=shift) for shift in off}

    def is_working(one: date) -> bool:
        return one not in resting and one.weekday() < 5

    on = dates(Period(day.year, f"M{day.month:02d}"), is_working)
    assert on.near < on.ends <= on.by or on.near < on.by
    assert is_working(on.by)
    assert is_working(on.near)
    between = [on.near + timedelta(days=shift) for shift in range((on.by - on.near).days)]
    assert sum(map(is_working, between)) == NEAR_WORKING_DAYS
    assert not any(is_working(on.ends + timedelta(days=shift)) for shift in range((on.by - on.ends).days))


@pytest.mark.parametrize(
    ("said", "day", "wanted"),
    [
        ({}, date(2025, 6, 1), Standing.LATER),
        ({}, date(2025, 6, 15), Standing.LATER),
        ({}, date(2025, 6, 16), Standing.NEAR),
        ({}, date(2025, 6, 30), Standing.NEAR),
        ({}, date(2025, 7, 1), Standing.OVERDUE),
        ({"mia": Said.DONE}, date(2025, 7, 1), Standing.DONE),
        ({"mia": Said.GOING}, date(2025, 7, 1), Standing.OVERDUE),
        ({"local": Said.DONE}, date(2025, 7, 1), Standing.OVERDUE),
        ({"mia": Said.DONE, "local": Said.NOT}, date(2025, 6, 1), Standing.DIFFERS),
        ({"mia": Said.NOT, "local": Said.DONE}, date(2025, 7, 1), Standing.DIFFERS),
        ({"mia": Said.DONE, "local": Said.PART}, date(2025, 7, 1), Standing.DIFFERS),
        ({"mia": Said.DONE, "local": Said.GOING}, date(2025, 7, 1), Standing.DONE),
    ],
)
def test_how_a_point_stands(concept: Concept, said: dict[str, Said], day: date, wanted: Standing) -> None:
    measure = of(concept, "1.5")
    assert [one.body.code for one in measure.bodies] == ["mia", "local"]
    assert standing(measure, said, ON, day) is wanted


def test_whose_move_it_is_is_always_said(concept: Concept) -> None:
    measure, keeper = of(concept, "1.6"), concept.body("mia")
    assert keeper is not None
    assert measure.lead.code == "local"
    for words in product([None, *Said], repeat=2):
        said = {code: word for code, word in zip(("local", "mia"), words, strict=True) if word is not None}
        stands = standing(measure, said, ON, date(2025, 7, 1))
        moves = [one.code for one in whose_move(measure, said, stands, keeper)]
        assert (moves == []) is (stands is Standing.DONE)
        if stands is Standing.DIFFERS:
            assert moves == ["mia"]
        elif moves:
            assert moves == [code for code in ("local", "mia") if said.get(code) is not Said.DONE]
