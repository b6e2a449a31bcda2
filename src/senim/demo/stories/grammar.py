"""Reads the sentence patterns and speaks them. The patterns are text files, so that a speaker can read and mend them.

A line is one sentence: {slots} are filled, [this|that] is a choice, (tags) in front say when the line fits:
summer, winter, day, evening, sunday, rural, city, apt (apartment house; understood where the line speaks of an entrance
or a floor), house (private house), f, m (who writes), victim, witness (to whom it happened), slow (a later answer).
"""

import random
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "texts"
GROUPS = (
    "order", "property", "fraud", "home", "drugs", "road", "place", "animals", "care", "officer", "service", "answers",
)
_TAGS = re.compile(r"^\(([a-z, ]+)\) ")
_CHOICE = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
#: A slot with which a sentence begins.
_FIRST = re.compile(r"(^|[.!?] )\{(\w+)\}")
_IN_FLATS = re.compile(r"подъез|кіреберіс|қабат|лифт|этаж|квартир|пәтер|\{ent\}|\{floor\}", re.IGNORECASE)
# Russian verbs of the past tell who writes; a text must not change its mind about that.
_SHE = re.compile(
    r"\b(?:сняла|перевела|назвала|испугалась|позвонила|читала|откладывала|перешла|ввела|заказала|пришла|заметила|"
    r"крикнула|заблокировала|приложила|писала|разглядела|искала|поняла|потеряла|смогла|свободна|готова|сама|виноватой|"
    r"сохранила|вызвала|видела|ожидала|пожилая|муж|записала)\b(?! экипаж)", re.IGNORECASE)
_HE = re.compile(
    r"\b(?:готов|видел|зашёл|вышел|снимал|вложил|купил|посчитал|увидел|объехал|нашёл сумку|нашёл чужие|нашёл документы|"
    r"приложил|пришёл в отдел|давно написал)\b", re.IGNORECASE)


class Line(NamedTuple):
    """One sentence pattern with its tags and the slots that it needs."""

    text: str
    tags: frozenset[str]
    slots: frozenset[str]


Book = dict[str, dict[str, list[Line]]]


def _line(raw: str, language: str, group: str) -> Line:
    found = _TAGS.match(raw)
    tags = {tag.strip() for tag in found.group(1).split(",")} if found else set()
    text = raw[found.end() :] if found else raw
    if _IN_FLATS.search(text) and group not in {"answers", "service", "fraud", "home"} and "house" not in tags:
        tags.add("apt")
    if language == "ru":
        tags |= {"f"} if _SHE.search(text) else {"m"} if _HE.search(text) else set()
    return Line(text, frozenset(tags), frozenset(_SLOT.findall(text)))


def _read(path: Path, language: str) -> Book:
    book: Book = {}
    category = section = ""
    for raw in path.read_text("utf-8").splitlines():
        if raw.startswith("= "):
            category = raw[2:].strip()
            book[category] = {}
        elif raw.startswith("- "):
            section = raw[2:].strip()
            book[category][section] = []
        elif raw.strip() and not raw.startswith("#"):
            book[category][section].append(_line(raw.strip(), language, path.name.partition(".")[0]))
    return book


@cache
def book(group: str, language: str) -> Book:
    """All patterns of a group of categories in a language: category, section, lines."""
    return _read(FOLDER / f"{group}.{language}.txt", language)


def lines(category: str, section: str, language: str) -> list[Line]:
    """The patterns of one section of one category; an unknown section is empty."""
    return book(category.partition(".")[0], language).get(category, {}).get(section, [])


def common(section: str, language: str) -> list[Line]:
    """Patterns that fit every category: greetings, requests, farewells."""
    return book("common", language)["*"][section]


def answer_lines(category: str, section: str, language: str) -> list[Line]:
    """The officers' patterns of a category; "*" holds the general ones."""
    return book("answers", language).get(category, {}).get(section, [])


def speak(line: Line, slots: dict[str, str], rng: random.Random) -> str:
    """One sentence: choices made, slots filled, a capital at the beginning. KeyError for an unknown slot."""
    chosen = _CHOICE.sub(lambda found: rng.choice(found.group(1).split("|")), line.text)
    begun = _FIRST.sub(lambda found: found.group(1) + _capital(slots[found.group(2)]), chosen)
    return _capital(_SLOT.sub(lambda found: slots[found.group(1)], begun))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
