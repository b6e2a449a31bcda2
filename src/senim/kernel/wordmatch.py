"""Which words of a text speak for which code: generic matching of a lexicon, in loose letters. Pure.

A pattern is written as people write (any case, Kazakh letters or not):

    бродяч*            a word that begins so
    шум                exactly this word
    түнде шу*          these words in this order, at most two others between
    ақша*+код*         both, in any order, within twelve words

A lexicon gives each code patterns that are sure of it (3 points), signs of it (1 point, shared by the codes that have
the same sign) and patterns that speak against it (-2). Every pattern counts once, however often it stands.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from senim.kernel.text import Token, loose_key, spans

SURE, SIGN, AGAINST = 3.0, 1.0, -2.0
#: Most other words between two words of a phrase; widest stretch for words joined by "+".
GAP, STRETCH = 2, 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What a lexicon holds on one code."""

    sure: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A code that the text speaks for: points, and the words that gave them, as written and in order."""

    code: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    terms: tuple[str, ...]
    in_order: bool
    gives: tuple[tuple[str, float], ...]


class Lexicon:
    """Patterns made ready for matching. Build once; matching a text of 10 000 letters takes milliseconds."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.codes = tuple(entries)
        gives: dict[str, dict[str, float]] = {}
        shared = Counter(sign for entry in entries.values() for sign in set(map(_folded, entry.signs)))
        for code, entry in entries.items():
            for pattern, points in _points(entry, shared):
                gives.setdefault(pattern, {})[code] = points
        self._by_start: dict[str, list[_Pattern]] = {}
        for pattern, codes in gives.items():
            made = _made(pattern, tuple(codes.items()))
            self._by_start.setdefault(made.terms[0][:-1][:_HEAD], []).append(made)

    def match(self, text: str, limit: int = 400) -> list[Match]:
        """The codes with points above nothing, most first, equals in the order of the lexicon. Reads `limit` words."""
        words = spans(text)[:limit]
        places = _Places(words)
        score: dict[str, float] = {}
        seen: dict[str, set[int]] = {}
        for pattern in self._candidates(words):
            found = places.find(pattern)
            if found:
                for code, points in pattern.gives:
                    score[code] = score.get(code, 0.0) + points
                    seen.setdefault(code, set()).update(found if points > 0 else ())
        order = {code: place for place, code in enumerate(self.codes)}
        ranked = sorted((code for code in score if score[code] > 0), key=lambda code: (-score[code], order[code]))
        return [Match(code, round(score[code], 3), _as_written(words, seen[code])) for code in ranked]

    def _candidates(self, words: Sequence[Token]) -> Iterator[_Pattern]:
        starts = {word.key[:size] for word in words for size in range(1, _HEAD + 1)}
        for start in sorted(starts):
            yield from self._by_start.get(start, ())


#: So many first letters lead to a pattern.
_HEAD = 3


def _folded(pattern: str) -> str:
    return loose_key(pattern)


def _points(entry: Entry, shared: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    for pattern in map(_folded, entry.against):
        yield pattern, AGAINST
    for pattern in map(_folded, entry.signs):
        yield pattern, SIGN / shared[pattern]
    for pattern in map(_folded, entry.sure):
        yield pattern, SURE


def _made(pattern: str, gives: tuple[tuple[str, float], ...]) -> _Pattern:
    terms = tuple(part.strip() for part in (pattern.split("+") if "+" in pattern else pattern.split()))
    if not all(term.rstrip("*") for term in terms):
        raise ValueError(f"an empty word in the pattern {pattern!r}")
    # Every term ends in a mark: a star for "begins so", a dollar for "is so".
    marked = tuple(term if term.endswith("*") else f"{term}$" for term in terms)
    return _Pattern(marked, "+" not in pattern, gives)


class _Places:
    """Where each term stands in a text."""

    def __init__(self, words: Sequence[Token]) -> None:
        self._keys = [word.key for word in words]
        self._found: dict[str, list[int]] = {}

    def of(self, term: str) -> list[int]:
        if term not in self._found:
            stem, is_start = term[:-1], term.endswith("*")
            self._found[term] = [
                place for place, word in enumerate(self._keys)
                if (word.startswith(stem) if is_start else word == stem)
            ]
        return self._found[term]

    def find(self, pattern: _Pattern) -> tuple[int, ...]:
        """The places of a pattern's words at its first standing; empty where it does not stand."""
        for first in self.of(pattern.terms[0]):
            found = self._in_order(pattern, first) if pattern.in_order else self._near(pattern, first)
            if found:
                return found
        return ()

    def _in_order(self, pattern: _Pattern, first: int) -> tuple[int, ...]:
        found = [first]
        for term in pattern.terms[1:]:
            after = next((place for place in self.of(term) if 0 < place - found[-1] <= GAP + 1), None)
            if after is None:
                return ()
            found.append(after)
        return tuple(found)

    def _near(self, pattern: _Pattern, first: int) -> tuple[int, ...]:
        found = [first]
        for term in pattern.terms[1:]:
            near = next((one for one in self.of(term) if one not in found and abs(one - first) <= STRETCH), None)
            if near is None:
                return ()
            found.append(near)
        return tuple(found)


def _as_written(words: Sequence[Token], places: Iterable[int]) -> tuple[str, ...]:
    """The words at these places, each once however it is spelt."""
    said = {words[place].key: words[place].text for place in sorted(places, reverse=True)}
    return tuple(reversed(said.values()))
