"""A category suggested from the words of an appeal, Kazakh or Russian, with the words that led to it. Pure.

The person chooses; nothing is decided by this. The lexicon is `lexicon.toml`: words, no statistics, so that everyone
can read why. What it cannot tell it does not suggest.

Measured on the texts of the demonstration without their place names: of the half that was not looked at while the
lexicon was mended, 75 of 100 had their category first and 83 among the first three (one less since what is weak beside
a strong suggestion is dropped: a person in fear is better served by one right word than by two silly ones).
"""

import tomllib
from functools import lru_cache
from importlib.resources import files

from senim.appeals.catalogue import CATEGORIES
from senim.kernel.wordmatch import Entry, Lexicon, Match

#: Below this a suggestion would be a guess.
ENOUGH = 0.5
#: What has less than this share of the best one's points is only noise beside it.
BESIDE = 0.3


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this release. Raises ValueError for a code that the catalogue does not have."""
    data = tomllib.loads(files("senim.appeals").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    unknown = set(data) - set(CATEGORIES)
    if unknown:
        raise ValueError(f"no such categories: {sorted(unknown)}")
    return Lexicon({code: entry(data[code]) for code in CATEGORIES if code in data})


def entry(row: dict[str, str]) -> Entry:
    """One category's rows: patterns apart by commas."""
    parts = {name: tuple(part.strip() for part in text.split(",") if part.strip()) for name, text in row.items()}
    return Entry(parts.get("sure", ()), parts.get("signs", ()), parts.get("against", ()))


def suggest(text: str, limit: int = 3) -> list[Match]:
    """At most `limit` categories that the words speak for, best first; `.words` are the words, as written."""
    found = lexicon().match(text)
    enough = max(ENOUGH, BESIDE * found[0].score) if found else ENOUGH
    return [one for one in found if one.score >= enough][:limit]
