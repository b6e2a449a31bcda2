"""A process that was measured, as a row of the table; whether a peer's answer is ours."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.peer_rows import bar_of

HEAD = "| job | events | who | cold | first | warm | CPU | memory | bar | answer |\n" + "|---" * 10 + "|"


@dataclass(frozen=True)
class Ran:
    """One process: its figures (seconds, megabytes), or the word for why there are none."""

    who: str
    job: str
    n: int
    cold: float | None = None
    first: float | None = None
    warm: float | None = None
    cpu: float | None = None
    memory: float | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)
    said: str = ""
    ours: bool = False
    growth: bool = False


def compared(peer: Mapping[str, Any], own: Mapping[str, Any], close: Mapping[str, float]) -> str:
    """The same answer, or which part differs."""
    both = [name for name in close if name in peer and name in own]
    wrong = [name for name in both if not math.isclose(peer[name], own[name], rel_tol=close[name], abs_tol=1e-12)]
    if wrong:
        return "DIFFERS: " + ", ".join(f"{name} {peer[name]:.6g}, ours {own[name]:.6g}" for name in wrong)
    return "same " + ", ".join(both) if both else "not comparable"


def row(one: Ran) -> str:
    """A row in Markdown."""
    memory = "" if one.memory is None else number(one.memory) + " MB"
    times = [seconds(one.cold), seconds(one.first), seconds(one.warm), seconds(one.cpu)]
    cells = [one.job, number(one.n), one.who, *times, memory, _bar(one), one.said or _told(one.answer)]
    return "| " + " | ".join(cells) + " |"


def _bar(one: Ran) -> str:
    """What was to be reached, and whether it was."""
    bar = bar_of(one.job, one.n) if one.ours else None
    if not bar or one.warm is None or one.memory is None:
        return ""
    asked = seconds(bar.seconds) + (f", {number(bar.megabytes)} MB" if bar.megabytes else "")
    met = one.warm <= bar.seconds and one.memory <= (bar.megabytes or math.inf)
    return f"{asked}: {'met' if met else 'MISSED'}"


def number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")


def seconds(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value * 1000:.2g} ms" if value < 0.1 else f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def _told(answer: Mapping[str, Any]) -> str:
    return "; ".join(f"{name} {value:.6g}" for name, value in answer.items())
