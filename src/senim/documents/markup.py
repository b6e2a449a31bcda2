"""The little language of a template: one block a line, values in braces. No Django here, and nothing that runs.

    # A heading                      ! To whom, on the right
    ## A smaller heading             > Small words
    - One of a list                  ~ The place where somebody signs by hand
    = Name | what stands beside it   _ A line to fill in by hand
    ?reason A block only where {reason} has a value            ___ 6   so many empty lines
    !_ A line to fill in on the right
    Other lines are paragraphs; an empty line ends one.

A template says what a paper says and never what a program does: a brace holds the name of a variable and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

#: mark: what the block is.
MARKS = {
    "# ": "title",
    "## ": "head",
    "! ": "to",
    "!_ ": "to_line",
    "- ": "item",
    "> ": "small",
    "~ ": "sign",
    "_ ": "line",
}
_NAME = re.compile(r"\{([^{}]*)\}")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_IF = re.compile(r"\?([a-z][a-z0-9_]*) +(.*)", re.DOTALL)
_SPACE = re.compile(r"___ (\d{1,2})")
#: In these two a paper is issued; the third is a reading copy.
STATE_LANGUAGES = ("kk", "ru")
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: as they stand, or (with `variable`) what a record says."""

    words: str
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a template. name: what stands at the left of a fact. only_if: the variable it needs, or ""."""

    kind: str
    pieces: tuple[Piece, ...]
    name: str = ""
    only_if: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template. code: unknown, brace, uneven, unused, no_language, no_title, long."""

    code: str
    language: str
    line: int = 0
    name: str = ""
    hint: str = ""


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a template."""
    return tuple(_block(words) for _line, words in _chunks(text))


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """(number of the line, words) of every block; lines of a paragraph are joined by a line break."""
    held: list[str] = []
    began = 0
    for number, raw in enumerate([*text.splitlines(), ""], 1):
        line = raw.strip()
        alone = line.startswith((*MARKS, "= ", "?")) or line == "!_" or _SPACE.fullmatch(line) is not None
        if held and (not line or alone):
            yield began, "\n".join(held)
            held = []
        if alone:
            yield number, line
        elif line:
            began = began if held else number
            held.append(line)


def _block(words: str, only_if: str = "") -> Block:
    if (found := _IF.fullmatch(words)) and not only_if:
        return _block(found[2], found[1])
    if found := _SPACE.fullmatch(words):
        return Block("space", (), only_if=only_if, lines=int(found[1]))
    if words == "!_":
        return Block("to_line", (), only_if=only_if)
    if words.startswith("= "):
        name, _bar, rest = words[2:].partition("|")
        return Block("fact", pieces(rest.strip()), name.strip(), only_if)
    for mark in sorted(MARKS, key=len, reverse=True):
        if words.startswith(mark):
            return Block(MARKS[mark], pieces(words[len(mark) :]), only_if=only_if)
    return Block("text", pieces(words), only_if=only_if)


def pieces(words: str) -> tuple[Piece, ...]:
    """Words cut at the braces."""
    parts = _NAME.split(words)
    return tuple(
        Piece("", part.strip()) if place % 2 else Piece(part) for place, part in enumerate(parts) if part or place % 2
    )


def variables_of(text: str) -> dict[str, int]:
    """Every variable that a template names, with the line where it stands first."""
    found: dict[str, int] = {}
    for line, words in _chunks(text):
        block = _block(words)
        names = [piece.variable for piece in block.pieces if piece.variable or piece.words == ""]
        for name in filter(None, (block.only_if, *names)):
            found.setdefault(name, line)
    return found


def faults(texts: Mapping[str, str], known: Mapping[str, bool], common: frozenset[str]) -> list[Fault]:
    """What is wrong with a template's texts by language.

    known: the variables of its kind and whether each is required; common: those that every paper has. A brace that
    names nothing we know, a language of the state without text, a variable in one language that another lacks, a
    required variable that no text says: each is told by name.
    """
    found: list[Fault] = []
    used = {language: variables_of(text) for language, text in texts.items() if text.strip()}
    found += [Fault("no_language", language) for language in STATE_LANGUAGES if language not in used]
    for language, names in used.items():
        found += _of_one(language, texts[language], names, {*known, *common})
    everywhere = {name for names in used.values() for name in names} & known.keys()
    for name in sorted(everywhere):
        found += [Fault("uneven", language, name=name) for language, names in used.items() if name not in names]
    if used:
        found += [Fault("unused", "", name=name) for name, needed in known.items() if needed and name not in everywhere]
    return found


def _of_one(language: str, text: str, names: Mapping[str, int], allowed: set[str]) -> list[Fault]:
    found = [Fault("long", language)] if len(text) > LONGEST else []
    if not any(block.kind == "title" for block in parse(text)):
        found.append(Fault("no_title", language))
    for number, line in enumerate(text.splitlines(), 1):
        bare = _NAME.sub("", line)
        if "{" in bare or "}" in bare:
            found.append(Fault("brace", language, number))
    for name, first in names.items():
        if name not in allowed:
            near = get_close_matches(name, sorted(allowed), 1)
            found.append(Fault("unknown", language, first, name, near[0] if near else ""))
    return found


def fill(blocks: tuple[Block, ...], values: Mapping[str, str]) -> list[dict[str, Any]]:
    """Blocks with their values, as plain data: {is, name, pieces: [[words, variable]], lines}.

    A block whose condition has no value is left out. A variable without a value is an empty piece that keeps its name.
    """
    return [
        {
            "is": one.kind,
            "name": one.name,
            "pieces": [
                [values.get(piece.variable, "") if piece.variable else piece.words, piece.variable]
                for piece in one.pieces
            ],
            "lines": one.lines,
        }
        for one in blocks
        if not one.only_if or values.get(one.only_if, "").strip()
    ]
