"""The command line: files in, sentences, JSON and one page out; refusals are sentences and the exit code says so."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from senim_analysis import commands
from senim_analysis.commands import common
from senim_analysis.tests.test_problems import YEAR, null, planted

DATA = Path(__file__).parents[4] / "shared/data/crime_philadelphia"
START = np.datetime64("2025-01-01T00:00:00")


def file(folder: Path, rows: Any, name: str = "incidents.csv") -> str:
    """Events in metres as a file in degrees around Karaganda."""
    from senim_analysis.io.projection import LocalMetres

    x, y, at, names = rows
    lon, lat = LocalMetres(73.1, 49.8).degrees(x, y)
    lines = (f"{a:.6f},{b:.6f},{when},{kind}" for a, b, when, kind in zip(lon, lat, at, names, strict=True))
    (folder / name).write_text("lon,lat,time,category\n" + "\n".join(lines) + "\n")
    return str(folder / name)


class Outline(HTMLParser):
    """Whether every element is closed by its own, and what the page would fetch."""

    VOID = frozenset({"meta", "input", "br", "link", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.fetched += [str(given[name]) for name in ("src", "href") if given.get(name)]
        if tag == "script":
            self.fetched.append("script")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Shapes of SVG."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def looked_at(path: Path) -> str:
    """The page, after what every page must keep."""
    text = path.read_text("utf-8")
    seen = Outline()
    seen.feed(text)
    assert seen.open == [] and len(seen.ids) == len(set(seen.ids))
    assert [one for one in seen.fetched if not one.startswith("#")] == []
    assert "{" not in re.sub(r"<style>.*</style>", "", text, flags=re.DOTALL)
    labelled = set(re.findall(r'aria-labelledby="([^"]+)"', text))
    assert labelled <= set(seen.ids)
    assert text.count('lang="kk"') == text.count('lang="ru"') == text.count('lang="en"') or "always" in text
    return text


# --- scan ------------------------------------------------------------------------------------------------------------


def test_scan_writes_a_page_and_a_ranked_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, planted())
    out, ranked = tmp_path / "report", tmp_path / "ranked.json"
    columns = ["--lon", "lon", "--lat", "lat", "--time", "time", "--category", "category"]
    assert commands.scan([path, *columns, "--out", f"{out}/", "--json", str(ranked), "--language", "en"]) == 0
    said = capsys.readouterr()
    assert "1. kind 0: near 49." in said.out and "near repeats" in said.err
    data = json.loads(ranked.read_text("utf-8"))
    first = data["problems"][0]
    assert (first["rank"], first["name"], data["promised_rate"]) == (1, "kind 0", 0.05)
    assert {"sentence", "interval", "harm", "notes", "timing", "x", "y"} <= set(first) and data["quality"]["n"] == 1240
    page = looked_at(out / "index.html")
    assert "Ықтимал мәселелер" in page and "Возможные проблемы" in page and "Candidate problems" in page
    assert page.count("<svg") >= 5 and "senim scan" in page


def test_a_null_file_gives_an_empty_list_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, null(0))
    assert (
        commands.scan([path, "--out", str(tmp_path / "r"), "--json", str(tmp_path / "r.json"), "--language", "kk"]) == 0
    )
    assert "ешқандай мәселе табылмады" in capsys.readouterr().out
    assert json.loads((tmp_path / "r.json").read_text())["problems"] == []
    assert "That is an answer, too, but no proof that there is none." in looked_at(tmp_path / "r" / "index.html")


def test_harm_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, planted())
    (tmp_path / "harm.csv").write_text("kind,harm\nkind 0,15\n")
    assert commands.scan([path, "--harm", str(tmp_path / "harm.csv"), "--language", "en", "--quiet"]) == 0
    told = capsys.readouterr()
    assert "Harm: 600" in told.out and told.err == ""
    (tmp_path / "harm.csv").write_text("kind,harm\nkind 0,much\n")
    assert commands.scan([path, "--harm", str(tmp_path / "harm.csv"), "--language", "en"]) == 1
    assert "kind 0,much" in capsys.readouterr().err


def test_names_of_kinds_cannot_break_the_page(tmp_path: Path) -> None:
    x, y, at, names = planted()
    odd = ["<b onclick=alert(1)>&" if one == "kind 0" else one for one in names]
    commands.scan([file(tmp_path, (x, y, at, odd)), "--out", str(tmp_path / "page.html"), "--quiet"])
    page = looked_at(tmp_path / "page.html")
    assert "<b onclick" not in page and "&lt;b onclick" in page


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["nothing.csv"], 1, "There is no such file"),
        (["FILE", "--lon", "longitud"], 1, "There is no column 'longitud'"),
        (["FILE", "--lon", "lat", "--lat", "lon"], 1, "look exchanged"),
        (["FILE", "--rate", "7"], 1, "between 0 and 1"),
        (["FILE", "--zone", "Asia/Nowhere"], 1, "Unknown time zone"),
        ([], 2, "required"),
        (["FILE", "--unknown"], 2, "unrecognized"),
        (["--help"], 0, ""),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, told: str
) -> None:
    path = file(tmp_path, null(0, 100))
    assert (
        commands.scan([path if word == "FILE" else word for word in words] + ["--language", "en"] * (code == 1)) == code
    )
    assert told in capsys.readouterr().err


@pytest.mark.soak
@pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/data/crime_philadelphia")
def test_a_whole_city_is_scanned(tmp_path: Path) -> None:
    columns = [
        "--lon",
        "lon",
        "--lat",
        "lat",
        "--time",
        "dispatch_local",
        "--category",
        "offence",
        "--area",
        "district",
    ]
    outline = ["--outline", str(DATA / "police_districts.geojson")]
    out = [*outline, "--out", str(tmp_path), "--json", str(tmp_path / "ranked.json"), "--quiet"]
    assert commands.scan([str(DATA / "philadelphia_incidents_2024.csv.gz"), *columns, *out]) == 0
    data = json.loads((tmp_path / "ranked.json").read_text("utf-8"))
    assert data["problems"][0]["name"] == "Thefts" and data["problems"][0]["statistic"] > 20
    assert len(looked_at(tmp_path / "index.html")) < 3_000_000


# --- near repeats ----------------------------------------------------------------------------------------------------


def test_nearrepeat_tells_bands_and_draws_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    x, y, at, names = null(6, 800)
    chance = np.random.default_rng(7)
    x, y = np.append(x, x[:200] + chance.normal(0, 40, 200)), np.append(y, y[:200] + chance.normal(0, 40, 200))
    path = file(tmp_path, (x, y, np.append(at, at[:200] + 2 * 86_400), [*names, *names[:200]]))
    words = [path, "--distance", "0,100,200", "--interval", "0,7,14", "--language", "en", "--out", str(tmp_path / "r")]
    assert commands.nearrepeat([*words, "--json", str(tmp_path / "n.json")]) == 0
    assert "[0, 100) m and [0, 7) days" in capsys.readouterr().out
    assert json.loads((tmp_path / "n.json").read_text())["near_repeat"]["observed"][0][0] > 100
    assert "Near repeats" in looked_at(tmp_path / "r" / "index.html")
    assert commands.nearrepeat([path, "--kind", "arson", "--language", "en"]) == 1
    assert "There is no kind 'arson'" in capsys.readouterr().err
    assert commands.nearrepeat([path, "--distance", "near", "--language", "en"]) == 1


# --- assess ----------------------------------------------------------------------------------------------------------

PAPER = ["--treated", "207", "110", "--control", "308", "318", "--ring", "178", "157", "--ring-control", "150", "140"]


def test_assess_from_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--language", "en", "--json", str(tmp_path / "a.json"), "--out", str(tmp_path)]
    assert commands.assess([*PAPER, *out]) == 0
    said = capsys.readouterr().out
    assert "−118 in all" in said and "WDQ 0.26" in said and "0.51 times" in said
    results = json.loads((tmp_path / "a.json").read_text())["results"]
    assert [one["kind"] for one in results][:2] == ["WeightedDisplacementDifference", "RatioOfRatios"]
    assert "What threatens the conclusion" in looked_at(tmp_path / "index.html")


def test_assess_over_a_break_without_a_control_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    days = ["--before", "2023-01-01", "2023-12-31", "--after", "2025-01-01", "2025-12-31", "--subject", "crashes"]
    assert commands.assess(["--treated", "900", "2100", *days, "--language", "ru"]) == 1
    assert "В 2024 году изменился порядок учёта ДТП" in capsys.readouterr().err
    assert commands.assess(["--treated", "900", "2100", "--control", "800", "1900", *days, "--language", "en"]) == 0
    assert "The control saw the same change" in capsys.readouterr().out


def test_assess_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = np.random.default_rng(3)
    lines = ["when,quarter"]
    for name, before, after in (("A", 300, 120), ("B", 320, 310), ("C", 150, 150)):
        for count, first in ((before, 0), (after, 1)):
            at = START + first * YEAR + chance.integers(0, YEAR, count)
            lines += [f"{moment},{name}" for moment in at]
    path = tmp_path / "events.csv"
    path.write_text("\n".join(lines) + "\n")
    words = [str(path), "--time", "when", "--area", "quarter", "--treated", "A", "--control", "B", "--ring", "C"]
    assert commands.assess([*words, "--start", "2026-01-01", "--language", "en", "--out", str(tmp_path / "r")]) == 0
    said = capsys.readouterr().out
    assert "a relative fall of" in said and "There is a relative fall" in said
    assert looked_at(tmp_path / "r" / "index.html").count("<svg") == 3
    for wrong, told in (
        (["--start", "2031-01-01"], "lies outside the data"),
        (["--start", "2026-01-01", "--control", "Z"], "There is no area 'Z'"),
        (["--start", "2026-01-01", "--control", "A"], "stands in two groups"),
        ([], "--start is needed"),
    ):
        assert commands.assess([*words, *wrong, "--language", "en"]) == 1
        assert told in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["--treated", "5"], ["--treated", "many", "few"]])
def test_assess_needs_two_counts(words: list[str]) -> None:
    assert commands.assess(words) == 1


# --- black spots -----------------------------------------------------------------------------------------------------


def crashes(folder: Path) -> str:
    chance = np.random.default_rng(8)
    x = np.append(chance.uniform(0, 9000, 60), chance.normal(4000, 30, 6))
    y = np.append(chance.uniform(0, 9000, 60), chance.normal(4000, 30, 6))
    return file(
        folder, (x, y, START + chance.integers(0, YEAR, 66), ["collision"] * 60 + ["pedestrian"] * 6), "crashes.csv"
    )


def test_blackspots_by_a_rule_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rule.toml").write_text(
        'name = "own"\nwindow = 200\nany_kind = 5\nsame_kind = 3\ncasualties_only = false\n'
        'legal_reference = "order of the akim"\nvalid_from = 2025-01-01\n'
    )
    out = ["--out", str(tmp_path / "r"), "--json", str(tmp_path / "b.json"), "--language", "kk"]
    assert commands.blackspots([crashes(tmp_path), "--rule", str(tmp_path / "rule.toml"), *out]) == 0
    assert "«own» ережесі бойынша 1 ошақ" in capsys.readouterr().out
    spot = json.loads((tmp_path / "b.json").read_text())["black_spots"]["spots"][0]
    assert spot["kind"] == "pedestrian" and spot["count"] >= 6
    assert "order of the akim" in looked_at(tmp_path / "r" / "index.html")


def test_blackspots_along_a_road(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{metre},2025-0{1 + place % 9}-11,M36,1" for place, metre in enumerate((100, 300, 500, 700, 900, 80_000))]
    path = tmp_path / "road.csv"
    path.write_text("metre,date,road,injured\n" + "\n".join(rows) + "\n")
    words = [str(path), "--x", "metre", "--time", "date", "--road", "road", "--casualties", "injured"]
    assert commands.blackspots([*words, "--rule", "russia-road", "--language", "en", "--out", str(tmp_path / "r")]) == 0
    assert "there are 1 black spots" in capsys.readouterr().out
    assert commands.blackspots([*words, "--rule", "kazakhstan", "--language", "en"]) == 1
    assert "There is no rule 'kazakhstan'" in capsys.readouterr().err


# --- the door --------------------------------------------------------------------------------------------------------


def test_the_bar_in_a_terminal_and_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    bar = common.Bar(quiet=False)
    bar(0.1, "reading")
    bar(0.2, "reading")
    bar.live = True
    bar.part(0.2, 1.0)(1.0, "done")
    told = capsys.readouterr().err
    assert told.count("reading") == 1 and "[############################] 100%" in told


# --- the page in a browser -------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_page_changes_language_without_a_script(tmp_path: Path, page: Any, axe: Any) -> None:
    commands.scan([file(tmp_path, planted()), "--out", str(tmp_path), "--language", "kk", "--quiet"])
    page.goto((tmp_path / "index.html").as_uri())
    assert page.get_by_role("heading", name="Ықтимал мәселелер").is_visible()
    axe()
    page.get_by_text("Русский", exact=True).click()
    assert page.get_by_role("heading", name="Возможные проблемы").is_visible()
    assert not page.get_by_role("heading", name="Ықтимал мәселелер").is_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
