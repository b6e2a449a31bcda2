"""Puts one message together from the patterns: greeting, what happens, details, a request, a farewell."""

import random
from collections.abc import Iterable
from datetime import datetime

from senim.demo.geography import House, Place
from senim.demo.stories import grammar, keyboard
from senim.demo.stories.grammar import Line
from senim.demo.stories.plan import SUMS
from senim.demo.stories.speech import Atlas, time_slots

#: Slots that only a house has, and slots that name the place.
AT_HOME = frozenset({"adr", "in", "ent", "floor"})
NAMED = frozenset({"adr", "at", "in", "street", "place"})
CARS = {
    "kk": ("ақ Камри", "күміс түсті Гранта", "қара Приора", "көк Нексия", "жасыл Нива", "ақ Кобальт", "сұр Ларгус"),
    "ru": ("белая Камри", "серая Гранта", "чёрная Приора", "синяя Нексия", "зелёная Нива", "старая девятка"),
}
#: A number plate with a region that does not exist.
LETTERS = "ABCDEHKMNPRSTXZ"


def tags_of(spot: House | Place, at: datetime, gender: str, role: str) -> frozenset[str]:
    """What a line may demand of the moment, the spot and the writer."""
    found = {"winter"} if at.month in (11, 12, 1, 2, 3) else {"summer"} if at.month in (5, 6, 7, 8, 9) else set()
    found |= {"day"} if 8 <= at.hour < 18 else {"evening"} if 18 <= at.hour < 23 else set()
    found |= {"sunday"} if at.weekday() == 6 else set()
    found |= {role, gender, "rural" if spot.beat.startswith("TMR") else "city"}
    if isinstance(spot, House):
        found.add("apt" if spot.storeys > 1 else "house")
    return frozenset(found)


def plate(rng: random.Random) -> str:
    """A plate that cannot exist: its region is 00."""
    return f"{rng.randint(100, 999)}{''.join(rng.choices(LETTERS, k=3))}00"


def phone(rng: random.Random) -> str:
    """A number that cannot ring: no network has the code 000."""
    return f"+7 000 {rng.randint(200, 999)} {rng.randint(10, 99)} {rng.randint(10, 99)}"


def money(category: str, language: str, rng: random.Random) -> tuple[str, int]:
    """A sum in words and in tenge."""
    low, high = SUMS.get(category, (10, 100))
    thousands = int(low * (high / low) ** rng.random())
    thousands = thousands if thousands < 50 else round(thousands, -1) if thousands < 600 else round(thousands, -2)
    if thousands >= 1000:
        amount = f"{thousands / 1000:g}".replace(".", ",")
        return (f"{amount} млн теңге" if language == "kk" else f"{amount} млн тенге"), thousands * 1000
    if language == "kk":
        return rng.choice((f"{thousands} мың теңге", f"{thousands} мың тг")), thousands * 1000
    return rng.choice((f"{thousands} тысяч тенге", f"{thousands} 000 тг", f"{thousands} тыс. тенге")), thousands * 1000


def slots(
    atlas: Atlas, spot: House | Place, category: str, happened: datetime, at: datetime, language: str,
    rng: random.Random,
) -> tuple[dict[str, str], dict[str, int]]:
    """All slots of a story, and the numbers that the typed questions ask for."""
    named = atlas.house(spot, language, rng) if isinstance(spot, House) else atlas.place(spot, language)
    count = rng.randint(5, 9)
    words, tenge = money(category, language, rng)
    storeys, entrances = (spot.storeys, spot.entrances) if isinstance(spot, House) else (1, 1)
    many = {
        "n": str(count), "n1": str(count + 2), "ent": str(rng.randint(1, max(1, entrances))),
        "floor": str(rng.randint(1, storeys)), "plate": plate(rng), "car": rng.choice(CARS[language]), "sum": words,
        "phone": phone(rng),
    }
    return {**named, **many, **time_slots(happened, at, language, rng)}, {"count": count, "value": tenge}


def fitting(lines: Iterable[Line], tags: frozenset[str], landmark: bool) -> list[Line]:
    """The lines that this moment, spot and writer can say."""
    return [
        line
        for line in lines
        if line.tags <= tags and not (line.slots & AT_HOME if landmark else "place" in line.slots)
    ]


class Writer:
    """Writes messages about one spot and moment in one hand."""

    def __init__(
        self, category: str, language: str, tags: frozenset[str], filled: dict[str, str], landmark: bool,
        rng: random.Random,
    ) -> None:
        self.category, self.language, self.tags = category, language, tags
        self.filled, self.landmark, self.rng = filled, landmark, rng
        self.about = ""

    def can(self) -> bool:
        """Whether any pattern of the category fits."""
        return bool(self._lines("open"))

    def _lines(self, section: str) -> list[Line]:
        found = fitting(grammar.lines(self.category, section, self.language), self.tags, self.landmark)
        return [line for line in found if self.about in line.text] or found if section == "open" else found

    def _some(self, section: str, count: int) -> list[str]:
        found = self._lines(section)
        return [grammar.speak(line, self.filled, self.rng) for line in self.rng.sample(found, min(count, len(found)))]

    def _common(self, section: str) -> str:
        lines = fitting(grammar.common(section, self.language), self.tags, self.landmark)
        return grammar.speak(self.rng.choice(lines), self.filled, self.rng)

    def _asks(self) -> str:
        own = self._some("ask", 1)
        only_own = self.category.startswith(("service", "home"))
        return own[0] if own and (only_own or self.rng.random() < 0.75) else self._common("ask")

    def message(self) -> str:
        """The whole message, as it was typed."""
        length = self.rng.random()
        if length < 0.22 and self._lines("short") and not self.about:
            parts = self._short()
        else:
            parts = self._full(long=length > 0.72)
        return keyboard.typed(" ".join(parts), self.language, self.rng)

    def _short(self) -> list[str]:
        (line,) = self.rng.sample(self._lines("short"), 1)
        parts = [grammar.speak(line, self.filled, self.rng)]
        if not line.slots & NAMED and not self.landmark and self.rng.random() < 0.6:
            parts.append(self._address())
        own = self.category.startswith(("service", "home"))
        return parts + ([self._common("ask")] if self.rng.random() < 0.2 and not own else [])

    def _full(self, long: bool) -> list[str]:
        rng = self.rng
        (opening,) = rng.sample(self._lines("open"), 1)
        parts = [self._common("hello")] if rng.random() < (0.75 if long else 0.4) else []
        parts.append(grammar.speak(opening, self.filled, rng))
        parts += self._some("more", rng.choice((2, 3)) if long else rng.choice((0, 1, 1)))
        if not opening.slots & NAMED and not self.landmark and rng.random() < 0.6:
            parts.append(self._address())
        if long or rng.random() < 0.6:
            parts.append(self._asks())
        if rng.random() < (0.5 if long else 0.12) and self.category != "service.thanks":
            parts.append(self._common("bye"))
        return parts

    def _address(self) -> str:
        leads = ("Мекенжайым: ", "Мекенжай: ", "") if self.language == "kk" else ("Адрес: ", "Живу: ", "")
        return f"{self.rng.choice(leads)}{self.filled['adr']}."
