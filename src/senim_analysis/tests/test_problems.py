"""Scanning: a null file gives an empty list at the promised rate, planted problems are found, artefacts are named."""

import json
from typing import Any

import numpy as np
import pytest

from senim_analysis import AnalysisRefused, Cancelled
from senim_analysis.problems.cells import lay
from senim_analysis.problems.chance import chosen_interval, poisson_tail, step_up
from senim_analysis.problems.search import find_problems
from senim_analysis.problems.timing import timing, week_table

YEAR = 365 * 86_400
START = np.datetime64("2025-01-01T00:00:00")


def null(seed: int, count: int = 1200, kinds: int = 5) -> tuple[Any, Any, Any, list[str]]:
    chance = np.random.default_rng(seed)
    x, y = chance.uniform(0, 12_000, count), chance.uniform(0, 7000, count)
    return x, y, START + chance.integers(0, YEAR, count), [f"kind {one}" for one in chance.integers(0, kinds, count)]


def planted(seed: int = 1, count: int = 40, noise: int = 1200) -> tuple[Any, Any, Any, list[str]]:
    """Random events, and evenings of "kind 0" near one crossing."""
    x, y, at, names = null(seed, noise)
    chance = np.random.default_rng(seed + 1000)
    days = chance.integers(0, 365, count) * 86_400
    late = START + days + chance.integers(19 * 3600, 23 * 3600, count)
    near = (np.append(x, chance.normal(5000, 60, count)), np.append(y, chance.normal(3100, 60, count)))
    return *near, np.append(at, late), [*names, *["kind 0"] * count]


def codes(notes: Any) -> set[str]:
    return {note.code for note in notes}


# --- chance ----------------------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_null_file_gives_an_empty_list_at_the_promised_rate() -> None:
    """5 % promised. 60 files: more than 8 lists would have a chance of 1 in 300 at the promised rate."""
    lists = sum(find_problems(*null(seed)).statistic > 0 for seed in range(60))
    assert lists <= 8


@pytest.mark.soak
@pytest.mark.parametrize(("count", "kinds"), [(300, 3), (1200, 5), (5000, 12)])
def test_many_null_files_keep_the_promised_rate(count: int, kinds: int) -> None:
    """5 % promised; over 400 files the share may be above it by three standard deviations of luck and no more."""
    lists = sum(find_problems(*null(20_000 + seed, count, kinds)).statistic > 0 for seed in range(400))
    assert lists / 400 <= 0.05 + 3 * (0.05 * 0.95 / 400) ** 0.5


@pytest.mark.thorough
def test_a_town_of_real_size_and_shape_without_problems_gives_an_empty_list() -> None:
    """An L of 100 square kilometres, 20 000 events of kinds as uneven as real ones, times and places made random."""
    lists = []
    for seed in range(8):
        chance = np.random.default_rng(300 + seed)
        x, y = chance.uniform(0, 12_000, 30_000), chance.uniform(0, 12_000, 30_000)
        town = ((x < 5000) | (y < 5000)).nonzero()[0][:20_000]
        names = [f"kind {int(one)}" for one in np.minimum(chance.zipf(1.6, town.size), 25)]
        at = START + chance.integers(0, YEAR, town.size)
        result = find_problems(x[town], y[town], at, names, areas=[f"area {int(one // 2000)}" for one in x[town]])
        lists.append(result.statistic)
    assert sum(one > 0 for one in lists) <= 2, lists  # three of eight: 1 in 170 at the promised rate


def test_the_smallest_among_many_tests() -> None:
    q = step_up(np.array([0.001, 0.0001, 0.2]), 1000)
    assert q.tolist() == pytest.approx([0.5, 0.1, 1.0])
    assert poisson_tail(np.array([0.0, 1.0]), np.array([2.0, 2.0])).tolist() == pytest.approx([1, 1 - np.exp(-2)])


def test_the_interval_of_a_chosen_place_is_wider() -> None:
    named, chosen = chosen_interval(30, 10, 1, 1), chosen_interval(30, 10, 1, 10_000)
    assert named is not None and chosen is not None
    assert chosen[0] < named[0] < 3 < named[1] < chosen[1] and chosen_interval(5, 0.5, 1, 1) is None


def test_the_studied_area_is_that_of_the_events() -> None:
    chance = np.random.default_rng(3)
    angle, radius = chance.uniform(0, 2 * np.pi, 8000), 5000 * np.sqrt(chance.random(8000))
    cells = lay(radius * np.cos(angle), radius * np.sin(angle))
    assert cells.area * cells.side**2 == pytest.approx(np.pi * 5000**2, rel=0.06)
    assert cells.inside.ravel()[cells.of_event].all()


# --- what is planted -------------------------------------------------------------------------------------------------


def test_a_planted_place_is_first_with_its_hours() -> None:
    result = find_problems(*planted(noise=12_000))
    first = result.problems[0]
    assert (first.sort, first.name) == ("place", "kind 0")
    assert np.hypot(first.x - 5000, first.y - 3100) < 150 and first.radius < 200
    assert first.n >= 36 and first.statistic is not None and first.interval is not None
    assert first.interval[0] < first.statistic < first.interval[1]
    window = first.timing.window
    assert window is not None and 17 <= window.start <= 19 and window.share > 0.8
    assert first.q_value <= 0.03 and "not evidence about any person" in first.sentence("en")


@pytest.mark.parametrize("across", [0, 40, 75, 150, 225, 299])
@pytest.mark.parametrize("up", [0, 75, 150, 260])
def test_a_crowd_is_one_problem_wherever_the_borders_of_the_cells_lie(across: int, up: int) -> None:
    x, y, at, names = planted()
    x[-40:] += across
    y[-40:] += up
    found = find_problems(x, y, at, names)
    places = [one for one in found.problems if one.sort == "place"]
    assert len(places) == 1 and places[0].n >= 30, [one.n for one in places]


def test_two_crowds_side_by_side_stay_two() -> None:
    """A shop with many and a smaller one 300 m on: neighbouring cells, but each has its own middle."""
    x, y, at, names = planted(count=80)
    x[-80:-15], y[-80:-15] = 5000 + x[-80:-15] / 1e4, 3100 + y[-80:-15] / 1e4
    x[-15:], y[-15:] = 5300 + x[-15:] / 1e4, 3100 + y[-15:] / 1e4
    assert sorted(one.n for one in find_problems(x, y, at, names).problems if one.sort == "place") == [15, 65]


@pytest.mark.parametrize("at", [np.arange(40.0), np.array(["2025-03-01"] * 40)])
def test_times_that_are_no_moments_are_refused_in_words_that_help(at: Any) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        find_problems(np.arange(40.0) * 90, np.arange(40.0) * 70 + 3000, at)
    told = [refused.value.sentence(language) for language in ("kk", "ru", "en")]
    assert refused.value.code == "no_moments" and len(set(told)) == 3
    assert all("2025-03-01T21:40" in one and str(at.dtype) in one for one in told)


def test_the_rate_is_that_of_a_share_of_the_list() -> None:
    few, many = find_problems(*planted(), rate=0.001), find_problems(*planted(), rate=0.2)
    assert 1 <= few.statistic <= many.statistic
    with pytest.raises(AnalysisRefused):
        find_problems(*planted(), rate=5)


def test_harm_comes_before_number() -> None:
    x, y, at, names = planted()
    chance = np.random.default_rng(9)
    x, y = np.append(x, chance.normal(9000, 50, 15)), np.append(y, chance.normal(1500, 50, 15))
    at, names = np.append(at, START + chance.integers(0, YEAR, 15)), [*names, *["kind 4"] * 15]
    plain, weighted = find_problems(x, y, at, names), find_problems(x, y, at, names, harm={"kind 4": 50})
    assert (plain.problems[0].name, weighted.problems[0].name) == ("kind 0", "kind 4")
    assert "no_harm" in codes(plain.notes) and "no_harm" not in codes(weighted.notes)
    assert "Harm:" in weighted.problems[0].sentence("en") and "Зияны" in weighted.problems[0].sentence("kk")


def test_a_late_rise_is_found_in_its_area() -> None:
    x, y, at, names = null(4, 3000)
    chance = np.random.default_rng(5)
    more = 60
    x, y = np.append(x, chance.uniform(0, 4000, more)), np.append(y, chance.uniform(0, 7000, more))
    at = np.append(at, START + YEAR - chance.integers(0, 27 * 86_400, more))
    areas = ["west" if one < 4000 else "east" for one in x]
    result = find_problems(x, y, at, [*names, *["kind 2"] * more], areas=areas)
    rises = [one for one in result.problems if one.sort == "rise"]
    assert {one.name for one in rises} == {"kind 2"} and "west" in {one.place("en") for one in rises}
    assert "in the last 28 days" in rises[0].sentence("en")


def test_near_repeats_have_a_list_of_their_own() -> None:
    x, y, at, names = null(6, 800)
    chance = np.random.default_rng(7)
    x, y = np.append(x, x[:200] + chance.normal(0, 60, 200)), np.append(y, y[:200] + chance.normal(0, 60, 200))
    result = find_problems(x, y, np.append(at, at[:200] + 2 * 86_400), [*names, *names[:200]])
    assert result.patterns and all(one.sort == "near_repeat" for one in result.patterns)
    assert "within 200 m and 7 days" in result.patterns[0].sentence("en")


# --- what it rests on ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["one_address", "midnight", "doubles", "burst", "first_of_month", "looked_for"])
def test_artefacts_are_named(code: str) -> None:
    x, y, at, names = planted()
    own = np.arange(x.size) >= 1200
    if code == "one_address":
        x, y = np.where(own, 5000.0, x), np.where(own, 3100.0, y)
        x[-3:] += 40
    elif code == "midnight":
        at = np.where(own, at.astype("datetime64[D]").astype("datetime64[s]"), at)
    elif code == "doubles":
        x[-8:], y[-8:], at[-8:] = x[-16:-8], y[-16:-8], at[-16:-8]
    elif code == "burst":
        at[-25:] = START + 40 * 86_400 + np.arange(25) * 3600
    elif code == "first_of_month":
        at[-15:] = np.datetime64("2025-04-01T21:13:00")
    elif code == "looked_for":
        names = ["Narcotic violations" if one == "kind 0" else one for one in names]
    first = find_problems(x, y, at, names).problems[0]
    assert code in codes(first.notes) and "chosen_high" in codes(first.notes)
    assert all(first.cautions(language) for language in ("kk", "ru", "en"))


def test_default_addresses_take_no_part() -> None:
    x, y, at, names = planted()
    usual = np.arange(x.size) < 1200
    assert all(one.name != "kind 0" for one in find_problems(x, y, at, names, usual=usual).problems)


def test_hours_that_are_not_known_are_not_told() -> None:
    x, y, at, names = planted()
    result = find_problems(x, y, at, names, timed=np.zeros(x.size, dtype=bool))
    assert "the hour is not known" in result.problems[0].sentence("en")
    without = find_problems(x, y, None, names)
    assert "no_times" in codes(without.notes) and without.problems[0].timing.months.size == 0


def test_an_even_week_has_no_window() -> None:
    hours = START + np.arange(168 * 4) * 3600
    found = timing(hours, np.ones(hours.size, dtype=bool), (hours[0], hours[-1]))
    assert found.window is None and week_table(hours).tolist() == np.full((7, 24), 4.0).tolist()
    monday = week_table(np.array(["2026-05-11T05:30"], dtype="datetime64[s]"))
    assert monday[0, 5] == 1


def test_a_change_over_the_year_is_said() -> None:
    x, y, at, names = planted(count=120)
    at[1200:] = START + np.random.default_rng(1).integers(0, YEAR // 2, 120)
    result = find_problems(x, y, at, names)
    assert "None in the second half of the period" in result.problems[0].sentence("en")
    at[1200:1210] += YEAR // 2
    assert "times fewer" in find_problems(x, y, at, names).problems[0].sentence("en")


def test_rows_may_come_in_any_order_and_are_not_changed() -> None:
    x, y, at, names = planted()
    order = np.random.default_rng(2).permutation(x.size)
    before = x.copy()
    one = find_problems(x, y, at, names)
    other = find_problems(x[order], y[order], at[order], [names[place] for place in order])
    assert [p.sentence("kk") for p in one.problems] == [p.sentence("kk") for p in other.problems]
    assert (x == before).all()


def test_plain_data_for_machines() -> None:
    plain = json.loads(json.dumps(find_problems(*planted()).to_dict()))
    first = plain["problems"][0]
    assert set(first["sentence"]) == {"kk", "ru", "en"} and len(first["timing"]["week"]) == 7
    assert "events" not in first and plain["parameters"]["rate"] == 0.05


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_sentences_are_whole(language: str) -> None:
    for result in (find_problems(*planted()), find_problems(*null(0))):
        said = [
            result.sentence(language),
            *result.cautions(language),
            *(one.sentence(language) for one in result.problems),
        ]
        assert all(one and "{" not in one and "  " not in one for one in said)


def test_progress_and_stopping() -> None:
    told: list[float] = []
    find_problems(*null(1), progress=lambda done, _what: told.append(done))
    assert told[0] == 0 and told[-1] == 1 and told == sorted(told)
    with pytest.raises(Cancelled):
        find_problems(*null(1), cancel=lambda: True)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([1.0] * 5, [2.0] * 5),
        (np.full(40, np.nan), np.zeros(40)),
        (np.linspace(73, 73.2, 40), np.linspace(49, 49.2, 40) + 1e-4),
    ],
)
def test_bad_files_are_refused(x: Any, y: Any) -> None:
    with pytest.raises(AnalysisRefused):
        find_problems(x, y)


def test_all_on_one_point_is_no_pattern() -> None:
    result = find_problems(np.full(500, 7.0), np.full(500, 9.0), START + np.arange(500) * 60_000)
    assert not any(one.sort == "place" for one in result.problems)
