"""Files as they should not be, through the command line: each refused or flagged in words that say what to do."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from senim_analysis import commands
from senim_analysis.words import LANGUAGES

Rows = list[list[str]]
HEAD = "lon,lat,time,category"
YEAR = 365 * 86_400


def town(count: int = 600, seed: int = 5) -> Rows:
    """Events anywhere in a town and a year: nothing is to be found."""
    chance = np.random.default_rng(seed)
    at = np.datetime64("2025-01-01T00:00:00") + chance.integers(0, YEAR, count)
    return [
        [f"{73 + chance.uniform(0, 0.2):.6f}", f"{49.75 + chance.uniform(0, 0.1):.6f}", str(one), f"kind {place % 5}"]
        for place, one in enumerate(at)
    ]


def write(folder: Path, rows: Rows, head: str = HEAD, separator: str = ",", encoding: str = "utf-8") -> str:
    lines = (separator.join(row) for row in [head.split(","), *rows])
    path = folder / "incidents.csv"
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return str(path)


def scanned(path: str, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, str]]:
    """Exit code, and all that was said in each language."""
    told, codes = {}, set()
    for language in LANGUAGES:
        codes.add(commands.scan([path, "--quiet", "--language", language, *more]))
        said = capsys.readouterr()
        told[language] = said.out + said.err
    assert len(codes) == 1 and len(set(told.values())) == 3, told
    assert not any("{" in one or "Traceback" in one for one in told.values())
    return codes.pop(), told


def each(change: Callable[[int, list[str]], list[str]], count: int = 600) -> Rows:
    return [change(place, row) for place, row in enumerate(town(count))]


#: What is wrong -> (rows, what is said in English). These files are refused.
REFUSED: dict[str, tuple[Rows, str]] = {
    "no coordinates": (each(lambda _, row: ["", "", *row[2:]]), "Geocode the addresses first"),
    "no number at all": (each(lambda _, row: ["NaN", "NaN", *row[2:]]), "Geocode the addresses first"),
    "swapped axes": (each(lambda _, row: [row[1], row[0], *row[2:]]), "Exchange the columns"),
    "metres for degrees": (each(lambda _, row: ["512345.5", "5512345.5", *row[2:]]), "Give them by --x and --y"),
    "times without dates": (each(lambda _, row: [*row[:2], row[2][11:16], row[3]]), "an hour without a day"),
    "a month only": (each(lambda _, row: [*row[:2], row[2][:7], row[3]]), "known by month only"),
    "all in the future": (each(lambda _, row: [*row[:2], row[2].replace("2025", "2091"), row[3]]), "in the future"),
    "mixed zones": (each(lambda n, row: [*row[:2], f"{row[2]}+0{5 + n % 2}:00", row[3]]), "--zone Asia/Almaty"),
    "two orders of the day": (
        each(lambda n, row: [*row[:2], ("13/01/2025", "01/13/2025")[n % 2], row[3]]),
        "two orders",
    ),
    "one event": (town(1), "Too few events: 1. At least 30 are needed"),
    "no event": ([], "The file holds no rows"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_cannot_be_scanned_is_refused(wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, said = REFUSED[wrong]
    code, told = scanned(write(tmp_path, rows), capsys, "--out", str(tmp_path / "report"))
    assert code == 1 and said in told["en"]
    assert not (tmp_path / "report").exists()


def _fold(place: int, row: list[str]) -> list[str]:
    at = f"2024-02-29 23:{place % 60:02d}:00" if place < 40 else row[2].replace("2025", "2024")
    return [*row[:2], at, row[3]]


def _station(place: int, row: list[str]) -> list[str]:
    return ["73.05", "49.79", *row[2:]] if place < 10_000 else row


def _mall(place: int, row: list[str]) -> list[str]:
    return ["73.05", "49.79", row[2], "theft"] if place < 2000 else row


#: These are scanned, and what is odd is said first.
FLAGGED: dict[str, tuple[Rows, tuple[str, ...]]] = {
    "all on one point": (
        each(lambda _, row: ["73.1", "49.8", *row[2:]]),
        ("looks like default addresses", "Nothing can be said of places"),
    ),
    "ten thousand at the station": (
        each(_station, 12_000),
        ("10 000 events (83.3%) sit where the kinds are mixed", "does not mean that there is no problem"),
    ),
    "2 000 in one mall": (each(_mall, 6000), ("Check whether it is one building", "1. theft: near 49.7900, 73.0500")),
    "some without a number": (
        each(lambda n, row: ["nan" if n % 3 else row[0], *row[1:]]),
        ("400 events (66.7%) have no coordinates",),
    ),
    "some in the future": (
        each(lambda n, row: [*row[:2], row[2].replace("2025", "2091") if n < 50 else row[2], row[3]]),
        ("50 events are dated in the future",),
    ),
    "the hour that came twice": (each(_fold), ("came twice; events in it: 40", "Compare hours before and after")),
    "a thousand kinds": (each(lambda n, row: [*row[:3], f"kind {n}"], 1200), ("1 200 kinds: too many", "Merge them")),
    "days that do not exist": (
        each(lambda n, row: [*row[:2], "2025-02-31 10:00" if n < 9 else row[2], row[3]]),
        ("9 times could not be read, '2025-02-31 10:00' for one",),
    ),
}


@pytest.mark.parametrize("odd", FLAGGED)
def test_what_is_odd_is_flagged(odd: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, said = FLAGGED[odd]
    code, told = scanned(write(tmp_path, rows), capsys)
    assert code == 0 and [one for one in said if one not in told["en"]] == []
    assert "  ! " in told["kk"] and "  ! " in told["ru"]


def test_an_empty_list_says_whether_it_is_an_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def answer(rows: Rows) -> str:
        assert commands.scan([write(tmp_path, rows), "--out", str(tmp_path), "--quiet", "--language", "en"]) == 0
        return capsys.readouterr().out + (tmp_path / "index.html").read_text("utf-8")

    assert "No problem beyond chance was found. That is an answer" in answer(town())
    blind = answer(FLAGGED["all on one point"][0])
    assert "That is an answer" not in blind and "no problem beyond chance" not in blind


@pytest.mark.parametrize("named", [(), ("--time", "time")])
def test_a_column_renamed_in_the_second_half(
    named: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = each(lambda n, row: [*row[:2], row[2] if n < 300 else "", row[3], "" if n < 300 else row[2]])
    path = write(tmp_path, rows, f"{HEAD},occurred")
    assert "Give both: --time time,occurred" in scanned(path, capsys, *named)[1]["en"]
    assert "600 have an hour" in scanned(path, capsys, "--time", "time,occurred")[1]["en"]


def test_a_wrong_name_lists_the_names_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = scanned(write(tmp_path, town()), capsys, "--category", "offence")
    assert code == 1 and "There is no column 'offence'. There are: lon, lat, time, category." in told["en"]
    strange = write(tmp_path, town(), "east,north,time,category")
    assert "Name it (--lon). There are: east, north, time, category." in scanned(strange, capsys)[1]["en"]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig"])
def test_encodings_and_semicolons(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = each(lambda _, row: [row[0].replace(".", ","), row[1].replace(".", ","), row[2], "кража"])
    code, told = scanned(write(tmp_path, rows, "долгота,широта,дата,вид", ";", encoding), capsys)
    assert code == 0 and "600 events have a place (100.0%), 600 have an hour" in told["en"]
    assert ("read as Windows-1251" in told["en"]) == (encoding == "cp1251")


def test_a_sheet_of_xlsx_is_scanned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in [HEAD.split(","), *town(100)]:
        book.active.append(row)
    book.save(tmp_path / "incidents.xlsx")
    assert "100 events have a place" in scanned(str(tmp_path / "incidents.xlsx"), capsys)[1]["en"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.parquet", b"PAR1" + b"\x15\x04" * 50),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9),
        ("a.xlsx", b"lon,lat\n73,49\n"),
        ("a.csv.gz", b"\x1f\x8b\x08\x00cut"),
        ("a.csv", bytes(range(256)) * 9),
    ],
)
def test_what_is_no_table_is_refused(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    code, told = scanned(str(tmp_path / name), capsys)
    assert code == 1 and "Save it as CSV (UTF-8)" in told["en"]


def test_folders_and_absent_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is a folder and not a file" in scanned(str(tmp_path), capsys)[1]["en"]
    code, told = scanned(write(tmp_path, town(100)), capsys, "--harm", str(tmp_path / "harm.csv"))
    assert code == 1 and "harm.csv could not be opened or written" in told["en"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--x", "lon"), "--y is needed"),
        (("--cell", "0"), "greater than zero"),
        (("--cell", "0.01"), "too fine for 600 events"),
        (("--rate", "nan"), "between 0 and 1"),
        (("--outline", "FILE", "--out", "FOLDER"), "GeoJSON with polygons"),
        (("--out", "FILE/report"), "could not be opened or written"),
    ],
)
def test_what_was_asked_wrongly_is_said(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, town())
    named = [one.replace("FILE", path).replace("FOLDER", str(tmp_path)) for one in words]
    code, told = scanned(path, capsys, *named)
    assert code == 1 and said in told["en"]


# --- assess ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--treated", "0", "5", "--control", "10", "10"], 0, "a fall cannot be shown, only a rise"),
        (["--treated", "5", "5", "--control", "0", "0"], 1, "Choose a larger control"),
        (["--treated", "0", "0"], 1, "Both counts are zero"),
        (["--treated", "nan", "5", "--control", "4", "4"], 1, "not numbers"),
        (["--treated", "-3", "5"], 1, "must not be negative"),
        (
            ["--treated", "9", "5", "--before", "2024-13-01", "2024-02-01", "--after", "2025-01-01", "2025-02-01"],
            1,
            "'2024-13-01' is no day",
        ),
        (
            ["--treated", "9", "5", "--before", "2024-05-01", "2024-02-01", "--after", "2025-01-01", "2025-02-01"],
            1,
            "out of order",
        ),
    ],
)
def test_counts_that_cannot_be_compared(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.assess([*words, "--language", "en"]) == code
    told = capsys.readouterr()
    assert said in told.out + told.err


def test_a_kind_that_is_not_there_is_no_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[*row, "AB"[place % 2]] for place, row in enumerate(town())]
    words = [write(tmp_path, rows, f"{HEAD},quarter"), "--time", "time", "--area", "quarter", "--category", "category"]
    words += ["--treated", "A", "--control", "B", "--start", "2025-07-01", "--language", "en"]
    assert commands.assess([*words, "--kind", "kind 9"]) == 1
    assert "There is no kind 'kind 9'. There are: kind 0, kind 1" in capsys.readouterr().err
    assert commands.assess([*words, "--kind", "kind 1"]) == 0
    rows[5][2] = ""
    write(tmp_path, rows, f"{HEAD},quarter")
    assert commands.assess(words) == 0 and "1 events have no time" in capsys.readouterr().out


# --- black spots -----------------------------------------------------------------------------------------------------


def test_a_rule_that_is_no_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, town(100))
    (tmp_path / "rule.toml").write_text("window == 3")
    for words, said in (
        (["--rule", str(tmp_path / "rule.toml")], "cannot be read"),
        (["--rule", path], "There is no rule"),
        (["--rule", "russia-road", "--until", "June"], "'June' is no day"),
    ):
        assert commands.blackspots([path, *words, "--language", "en", "--quiet"]) == 1
        assert said in capsys.readouterr().err
