"""What the state has promised to build, told by whoever knows the plan (the Concept), for comparison only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of a plan: what, in each year how many, in the whole country; its number and where it stands."""

    names: tuple[str, ...]
    years: tuple[tuple[int, int], ...]
    number: str
    source: tuple[str, ...]
    #: The measure of the plan in words. All words: kk, ru, en.
    measure: tuple[str, ...]


_makers: list[Callable[[], list[Promise]]] = []


def register_plan(make: Callable[[], list[Promise]]) -> None:
    """Say once (in `AppConfig.ready`) what a plan promises of points and posts."""
    if make not in _makers:
        _makers.append(make)


def promises() -> list[Promise]:
    """All that is promised."""
    return [one for make in _makers for one in make()]
