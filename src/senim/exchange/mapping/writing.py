"""A mapping as TOML again, when it was changed on a page: the words as they were written, the new ones at the end."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from senim.kernel.text import key


def changed(
    text: str, *, columns: Mapping[str, str], words: Mapping[str, Mapping[str, str]], empty: Mapping[str, str]
) -> str:
    """The TOML with other columns, further words and other values for empty cells. Comments do not survive this."""
    raw: dict[str, Any] = tomllib.loads(text)
    known = raw.get("columns", {})
    raw["columns"] = {
        # A column that has several names keeps them while the chosen one is among them.
        name: known[name] if isinstance(known.get(name), list) and column in known[name] else column
        for name, column in columns.items()
        if column
    }
    for field, given in words.items():
        table = raw.setdefault("words", {}).setdefault(field, {})
        written_as = {key(word): word for word in table}
        for word, code in given.items():
            table[written_as.get(key(word), word)] = code
    raw["empty"] = {**raw.get("empty", {}), **{name: value for name, value in empty.items() if value}}
    return written(raw)


def written(raw: Mapping[str, Any]) -> str:
    """A table of texts and of tables of texts as TOML."""
    plain = [f"{_text(name)} = {_text(value)}" for name, value in raw.items() if isinstance(value, str)]
    parts = ["\n".join(plain)] if plain else []
    parts += [_table(name, value) for name, value in raw.items() if isinstance(value, dict)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(name: str, table: Mapping[str, Any]) -> str:
    rows = [f"{_text(one)} = {_value(value)}" for one, value in table.items() if isinstance(value, str | list)]
    inner = [_table(f"{name}.{one}", value) for one, value in table.items() if isinstance(value, dict)]
    here = "\n".join([f"[{name}]", *rows]) if rows or not inner else ""
    return "\n\n".join(part for part in (here, *inner) if part)


def _value(value: str | list[str]) -> str:
    return _text(value) if isinstance(value, str) else f"[{', '.join(map(_text, value))}]"


def _text(value: str) -> str:
    """A basic string: what JSON writes is TOML too, but for the character "delete"."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
