"""Plain files as offices write them: read, refused or flagged in words that say what to do."""

import gzip
import math
import resource
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from senim_analysis import AnalysisRefused
from senim_analysis.io.incidents import Columns, Incidents, load
from senim_analysis.io.moments import moments
from senim_analysis.io.projection import LocalMetres
from senim_analysis.io.tables import read

PHILADELPHIA = Path(__file__).parents[4] / "shared/data/crime_philadelphia/philadelphia_incidents_2024.csv.gz"
NOW = np.datetime64("2026-05-12T10:00:00")


def codes(result: Any) -> set[str]:
    return {note.code for note in result.notes}


# --- projection ------------------------------------------------------------------------------------------------------


def test_a_quarter_of_the_meridian() -> None:
    """10 001 965.729 m from the equator to the pole of WGS 84."""
    _, north = LocalMetres(73.0, 0.0).metres([73.0], [90.0])
    assert north[0] == pytest.approx(10_001_965.729, abs=1e-3)


def test_scale_is_one_in_the_middle_and_grows_as_it_should() -> None:
    here = LocalMetres(73.1, 49.8)
    step = 1e-4
    for away, scale in ((0.0, 1.0), (1.0, 1 + (math.radians(1.0) * math.cos(math.radians(49.8))) ** 2 / 2)):
        x, y = here.metres([73.1 + away, 73.1 + away], [49.8, 49.8 + step])
        sine = math.sin(math.radians(49.8 + step / 2))
        squared = 0.00669437999014
        arc = 6_378_137 * (1 - squared) / (1 - squared * sine**2) ** 1.5 * math.radians(step)
        assert math.hypot(x[1] - x[0], y[1] - y[0]) / arc == pytest.approx(scale, abs=2e-6)


def test_there_and_back() -> None:
    chance = np.random.default_rng(1)
    lon, lat = chance.uniform(70, 76, 500), chance.uniform(47, 52, 500)
    here = LocalMetres.around(lon, lat)
    back = here.degrees(*here.metres(lon, lat))
    assert np.abs(back[0] - lon).max() < 1e-10 and np.abs(back[1] - lat).max() < 1e-10


def test_the_southern_hemisphere_is_the_mirror_of_the_northern() -> None:
    x, y = LocalMetres(0.0, 0.0).metres([1.5, 1.5, -1.5], [40.0, -40.0, 40.0])
    assert x[0] == pytest.approx(x[1]) == pytest.approx(-x[2]) and y[0] == pytest.approx(-y[1])


@pytest.mark.parametrize(("lon", "lat"), [([200.0], [10.0]), ([0.0, 120.0], [10.0, 10.0])])
def test_what_is_not_local_is_refused(lon: list[float], lat: list[float]) -> None:
    with pytest.raises(AnalysisRefused):
        LocalMetres.around(lon, lat)


# --- moments ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-01 23:15:07", "2024-03-01T23:15:07"),
        ("2024-03-01T23:15", "2024-03-01T23:15:00"),
        ("01.03.2024 23:15", "2024-03-01T23:15:00"),
        ("1.3.2024", "2024-03-01T00:00:00"),
        ("31/03/2024 07:05", "2024-03-31T07:05:00"),
        ("03/31/2024 07:05:09 PM", "2024-03-31T19:05:09"),
        ("2024/03/01 00:30", "2024-03-01T00:30:00"),
        ("20240301", "2024-03-01T00:00:00"),
        ("45352.5", "2024-03-01T12:00:00"),
        ("2024-03-01T23:15:07+05:00", "2024-03-01T23:15:07"),
    ],
)
def test_ways_of_writing_a_moment(text: str, moment: str) -> None:
    assert str(moments([text]).at[0]) == moment


def test_days_without_hours_are_known_as_such() -> None:
    found = moments(["2024-03-01", "2024-03-01 10:00", ""])
    assert found.dated.tolist() == [False, True, False] and "no_time" in codes(found)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["2024-13-45", "2024-01-02 03:04"], "unread"),
        (["later", "2024-01-02 03:04"], "unread"),
        (["2024-03", "2024-01-02 03:04"], "month_only"),
        (["14:30", "2024-01-02 03:04"], "without_date"),
        (["05/06/2024", "07/08/2024"], "ambiguous"),
    ],
)
def test_odd_moments_are_flagged(texts: list[str], code: str) -> None:
    assert code in codes(moments(texts))


def test_mixed_zones_need_a_name() -> None:
    mixed = ["2024-02-01T12:00:00+06:00", "2024-04-01T12:00:00+05:00", "2024-04-01T07:00:00Z"]
    with pytest.raises(AnalysisRefused) as refused:
        moments(mixed)
    assert refused.value.code == "mixed_zones" and "--zone" in refused.value.sentence("kk")
    found = moments(mixed, zone="Asia/Almaty")
    assert [str(one)[11:16] for one in found.at] == ["12:00", "12:00", "12:00"] and "converted" in codes(found)
    with pytest.raises(AnalysisRefused, match="unknown_zone"):
        moments(mixed, zone="Asia/Nowhere")


def test_two_orders_of_day_and_month_are_refused() -> None:
    with pytest.raises(AnalysisRefused, match="both_orders"):
        moments(["13/01/2024", "01/13/2024"])


# --- tables ----------------------------------------------------------------------------------------------------------


def write(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_compression(tmp_path: Path, separator: str) -> None:
    text = f"a{separator}b\n1{separator}x\n2{separator}\n"
    plain = read(write(tmp_path, text))
    packed = tmp_path / "file.csv.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    assert plain.columns == read(packed).columns == {"a": ["1", "2"], "b": ["x", ""]}


def test_windows_letters_are_read_and_said(tmp_path: Path) -> None:
    table = read(write(tmp_path, "вид;дата\nкража;01.02.2024\n", encoding="cp1251"))
    assert table.column(None, "category") == ["кража"] and "encoding" in codes(table)


def test_a_sheet_of_xlsx(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["lon", "lat"], [73.1, 49.8], [None, 49.9]):
        book.active.append(row)
    book.save(tmp_path / "file.xlsx")
    assert read(tmp_path / "file.xlsx").columns == {"lon": ["73.1", ""], "lat": ["49.8", "49.9"]}


def test_a_wrong_name_is_refused_with_the_near_one(tmp_path: Path) -> None:
    table = read(write(tmp_path, "longitude,lat\n1,2\n"))
    with pytest.raises(AnalysisRefused) as refused:
        table.column("longtude", "lon")
    assert "Perhaps longitude?" in refused.value.sentence("en")
    with pytest.raises(AnalysisRefused, match="not_told"):
        table.column(None, "time")


@pytest.mark.parametrize("text", ["", "\n", "a,b\n"])
def test_empty_files_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(AnalysisRefused, match="empty_file"):
        read(write(tmp_path, text))
    with pytest.raises(AnalysisRefused, match="no_file"):
        read(tmp_path / "nothing.csv")


def test_a_second_header_with_another_name_goes_on(tmp_path: Path) -> None:
    table = read(write(tmp_path, "id,lon,lat,when\n1,73,49,2024-01-01\nid,lon,lat,occurred\n2,74,50,2024-02-01\n"))
    assert table.columns["when"] == ["2024-01-01", "2024-02-01"] and "renamed" in codes(table)


def test_a_column_that_was_renamed_halfway_is_named(tmp_path: Path) -> None:
    rows = [f"{n},2024-01-01," for n in range(50)] + [f"{n},,2024-02-01" for n in range(50)]
    table = read(write(tmp_path, "id,when,occurred\n" + "\n".join(rows) + "\n"))
    note = table.moved("when", "time")[0]
    assert note.params["other"] == "occurred" and "--time when,occurred" in note.sentence("kk")
    assert table.column("when,occurred", "time")[-1] == "2024-02-01"


# --- incidents -------------------------------------------------------------------------------------------------------


def town(count: int = 400, seed: int = 1) -> list[list[str]]:
    chance = np.random.default_rng(seed)
    at = np.datetime64("2025-01-01T00:00:00") + chance.integers(0, 365 * 86_400, count)
    return [
        [
            f"{chance.uniform(73.0, 73.2):.6f}",
            f"{chance.uniform(49.75, 49.85):.6f}",
            str(moment),
            f"kind {n % 5}",
            str(n),
        ]
        for n, moment in enumerate(at)
    ]


def loaded(folder: Path, rows: list[list[str]], **columns: str) -> Incidents:
    text = "lon,lat,time,category,id\n" + "\n".join(",".join(row) for row in rows) + "\n"
    return load(write(folder, text), Columns(**columns), now=NOW)


def test_a_clean_file_has_nothing_odd(tmp_path: Path) -> None:
    found = loaded(tmp_path, town())
    assert found.x.size == 400 and found.usual.all() and len(found.kinds) == 5
    assert codes(found.quality) == set() and abs(float(np.median(found.x))) < 1


def _change(code: str, rows: list[list[str]]) -> dict[str, str]:
    """Spoil the rows in one way."""
    columns: dict[str, str] = {}
    for n, row in enumerate(rows):
        if code == "no_place" and n < 40:
            row[0] = "" if n % 2 else "0"
            row[1] = "" if n % 2 else "0"
        elif code == "far" and n < 3:
            row[0] = "-73.1"
        elif code == "future" and n < 5:
            row[2] = "2031-01-01 10:00:00"
        elif code == "midnight" and n < 60:
            row[2] = row[2][:10] + "T00:00:00"
        elif code == "first_of_month" and n < 80:
            row[2] = row[2][:8] + "01" + row[2][10:]
        elif (code == "defaults" and n % 3 == 0) or (code == "top_points" and n % 5 == 0):
            row[0], row[1] = "73.1", "49.8"
        elif code == "duplicates" and n % 10 == 1:
            row[:4] = rows[n - 1][:4]
        elif code == "many_kinds":
            row[3] = f"kind {n}"
        elif code == "same_key":
            row[4], columns["key"] = str(n // 2), "id"
    return columns


@pytest.mark.parametrize(
    "code",
    [
        "no_place",
        "far",
        "future",
        "midnight",
        "first_of_month",
        "defaults",
        "top_points",
        "duplicates",
        "many_kinds",
        "same_key",
    ],
)
def test_each_oddity_is_flagged(tmp_path: Path, code: str) -> None:
    rows = town()
    columns = _change(code, rows)
    found = loaded(tmp_path, rows, **columns)
    assert code in codes(found.quality)
    assert all(found.quality.cautions(language) for language in ("kk", "ru", "en"))
    assert found.quality.to_dict()["n"] <= 400


def test_a_mall_is_no_default_address_and_a_station_is(tmp_path: Path) -> None:
    rows = town(3000)
    for n in range(0, 3000, 5):
        rows[n][:2] = ["73.15", "49.80"]  # kind 0 alone: a mall
    assert loaded(tmp_path, rows).usual.all()
    for n in range(0, 3000, 4):
        rows[n][:2] = ["73.10", "49.81"]  # all kinds: a station
    found = loaded(tmp_path, rows)
    assert (~found.usual).sum() == 750 and found.quality.top_points[0]["default"]


def test_a_month_without_events_is_a_gap(tmp_path: Path) -> None:
    rows = [row for row in town(2000) if row[2][5:7] != "06"]
    assert "gap" in codes(loaded(tmp_path, rows).quality)


def test_exchanged_axes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisRefused, match="swapped"):
        loaded(tmp_path, town(), lon="lat", lat="lon")


def test_no_coordinates_and_no_dates_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisRefused, match="no_coordinates"):
        loaded(tmp_path, [["", "", "2025-01-01", "a", "1"]])
    with pytest.raises(AnalysisRefused) as refused:
        loaded(tmp_path, [["73.1", "49.8", "14:30", "a", "1"]])
    assert refused.value.code == "no_dates" and "14:30" in refused.value.sentence("ru")


def test_metres_and_degrees_are_not_confused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisRefused, match="degrees"):
        loaded(tmp_path, town(), x="lon", y="lat")


def test_a_file_without_times_is_read_by_place(tmp_path: Path) -> None:
    path = write(tmp_path, "lon,lat\n73.1,49.8\n73.2,49.9\n")
    found = load(path, Columns(), now=NOW)
    assert np.isnat(found.at).all() and found.kinds == ("—",)


@pytest.mark.skipif(not PHILADELPHIA.exists(), reason="needs ../shared/data/crime_philadelphia")
def test_philadelphia() -> None:
    found = load(PHILADELPHIA, Columns("lon", "lat", time="dispatch_local", category="offence"), now=NOW)
    assert found.quality.n == 160_371 and found.x.size == 153_625
    assert found.kinds[0] == "Thefts" and found.timed.all() and {"no_place", "far"} <= codes(found.quality)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000
