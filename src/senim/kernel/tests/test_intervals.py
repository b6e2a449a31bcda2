"""Shares and their bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim.kernel.intervals import differs, frechet, poisson, wilson


def test_wilson_agrees_with_a_published_example() -> None:
    # 81 of 263: 0.2553-0.3662 (Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3).
    found = wilson(81, 263)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


def test_wilson_at_the_ends() -> None:
    none, every = wilson(0, 20), wilson(20, 20)
    assert none is not None
    assert every is not None
    assert (none.low, round(none.high, 4)) == (0.0, 0.1611)
    assert (round(every.low, 4), every.high) == (0.8389, 1.0)
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("k", "n", "level"), [(-1, 5, 0.95), (6, 5, 0.95), (1, 5, 1.0), (1, 5, 0.0)])
def test_nonsense_is_refused(k: int, n: int, level: float) -> None:
    with pytest.raises(ValueError, match="no interval"):
        wilson(k, n, level)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.999))
def test_interval_holds_the_share_and_mirrors(pair: tuple[int, int], level: float) -> None:
    k, n = pair
    found, mirror = wilson(k, n, level), wilson(n - k, n, level)
    assert found is not None
    assert mirror is not None
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.low == pytest.approx(1 - mirror.high, abs=1e-12)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=60))
def test_frechet_always_holds_the_truth(items: list[tuple[bool, bool]]) -> None:
    low, high = frechet(len(items), sum(a for a, _ in items), sum(b for _, b in items))
    assert low <= sum(a and b for a, b in items) <= high


def test_frechet_of_the_seed() -> None:
    assert frechet(100, 85, 80) == (65, 80)


def test_the_bounds_of_a_count_are_near_the_exact_ones() -> None:
    # Exact (Garwood) bounds at 95 %, from any table: 5: 1.62-11.67, 10: 4.80-18.39, 100: 81.36-121.63.
    for count, low, high in ((5, 1.62, 11.67), (10, 4.80, 18.39), (100, 81.36, 121.63)):
        found = poisson(count)
        assert abs(found[0] - low) < 0.02 * low and abs(found[1] - high) < 0.01 * high
    assert poisson(0)[0] == 0 and 3 < poisson(0)[1] < 4
    for bad in ((-1, 0.95), (3, 1.0)):
        with pytest.raises(ValueError, match="interval"):
            poisson(*bad)


def test_two_counts_differ_only_beyond_chance() -> None:
    assert not differs(12, 9) and differs(60, 20)
    assert not differs(60, 20, 3.0, 1.0), "three times the residents, three times the calls"
    assert not differs(0, 0)
    with pytest.raises(ValueError, match="more than nothing"):
        differs(1, 1, 0, 1)
