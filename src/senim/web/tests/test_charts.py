"""Charts: picture, sentence and table agree, whatever the numbers."""

import re
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from senim.web import charts


def svg_of(chart: charts.Chart) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg>{chart.drawing}</svg>")


def test_a_bar_is_as_long_as_its_number() -> None:
    with override("en"):
        chart = charts.bar("T", "S", [("a", 100), ("b", 50), ("c", None)], label="L", value="V")
    widths = [rect.get("width") for rect in svg_of(chart).iter("rect")]
    assert widths == ["100.00%", "50.00%", "0.00%"]
    assert chart.rows == [["a", "100"], ["b", "50"], ["c", "–"]]


def test_a_gap_breaks_the_line_and_a_lone_point_is_not_lost() -> None:
    chart = charts.line("T", "S", list("abcde"), [charts.Series("s", [1, None, 3, None, 5])], label="L")
    lines = list(svg_of(chart).iter("polyline"))
    assert len(lines) == 3
    assert all(len(one.get("points", "").split()) == 2 for one in lines)


def test_an_interval_is_drawn_and_told() -> None:
    with override("kk"):
        chart = charts.dot(
            "T", "S", [("a", 4.2, 3.9, 4.5), ("b", None, None, None)], label="L", value="V", interval="I", low=1, high=5
        )
    assert chart.rows == [["a", "4,2", "3,9–4,5"], ["b", "–", "–"]]
    assert [one.get("x1") for one in svg_of(chart).iter("line") if one.get("class") == "ch-w"] == ["72.50%"]


def test_html_has_title_sentence_and_table() -> None:
    chart = charts.bar("<Title>", "A & B", [("<b>", 1)], label="L", value="V")
    html = chart.html()
    assert "&lt;Title&gt;" in html
    assert "<b>" not in html
    assert 'role="img"' in html
    assert "<table" in html
    assert "style=" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_five_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="at most four"):
        charts.line("T", "S", ["a"], [charts.Series("s", [1])] * 5, label="L")


@given(st.floats(min_value=0.001, max_value=1e12))
def test_the_top_of_an_axis_is_round_and_near(highest: float) -> None:
    top = charts.nice_top(highest)
    assert highest <= top * (1 + 1e-9)
    assert top <= highest * 2.6


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e9), st.integers(0, 10**9)), min_size=0, max_size=40))
def test_any_numbers_make_a_well_formed_chart(values: list[float | None]) -> None:
    names = [f"<{n}>" for n in range(len(values))]
    svg_of(charts.line("T", "S", names, [charts.Series("s", values, values, values)], label="L"))
    svg_of(charts.bar("T", "S", list(zip(names, values, strict=True)), label="L", value="V"))
