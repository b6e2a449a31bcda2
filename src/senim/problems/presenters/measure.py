"""How a response is judged, in words: the plan, the assessment, the lesson."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from senim.kernel.clock import today
from senim.problems import catalogue, domain, events, policies
from senim.problems.models import Problem
from senim.problems.presenters.parts import kind_name, language, paths_words, place_name
from senim.problems.selectors.files import Parts

FINDING_KINDS = {"fall": "good", "rise": "bad", "none": "warn", "cannot": "warn", "": ""}


def plan(row: Any, is_last: bool) -> dict[str, Any]:
    """A plan in words; an earlier version is shown as what was promised."""
    return {
        "version": row.version,
        "is_last": is_last,
        "comparison": paths_words(row.comparison.get("paths") or ()),
        "ring": paths_words(row.ring.get("paths") or ()) if row.ring else "",
        "buffer": row.buffer,
        "before_from": row.before_from,
        "before_until": row.before_until,
        "from_day": row.from_day,
        "until_day": row.until_day,
        "effect": row.smallest_effect,
        "power": None if row.power is None else round(100 * row.power),
        "treated_before": row.counts.get("treated"),
        "control_before": row.counts.get("control"),
        "smallest": row.counts.get("smallest"),
        "breaks": [{**one, "since": date.fromisoformat(one["since"])} for one in row.breaks],
        "words": row.words,
        "frozen_at": row.frozen_at,
        "late": row.late,
        "reason": row.change_reason,
        "treated": row.treated,
        "is_weak": row.power is not None and row.power < 0.8,
    }


def assess(problem: Problem, parts: Parts) -> dict[str, Any]:
    """When it is time, what came out, what threatens it, the lesson."""
    last = parts.plans[0] if parts.plans else None
    return {
        "plan": plan(last, True) if last else None,
        "too_early": last is not None and policies.too_early(last.until_day, today()),
        "assessments": [assessment(one) for one in parts.assessments],
        "running": any(one.state in {domain.RunState.QUEUED, domain.RunState.RUNNING} for one in parts.assessments),
        "lesson": lesson(parts.lesson) if parts.lesson else None,
        "began_on": problem.began_on,
        "treated_by": parts.treated_by,
    }


def assessment(row: Any) -> dict[str, Any]:
    spoken = language()
    counts = row.counts
    cost = row.cost / row.prevented if row.cost and row.prevented and row.prevented > 0 else None
    areas = (("treated", _("The area")), ("control", _("Comparison")), ("ring", _("Surroundings")))
    return {
        "id": row.pk,
        "version": row.plan.version,
        "state": str(domain.RUN_STATES[domain.RunState(row.state)]),
        "is_done": row.state == domain.RunState.DONE,
        "is_refused": row.state in {domain.RunState.REFUSED, domain.RunState.FAILED},
        "error": row.error.get(spoken) or row.error.get("en", ""),
        "ended_at": row.ended_at,
        "finding": str(domain.FINDINGS[domain.Finding(row.finding)]) if row.finding else "",
        "kind": FINDING_KINDS[row.finding],
        "spread": str(domain.SPREADS[domain.Spread(row.spread)]) if row.spread else "",
        "exploratory": row.exploratory,
        "sentences": row.sentences.get(spoken) or [],
        "threats": [one.get(spoken) or one.get("kk") for one in row.threats],
        "rows": [(name, *counts[code]) for code, name in areas if counts.get(code)],
        "head": [
            {"label": _("Events"), "number": False},
            {"label": _("Before the response"), "number": True},
            {"label": _("After it began"), "number": True},
        ],
        "cost": row.cost,
        "prevented": row.prevented and round(row.prevented, 1),
        "cost_each": cost and round(cost),
        "lineage": [one.get("digest", "")[:12] for pair in row.lineage.values() for one in pair.values()][:1],
        "is_stale": events.are_stale(one for pair in row.lineage.values() for one in pair.values()),
    }


def lesson(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "kind": kind_name(row.kind),
        "place": place_name(row.place_kind),
        "finding": str(domain.FINDINGS[domain.Finding(row.finding)]),
        "finding_kind": FINDING_KINDS[row.finding],
        "exploratory": row.exploratory,
        "techniques": [
            str(catalogue.technique_name(code)) for code in row.techniques if catalogue.technique_name(code)
        ],
        "parts": [
            {
                "name": str(name),
                "text": getattr(row, code),
                "quality": str(catalogue.QUALITY[str(getattr(row, f"{code}_quality"))]),
            }
            for code, name in catalogue.EMMIE.items()
            if getattr(row, code)
        ],
        "kept_at": row.kept_at,
    }
