"""Which kinds of documents there are: each context says its own when it starts, and this one knows none of them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from senim.documents.domain import LANGUAGES, Entry, Filler, Ground, Kind, Shipped, Variable, Version
from senim.documents.wording import REFUSALS
from senim.kernel.errors import Refused
from senim.kernel.labels import Label

_kinds: dict[str, Kind] = {}
#: (kind, sort of record) -> what reads it
_sources: dict[tuple[str, str], Filler] = {}


def register(kind: Kind) -> None:
    """Add a kind; registering its code again replaces it. Call it from AppConfig.ready."""
    _kinds[kind.code] = kind


def unregister(code: str) -> None:
    """Take a kind away again (tests)."""
    _kinds.pop(code, None)


def fill_from(code: str, of: str, fill: Filler) -> None:
    """Let a kind of another context be made from a record of one's own: its subjects are then "of:which"."""
    _sources[code, of] = fill


def filler(one: Kind, subject: str) -> Filler | None:
    """What reads a record for a kind."""
    return _sources.get((one.code, subject.partition(":")[0]), one.fill)


def also_from(of: str) -> list[Kind]:
    """Kinds that are also made from records of another sort."""
    return [_kinds[code] for code, sort in sorted(_sources) if sort == of and code in _kinds]


def kinds() -> list[Kind]:
    """Every kind, by code."""
    return [_kinds[code] for code in sorted(_kinds)]


def kind(code: str) -> Kind:
    """One kind. Raises Refused where there is none."""
    if code not in _kinds:
        raise Refused("no_kind", REFUSALS["no_kind"])
    return _kinds[code]


def shipped(one: Kind) -> Shipped:
    """What the files of a kind say."""
    assert one.folder is not None, "papers of this kind are kept by another context"
    return read(one.folder)


@cache
def read(folder: Path) -> Shipped:
    """A folder of about.toml and a text for each language, read once."""
    about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    texts = {
        language: path.read_text(encoding="utf-8")
        for language in LANGUAGES
        if (path := folder / f"{language}.txt").exists()
    }
    version = Version(about["version"], texts, about["valid_from"], about.get("valid_to"))
    variables = {code: _variable(code, row) for code, row in about.get("variables", {}).items()}
    return Shipped(variables, tuple(_ground(row) for row in about.get("grounds", ())), (version,))


def _variable(code: str, row: dict[str, Any]) -> Variable:
    hint = _label(row["hint"]) if "hint" in row else None
    entry = Entry(row.get("entry", "line"))
    return Variable(code, _label(row["name"]), row.get("required", True), entry, row.get("edit", False), hint)


def _ground(row: dict[str, Any]) -> Ground:
    words = _label(row["words"]) if "words" in row else None
    return Ground(row.get("term", ""), words, row.get("mark", "memory"), row.get("source", ""))


def _label(three: list[str]) -> Label:
    kk, ru, en = three
    return Label(kk, ru, en)
