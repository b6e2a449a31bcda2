"""Numbers and shares as each language writes them."""

import pytest

from senim_analysis.result import plain
from senim_analysis.words import Percent, Words, written


@pytest.mark.parametrize(
    ("share", "kk", "en"),
    [
        (0.583, "58\N{NO-BREAK SPACE}%", "58%"),
        (0.05, "5\N{NO-BREAK SPACE}%", "5%"),
        (0.074, "7,4\N{NO-BREAK SPACE}%", "7.4%"),
        (0.998, "99,8\N{NO-BREAK SPACE}%", "99.8%"),
        (1.0, "100\N{NO-BREAK SPACE}%", "100%"),
        (0.0, "0\N{NO-BREAK SPACE}%", "0%"),
        (-0.123, "−12\N{NO-BREAK SPACE}%", "−12%"),
    ],
)
def test_shares(share: float, kk: str, en: str) -> None:
    assert (written(Percent(share), "kk"), written(Percent(share), "en")) == (kk, en)


def test_a_share_stays_a_number_for_programs() -> None:
    assert plain({"share": Percent(0.25)}) == {"share": 0.25}
    assert Words("{a}-ы", "{a}", "{a}").fill("kk", {"a": Percent(0.25)}) == "25\N{NO-BREAK SPACE}%-ы"


@pytest.mark.parametrize(("value", "text"), [(0.0000253, "0.000025"), (0.0043, "0.0043"), (2.5e-9, "0.0000000025")])
def test_small_rates_do_not_become_nothing(value: float, text: str) -> None:
    assert written(value, "en") == text
