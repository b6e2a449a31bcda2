"""What an officer does at the screen on a working day, counted: taps, letters, pages, and what they take.

Seconds follow the keystroke-level model (Card, Moran and Newell, 1980): 1.1 to point and 0.2 to tap, 1.35 to make up
one's mind before each tap; 0.33 for a letter on a telephone (36 words a minute: Palin, Feit, Kim, Kristensson and
Oulasvirta, 2019). For reading a page or a list 8 s are reckoned: our own assumption, as is 1 s for a page to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

TAP, LETTER, READ, COME = 1.1 + 0.2 + 1.35, 0.33, 8.0, 1.0


@dataclass(slots=True)
class Part:
    """A part of the day: what it was, and what it took."""

    name: str
    taps: int = 0
    letters: int = 0
    pages: int = 0

    @property
    def seconds(self) -> float:
        return self.taps * TAP + self.letters * LETTER + self.pages * (READ + COME)


@dataclass(slots=True)
class Screen:
    """A telephone in an officer's hand. Everything goes through it, so that nothing is left uncounted."""

    page: Any
    clock: Any
    parts: list[Part] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """What follows belongs to this part; a part may come back later in the day."""
        known = next((one for one in self.parts if one.name == name), None)
        if known:
            self.parts.remove(known)
        self.parts.append(known or Part(name))
        yield

    def later(self, **parts: float) -> None:
        """Time goes by, for the house and for the telephone."""
        self.at(self.clock.at + timedelta(**parts))

    def at(self, moment: datetime) -> None:
        self.clock.at = moment
        self.page.context.clock.set_fixed_time(moment)

    def go(self, address: str) -> None:
        """A page by its own icon or bookmark: one tap."""
        self.parts[-1].taps += 1
        self.parts[-1].pages += 1
        self.page.goto(address)

    def tap(self, selector: str, *, opens: bool = False, shows: bool = False) -> None:
        """One tap. opens: another page comes; shows: another view of the same page. Either is read."""
        self.parts[-1].taps += 1
        self.parts[-1].pages += opens or shows
        if not opens:
            return self.page.locator(selector).first.click()
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        return None

    def fill(self, selector: str, text: str) -> None:
        """What the telephone remembers: one tap."""
        self.parts[-1].taps += 1
        self.page.locator(selector).first.fill(text)

    def write(self, selector: str, text: str) -> None:
        """One tap into the field, then letters; a dictating officer needs fewer."""
        self.parts[-1].taps += 1
        self.parts[-1].letters += len(text)
        self.page.locator(selector).first.fill(text)

    def choose(self, selector: str, value: str) -> None:
        """A list opened and a line taken: two taps."""
        self.parts[-1].taps += 2
        self.page.locator(selector).first.select_option(value)

    @property
    def minutes(self) -> float:
        return sum(one.seconds for one in self.parts) / 60


def table(days: dict[str, Screen]) -> str:
    """The parts of each day as a Markdown table."""
    lines = ["| day | part | taps | letters | pages | minutes |", "|---|---|---|---|---|---|"]
    for name, screen in days.items():
        rows = [(one.name, one.taps, one.letters, one.pages, one.seconds / 60) for one in screen.parts]
        totals = [sum(row[place] for row in rows) for place in (1, 2, 3)]
        for what, *counts, minutes in [*rows, ("**together**", *totals, screen.minutes)]:
            lines.append(f"| {name} | {what} | {' | '.join(map(str, counts))} | {minutes:.1f} |")
    return "\n".join(lines)
