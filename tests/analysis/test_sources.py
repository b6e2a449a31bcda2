"""Every source that a public function names stands in docs/explanation/analysis-sources.md, and nothing else does."""

from __future__ import annotations

import calendar
import inspect
import re
from pathlib import Path

import senim_analysis as sa

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Path(sa.__file__).parent
PAGE = ROOT / "docs" / "explanation" / "analysis-sources.md"
ALSO = (ROOT / "docs" / "explanation" / "analysis.md", Path(__file__).with_name("answers.md"))
NAMED = re.compile(r"([A-Z]\w+(?: de [A-Z]\w+)?(?:(?:, | and )[A-Z]\w+)*(?: et al\.)?) \(?((?:18|19|20)\d\d)\b")
#: A year after one of these is a date.
DATES = {*calendar.month_name, "In"}
UNCHECKED = "not checked against the paper"
Source = tuple[str, str]
FUNCTIONS = {
    name: inspect.getdoc(getattr(sa, name)) or "" for name in sa.__all__ if inspect.isfunction(getattr(sa, name))
}


def named(text: str) -> set[Source]:
    """(first author, year) of each source in a text: "Getis, Ord 1992" and "Getis and Ord (1992)" are one."""
    found = {(re.split(r",| and | et al", who)[0], year) for who, year in NAMED.findall(" ".join(text.split()))}
    return {one for one in found if one[0] not in DATES}


def rows() -> list[list[str]]:
    """The cells of the table: source, in full, functions, record, numbers."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def told() -> dict[str, set[Source]]:
    """Function -> the sources whose rows name it."""
    found: dict[str, set[Source]] = {}
    for source, _, functions, *_ in rows():
        for name in re.findall(r"`(\w+)`", functions):
            found.setdefault(name, set()).update(named(source))
    return found


def test_every_row_is_whole_and_stands_once() -> None:
    assert [row for row in rows() if len(row) != 5 or not all(row)] == []
    sources = [row[0] for row in rows()]
    assert len(sources) == len(set(sources)) and sources[:-2] == sorted(sources[:-2])


def test_the_table_has_every_function_with_the_sources_that_it_names() -> None:
    assert set(told()) == set(FUNCTIONS)
    assert {name: told()[name] ^ named(text) for name, text in FUNCTIONS.items() if told()[name] != named(text)} == {}


def test_nothing_in_the_library_names_a_source_that_the_table_has_not_and_none_is_idle() -> None:
    inside = [path for path in LIBRARY.rglob("*.py") if not {"tests", "io"} & set(path.parts)]
    used = set().union(*(named(path.read_text("utf-8")) for path in (*inside, *ALSO)))
    assert used == set().union(*(named(row[0]) for row in rows()))


def test_what_could_not_be_checked_is_said_wherever_it_is_named() -> None:
    unchecked = {one for row in rows() if row[3] == UNCHECKED for one in named(row[0])}
    assert unchecked
    silent = [
        name for name, text in FUNCTIONS.items() if named(text) & unchecked and UNCHECKED not in " ".join(text.split())
    ]
    assert silent == []
    assert UNCHECKED in ALSO[0].read_text("utf-8")
