"""Counts for a plan: the area, its comparison and its surroundings, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from senim.incidents import api as incidents
from senim.kernel.scoping import Scope
from senim.problems import selection as selections
from senim.problems.models import Plan


@dataclass(frozen=True, slots=True)
class Counts:
    """Events before and after; the surroundings may be not measured."""

    treated: tuple[int, int]
    control: tuple[int, int]
    ring: tuple[int, int] | None
    lineage: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        return {
            "treated": list(self.treated),
            "control": list(self.control),
            "ring": list(self.ring) if self.ring else None,
        }


def count(scope: Scope, selection: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
    """So many events, and which rows they are."""
    found = incidents.events(scope, incidents.Selection.from_json(dict(selection)))
    return int(found.n), found.lineage.to_json()


def before(
    scope: Scope, outcome: Mapping[str, Any], comparison: Mapping[str, Any], first: date, last: date
) -> tuple[int, int]:
    """Events of the area and of its comparison in the period before."""
    return (
        count(scope, selections.window(outcome, first, last))[0],
        count(scope, selections.window(comparison, first, last))[0],
    )


def of_plan(scope: Scope, plan: Plan) -> Counts:
    """All counts that an assessment needs, with the lineage of what was counted."""
    lineage: dict[str, Any] = {}

    def pair(name: str, chosen: Mapping[str, Any]) -> tuple[int, int]:
        first, one = count(scope, selections.window(chosen, plan.before_from, plan.before_until))
        second, two = count(scope, selections.window(chosen, plan.from_day, plan.until_day))
        lineage[name] = {"before": one, "after": two}
        return first, second

    treated, control = pair("treated", plan.outcome), pair("control", plan.comparison)
    ring: tuple[int, int] | None = None
    if plan.ring:
        ring = pair("ring", plan.ring)
    elif plan.buffer and plan.outcome.get("polygon"):
        wide = pair("ring", selections.grown(plan.outcome, plan.buffer))
        ring = (wide[0] - treated[0], wide[1] - treated[1])
    return Counts(treated, control, ring, lineage)
