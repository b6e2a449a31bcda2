"""What residents answered, beside the views of a file, and as a source of its definition."""

from __future__ import annotations

from typing import Any

from senim.kernel.scoping import Scope
from senim.problems import domain, events
from senim.problems.models import Problem
from senim.problems.permissions import can_act
from senim.problems.presenters.parts import language

#: Characters of a source.
MOST, WHERE = 1000, 300


def layer(scope: Scope, problem: Problem, value: str) -> dict[str, Any]:
    """The surveys to choose from, the chosen layer, and what a source would say of it: its sentence with n and
    interval, and where it is from. Nobody who may not add a source is offered one."""
    asked = events.survey_choices(scope, language())
    chosen = events.survey_layer(scope, problem.selection, language(), value) if asked else []
    open_ = problem.stage != domain.Stage.CLOSED
    may = bool(chosen and chosen[0].table[1]) and open_ and can_act(scope, "problems.add_source", problem)
    return {
        "surveys": asked,
        "survey": value,
        "survey_panels": chosen,
        "source": {
            "kind": str(domain.SourceKind.SURVEY),
            "text": chosen[0].sentence[:MOST],
            "reference": chosen[0].title[:WHERE],
        }
        if may
        else None,
    }
