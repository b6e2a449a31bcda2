"""The shipped files: whole, honest about what no source gives, and each citation compared where the sources stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from senim.kernel.rows import BadDataError
from senim.knowledge import memory, shipped
from senim.knowledge.domain import SOURCES, Group, Standing, Text
from senim.knowledge.models import Version

SEEDS = Path(__file__).resolve().parents[5] / "shared" / "seeds"
FILE = """group = "emergency"
order = 1
standing = "study"
public = false
valid_from = 2026-01-01
source = "002_67f9ab10427f4cd8.txt"
title_kk = "Өрт"
title_ru = "Пожар"
title_en = "Fire"
when_kk = "Өртте"
when_ru = "На пожаре"
when_en = "At a fire"
[[step]]
id = "report"
at = 1
printed = "баяндайды"
kk = "Баяндаңыз."
ru = "Доложите."
en = "Report."
"""


def test_every_procedure_of_the_issue_is_there_and_only_sourced_steps() -> None:
    made = shipped.procedures()
    by_group = {group: [one.code for one in made if one.group is group] for group in Group}
    assert {group.value: len(codes) for group, codes in by_group.items()} == {
        "contact": 1, "patrol": 2, "emergency": 10, "standard": 10,
    }
    assert all(one.text.standing is Standing.AWAITS and not one.text.steps for one in made if one.group == "standard")
    assert [one.code for one in made if one.public] == ["contact"]
    flood = next(one for one in made if one.code == "flood")
    assert "сел" in flood.text.title.kk.split(", ") and "ауыл" not in flood.text.title.kk.casefold()
    assert any("ауыл" in odd.printed and "сел" in odd.text.kk for odd in flood.text.oddities)


def test_every_word_stands_in_three_languages_and_steps_are_short() -> None:
    for one in shipped.procedures():
        labels = [one.text.title, one.text.when, *(step.text for step in one.text.steps)]
        labels += [each.text for each in (*one.text.remarks, *one.text.oddities)]
        for label in labels:
            assert all(word.strip() for word in label), one.code
        for step in one.text.steps:
            assert len(step.text.kk) <= 110, step.text.kk
            assert not re.search("[әғқңөұүһі]", step.text.ru + step.text.en)


def test_each_citation_stands_where_it_says() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the sources (../shared/seeds) do not stand beside the project")
    books = {name: (SEEDS / name).read_text(encoding="utf-8") for name in SOURCES}
    cited = 0
    for one in shipped.procedures():
        for each in (*one.text.steps, *one.text.remarks, *one.text.oddities):
            file, _at, place = each.source.partition(" @")
            said = " ".join(books[file][int(place) : int(place) + 3 * len(each.printed) + 40].split())
            assert said.startswith(each.printed), f"{one.code}: {each.printed!r} is not at {each.source}"
            cited += 1
    assert cited > 90


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('group = "emergency"', 'group = "nothing"', "group"),
        ('kk = "Баяндаңыз."\n', "", "kk is missing"),
        ('standing = "study"', 'standing = "awaits"', "awaits"),
        ("at = 1\n", "at = 1\nodd = 2\n", "unknown odd"),
        ('source = "002_67f9ab10427f4cd8.txt"', 'source = "somewhere"', "not known"),
        ("valid_from = 2026-01-01", 'valid_from = "soon"', "valid_from"),
        ("[[step]]", "[[step", "Өрт.toml"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_name(old: str, new: str, said: str) -> None:
    assert shipped.read("Өрт.toml", FILE).code == "Өрт"
    with pytest.raises(BadDataError, match=said):
        shipped.read("Өрт.toml", FILE.replace(old, new, 1))


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_a_new_text_is_a_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shipped.load() == 0 and Version.objects.count() == 23
    made = shipped.procedures()
    plans = next(one for one in made if one.code == "plans")
    body = plans.text.to_json()
    body["when"]["kk"] = "Жоспар енгізілсе"
    newer = shipped.Shipped(plans.code, plans.group, plans.order, plans.valid_from, False, Text.from_json(body))
    monkeypatch.setattr(shipped, "procedures", lambda: (newer,))
    assert shipped.load() == 1 and shipped.load() == 0
    one = memory.on("plans", plans.valid_from)
    assert one is not None and (one.number, one.text.when.kk) == (2, "Жоспар енгізілсе")
    assert memory.edition("plans", 1) is not None, "runs of the old version keep their text"
