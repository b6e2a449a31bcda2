"""One file: its head, its gate and each of its tabs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.kernel.clock import today
from senim.problems import catalogue, domain, events, policies
from senim.problems.domain import Belief, Stage, TaskState
from senim.problems.models import Audit, Member, Problem, Recommendation, Task
from senim.problems.policies import Facts
from senim.problems.presenters.measure import assess, lesson, plan
from senim.problems.presenters.parts import (
    area_name,
    before_plan,
    body_name,
    kind_name,
    language,
    place_name,
)
from senim.problems.presenters.place import drawn
from senim.problems.selectors.files import Parts
from senim.staff import api as staff
from senim.web import words

TABS = ("scan", "views", "analyse", "respond", "assess", "residents", "history")
STAGE_KINDS = {
    Stage.SCAN: "info",
    Stage.ANALYSE: "info",
    Stage.RESPOND: "warn",
    Stage.ASSESS: "warn",
    Stage.CLOSED: "good",
}
TASK_KINDS = {
    TaskState.SENT: "warn",
    TaskState.OPENED: "info",
    TaskState.ACCEPTED: "info",
    TaskState.DONE: "good",
    TaskState.REFUSED: "bad",
    TaskState.RECALLED: "",
}


def tabs(problem: Problem, current: str) -> list[dict[str, Any]]:
    """The stages as tabs, then residents and history."""
    names = {stage.value: str(name) for stage, name in domain.STAGES.items()}
    names |= {"views": _("Views"), "residents": _("Residents"), "history": _("History")}
    return [
        {"label": names[code], "url": tab_url(problem, code), "current": code == current, "count": None}
        for code in TABS
    ]


def tab_url(problem: Problem, code: str) -> str:
    return reverse("problems:tab", args=[problem.number, code])


def head(problem: Problem) -> dict[str, Any]:
    """What stands above every tab."""
    return {
        "stage": str(domain.STAGES[Stage(problem.stage)]),
        "stage_kind": STAGE_KINDS[Stage(problem.stage)],
        "area": area_name(problem.area_id),
        "kind": kind_name(problem.kind),
        "place": place_name(problem.place_kind),
        "in_own_words": in_own_words(problem),
    }


def in_own_words(problem: Problem) -> str:
    """The title that residents read in the language of the page, where the file's own is another; "" for none.

    A file is kept in one language. What the group wrote for residents is the only translation that somebody answers
    for."""
    said = str(getattr(problem, f"public_title_{language()}", ""))
    return "" if said == problem.title else said


def gate(problem: Problem, facts: Facts) -> dict[str, Any]:
    """What the next stage still wants, and which stages may be chosen."""
    stage = Stage(problem.stage)
    to = domain.NEXT.get(stage)
    wants = policies.missing(facts, today())
    return {
        "next": str(domain.STAGES[to]) if to else "",
        "missing": [str(one.words) for one in wants],
        "is_open": stage is not Stage.CLOSED,
        "early": facts.plan_until if stage is Stage.ASSESS and policies.too_early(facts.plan_until, today()) else None,
    }


def stages(problem: Problem) -> list[tuple[str, str]]:
    """The stages to which a file may go, the next one first."""
    stage = Stage(problem.stage)
    allowed = domain.TRANSITIONS[stage]
    first = domain.NEXT.get(stage)
    ordered = sorted(allowed, key=lambda one: (one is not first, list(Stage).index(one)))
    return [(one.value, str(domain.STAGES[one])) for one in ordered]


def member(row: Member) -> dict[str, Any]:
    """A member; who has left, and a post that nobody holds now, say so."""
    name = staff.post_title(row.post_id, language()) if row.post_id else body_name(row.body)
    on_it = staff.on_post(row.post_id) if row.post_id else None
    return {
        "id": row.pk,
        "name": name,
        "person": staff.person_name(on_it, language()) if on_it else "",
        "role": str(domain.MEMBER_ROLES[domain.MemberRole(row.role)]),
        "since": row.since,
        "until": row.until,
        "why_left": row.why_left,
        "vacant": bool(row.post_id) and on_it is None and row.until is None,
        "is_body": row.body_id is not None,
    }


def scan(problem: Problem, parts: Parts) -> dict[str, Any]:
    """Definition, sources, members."""
    return {
        "selection": events.sentence(problem.selection, language()),
        "sources": [
            {
                "kind": str(domain.SOURCES[domain.SourceKind(one.kind)]),
                "text": one.text,
                "reference": one.reference,
                "at": one.at,
            }
            for one in parts.sources
        ],
        "appeals": parts.appeals,
        "members": [member(one) for one in problem.members.all()],
        "no_lead": not any(one.role == domain.MemberRole.LEAD and one.until is None for one in problem.members.all()),
    }


def analyse(_problem: Problem, parts: Parts) -> dict[str, Any]:
    """Six questions, the triangle, hypotheses, audits."""
    return {
        "questions": [
            {"name": str(name), "rows": [one for one in parts.findings if one.question == code]}
            for code, name in domain.QUESTIONS.items()
        ],
        "sides": [
            {"name": str(name), "controller": str(domain.CONTROLLERS[side]), "row": parts.sides.get(side)}
            for side, name in domain.SIDES.items()
        ],
        "hypotheses": [hypothesis(one) for one in parts.hypotheses],
        "audits": [audit_row(one) for one in parts.audits],
    }


def hypothesis(row: Any) -> dict[str, Any]:
    state = Belief(row.state)
    evidence = list(row.evidence.all())
    return {
        "id": row.pk,
        "text": row.text,
        "state": str(domain.BELIEFS[state]),
        "kind": {Belief.HELD: "good", Belief.DROPPED: "", Belief.OPEN: "info"}[state],
        "why": row.why,
        "evidence_for": [one for one in evidence if one.weight == domain.Weight.FOR],
        "evidence_against": [one for one in evidence if one.weight == domain.Weight.AGAINST],
    }


def audit_row(row: Audit) -> dict[str, Any]:
    """An audit in a line: how many headings are marked, how many are weak or bad."""
    items = list(row.items.all())
    wrong = [one for one in items if one.mark in {domain.Mark.WEAK, domain.Mark.BAD}]
    return {
        "id": row.pk,
        "place": row.place,
        "kind": place_name(row.place_kind),
        "light": str(domain.LIGHTS[domain.Light(row.light)]),
        "at": row.at,
        "marked": len(items),
        "of": len(catalogue.HEADINGS),
        "wrong": len(wrong),
    }


def recommendation(row: Recommendation) -> dict[str, Any]:
    decision = getattr(row, "decision", None)
    return {
        "id": row.pk,
        "text": row.text,
        "mechanism": str(catalogue.MECHANISMS[row.mechanism]),
        "technique": str(catalogue.technique_name(row.technique) or ""),
        "owner": body_name(row.owner),
        "money": row.money,
        "due_on": row.due_on,
        "expected": row.expected,
        "elsewhere": row.elsewhere,
        "decision": decision
        and {
            "verdict": str(domain.VERDICTS[domain.Verdict(decision.verdict)]),
            "kind": {"accepted": "good", "changed": "warn", "refused": "bad"}[decision.verdict],
            "decider": str(domain.DECIDERS[domain.Decider(decision.decider)]),
            "ground": decision.ground,
            "changed_to": decision.changed_to,
            "money": decision.money,
            "at": decision.at,
        },
    }


def task(row: Task, on: date) -> dict[str, Any]:
    state = TaskState(row.state)
    return {
        "id": row.pk,
        "body": body_name(row.body),
        "text": row.text,
        "state": str(domain.TASK_STATES[state]),
        "kind": TASK_KINDS[state],
        "due_on": row.due_on,
        "sent_at": row.sent_at,
        "opened_at": row.opened_at,
        "overdue": policies.is_overdue(row.state, row.due_on, on),
        "never_opened": row.opened_at is None and state is TaskState.SENT,
        "is_open": state in domain.TASK_OPEN,
        "answer": row.answer,
        "ended_at": row.ended_at,
        "began_on": row.began_on,
        "spent": row.spent,
        "reminders": row.reminders,
    }


def respond(problem: Problem, parts: Parts) -> dict[str, Any]:
    """Recommendations with their decisions, tasks, the plan; and whether something began before it was frozen."""
    reported = [one.began_on for one in parts.tasks if one.state == TaskState.DONE]
    began = min((day for day in (problem.began_on, *reported) if day), default=None)
    return {
        "began_on": began,
        "before_plan": before_plan(parts.plans, began),
        "recommendations": [recommendation(one) for one in parts.recommendations],
        "tasks": [task(one, today()) for one in parts.tasks],
        "plans": [plan(one, place == 0) for place, one in enumerate(parts.plans)],
    }


def views(problem: Problem, parts: Parts) -> dict[str, Any]:
    """The events that count, in every view; made anew whenever the definition changes."""
    return {
        "selection": events.sentence(problem.selection, language()),
        "panels": events.views(parts.scope, problem.selection, language()),
        "place": drawn(parts.scope, problem.selection),
    }


def history(_problem: Problem, parts: Parts) -> dict[str, Any]:
    return {
        "timeline": [
            {"title": str(domain.EVENTS[one.type]), "at": one.at, "by": by_words(one), "text": event_words(one.data)}
            for one in parts.events
            if one.type in domain.EVENTS
        ]
    }


def by_words(event: Any) -> str:
    if event.actor_kind == "link":
        return _("the body, by its link")
    if event.actor_kind == "system":
        return _("the system")
    name = staff.person_name(event.account_id, language())
    title = staff.post_title(event.post_id, language())
    return ", ".join(filter(None, (name, title)))


def event_words(data: dict[str, Any]) -> str:
    """Where a move went, which version, by which day; nothing where the title says it all."""
    if "to" in data and "from" in data:
        return f"{domain.STAGES[Stage(data['from'])]} → {domain.STAGES[Stage(data['to'])]}"
    named = data.get("due") or data.get("day")
    return words.day(date.fromisoformat(named)) if named else ""


def residents(problem: Problem, parts: Parts) -> dict[str, Any]:
    return {
        "published_at": problem.published_at,
        "is_public": problem.is_public,
        "words": public_words(problem),
        "people": problem.people,
        "people_on": problem.people_on,
        "applicants": parts.applicants,
        "told": parts.told,
        "browsers": parts.browsers,
        "waiting_thoughts": parts.thoughts,
    }


def public_words(problem: Problem) -> list[dict[str, str]]:
    names = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
    return [
        {
            "language": names[code],
            "code": code,
            "title": getattr(problem, f"public_title_{code}"),
            "text": getattr(problem, f"public_text_{code}"),
        }
        for code in names
        if getattr(problem, f"public_title_{code}")
    ]


MAKERS = {
    "scan": scan,
    "views": views,
    "analyse": analyse,
    "respond": respond,
    "assess": assess,
    "residents": residents,
    "history": history,
}


def tab(problem: Problem, parts: Parts, code: str) -> dict[str, Any]:
    """What one tab shows."""
    return MAKERS[code](problem, parts)


__all__ = ["TABS", "gate", "head", "lesson", "stages", "tab", "tabs"]
