"""A street name spelt four ways is one street: keys of addresses and of their street."""

from __future__ import annotations

import re
from functools import lru_cache

from senim.kernel.text import loose_key

#: Words that say "street" and the like in either language and any length; they make no difference.
_KINDS = frozenset(
    """
    улица ул кошеси к к-си кош
    проспект пр пр-т пр-кт просп данғылы дангылы д-лы бульвар б-р бул
    переулок пер тупик проезд
    микрорайон мкр мкрн м-н ыктимал шағын шагын ауданы ы/а ш/а
    дом д уй уйи уи үй квартира кв патер
    г город каласы кала
    """.split()  # noqa: SIM905 - forty words on six lines
)
_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
#: A place is a house: "кв. 5" and "5-пәтер" say whose, and stand in no key.
_FLAT = re.compile(
    r"[,;\s]*\b(?:кв|квартира|п[әа]тер|flat|apt)\b\.?\s*№?\s*\d+\w*|[,;\s]*\b\d+\s*-?\s*п[әа]тер\b", re.IGNORECASE
)
_HOUSE = re.compile(r"\d+(?:[-/]?\d*)[а-яa-z]?")


#: "12-а" and "12 а" are one house; "1-й" is a number; "Н. Назарбаев" is Назарбаев.
_LETTER = re.compile(r"(\d)[- ]([а-яa-z])(?![\w/-])")
_ORDINAL = re.compile(r"\b(\d+)-(?:ш[иы]|[иы]нш[иы]|[йяе]|а?я)(?!\w)")
_INITIAL = re.compile(r"\b[^\W\d_]\.\s*(?=[^\W\d_]{3})")
_ENDING = re.compile(r"(?:ская|ский|ской|ского|ого|его|ой|ая|ий|ый|а|я|ы|и|ь)$")


@lru_cache(maxsize=50_000)
def keys(address: str) -> tuple[str, str]:
    """(key of the address, key of its street): words in order without "street", the house last; ("", "") for nothing.

    "Абай көш., 12", "ул. Абая 12" and "абай 12-үй" differ only by an ending: names keep what is before it, so that
    Абай and Абая, Ленин and Ленина meet. A hyphen is a space, but in houses ("12-а", "3/2").
    """
    words, named = _words(address)
    house = next((word for word in reversed(words) if _HOUSE.fullmatch(word)), "")
    street = " ".join(sorted(_stem(word) for word in [*words, *named] if word != house))
    return (f"{street} {house}".strip()[:160], street[:120]) if street else ("", "")


def _words(address: str) -> tuple[list[str], list[str]]:
    """(words that may be a house, parts of words with a hyphen: the 2 of "Степной-2" is no house)."""
    text = _INITIAL.sub("", _ORDINAL.sub(r"\1", loose_key(without_flat(address)).replace("э", "е")))
    words: list[str] = []
    named: list[str] = []
    for word in _WORD.findall(_LETTER.sub(r"\1\2", text).replace(".", " ")):
        parts = [part for part in word.split("-") if part not in _KINDS]
        if word in _KINDS or not parts:
            continue
        if len(parts) == 1 or _HOUSE.fullmatch(word):
            words.append("-".join(parts))
        else:
            named += parts
    return words, named


def street_text(address: str) -> str:
    """The street as it is written, without house and flat; "" where nothing is left."""
    plain = without_flat(address)
    numbers = list(re.finditer(r"[,\s]*(?:\b(?:дом|д|үй)\b\.?\s*)?№?\s*\b\d[\w/-]*", plain, re.IGNORECASE))
    return " ".join((plain[: numbers[-1].start()] if numbers and numbers[-1].start() else plain).split()).strip(" ,.;")


def without_flat(address: str) -> str:
    """An address up to its house."""
    return _FLAT.sub("", address)


def _stem(word: str) -> str:
    """A name without the ending that a case gives it; what makes a surname of a name ("-ов", "-ин") stays."""
    if word.isdigit() or len(word) <= 4:
        return word.rstrip("аяийы") or word
    return _ENDING.sub("", word)
