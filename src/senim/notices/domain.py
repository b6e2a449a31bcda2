"""What residents are told: kinds, states, and who must sign what. No Django here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from senim.kernel.iin import is_iin
from senim.kernel.labels import Label


class Kind(StrEnum):
    """What a notice is. The last two name a person and need a ground and a signature."""

    NEWS = "news"
    WARNING = "warning"
    THING = "thing"
    MISSING = "missing"
    WANTED = "wanted"


KINDS: dict[Kind, Label] = {
    Kind.NEWS: Label("Жаңалық", "Новость", "News"),
    Kind.WARNING: Label("Ескерту", "Предупреждение", "Warning"),
    Kind.THING: Label("Зат іздеу", "Поиск вещи", "Search for a thing"),
    Kind.MISSING: Label("Жоғалған адамды іздеу", "Поиск пропавшего человека", "Search for a missing person"),
    Kind.WANTED: Label("Іздеудегі адам", "Розыск", "A wanted person"),
}
SEARCHES = frozenset({Kind.THING, Kind.MISSING, Kind.WANTED})
PERSONS = frozenset({Kind.MISSING, Kind.WANTED})


class State(StrEnum):
    """Where a notice stands. READY: it names a person and waits for a signature."""

    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"
    ENDED = "ended"


STATES: dict[State, Label] = {
    State.DRAFT: Label("Жоба", "Черновик", "Draft"),
    State.READY: Label("Қол қоюды күтіп тұр", "Ждёт подписи", "Waits for a signature"),
    State.PUBLISHED: Label("Жарияланды", "Опубликовано", "Published"),
    State.ENDED: Label("Аяқталды", "Завершено", "Ended"),
}


class Why(StrEnum):
    """Why a notice ended."""

    TIME = "time"
    FOUND = "found"
    WITHDRAWN = "withdrawn"


WHYS: dict[Why, Label] = {
    Why.TIME: Label("Мерзімі өтті", "Срок истёк", "Its time is over"),
    Why.FOUND: Label("Табылды", "Найден(о)", "Found"),
    Why.WITHDRAWN: Label("Қайтарып алынды", "Отозвано", "Withdrawn"),
}

TITLE_MAX, TEXT_MAX, ALT_MAX = 160, 3000, 300
_TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)")


def holds_iin(*texts: str) -> bool:
    """Whether somebody's individual number stands in a text: it belongs into no notice."""
    return any(is_iin(one) for text in texts for one in _TWELVE.findall(text))


@dataclass(frozen=True, slots=True)
class Values:
    """What a notice says. Kazakh and Russian are owed, English is not. Days: the first and the last of its showing."""

    title_kk: str
    title_ru: str
    text_kk: str
    text_ru: str
    starts_on: date
    ends_on: date
    title_en: str = ""
    text_en: str = ""
    alt_kk: str = ""
    alt_ru: str = ""
    alt_en: str = ""
    ground: str = ""
    ground_number: str = ""
    consent: bool = False

    def texts(self) -> tuple[str, ...]:
        return (self.title_kk, self.title_ru, self.title_en, self.text_kk, self.text_ru, self.text_en,
                self.alt_kk, self.alt_ru, self.alt_en)
