"""A street name spelt four ways is one street: keys of addresses and of their street."""

from __future__ import annotations

import re
from functools import lru_cache

from senim.kernel.text import loose_key

#: Words that say "street" and the like in either language and any length; they make no difference.
_KINDS = frozenset(
    [
        "улица",
        "ул",
        "кошеси",
        "кошеси",
        "к",
        "к-си",
        "кош",
        "проспект",
        "пр-т",
        "пр-кт",
        "просп",
        "данғылы",
        "дангылы",
        "д-лы",
        "переулок",
        "пер",
        "тупик",
        "проезд",
        "микрорайон",
        "мкр",
        "мкрн",
        "м-н",
        "шағын",
        "ауданы",
        "шагын",
        "ауданы",
        "ыктимал",
        "дом",
        "д",
        "уй",
        "уйи",
        "уи",
        "үй",
        "квартира",
        "кв",
        "патер",
        "г",
        "город",
        "каласы",
        "кала",
    ]
)
_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
#: A place is a house: "кв. 5" and "5-пәтер" say whose, and stand in no key.
_FLAT = re.compile(
    r"[,;\s]*\b(?:кв|квартира|п[әа]тер|flat|apt)\b\.?\s*№?\s*\d+\w*|[,;\s]*\b\d+\s*-?\s*п[әа]тер\b", re.IGNORECASE
)
_HOUSE = re.compile(r"\d+(?:[-/]?\d*)[а-яa-z]?")


@lru_cache(maxsize=50_000)
def keys(address: str) -> tuple[str, str]:
    """(key of the address, key of its street): words in order without "street", the house last; ("", "") for nothing.

    "Абай көш., 12", "ул. Абая 12" and "абай 12-үй" differ only by an ending: names keep five letters at most of their
    stem, so that Абай and Абая meet.
    """
    words = [word for word in _WORD.findall(loose_key(without_flat(address)).replace(".", " ")) if word not in _KINDS]
    words = [re.sub(r"-(уй|уйи|дом)$", "", word) for word in words]
    house = next((word for word in reversed(words) if _HOUSE.fullmatch(word)), "")
    street = " ".join(sorted(_stem(word) for word in words if word != house))
    return (f"{street} {house}".strip()[:160], street[:120]) if street else ("", "")


def without_flat(address: str) -> str:
    """An address up to its house."""
    return _FLAT.sub("", address)


def _stem(word: str) -> str:
    """A name without the ending that a case or a language gives it."""
    if word.isdigit() or len(word) <= 4:
        return word.rstrip("аяийы") or word
    return re.sub(r"(?:нын|нин|дын|дин|тын|тин|ская|ский|ской|ова|ева|ова|ого|его|ой|ая|ий|ый|а|я|ы|и)$", "", word)
