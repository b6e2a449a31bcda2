"""How people write an address, and the keys by which it is found. No database here.

"Абай даңғылы 12", "пр. Абая, д. 12/3", "Бухар-Жырау к-сі 12а", "7 мкр 25 үй", "Abay 12" all come down to words and
numbers. Words that only say what kind of a way it is are left out, in three languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from senim.kernel.text import loose_key

#: Characters sort below this one whatever follows: the upper end of "begins with".
LAST = "\U0010ffff"

_KINDS = (
    "көшесі көше к-сі даңғылы даңғыл д-лы тұйығы тұйық бұрылысы қиылысы өткелі шағын шағынаудан шағынауданы ықшамаудан "
    "ықшамауданы ауданы аудан бульвары алаңы алаң тас жолы жол орамы орам үй үйі корпус корпусы пәтер пәт атындағы ат "
    "улица ул проспект просп пр пр-т пр-кт переулок пер проезд пр-д бульвар бул б-р площадь пл шоссе ш тупик туп "
    "микрорайон микрорайоны мкр мкрн м-н м-рн мкр-н район р-н дом д корп строение стр квартира кв имени им атын "
    "street str st avenue ave lane ln boulevard blvd square sq microdistrict district mkr house building bld "
    "apartment apt flat named after город г қаласы қала қ село с ауылы ауыл а поселок посёлок п кенті кент к city"
)
_FLAT = re.compile(r"\b(?:кв|квартира|патер|пат|apt|apartment|flat)\b\.?\s*\d+\w?")
_FLAT_AFTER = re.compile(r"\b\d+\s*-?\s*(?:патер|пат)\b")
_ORDINAL = re.compile(r"(\d+)\s*-\s*(?:ый|ой|ая|ий|инши|ыншы|ши|шы|й|я)(?![а-я])")
_BLOCK = re.compile(r"(\d[\dа-яa-z/]*)\s*(?:корпусы|корпус|корп|к|блок)\.?\s*(\d+)")
_LETTER = re.compile(r"(\d+)\s*[-«\"']?\s*([а-яa-z])(?![а-яa-z\d])[»\"']?")
_SLASH = re.compile(r"(\d+[а-яa-z]?)\s*[/\\]\s*(\d+)")
_TOKEN = re.compile(r"\d+(?:[а-яa-z](?!\d))?(?:[/к-]\d+(?:[а-яa-z](?!\d))?)*|[^\W\d_]+(?:-[^\W\d_]+)*")
_HOUSE_WORD = re.compile(r"^(?:уй|дом|д)\.?(?=\d)")
_NUMBER = re.compile(r"\d")
_ENDING = re.compile(r"(?<=\w{4})(?:ого|его|ой|ий|ый|ая|яя|ые|ым)$|(?<=\w{3})[аяыийуюьое]$")

_LATIN_PAIRS = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"), ("ya", "я"),
    ("yu", "ю"), ("yo", "е"), ("ye", "е"),
)
_LATIN = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абсдефгхижклмнопкрстувухйз")


def cyrillic(text: str) -> str:
    """Latin letters as the Cyrillic ones they stand for, roughly: "Abay" finds Абай."""
    if not re.search("[a-z]", text):
        return text
    for latin, letter in _LATIN_PAIRS:
        text = text.replace(latin, letter)
    return text.translate(_LATIN)


def _folded_kinds() -> frozenset[str]:
    folded = (loose_key(word).strip() for word in _KINDS.split())
    return frozenset(form for word in folded for form in (word, cyrillic(word), word.replace("-", " ")))


KINDS = _folded_kinds()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: words of the street (and perhaps of the town), and numbers in the order they stood."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]


def _tidy(text: str) -> str:
    """One folded line with house numbers written one way: "12 а" is "12а", "12 корпус 3" is "12к3"."""
    line = loose_key(text[:200]).replace("№", " ")
    line = _FLAT_AFTER.sub(" ", _FLAT.sub(" ", line))
    line = _ORDINAL.sub(r"\1", line)
    line = _BLOCK.sub(r"\1к\2", line)
    line = _SLASH.sub(r"\1/\2", line)
    return _LETTER.sub(_joined, line)


def _joined(match: re.Match[str]) -> str:
    # "12 к" is no house of letter к but the beginning of "corpus"; "8 м" and the like stay as they are.
    return f"{match[1]}{cyrillic(match[2])}"


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """Words and numbers of an address in their order, without the words that name only a kind of way."""
    found: list[str] = []
    for token in _TOKEN.findall(_tidy(text)):
        if _NUMBER.match(token):
            found.append(token)
        elif token not in KINDS:
            found += [cyrillic(part) for part in token.split("-") if part not in KINDS]
    return tuple(found)


def read(query: str) -> Asked:
    """Split a query into words and numbers; at most six words and four numbers are looked at."""
    found = tokens(query)
    words = [token for token in found if not token[0].isdigit()]
    numbers = [token for token in found if token[0].isdigit()]
    return Asked(tuple(dict.fromkeys(words))[:6], tuple(dict.fromkeys(numbers))[:4])


def street_words(names: Iterable[str]) -> list[str]:
    """The words under which a street is kept, each once, in the order of the names."""
    return list(dict.fromkeys(token[:60] for name in names for token in tokens(name)))


@lru_cache(maxsize=1024)
def street_key(name_kk: str, name_ru: str) -> str:
    """What makes a street the same street within its area: its folded Kazakh name, or the Russian one."""
    name = name_kk or name_ru
    return " ".join(_TOKEN.findall(loose_key(name)))[:200] or loose_key(name)[:200]


@lru_cache(maxsize=4096)
def house_key(house: str) -> str:
    """A house number written one way: "12 А", "12а" and "12-A" are one house."""
    # Tidying one thing can bring out another ("D 5" becomes "д5", "д5" becomes "5"): until nothing changes.
    line, before = house[:200], None
    while line != before:
        before, line = line, _HOUSE_WORD.sub("", re.sub(r"\s+", "", _tidy(cyrillic(loose_key(line)))))
    return line[:24]


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The part of a word that stays through its Russian cases: "абай" and "абая" both begin with "аба"."""
    return _ENDING.sub("", word)


def bounds(prefix: str) -> tuple[str, str]:
    """[low, high) of all keys that begin with `prefix`, by code point."""
    return prefix, prefix + LAST


def house_order(key: str) -> tuple[int, str]:
    """Houses as they stand along a street: 2, 10, 10а, 12."""
    digits = re.match(r"\d+", key)
    return (int(digits[0]) if digits else 0, key)
