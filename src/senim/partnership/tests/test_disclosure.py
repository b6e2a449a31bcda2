"""The disclosure check on any data: no combination of fewer than k rows leaves, whatever comes in."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from senim.partnership.datasets import columns_of
from senim.partnership.disclosure import POOLED, WITHHELD, Column, Terms, check
from senim.partnership.domain import Grain

ALL: Any = ("all", lambda _value: "all")
COLUMNS = [
    Column("period", (("month", str), ("year", lambda month: month[:4]), ALL)),
    Column("area", (("beat", str), ALL)),
    Column("kind", (("kind", str), ALL)),
]
rows = st.lists(
    st.fixed_dictionaries(
        {
            "period": st.sampled_from(["2025-01", "2025-02", "2025-11", "2026-01"]),
            "area": st.sampled_from("ABC"),
            "kind": st.sampled_from(["theft", "noise", "fight", "dog"]),
            "outcome": st.sampled_from(["done", "no"]),
        }
    ),
    max_size=120,
)


@given(rows, st.integers(3, 8), st.integers(1, 3), st.integers(0, 60))
def test_nobody_stands_alone(raw: list[dict[str, str]], k: int, kinds: int, most: int) -> None:
    done = check(raw, COLUMNS, ["outcome"], Terms(k, kinds, most))
    if done.refused:
        assert done.rows == ()
        return
    cells = Counter(row[:3] for row in done.rows)
    assert min(cells.values()) >= k and done.smallest == min(cells.values())
    assert len(done.rows) + done.withheld == len(raw)
    assert done.withheld == 0 or done.withheld >= k, "so few withheld would tell of themselves"
    assert done.withheld * 100 <= most * len(raw)
    for cell in cells:
        told = {row[3] for row in done.rows if row[:3] == cell}
        assert len(told) >= kinds or told == {WITHHELD}
    assert list(done.rows) == sorted(done.rows)


@given(rows, st.integers(3, 6))
def test_the_order_in_which_rows_came_tells_nothing(raw: list[dict[str, str]], k: int) -> None:
    terms = Terms(k, 1, 20)
    assert check(raw, COLUMNS, ["outcome"], terms) == check(raw[::-1], COLUMNS, ["outcome"], terms)


def made(*counts: tuple[str, str, str, int]) -> list[dict[str, str]]:
    return [
        {"period": period, "area": area, "kind": kind, "outcome": "done" if at % 2 else "no"}
        for period, area, kind, count in counts
        for at in range(count)
    ]


def test_what_is_common_stays_as_fine_as_it_was() -> None:
    raw = made(("2025-01", "A", "theft", 9), ("2025-02", "A", "theft", 7), ("2025-01", "B", "noise", 6))
    done = check(raw, COLUMNS, ["outcome"], Terms(5, 2, 10))
    assert done.levels == {"period": "month", "area": "beat", "kind": "kind"}
    assert (len(done.rows), done.withheld, done.pooled, done.untold) == (22, 0, 0, 0)


def test_columns_are_made_coarser_as_little_as_will_do() -> None:
    raw = made(("2025-01", "A", "theft", 30), ("2025-01", "B", "theft", 2))
    done = check(raw, COLUMNS, ["outcome"], Terms(5, 2, 10))
    assert done.levels == {"period": "month", "area": "all", "kind": "kind"} and done.withheld == 0


def test_rare_kinds_are_pooled_before_anything_is_withheld() -> None:
    raw = made(("2025-01", "A", "theft", 50), ("2025-01", "A", "dog", 3), ("2025-01", "A", "fight", 3))
    done = check(raw, COLUMNS, ["outcome"], Terms(5, 2, 10))
    assert done.pooled == 6 and done.withheld == 0
    assert Counter(row[2] for row in done.rows) == {"theft": 50, POOLED: 6}


def test_one_single_case_takes_others_with_it() -> None:
    raw = made(("2025-01", "A", "theft", 90), ("2025-02", "B", "dog", 1), ("2025-01", "C", "noise", 5))
    fixed = [Column(column.name, column.steps[:1]) for column in COLUMNS]
    done = check(raw, fixed, ["outcome"], Terms(5, 2, 10))
    assert done.withheld == 6 and {row[1] for row in done.rows} == {"A"}


def test_a_common_fate_is_not_told() -> None:
    raw = [{"period": "2025-01", "area": "A", "kind": "theft", "outcome": "no"} for _ in range(9)]
    done = check(raw, COLUMNS, ["outcome"], Terms(5, 2, 10))
    assert {row[3] for row in done.rows} == {WITHHELD} and done.untold == 9


def test_too_little_is_refused() -> None:
    assert check(made(("2025-01", "A", "theft", 4)), COLUMNS, [], Terms(5, 1, 10)).refused == "too_small"
    thin = [Column("name", (("name", str),)), COLUMNS[2]]
    alone = [{"name": str(number), "kind": "dog"} for number in range(50)]
    assert check(alone, thin, [], Terms(5, 1, 10)).refused == "too_thin"


def test_dates_are_never_finer_than_the_rule() -> None:
    steps: dict[Grain, Any] = {grain: columns_of(["period"], grain)[0].steps for grain in Grain}
    assert [name for name, _coarsen in steps[Grain.QUARTER]] == ["quarter", "year"]
    assert [coarsen("2025-11") for _name, coarsen in steps[Grain.MONTH]] == ["2025-11", "2025-Q4", "2025"]
