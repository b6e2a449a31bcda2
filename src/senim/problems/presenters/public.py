"""What the public page of a problem says beside its words: where it is, who is counted and how."""

from __future__ import annotations

from typing import Any

from senim.kernel import legal
from senim.kernel.clock import today
from senim.problems.models import Problem
from senim.problems.presenters.parts import area_name
from senim.problems.selectors.public import LEAST_PEOPLE
from senim.territory import api as territory


def concern(problem: Problem) -> dict[str, Any]:
    """The area with its public code, and the rules of the count: months that a mark is kept, the least that is told."""
    return {
        "area": area_name(problem.area_id),
        "area_code": territory.area(problem.area_id).code,
        "months": int(legal.term("problem.voice_kept", today()).value or 0),
        "least": LEAST_PEOPLE,
    }
