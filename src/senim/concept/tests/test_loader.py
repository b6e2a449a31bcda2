"""The loader refuses what is not whole, and says where."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from senim.concept.loader import BadDataError, build


def read(name: str) -> str:
    return files("senim.concept").joinpath("data", name).read_text(encoding="utf-8")


def changed(file: str, old: str, new: str) -> None:
    text = read(file)
    assert old in text
    build(lambda name: text.replace(old, new, 1) if name == file else read(name))


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("direction-1.toml", 'number = "1.2"', 'number = "1.1"', "numbers have a gap"),
        ("direction-1.toml", "form_ru = ", "form_de = ", "form_ru is missing"),
        ("direction-1.toml", 'due = "2024-Q4"', 'due = "2024-Q3"', "the words say 2024-Q4"),
        ("direction-1.toml", 'due = "2024-Q4"', 'due = "someday"', "someday"),
        ("direction-1.toml", 'bodies = ["ІІМ", "ОМ"', 'bodies = ["ІІМ", "ОММ"', "not in bodies.toml"),
        ("direction-1.toml", 'by_agreement = ["БП"]', 'by_agreement = ["ОМ"]', "not responsible"),
        ("direction-1.toml", "years = { 2024 = 6", "years = { 2024 = 7", "do not add up"),
        ("direction-1.toml", "total = 5500", "total = 5501", "do not add up"),
        ("direction-1.toml", "yearly = 1278", 'yearly = "1278"', "yearly is '1278'"),
        ("direction-1.toml", 'title_ru = "Повышение', 'colour = "red"\ntitle_ru = "Повышение', "unknown colour"),
        ("direction-3.toml", 'odd = "14.4-sum"\n', "", "nothing marks it"),
        ("direction-3.toml", 'odd = "14.4-sum"', 'odd = "14.4"', "not in oddities.toml"),
        ("indicators.toml", ", 2028 = 10 }", " }", "a year is missing"),
        ("indicators.toml", 'kind = "change"', 'kind = "hope"', "kind is 'hope'"),
        ("indicators.toml", 'unit = "percent"', 'unit = "parsec"', "not known"),
        ("results.toml", "value = 80.5", "value = true", "value is True"),
        ("baseline.toml", "[40, 80]", "[80, 40]", "from is above to"),
        ("baseline.toml", 'code = "victims"', 'code = "offences"', "twice the same"),
        ("oddities.toml", 'measures = ["14.4"]', 'measures = ["14.44"]', "not there"),
        ("bodies.toml", "[[body]]", "[[body]", "bodies.toml"),
    ],
)
def test_a_slip_in_the_data_is_refused(file: str, old: str, new: str, words: str) -> None:
    with pytest.raises(BadDataError, match=words.replace("[", r"\[").replace("(", r"\(")):
        changed(file, old, new)


def test_the_command_counts_and_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("concept", "check")
    assert "3 directions, 16 tasks, 95 measures, 12 indicators, 5 expected results" in capsys.readouterr().out
    target = tmp_path / "concept.json"
    call_command("concept", "export", str(target))
    found = json.loads(target.read_text(encoding="utf-8"))
    measures = [one for direction in found["directions"] for task in direction["tasks"] for one in task["measures"]]
    assert len(measures) == 95
    by_number = {one["number"]: one for one in measures}
    assert by_number["5.2"]["results"][1]["periods"][-1] == "2028-H2"
    assert by_number["7.2"]["bodies"][-1] == {"short": "ҚазАвтоЖол", "code": "qazavtojol", "by_agreement": True}
    assert by_number["14.4"]["oddities"] == ["14.4-sum"]
    assert by_number["14.4"]["quantities"][0]["total"] == 18
    assert [one["years"]["2028"] for one in found["indicators"]] == [10, 15, 15, 10, 63.6, 12, 11.4, 10, 86, 68, 60, 77]
    assert found["indicators"][11]["plan"] is None
    assert len(found["expected_results"]) == 5
    trust = next(one for one in found["figures"] if one["code"] == "trust")
    assert trust["points"] == {"2019": 89.5, "2022": 74.6}


def test_the_command_prints_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("concept", "export", "-")
    said = capsys.readouterr()
    assert json.loads(said.out)["about"]["adopted"] == "2023-12-29"
    assert "95 measures" in said.err


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("concept", "export", str(tmp_path / "nowhere" / "x.json"))
