"""Files and their parts, tasks by body, offers, the experience base. Each says how many queries it asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet

from senim.kernel.areas import inside
from senim.kernel.clock import today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope
from senim.kernel.text import key
from senim.problems.actions.history import NOT_FOUND
from senim.problems.domain import TASK_OPEN, OfferState, Stage
from senim.problems.models import (
    Assessment,
    Audit,
    AuditItem,
    Event,
    Finding,
    Hypothesis,
    Lesson,
    Member,
    Offer,
    Plan,
    Problem,
    ProblemAppeal,
    Recommendation,
    Side,
    Source,
    Task,
    Voice,
)
from senim.problems.permissions import ACTIONS, TASK_READERS, visible
from senim.problems.selectors import thoughts
from senim.problems.selectors.measure import treated_by


def listing(scope: Scope, *, limit: int = 50, offset: int = 0, **asked: str) -> list[Problem]:
    """A page of `listing_rows`. One query."""
    return list(listing_rows(scope, **asked)[offset : offset + limit])


def listing_rows(scope: Scope, *, stage: str = "", words: str = "", kind: str = "") -> QuerySet[Problem]:
    """Files that a person may see, the last moved first, with the number of open and overdue tasks."""
    found = Problem.objects.filter(visible(scope))
    if kind:
        found = found.filter(kind=kind)
    if stage == "open":
        found = found.exclude(stage=Stage.CLOSED)
    elif stage in set(Stage):
        found = found.filter(stage=stage)
    for word in key(words).split():
        found = found.filter(search__contains=word)
    open_tasks = Q(tasks__state__in=TASK_OPEN)
    return found.annotate(
        n_open=Count("tasks", filter=open_tasks),
        n_overdue=Count("tasks", filter=open_tasks & Q(tasks__due_on__lt=today())),
    ).order_by("-stage_since", "-pk")


def get(scope: Scope, number: str) -> Problem:
    """One file with its members. Raises NotYours where there is none that this person may see. Two queries."""
    members = Prefetch("members", Member.objects.select_related("body").order_by("pk"))
    found = Problem.objects.filter(visible(scope), number=number).prefetch_related(members).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


@dataclass(slots=True)
class Parts:
    """What one tab of a file shows; only the lists of that tab are filled."""

    scope: Scope
    sources: list[Source] = field(default_factory=list)
    appeals: int = 0
    findings: list[Finding] = field(default_factory=list)
    sides: dict[str, Side] = field(default_factory=dict)
    hypotheses: list[Hypothesis] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    lesson: Lesson | None = None
    #: Done tasks that lie in the comparison area of the last plan.
    treated_by: int = 0
    events: list[Event] = field(default_factory=list)
    #: Appeals behind the file, applicants who were told that there is news, and browsers that said "me too".
    applicants: int = 0
    told: int = 0
    browsers: int = 0
    #: Thoughts of residents that nobody of the group has read.
    thoughts: int = 0


def parts(scope: Scope, problem: Problem, tab: str) -> Parts:
    """What a tab shows of a file that was found already. At most six queries."""
    return {
        "scan": _scan,
        "analyse": _analyse,
        "respond": _respond,
        "assess": _assess,
        "residents": _residents,
        "history": _history,
    }.get(tab, _nothing)(scope, problem)


def _nothing(scope: Scope, _problem: Problem) -> Parts:
    return Parts(scope)


def _scan(scope: Scope, problem: Problem) -> Parts:
    return Parts(
        scope,
        sources=list(problem.sources.order_by("pk")),
        appeals=ProblemAppeal.objects.filter(problem=problem).count(),
    )


def _items() -> QuerySet[AuditItem]:
    return AuditItem.objects.select_related("owner").order_by("pk")


def _analyse(scope: Scope, problem: Problem) -> Parts:
    return Parts(
        scope,
        findings=list(problem.findings.order_by("pk")),
        sides={row.side: row for row in problem.sides.all()},
        hypotheses=list(problem.hypotheses.order_by("pk").prefetch_related("evidence")),
        audits=list(problem.audits.order_by("-pk").prefetch_related(Prefetch("items", _items()))),
    )


def _respond(scope: Scope, problem: Problem) -> Parts:
    return Parts(
        scope,
        recommendations=list(problem.recommendations.select_related("owner", "decision").order_by("pk")),
        tasks=list(problem.tasks.select_related("body").order_by("pk")),
        plans=list(problem.plans.order_by("-version")),
        audits=list(problem.audits.order_by("-pk").prefetch_related(Prefetch("items", _items()))),
    )


def _assess(scope: Scope, problem: Problem) -> Parts:
    plans = list(problem.plans.order_by("-version"))
    return Parts(
        scope,
        plans=plans,
        treated_by=len(treated_by(scope, plans[0])) if plans else 0,
        assessments=list(problem.assessments.select_related("plan").order_by("-pk")),
        lesson=Lesson.objects.filter(problem=problem).first(),
        tasks=list(problem.tasks.select_related("body").order_by("pk")),
    )


def _residents(scope: Scope, problem: Problem) -> Parts:
    begun = ProblemAppeal.objects.filter(problem=problem).aggregate(n=Count("pk"), told=Count("told_at"))
    said = Voice.objects.filter(problem=problem).aggregate(n=Count("pk"), joined=Count("appeal"))
    return Parts(
        scope,
        applicants=begun["n"] + said["joined"],
        told=begun["told"],
        browsers=said["n"] - said["joined"],
        thoughts=thoughts.waiting(scope, problem),
    )


def _history(scope: Scope, problem: Problem) -> Parts:
    return Parts(scope, events=list(problem.events.order_by("-pk")[:300]))


def audit(scope: Scope, problem: Problem, audit_id: int) -> Audit:
    """One audit of a file that was found already, with its items. Two queries."""
    found = (
        problem.audits.filter(pk=audit_id).prefetch_related(Prefetch("items", _items().select_related("photo"))).first()
    )
    if found is None or scope is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


def tasks(scope: Scope, *, which: str = "overdue", limit: int = 300) -> list[Task]:
    """Open tasks of the files that a person may see: overdue, never opened, or all; the oldest first. One query."""
    if not (scope.everything or scope.has(*TASK_READERS)):
        return []
    seen = Problem.objects.filter(visible(scope)).values("pk")
    found = Task.objects.filter(problem__in=seen, state__in=TASK_OPEN).select_related("body", "problem")
    if which == "overdue":
        found = found.filter(due_on__lt=today())
    elif which == "unopened":
        found = found.filter(opened_at__isnull=True)
    return list(found.order_by("due_on", "pk")[:limit])


def open_tasks_of(scope: Scope, problem: Problem, body_id: int) -> int:  # noqa: ARG001 - a read names who asks
    """How many tasks of a body are open in a file that was found already. One query."""
    return problem.tasks.filter(body=body_id, state__in=TASK_OPEN).count()


def offers(scope: Scope, *, limit: int = 50) -> list[Offer]:
    """Files that offer themselves in the areas of a person, most people first. One query."""
    condition = Q() if scope.everything else inside(scope.paths(*ACTIONS["problems.answer_offer"]))
    found = Offer.objects.filter(condition, state=OfferState.OFFERED).select_related("again_of")
    return list(found.order_by("-people", "-last_at", "pk")[:limit])


def offer(scope: Scope, offer_id: int) -> Offer:
    """One offer of the areas of a person. Raises NotYours where there is none. One query."""
    found = next((one for one in offers(scope, limit=1000) if one.pk == offer_id), None)
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


def experience(
    scope: Scope, *, words: str = "", kind: str = "", place_kind: str = "", limit: int = 50
) -> Sequence[Lesson]:
    """Lessons of all areas: what the next group looks up first. The file itself stays where it is. One query."""
    found = Lesson.objects.all() if (scope.everything or scope.duties) else Lesson.objects.none()
    if kind:
        found = found.filter(kind=kind)
    if place_kind:
        found = found.filter(place_kind=place_kind)
    for word in key(words).split():
        found = found.filter(search__contains=word)
    return list(found.order_by("-kept_at", "-pk")[:limit])
