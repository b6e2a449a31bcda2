"""The published numbers of before/after with a ring and a control, and what is refused or flagged."""

import math
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim_analysis import AnalysisRefused
from senim_analysis.breaks import Study
from senim_analysis.displacement import weighted_displacement_difference as wdd
from senim_analysis.quotient import weighted_displacement_quotient as wdq

#: Wheeler, Ratcliffe 2018: control 308 -> 318, treated 207 -> 110, the control's ring 150 -> 140, the ring 178 -> 157.
PAPER: dict[str, Any] = {
    "treated_before": 207,
    "treated_after": 110,
    "control_before": 308,
    "control_after": 318,
    "displacement_treated_before": 178,
    "displacement_treated_after": 157,
    "displacement_control_before": 150,
    "displacement_control_after": 140,
}
COUNT = st.integers(1, 5000)


def test_the_paper_counts() -> None:
    result = wdd(**PAPER)
    assert (result.local, result.displaced, result.statistic) == (-107, -11, -118)
    assert result.local_sd == pytest.approx(30.7083, abs=5e-5)
    assert result.displaced_sd == pytest.approx(25.0)
    assert result.sd == pytest.approx(39.59798, abs=5e-6)
    assert result.z == pytest.approx(-2.97995, abs=5e-6)
    assert result.interval == pytest.approx((-195.61, -40.39), abs=5e-3)
    assert result.verdict == "fall" and 0.002 < result.p_value < 0.003


def test_a_small_table_at_90_percent() -> None:
    result = wdd(20, 10, 20, 20, level=0.90)
    assert (result.statistic, result.displaced) == (-10, None)
    assert (result.sd, result.z) == pytest.approx((8.366600, -1.195229), abs=1e-6)
    assert result.interval == pytest.approx((-23.761833, 3.761833), abs=1e-6)
    both = wdd(
        20,
        10,
        20,
        20,
        displacement_treated_before=30,
        displacement_treated_after=20,
        displacement_control_before=30,
        displacement_control_after=30,
        level=0.90,
    )
    assert (both.statistic, both.sd) == pytest.approx((-20, 13.416408), abs=1e-6)
    assert both.interval == pytest.approx((-42.068, 2.068), abs=5e-4)


def test_time_weights() -> None:
    result = wdd(80, 20, 100, 50, time_weights=(2, 1))
    assert (result.statistic, result.sd) == pytest.approx((-20, math.sqrt(115)))
    other = wdd(20, 10, 20, 20, time_weights=(2, 1))
    assert (other.statistic, other.sd) == pytest.approx((-10, 6.324555), abs=1e-6)


def test_area_weights_by_place_and_by_name() -> None:
    result = wdd(**PAPER, area_weights=(0.9, 1.2, 1.6, 1.5))
    assert (result.statistic, result.sd, result.z) == pytest.approx((-99.694444, 35.4280755, -2.813995), abs=1e-6)
    assert result.interval == pytest.approx((-169.132197, -30.256692), abs=1e-6)
    named = {"treated": 1.2, "control": 0.9, "displacement_treated": 1.5, "displacement_control": 1.6}
    assert wdd(**PAPER, area_weights=named).statistic == result.statistic


def test_quotient_of_the_paper_counts() -> None:
    result = wdq(207, 110, 308, 318, 178, 157)
    assert result.gross_effect == 97
    assert (result.net_effect, result.statistic) == pytest.approx((0.3262, 0.2582), abs=5e-5)
    assert (result.success, result.buffer) == pytest.approx((-0.3262, -0.0842), abs=5e-5)
    assert result.total_net_effect == pytest.approx(130.50, abs=5e-3)
    assert result.verdict == "diffusion" and result.interpretable
    assert result.interval is not None and result.interval[0] < 0.2582 < result.interval[1]


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((200, 100, 300, 300, 100, 250), "displacement_wipes_out"),
        ((200, 100, 300, 300, 100, 150), "displacement"),
        ((200, 100, 300, 300, 200, 50), "diffusion_exceeds"),
    ],
)
def test_classes_of_the_quotient(counts: tuple[int, ...], verdict: str) -> None:
    result = wdq(*counts)
    assert result.verdict == verdict
    assert all(result.sentence(language) for language in ("kk", "ru", "en"))


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ((20, 10, 0, 15, 5, 5), "empty_control"),
        ((20, 10, 15, 0, 5, 5), "empty_control"),
        ((20, 20, 15, 15, 5, 5), "no_main_effect"),
        ((10, 30, 15, 15, 50, 5), "no_main_effect"),
    ],
)
def test_the_quotient_says_when_it_means_nothing(counts: tuple[int, ...], reason: str) -> None:
    """Peers divide all the same and print a number (defect 14)."""
    result = wdq(*counts)
    assert (result.statistic, result.interpretable, result.reason) == (None, False, reason)
    assert "not interpretable" in result.sentence("en") and result.to_dict()["statistic"] is None


def test_a_fall_within_noise_has_no_bounded_quotient() -> None:
    result = wdq(12, 11, 100, 100, 10, 10)
    assert result.interval is None and "unbounded" in [note.code for note in result.notes]


def test_noise_is_shown_as_noise() -> None:
    result = wdd(12, 9, 15, 14)
    assert result.verdict == "unclear"
    assert "neither a fall nor a rise" in result.sentence("en") and "few" in [note.code for note in result.notes]
    noise = next(note for note in result.notes if note.code == "noise")
    assert 12 <= noise.params["seen"] <= 15


def test_sentences_carry_the_numbers() -> None:
    result = wdd(**PAPER)
    assert "−118" in result.sentence("kk") and "−196" in result.sentence("kk")
    assert "p = 0,0029" in result.sentence("ru")
    assert result.cautions("en")[-1].startswith("If the place was chosen because")


def test_a_verdict_claims_neither_a_ring_that_was_not_given_nor_more_than_the_comparison() -> None:
    """Counts that rose everywhere, only less so in the area: no "fewer events", and no word of displacement counted."""
    alone = wdd(100, 110, 100, 300)
    assert alone.verdict == "fall"
    assert alone.sentence("en").endswith("That is fewer than the control lets expect, the ring not looked at.")
    assert wdd(**PAPER).sentence("ru").endswith("Это меньше, чем можно ждать по контролю, окружение учтено.")
    assert wdd(100, 300, 100, 110).sentence("kk").endswith("Бұл бақылау бойынша күтілгеннен көп, айналасы қаралмады.")


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"treated_before": -1}, "negative"),
        ({"treated_after": math.nan}, "not_numbers"),
        ({"control_before": 0, "control_after": 0}, "empty_control"),
        ({"displacement_treated_after": None}, "pair"),
        ({"displacement_treated_before": None, "displacement_treated_after": None}, "pair"),
        ({"time_weights": (1, 0)}, "positive"),
        ({"area_weights": (1, 1)}, "weights"),
        ({"level": 95}, "share"),
    ],
)
def test_what_has_no_honest_answer_is_refused(given_: dict[str, Any], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        wdd(**{**PAPER, **given_})
    assert refused.value.code == code
    assert all(refused.value.sentence(language) for language in ("kk", "ru", "en"))


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"treated_before": 0}, "zero_before"),
        ({"control_before": 3080, "control_after": 3180}, "levels"),
        ({"displacement_control_before": None, "displacement_control_after": None}, "ring_alone"),
        ({"treated_after": 110.5}, "weighted"),
    ],
)
def test_what_weakens_the_answer_is_flagged(given_: dict[str, Any], code: str) -> None:
    assert code in [note.code for note in wdd(**{**PAPER, **given_}).notes]


def test_lists_are_added_up_and_left_alone() -> None:
    blocks = np.array([100.0, 107.0])
    assert wdd(blocks, [50, 60], 308, 318).local == -107
    assert blocks.tolist() == [100.0, 107.0]


@given(COUNT, COUNT, COUNT, COUNT)
def test_exchanging_area_and_control_changes_the_sign_alone(a: int, b: int, c: int, d: int) -> None:
    one, other = wdd(a, b, c, d), wdd(c, d, a, b)
    assert one.statistic == -other.statistic and one.sd == pytest.approx(other.sd)
    assert one.p_value == pytest.approx(other.p_value)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance = np.random.default_rng(1)
    drawn = chance.poisson((60, 60, 80, 80), (4000, 4))
    z = ((drawn[:, 1] - drawn[:, 0]) - (drawn[:, 3] - drawn[:, 2])) / np.sqrt(drawn.sum(axis=1))
    assert wdd(*(int(count) for count in drawn[0])).z == pytest.approx(z[0])
    assert 0.04 < (np.abs(z) > 1.959964).mean() < 0.06


# --- series breaks ---------------------------------------------------------------------------------------------------


def crashes(**given_: Any) -> Study:
    return Study(
        before=(date(2023, 1, 1), date(2023, 12, 31)),
        after=(date(2025, 1, 1), date(2025, 12, 31)),
        subject="crashes",
        **given_,
    )


def test_a_control_that_saw_the_break_is_noted_and_a_ratio_advised() -> None:
    codes = [note.code for note in wdd(207, 110, 308, 318, study=crashes()).notes]
    assert {"shared_break", "shared_break_scales"} <= set(codes)


def test_a_control_elsewhere_does_not_share_the_clock() -> None:
    study = Study(
        before=(date(2024, 1, 1), date(2024, 1, 31)),
        after=(date(2024, 4, 1), date(2024, 4, 30)),
        subject="hours",
        place="astana",
        control_place="aktobe",
    )
    with pytest.raises(AnalysisRefused) as refused:
        wdd(207, 110, 308, 318, study=study)
    assert refused.value.code == "series_break" and "1 March 2024" in refused.value.sentence("en")


def test_deaths_have_no_break() -> None:
    study = Study(
        before=(date(2023, 1, 1), date(2023, 12, 31)), after=(date(2025, 1, 1), date(2025, 12, 31)), subject="deaths"
    )
    assert "shared_break" not in [note.code for note in wdd(207, 110, 308, 318, study=study).notes]


def test_a_modelled_break_is_said() -> None:
    study = crashes(modelled=frozenset({"crash_counting_2024"}))
    assert "modelled_break" in [note.code for note in wdd(207, 110, 308, 318, study=study).notes]


def test_periods_out_of_order_are_refused() -> None:
    with pytest.raises(AnalysisRefused, match="periods"):
        Study(before=(date(2025, 1, 1), date(2025, 2, 1)), after=(date(2024, 1, 1), date(2024, 2, 1)), subject="thefts")
