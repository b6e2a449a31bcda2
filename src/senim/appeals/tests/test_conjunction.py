"""On time and with quality is a conjunction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.appeals.conjunction import Between, bounds, on_time_and_good, sentence
from senim.kernel.formats import NBSP


def seed(both: int) -> tuple[list[bool], list[bool]]:
    """100 items, 85 on time, 80 good, so many of them both."""
    kinds = [(True, True)] * both + [(True, False)] * (85 - both) + [(False, True)] * (80 - both)
    kinds += [(False, False)] * (100 - len(kinds))
    return [a for a, _ in kinds], [b for _, b in kinds]


@pytest.mark.parametrize("both", [65, 70, 80])
def test_the_same_shares_hide_different_truths(both: int) -> None:
    found = on_time_and_good(*seed(both))
    assert (found.n, found.on_time, found.good, found.both, found.unknown) == (100, 85, 80, both, 0)


def test_seventy_is_neither_the_product_nor_the_smaller_share() -> None:
    found = on_time_and_good(*seed(70))
    assert found.interval is not None
    assert found.interval.share == 0.70
    assert found.interval.share not in (0.85 * 0.80, min(0.85, 0.80))
    assert (round(found.interval.low, 3), round(found.interval.high, 3)) == (0.604, 0.781)


def test_two_shares_alone_give_bounds() -> None:
    assert bounds(100, 85, 80) == Between(100, 65, 80)
    with pytest.raises(ValueError, match="fit"):
        bounds(10, 11, 3)


def test_every_flag_of_quality_must_hold() -> None:
    found = on_time_and_good([True, True, True], [True, True, False], [True, False, True])
    assert (found.good, found.both) == (1, 1)


def test_what_nobody_said_is_left_out_and_told() -> None:
    found = on_time_and_good([True, None, True], [True, True, None])
    assert (found.n, found.both, found.unknown) == (1, 1, 2)


def test_flags_of_other_items_are_refused() -> None:
    with pytest.raises(ValueError, match="same items"):
        on_time_and_good([True], [True, False])
    with pytest.raises(ValueError, match="same items"):
        on_time_and_good([True])


def test_sentences() -> None:
    found = on_time_and_good(*seed(70))
    plain = {lang: sentence(found, lang).replace(NBSP, " ") for lang in ("kk", "ru", "en")}
    assert plain["kk"] == "100 өтініштің ішінде мерзімінде әрі сапалы қаралғаны – 70: 70 % (95 % аралық: 60 % – 78 %)."
    assert plain["ru"] == "Из 100 обращений и в срок, и качественно: 70, это 70 % (95 % интервал: 60 % – 78 %)."
    assert plain["en"] == "70 of 100 were both on time and good: 70% (95% interval: 60% – 78%)."
    assert "65" in sentence(bounds(100, 85, 80), "kk")
    assert sentence(on_time_and_good([], []), "ru") == "Считать пока нечего."


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=50))
def test_both_is_within_the_bounds_of_its_margins(items: list[tuple[bool, bool, bool]]) -> None:
    found = on_time_and_good([a for a, _, _ in items], [b for _, b, _ in items], [c for _, _, c in items])
    limits = bounds(found.n, found.on_time, found.good)
    assert limits.low <= found.both <= limits.high
