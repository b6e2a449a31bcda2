"""Hours of the week: the published table, clocks that change, and records that say little."""

import csv
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim_analysis import AnalysisRefused
from senim_analysis.aoristic import aoristic

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "oracle_aoristic"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/data/oracle_aoristic")
ALMATY = "Asia/Almaty"


def times(*words: str | None) -> np.ndarray:
    return np.array([one or "NaT" for one in words], dtype="datetime64[s]")


@pytest.fixture(scope="module")
def burglaries() -> tuple[np.ndarray, np.ndarray]:
    with (DATA / "dcburglaries.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return times(*(row["start_local"] for row in rows)), times(*(row["end_local"] for row in rows))


@needs_data
def test_all_168_hours_of_washington(burglaries: tuple[np.ndarray, np.ndarray]) -> None:
    with (DATA / "dcburgsum_expected.csv").open(newline="") as file:
        published = np.array([[float(one) for one in list(row.values())[1:]] for row in csv.DictReader(file)]).T
    ours = aoristic(*burglaries, timezone="America/New_York")
    assert np.abs(ours.table - published).max() <= 0.0005
    assert ours.table.sum() == pytest.approx(1025) and ours.n == 1025
    assert (ours.missing_end, ours.long, ours.reversed) == (37, 28, 0)
    assert ours.table[0, :3] == pytest.approx([6.032, 3.136, 4.371], abs=5e-4)
    assert ours.table[1, :3] == pytest.approx([7.073, 10.357, 5.193], abs=5e-4)
    assert ours.table[6, :3] == pytest.approx([4.130, 5.629, 7.123], abs=5e-4)
    span = (burglaries[1] - burglaries[0]).astype("timedelta64[m]").astype(float)
    assert ((span >= 0) & (span <= 1)).sum() == 13


@needs_data
def test_moments_with_a_zone_give_the_same(burglaries: tuple[np.ndarray, np.ndarray]) -> None:
    zone = ZoneInfo("America/New_York")
    aware = [[one and one.replace(tzinfo=zone).astimezone(UTC) for one in many.tolist()] for many in burglaries]
    ours = aoristic(*aware, timezone="America/New_York")
    assert ours.table == pytest.approx(aoristic(*burglaries, timezone="America/New_York").table)
    # What the published program gives on a machine that is set to UTC, for it never asks for a zone.
    elsewhere = aoristic(*aware, timezone="UTC")
    assert elsewhere.table[0, :3] == pytest.approx([5.750, 7.242, 5.957], abs=5e-4)


def test_the_machine_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = []
    for zone in ("UTC", "Asia/Almaty", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        tables.append(aoristic(times("2024-02-29T21:30"), times("2024-03-01T03:10"), timezone=ALMATY).table.tolist())
    monkeypatch.undo()
    time.tzset()
    assert tables[0] == tables[1] == tables[2]


def test_whole_minutes_are_shared_out() -> None:
    ours = aoristic(times("2026-03-02T10:30:59"), times("2026-03-02T12:15:10"), timezone=ALMATY).table
    assert ours[0, 10:13] == pytest.approx([30 / 105, 60 / 105, 15 / 105]) and ours.sum() == pytest.approx(1)


def test_the_week_goes_round() -> None:
    ours = aoristic(times("2026-03-08T23:00"), times("2026-03-09T01:00"), timezone=ALMATY).table
    assert ours[6, 23] == pytest.approx(0.5) and ours[0, 0] == pytest.approx(0.5)


def test_the_hour_that_happened_twice_weighs_double_in_real_minutes() -> None:
    """On 1 March 2024 the clock of Almaty went from 00:00 back to 23:00."""
    span = times("2024-02-29T22:00"), times("2024-03-01T01:00")
    ours = aoristic(*span, timezone=ALMATY, clock="real")
    assert ours.table[3, 22:24] == pytest.approx([0.25, 0.5]) and ours.table[4, 0] == pytest.approx(0.25)
    assert ours.twice == 0 and [note.code for note in ours.notes] == ["one_event"]
    wall = aoristic(*span, timezone=ALMATY)
    assert wall.table[3, 22:24] == pytest.approx([1 / 3] * 2) and wall.notes[0].code == "changed"


@pytest.mark.parametrize("clock", ["wall", "real"])
def test_a_time_that_was_twice_is_named(clock: str) -> None:
    ours = aoristic(times("2024-02-29T23:40"), times("2024-02-29T23:20"), timezone=ALMATY, clock=clock)
    assert ours.reversed == 0 and ours.twice == 2 and ours.table[3, 23] == pytest.approx(1)
    assert ours.notes[0].code == "twice" and "дважды" in ours.cautions("ru")[0]
    sure = aoristic(
        [datetime(2024, 2, 29, 17, 40, tzinfo=UTC)], [datetime(2024, 2, 29, 18, 20, tzinfo=UTC)], timezone=ALMATY
    )
    assert sure.twice == 0 and sure.table[3, 23] == pytest.approx(1)


def test_the_hour_that_was_skipped() -> None:
    span = times("2026-03-08T01:00"), times("2026-03-08T04:00")
    assert aoristic(*span, timezone="America/New_York", clock="real").table[6, 1:4] == pytest.approx([0.5, 0, 0.5])
    assert aoristic(*span, timezone="America/New_York").table[6, 1:4] == pytest.approx([1 / 3] * 3)


def test_records_that_say_little_are_counted_apart() -> None:
    start = times(*["2026-03-03T14:20"] * 4)
    end = times(None, "2026-03-03T13:00", "2026-03-10T14:20", "2026-03-03T14:20")
    ours = aoristic(start, end, timezone=ALMATY)
    assert (ours.missing_end, ours.reversed, ours.long) == (1, 1, 1)
    assert ours.table[1, 14] == pytest.approx(3 + 1 / 168) and ours.table[5, 5] == pytest.approx(1 / 168)
    assert {note.code for note in ours.notes} == {"no_end", "reversed", "long"}


def test_midnights_are_suspicious() -> None:
    start = times(*["2026-03-03T00:00"] * 10, *["2026-03-03T09:10"] * 20)
    assert aoristic(start, times(*[None] * 30), timezone=ALMATY).notes[-1].code == "midnight"


moments = st.datetimes(datetime(2023, 10, 1), datetime(2024, 6, 1))


@given(st.lists(st.tuples(moments, st.integers(-100, 12_000)), min_size=1, max_size=30))
def test_weights_add_up_and_order_does_not_matter(events: list[tuple[datetime, int]]) -> None:
    start = np.array([one for one, _ in events], dtype="datetime64[s]")
    end = start + np.array([span * 60 for _, span in events], dtype="timedelta64[s]")
    for zone, clock in ((ALMATY, "real"), ("America/New_York", "real"), (ALMATY, "wall")):
        ours = aoristic(start, end, timezone=zone, clock=clock).table
        assert ours.sum() == pytest.approx(len(events)) and (ours >= 0).all()
        assert aoristic(start[::-1], end[::-1], timezone=zone, clock=clock).table == pytest.approx(ours)


def test_minute_by_minute_it_is_the_same() -> None:
    chance = np.random.default_rng(4)
    start = np.datetime64("2024-02-20T00:00") + chance.integers(0, 20 * 1440, 200).astype("timedelta64[m]")
    span = chance.integers(1, 9000, 200)
    slow, zone = np.zeros((7, 24)), ZoneInfo(ALMATY)
    for one, many in zip(start, span, strict=True):
        first = int(one.astype(datetime).replace(tzinfo=zone).timestamp()) // 60
        last = int((one + many).astype(datetime).replace(tzinfo=zone).timestamp()) // 60
        wall = [datetime.fromtimestamp(60 * minute, zone) for minute in range(first, last)]
        np.add.at(slow, ([at.weekday() for at in wall], [at.hour for at in wall]), 1 / (last - first))
    assert aoristic(start, start + span.astype("timedelta64[m]"), timezone=ALMATY, clock="real").table == pytest.approx(
        slow
    )


def test_sentences() -> None:
    ours = aoristic(times("2026-03-06T18:00"), times("2026-03-06T20:00"), timezone=ALMATY)
    assert "жұма" in ours.sentence("kk") and "пятница" in ours.sentence("ru") and "Friday" in ours.sentence("en")
    assert "14:00" in ours.sentence("en") and ours.to_dict()["table"][4][18] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("start", "end", "zone", "code"),
    [
        (np.array(["2026-03-02"], dtype="datetime64[D]"), times(None), ALMATY, "no_hours"),
        (np.array(["2026-03"], dtype="datetime64[M]"), times(None), ALMATY, "no_hours"),
        ([1.0], times(None), ALMATY, "not_moments"),
        (["2026-03-02T10:00"], times(None), ALMATY, "not_moments"),
        (times(None), times("2026-03-02T10:00"), ALMATY, "no_start"),
        (times("2026-03-02T10:00"), times(), ALMATY, "lengths"),
        (times(), times(), ALMATY, "too_few"),
        (times("2026-03-02T10:00"), times(None), "Asia/Atlantis", "no_such_zone"),
        (times("0206-03-02T10:00"), times(None), ALMATY, "years"),
        ([datetime(2026, 3, 2, 5), datetime(2026, 3, 2, 5, tzinfo=UTC)], [None, None], ALMATY, "mixed_zones"),
        ([times("2026-03-02T10:00")], times(None), ALMATY, "not_flat"),
    ],
)
def test_refusals(start: object, end: object, zone: str, code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        aoristic(start, end, timezone=zone)
    assert refused.value.code == code and refused.value.sentence("kk")


def test_inputs_stay_as_they_were() -> None:
    start, end = times("2026-03-02T10:00", "2026-03-02T11:00"), times(None, "2026-03-02T12:00")
    before = (start.copy(), end.copy())
    aoristic(start, end, timezone=ALMATY)
    assert np.array_equal(start, before[0]) and np.array_equal(end, before[1], equal_nan=True)
