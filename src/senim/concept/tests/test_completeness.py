"""The Concept is in whole: every part counted, and every word of the plan compared with the source where it lies near.

The source's text (seed 003: the resolution of 29 December 2023 No. 1233 in Kazakh) is not part of the repository. The
comparison runs where the seeds stand beside the project.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from senim.concept.domain import YEARS, Aim, Concept, Kind, Repeat, Than
from senim.concept.loader import concept as load

SEED = Path(__file__).resolve().parents[5] / "shared" / "seeds" / "003_aac3adeb904113a1.txt"
BY_TASK = (9, 4, 9, 7, 3, 5, 14, 2, 2, 3, 7, 4, 3, 12, 3, 8)


@pytest.fixture(scope="module")
def concept() -> Concept:
    return load()


@pytest.fixture(scope="module")
def source() -> str:
    if not SEED.is_file():
        pytest.skip("the text of the Concept (../shared/seeds, 003) does not stand beside the project")
    return SEED.read_text(encoding="utf-8")


def test_every_measure_of_every_task_is_there(concept: Concept) -> None:
    assert len(concept.directions) == 3
    assert [len(one.tasks) for one in concept.directions] == [7, 3, 6]
    assert tuple(len(task.measures) for task in concept.tasks) == BY_TASK
    assert len(concept.measures) == 95
    wanted = [f"{task}.{place}" for task, many in enumerate(BY_TASK, 1) for place in range(1, many + 1)]
    assert [one.number for one in concept.measures] == wanted


def test_the_parts_around_the_plan_are_there(concept: Concept) -> None:
    assert [one.number for one in concept.indicators] == list(range(1, 13))
    assert [one.number for one in concept.expected] == [1, 2, 3, 4, 5]
    assert Counter(one.book for one in concept.abbreviations) == {"7": 7, "plan": 60}
    assert Counter(one.part for one in concept.figures) == {"2.1": 40, "2.2": 122}
    assert len(concept.bodies) == 28


def test_every_thing_has_three_languages(concept: Concept) -> None:
    labels = [one.text for one in concept.measures] + [one.why for one in concept.oddities]
    labels += [result.form for one in concept.measures for result in one.results]
    labels += [one.title for one in (*concept.tasks, *concept.directions)]
    labels += [one.name for one in (*concept.indicators, *concept.figures, *concept.bodies)]
    for label in labels:
        assert all(words.strip() for words in label)
        # Only what is quoted and short names in capitals stay Kazakh in English words.
        assert not re.search("[әғқңөұүһі]", re.sub("«[^»]*»|ҚазАвтоЖол", "", label.en)), label.en


def test_the_indicators_are_as_they_are_printed(concept: Concept) -> None:
    rows = {one.number: [str(value) for value in one.years.values()] for one in concept.indicators}
    assert rows == {
        1: ["3", "5", "7", "9", "10"],
        2: ["3", "6", "9", "12", "15"],
        3: ["4", "6", "10", "12", "15"],
        4: ["2", "4", "6", "8", "10"],
        5: ["59", "60", "61.2", "62.4", "63.6"],
        6: ["3", "5", "8", "10", "12"],
        7: ["11.8", "11.7", "11.6", "11.5", "11.4"],
        8: ["2", "4", "6", "8", "10"],
        9: ["82", "83", "84", "85", "86"],
        10: ["60", "62", "64", "66", "68"],
        11: ["56.5", "57", "58", "59", "60"],
        12: ["65", "65", "77", "77", "77"],
    }
    assert {one.number for one in concept.indicators if one.kind is Kind.CHANGE} == {1, 2, 3, 4, 6, 8}
    assert {one.number for one in concept.indicators if one.aim is Aim.DOWN} == {1, 2, 4, 6, 7, 8}
    assert concept.indicators[11].least == {2026, 2027, 2028}
    for one in concept.indicators:
        assert tuple(one.years) == YEARS
        for value in one.years.values():
            assert re.search(rf"(?<![\d,]){str(value).replace('.', ',')}(?![\d,]\d)", one.printed)


def test_the_expected_results_are_as_they_are_printed(concept: Concept) -> None:
    found = [(one.code, one.than, str(one.value), one.was) for one in concept.expected]
    assert found == [
        ("safety", Than.AT_LEAST, "80.5", None),
        ("trust", Than.ABOVE, "83", None),
        ("peace-rank", Than.PLACE, "65", Decimal(97)),
        ("rule-of-law-rank", Than.PLACE, "35", None),
        ("road-rank", Than.PLACE, "70", None),
    ]
    assert concept.expected[3].also == 40


def test_quantities_are_as_the_issue_of_them_says(concept: Concept) -> None:
    def only(number: str, place: int = 0) -> dict[int, int]:
        measure = concept.measure(number)
        assert measure is not None
        deadline = measure.results[0].deadline
        return measure.quantities[place].by_year(deadline.begins.year, deadline.ends.year)

    assert only("7.2") == dict.fromkeys(YEARS, 1100)
    assert list(only("6.2").values()) == [6, 7, 7, 6, 6]
    assert only("14.2") == dict.fromkeys(YEARS, 20600)
    assert only("4.6") == dict.fromkeys(YEARS, 1278)
    assert only("14.6") == dict.fromkeys(YEARS, 15000)
    assert list(only("14.7", 2).values()) == [11, 8, 3, 7, 5]
    assert only("16.7") == {2025: 24, 2026: 27, 2027: 69, 2028: 33}


def test_bodies_by_agreement_are_marked(concept: Concept) -> None:
    measure = concept.measure("3.2")
    assert measure is not None
    assert [(one.body.short, one.by_agreement) for one in measure.bodies] == [
        ("ІІМ", False), ("ЦДИАӨМ", False), ("МАМ", False), ("БП", True), ("ҰҚК", True), ("ҚМА", True),
        ("ҚНРДА", True), ("ҰБ", True), ("ЕДБ", True), ("байланыс операторлары", True),
    ]  # fmt: skip
    for one in concept.measures:
        assert one.bodies_printed.count("келісу бойынша") == sum(each.by_agreement for each in one.bodies), one.number


def test_every_kind_of_deadline_is_there(concept: Concept) -> None:
    kinds = Counter(result.deadline.repeat for one in concept.measures for result in one.results)
    assert sum(kinds.values()) == 101
    assert set(kinds) == set(Repeat)
    assert kinds[Repeat.FIXED] == 1


# --- against the source -----------------------------------------------------------------------


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_word_of_the_plan_stands_in_the_source(concept: Concept, source: str) -> None:
    """Line by line, in order, from the place that `at` names: nothing added, nothing left out, nothing repaired."""
    for one in concept.measures:
        assert re.match(rf"{re.escape(one.number)}\.?\s", source[one.at :])
        cells = [one.text.kk, one.results[0].form.kk, one.results[0].printed, one.bodies_printed]
        for extra in one.results[1:]:
            cells += [extra.form.kk, extra.printed]
        row = flat(source[one.at :]).removeprefix(one.number).removeprefix(".").lstrip()
        assert row.startswith(flat(" ".join(cells))), one.number
        for result in one.results:
            assert flat(source[result.at :]).startswith(flat(result.form.kk)), one.number


def test_titles_indicators_and_results_stand_in_the_source(concept: Concept, source: str) -> None:
    whole = flat(source)
    for task in concept.tasks:
        assert flat(source[task.at :]).startswith(f"{task.number}. {flat(task.title.kk)}")
    for direction in concept.directions:
        assert flat(direction.title.kk) in flat(source[direction.at : direction.at + 300])
    for one in concept.indicators:
        assert flat(source[one.at :]).startswith(flat(one.printed))
        assert one.plan_at is None or "нысаналы индикатор" in source[one.plan_at : one.plan_at + 40]
    for result in concept.expected:
        assert flat(source[result.at :]).startswith(flat(result.text.kk))
    for short in concept.abbreviations:
        assert flat(source[short.at :]).startswith(flat(short.short))
        assert flat(short.full.kk) in whole


def test_every_figure_stands_in_its_paragraph(concept: Concept, source: str) -> None:
    for one in concept.figures:
        lines = " ".join(source[at : source.index("\n", at)] for at in one.at).replace("\xa0", "")
        lines = re.sub(r"(?<=\d) (?=\d{3}\b)", "", lines)
        for value in one.points.values():
            for number in value if isinstance(value, tuple) else (value,):
                printed = str(number).replace(".", ",")
                assert re.search(rf"(?<![\d,]){printed}(?!\d|,\d)", lines), (one.code, printed)
        for place in one.points if one.key == "place" else ():
            assert place in lines


def test_every_oddity_is_printed_so(concept: Concept, source: str) -> None:
    """Word for word, near one of the places that it names (the list of the plan is 3 400 characters long)."""
    for one in concept.oddities:
        near = [flat(source[at : at + 4000]) for at in one.at]
        for words in one.printed:
            assert any(flat(words) in text for text in near), one.code


def test_the_source_has_no_row_that_the_data_lacks(concept: Concept, source: str) -> None:
    plan = source[source.index("Аяқтау нысаны") :]
    assert re.findall(r"^(\d+\.\d+)\.?\s*$", plan, re.MULTILINE) == [one.number for one in concept.measures]
