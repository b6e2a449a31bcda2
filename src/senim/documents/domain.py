"""What a document is: kinds, variables, values, states. No Django here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope

LANGUAGES = ("kk", "ru", "en")
SPOKEN = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


class State(StrEnum):
    """A draft waits for its signature; what needs none is made; what was signed may be withdrawn, never changed."""

    DRAFT = "draft"
    SIGNED = "signed"
    MADE = "made"
    WITHDRAWN = "withdrawn"


STATES: dict[State, Label] = {
    State.DRAFT: Label("қол қойылмаған", "не подписан", "not signed"),
    State.SIGNED: Label("қол қойылған", "подписан", "signed"),
    State.MADE: Label("дайын", "готов", "ready"),
    State.WITHDRAWN: Label("кері қайтарылған", "отозван", "withdrawn"),
}


class Layout(StrEnum):
    """How a document lies on its paper."""

    LETTER = "letter"
    POSTER = "poster"
    BLANK = "blank"


class Entry(StrEnum):
    """How a variable is typed where the record does not say it."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    IIN = "iin"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Variable:
    """A place in a template. edit: the officer may say otherwise than the record; the record's words are kept beside."""

    code: str
    name: Label
    required: bool = True
    entry: Entry = Entry.LINE
    edit: bool = False
    hint: Label | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a paper rests. term: the code of a legal term, which brings its own words and mark; else words."""

    term: str = ""
    words: Label | None = None
    mark: str = "memory"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A form as it was in force: its texts by language, from the first to the last day (None: still)."""

    number: int
    texts: Mapping[str, str] = field(hash=False)
    valid_from: date
    valid_to: date | None = None
    shipped: bool = True
    note: str = ""

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the files of a kind say: the shared list of variables, the grounds, the versions of this release."""

    variables: Mapping[str, Variable] = field(hash=False)
    grounds: tuple[Ground, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """What a record says for a variable, and where that stands."""

    words: str
    source: Label


@dataclass(frozen=True, slots=True)
class Filled:
    """A record as its kind reads it. post_id: of whose post the paper is. owed_by: when it is owed, where it is.

    about: what it is of, in words without a person. about_post, about_account: whom a complaint is about; they and
    those below never see the paper. language: in which it is filled.
    """

    values: Mapping[str, Value] = field(hash=False)
    area_path: str
    post_id: int
    about: str
    owed_by: datetime | None = None
    about_post: int | None = None
    about_account: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A paper that is kept by another context (a report on its own pages), as the list shows it."""

    title: str
    about: str
    at: datetime | None
    state: str
    url: str
    files: tuple[tuple[str, str], ...] = ()


Filler = Callable[[Scope, str, str], Filled]
Check = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document, as a context registers it.

    of: what its records are ("appeal", "visit", "problem", "beat"). folder: about.toml, kk.txt, ru.txt, en.txt; None
    for a kind whose papers another context keeps (`rows`, `url`). fill(scope, subject, language): "" lets the record
    choose (in which the person wrote); raises NotYours for a record that is not the asker's and Refused where there is
    nothing to write yet. signers: empty where no signature is
    needed. check(values) raises Refused. picture(subject): a picture for the paper; face(subject): its address
    for the page. word: also as .docx.
    begins(scope): (subject, words) of records that the list of documents offers by itself.
    """

    code: str
    name: Label
    of: str
    makers: frozenset[Role]
    signers: frozenset[Role] = frozenset()
    folder: Path | None = None
    fill: Filler | None = field(default=None, hash=False)
    layout: Layout = Layout.LETTER
    word: bool = False
    check: Check | None = field(default=None, hash=False)
    picture: Callable[[str], bytes | None] | None = field(default=None, hash=False)
    rows: Callable[[Scope, int], Sequence[Row]] | None = field(default=None, hash=False)
    url: Callable[[], str] | None = field(default=None, hash=False)
    face: Callable[[str], str] | None = field(default=None, hash=False)
    begins: Callable[[Scope], Sequence[tuple[str, str]]] | None = field(default=None, hash=False)


#: What every paper has; filled when it is signed.
COMMON = frozenset({"number", "day", "unit", "post", "officer", "phone"})
