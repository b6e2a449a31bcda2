"""What an act on a file is, and what its form and its doing are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from senim.problems.models import Problem
from senim.problems.presenters import parts as names
from senim.problems.selectors.files import Parts
from senim.staff.api import StaffRequest


@dataclass(slots=True)
class Doing:
    """A request to one file: what its forms may offer, and, when a form is valid, its answers."""

    request: StaffRequest
    problem: Problem
    parts: Parts
    data: dict[str, Any]
    made: Any = None

    @property
    def who(self) -> dict[str, Any]:
        return {"actor": self.request.actor, "problem_id": self.problem.pk}

    def bodies(self) -> list[tuple[int, str]]:
        """The bodies of the area: asked for once on a page."""
        if self._bodies is None:
            self._bodies = names.body_choices(self.problem.area_path)
        return self._bodies

    _bodies: list[tuple[int, str]] | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act on a file."""

    right: str
    tab: str
    title: Any
    button: Any
    form: Callable[..., Any]
    do: Callable[[Doing], object]
    said: Any
    #: Whether it can be done now: nothing is offered that has no row to act on.
    when: Callable[[Doing], bool] = lambda _doing: True


def short(text: str) -> str:
    return text if len(text) <= 90 else text[:89] + "…"


def plain(form: Any, **fixed: Any) -> Callable[..., Any]:
    return lambda _doing, *args: form(*args, **fixed)
