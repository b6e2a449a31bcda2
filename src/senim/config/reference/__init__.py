"""`senim docs`: the pages of docs/reference, written from the code; `--check` compares them with it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from senim.config.reference import addresses, analysis, doors, settings, states, tables, terms, words

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "reference"

#: Page -> the function that writes it, given nothing but the code.
PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings.page,
    "commands.md": settings.commands_page,
    "contexts.md": doors.page,
    "roles.md": addresses.roles_page,
    "addresses.md": addresses.page,
    "states.md": states.page,
    "words.md": words.page,
    "data.md": tables.page,
    "legal-terms.md": terms.page,
    "analysis.md": analysis.page,
}
NOTE = "<!-- Written by `./run docs` from the code: change the code, not this page. -->\n\n"


def text_of(name: str) -> str:
    """A page as it should stand."""
    return NOTE + PAGES[name]().rstrip() + "\n"


def stale() -> list[str]:
    """The pages that differ from the code, or that nobody wrote yet."""
    standing = {name: (FOLDER / name).read_text("utf-8") for name in PAGES if (FOLDER / name).exists()}
    return [name for name in PAGES if standing.get(name) != text_of(name)]


def main(arguments: Sequence[str] = ()) -> int:
    """Write the pages; with --check only compare: 1 and their names where one differs."""
    if "--check" in arguments:
        found = stale()
        print(f"./run docs must write: {', '.join(found)}" if found else "docs/reference is current")
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(text_of(name), encoding="utf-8")
    print(f"{len(PAGES)} pages in {FOLDER}", file=sys.stderr)
    return 0
