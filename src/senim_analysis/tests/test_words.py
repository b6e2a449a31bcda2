"""Numbers and shares as each language writes them."""

import ast
import re
from pathlib import Path

import pytest

from senim_analysis import words
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


#: What is filled in as a percentage: "%" is read пайыз, so that one ending is right after any number.
SHARES = {"share", "top", "repeat", "kept", "events", "harm", "value", "area"}
ENDING = re.compile(
    r"\{(\w+)\}-(?:[іы]|[дт][еа]|[дт][еа]н|[гк]е|[ғқ]а|[ндт][іы]ң|[іы]н|[іы]нде|[іы]нда|[іы]не|[іы]на)\b"
)


def test_no_kazakh_ending_stands_after_a_number_that_varies() -> None:
    """100-і, but 160-ы and 9-ы: a sentence that fills in counts must do without."""
    found = [(name, text) for name, text in texts(0) if set(ENDING.findall(text)) - SHARES]
    assert found == []


def english() -> list[tuple[str, str]]:
    return texts(2)


def texts(language: int) -> list[tuple[str, str]]:
    """Every text of the library in Kazakh (0), Russian (1) or English (2), with its file."""
    found = []
    for path in (one for one in Path(words.__file__).parent.rglob("*.py") if "tests" not in one.parts):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Words" and len(node.args) == 3:
                found += [
                    (path.name, str(one.value))
                    for one in ast.walk(node.args[language])
                    if isinstance(one, ast.Constant)
                ]
    return found


def test_the_percent_sign_follows_the_number_in_english_and_a_space_elsewhere() -> None:
    texts = english()
    assert len(texts) > 300
    assert [(file, text) for file, text in texts if re.search(r"\s%", text)] == []
    level = Words("{level} % аралық", "интервал {level} %", "{level}% interval")
    told = [level.fill(language, {"level": 95}) for language in ("kk", "ru", "en")]
    assert told == ["95\N{NO-BREAK SPACE}% аралық", "интервал 95\N{NO-BREAK SPACE}%", "95% interval"]
