"""Each oddity as it is printed: the data keeps what the source says, and says beside it what is odd."""

from __future__ import annotations

from decimal import Decimal

import pytest

from senim.concept.domain import Concept, Oddity, OddKind, Repeat
from senim.concept.loader import concept as load


@pytest.fixture(scope="module")
def concept() -> Concept:
    return load()


@pytest.fixture(scope="module")
def odd(concept: Concept) -> dict[str, Oddity]:
    return {one.code: one for one in concept.oddities}


def quantity(concept: Concept, number: str, place: int) -> tuple[int | None, list[int]]:
    measure = concept.measure(number)
    assert measure is not None
    one = measure.quantities[place]
    return one.total, list(one.years.values())


def point(concept: Concept, code: str, period: str) -> Decimal:
    figure = next(one for one in concept.figures if one.code == code)
    value = figure.points[period]
    assert isinstance(value, Decimal)
    return value


@pytest.mark.parametrize(
    ("code", "number", "place", "total", "years"),
    [
        ("14.4-sum", "14.4", 0, 18, [4, 4, 4, 5, 5]),
        ("14.7-sum", "14.7", 1, 4011, [1278, 1360, 824, 566]),
        ("16.1-list", "16.1", 1, 15, [15, 8, 7, 3]),
    ],
)
def test_a_sum_is_kept_as_printed(
    concept: Concept, odd: dict[str, Oddity], code: str, number: str, place: int, total: int, years: list[int]
) -> None:
    assert quantity(concept, number, place) == (total, years)
    assert (odd[code].says, odd[code].adds) == (total, sum(years))
    assert sum(years) != total
    assert odd[code].measures == (number,)


def test_16_6_runs_to_2027_with_results_in_2028(concept: Concept, odd: dict[str, Oddity]) -> None:
    measure = concept.measure("16.6")
    assert measure is not None
    assert measure.results[0].deadline.ends.year == 2027
    assert measure.quantities[0].years == {2026: 3, 2027: 10, 2028: 12}
    assert odd["16.6-deadline"].kind is OddKind.DEADLINE


def test_the_plan_repeats_eleven_of_twelve_and_renumbers_them(concept: Concept, odd: dict[str, Oddity]) -> None:
    plan = [one.plan for one in concept.indicators]
    assert plan == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "2.2", "3.1", "3.2", ""]
    assert (odd["indicators-eleven"].says, odd["indicators-eleven"].adds) == (12, 11)


@pytest.mark.parametrize("number", ["4.4", "5.1", "5.2", "5.3", "7.14", "8.1"])
def test_two_results_with_deadlines_of_their_own(concept: Concept, odd: dict[str, Oddity], number: str) -> None:
    measure = concept.measure(number)
    assert measure is not None
    first, second = measure.results
    assert first.deadline.ends < second.deadline.periods[0].last
    assert first.form != second.form
    assert odd[f"{number}-two-results"].kind is OddKind.SEVERAL
    assert number in {one.number for one in concept.measures if len(one.results) > 1}
    assert sum(len(one.results) for one in concept.measures) == 95 + 6


def test_12_4_repeats_at_three_fixed_times(concept: Concept, odd: dict[str, Oddity]) -> None:
    measure = concept.measure("12.4")
    assert measure is not None
    deadline = measure.results[0].deadline
    assert deadline.repeat is Repeat.FIXED
    assert [str(one) for one in deadline.periods] == ["2024-Q1", "2026-Q1", "2028-Q1"]
    assert odd["12.4-fixed"].measures == ("12.4",)


def test_trust_is_printed_as_parts_that_do_not_make_it(concept: Concept, odd: dict[str, Oddity]) -> None:
    whole, full, part = (point(concept, code, "2022") for code in ("trust", "trust-full", "trust-part"))
    assert (str(whole), str(full), str(part)) == ("74.6", "36.4", "39")
    assert full + part == odd["trust-sum"].adds == Decimal("75.4")
    before = [point(concept, code, "2019") for code in ("trust", "trust-full", "trust-part")]
    assert before[1] + before[2] == before[0]


def test_60_3_stands_for_two_indicators(concept: Concept, odd: dict[str, Oddity]) -> None:
    assert point(concept, "safe-at-night", "2022") == point(concept, "safe-audit", "2022") == Decimal("60.3")
    assert point(concept, "safe-at-night", "2020") != point(concept, "safe-audit", "2020")
    assert odd["60.3-twice"].figures == ("safe-at-night", "safe-audit")


def test_three_fold_is_a_third(concept: Concept, odd: dict[str, Oddity]) -> None:
    growth = point(concept, "protection-orders", "2022") / point(concept, "protection-orders", "2018")
    assert round(growth, 3) == odd["2.2-threefold"].adds == Decimal("1.296")
    assert "үш есеге" in odd["2.2-threefold"].printed[0]


@pytest.mark.parametrize(
    ("code", "figure"),
    [("victims-1.7", "victims"), ("public-twice", "public-places"), ("women-harm-twice", "women-grievous")],
)
def test_a_fold_that_is_another(concept: Concept, odd: dict[str, Oddity], code: str, figure: str) -> None:
    first, last = point(concept, figure, "2018"), point(concept, figure, "2022")
    assert round(max(first, last) / min(first, last), 2) == odd[code].adds
    assert odd[code].says != odd[code].adds


def test_the_other_figures_that_contradict(concept: Concept, odd: dict[str, Oddity]) -> None:
    assert str(point(concept, "wjp-life", "2020")) == "60"
    assert str(point(concept, "wjp-life", "2022")) == "0.53"
    men, women, children = (point(concept, f"crash-killed-{who}", "2018-2022") for who in ("men", "women", "children"))
    assert men + women + children == point(concept, "crash-killed", "2018-2022") == 12267
    assert round((men + women) / 1000, 1) == point(concept, "road-deaths", "2018-2022") == Decimal("11.2")
    person, minors = (point(concept, f"minors-{what}", "2018-2022") for what in ("person", "prosecuted"))
    assert round(minors / person) == 9
    shares = [point(concept, f"crash-{who}", "2018-2022") for who in ("walkers", "drivers", "riders")]
    assert sum(shares) == odd["crash-shares"].adds == Decimal("58.1")


def test_the_spelling_is_the_sources(concept: Concept, odd: dict[str, Oddity]) -> None:
    forms = {number: concept.measure(number).results[0].form.kk for number in ("8.2", "9.1")}  # type: ignore[union-attr]
    assert forms == {"8.2": "РСКК", "9.1": "РСКҚ"}
    assert "ҚСАЕАК" in concept.measure("3.4").bodies_printed  # type: ignore[union-attr]
    assert concept.measure("14.6").bodies_printed.endswith(",")  # type: ignore[union-attr]
    assert "Star raiting for School" in concept.measure("7.10").text.kk  # type: ignore[union-attr]


def test_every_oddity_says_why_in_three_languages(odd: dict[str, Oddity]) -> None:
    assert len(odd) == 60
    for one in odd.values():
        assert all(words.endswith(".") for words in one.why), one.code
        assert one.printed and one.at
