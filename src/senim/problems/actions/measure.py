"""Did it work: the plan frozen before the response, its changes, the assessment as a job, the lesson."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Min

from senim.kernel import formats, legal, text
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Scope
from senim.problems import counting, power, tasks
from senim.problems import selection as selections
from senim.problems.actions.history import take, told, words
from senim.problems.catalogue import EMMIE, QUALITY
from senim.problems.domain import Finding, RunState, Stage, TaskState
from senim.problems.models import Assessment, Lesson, Plan, Problem
from senim.problems.policies import PlanDays, check_plan, too_early

NO_PLAN = Label("Бағалау жоспары жоқ.", "Плана оценки нет.", "There is no plan of assessment.")
TOO_EARLY = Label(
    "Әлі ерте: бағалау %(until)s кейін жасалады. Оған дейін қорытынды болмайды.",
    "Рано: оценка делается после %(until)s. До этого вывода нет.",
    "Too early: the assessment is made after %(until)s. Until then there is no verdict.",
)
RUNNING = Label("Бағалау есептеліп жатыр.", "Оценка уже считается.", "The assessment is being computed already.")
SAME_PLAN = Label(
    "Дәл осындай жоспар бекітіліп қойған: өзгерген ештеңе жоқ.",
    "Точно такой план уже зафиксирован: ничего не изменилось.",
    "The plan in force says exactly this: nothing has changed.",
)
WHY = Label(
    "Неге өзгергенін жазыңыз: бұрынғы жоспар сақталады.",
    "Напишите, почему изменено: прежний план сохраняется.",
    "Say why it was changed: the earlier plan is kept.",
)
NO_ASSESSMENT = Label(
    "Сабақ бағалаудан кейін жазылады, әсер көрінбесе де.",
    "Урок пишут после оценки, даже если эффект не показан.",
    "A lesson is written after the assessment, also where no effect was shown.",
)
QUALITY_RANGE = Label("Тізімнен таңдаңыз.", "Выберите из списка.", "Choose one of the list.")


@dataclass(frozen=True, slots=True)
class PlanValues:
    """A plan: where it is compared and watched around, when, and which fall (per cent) would matter.

    comparison, ring: area paths. buffer: metres around a drawn polygon. breaks: (day, words) on which the way of
    counting changed.
    """

    comparison: tuple[str, ...]
    before_from: date
    before_until: date
    from_day: date
    until_day: date
    smallest_effect: int
    ring: tuple[str, ...] = ()
    buffer: int = 0
    breaks: tuple[tuple[date, str], ...] = ()
    words: str = ""


def freeze_plan(*, actor: Actor, problem_id: int, values: PlanValues, reason: str = "") -> Plan:
    """Freeze a plan. A second one is a change: the first stays, the reason is kept, and where data of the watched
    period was there already everything found by it is exploratory."""
    said = words(values.words, 1500, "words", required=False)
    least = int(legal.term("problem.plan_least", today()).value or 0)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.plan")
        versions = problem.plans.count()
        why = words(reason, 500, "reason", required=False)
        if versions and not why:
            raise Refused("why", WHY, field="reason")
        days = PlanDays(values.before_from, values.before_until, values.from_day, values.until_day)
        outcome = problem.selection
        check_plan(days, tuple(outcome["paths"]), values.comparison, values.ring, values.smallest_effect, least)
        plan = Plan(
            problem=problem,
            version=versions + 1,
            outcome=outcome,
            frozen_at=now(),
            account_id=actor.account_id,
            comparison=selections.elsewhere(outcome, values.comparison),
            ring=selections.elsewhere(outcome, values.ring) if values.ring else {},
            buffer=values.buffer if outcome.get("polygon") else 0,
            before_from=values.before_from,
            before_until=values.before_until,
            from_day=values.from_day,
            until_day=values.until_day,
            smallest_effect=values.smallest_effect,
            words=said,
            change_reason=why if versions else "",
            breaks=[{"since": day.isoformat(), "what": what.strip()} for day, what in values.breaks],
            late=_is_late(problem, values.from_day),
        )
        _with_power(actor.scope, plan)
        last = problem.plans.order_by("-version").first()
        if _is_same(plan, last):
            raise Refused("same_plan", SAME_PLAN)
        if last and set(last.comparison["paths"]) & set(plan.comparison["paths"]):
            plan.treated = last.treated  # a new version of the plan does not untreat an area
        plan.save(force_insert=True)
        told(
            problem, actor, "plan_changed" if versions else "plan_frozen", {"version": plan.version, "late": plan.late}
        )
    return plan


#: What makes a plan another plan. A reason alone does not.
SETTLED = (
    *("outcome", "comparison", "ring", "buffer", "before_from", "before_until", "from_day", "until_day"),
    *("smallest_effect", "words", "breaks"),
)


def _is_same(plan: Plan, last: Plan | None) -> bool:
    """Whether the plan in force says the same already: a button pressed twice, or two people at once."""
    return last is not None and all(getattr(plan, name) == getattr(last, name) for name in SETTLED)


def _is_late(problem: Problem, from_day: date) -> bool:
    """Whether somebody could have looked at the watched period already: of this plan or of an earlier one."""
    first = problem.plans.aggregate(first=Min("from_day"))["first"]
    return min(from_day, first or from_day) <= today()


def _with_power(scope: Scope, plan: Plan) -> None:
    """The chance that the smallest effect that matters would show, from the counts before."""
    treated, control = counting.before(scope, plan.outcome, plan.comparison, plan.before_from, plan.before_until)
    periods = ((plan.until_day - plan.from_day).days + 1) / ((plan.before_until - plan.before_from).days + 1)
    plan.counts = {"treated": treated, "control": control, "periods": round(periods, 3)}
    plan.power = power.power(treated, control, reduction=plan.smallest_effect / 100, periods=periods)
    plan.counts["smallest"] = power.smallest(treated, control, periods=periods)


def mark_treated(*, actor: Actor, problem_id: int, said: str) -> Plan:
    """Say that something was done in the comparison area too. The comparison then proves nothing, and says so."""
    why = words(said, 500)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.mark_treated")
        plan = _last_plan(problem)
        plan.treated = why
        plan.save(update_fields=["treated"])
        told(problem, actor, "treated_marked", {"version": plan.version})
    return plan


def _last_plan(problem: Problem) -> Plan:
    plan = problem.plans.order_by("-version").first()
    if plan is None:
        raise Refused("no_plan", NO_PLAN)
    return plan


def _too_early(until: date) -> Label:
    """The refusal with the day as each language writes it."""
    days = (formats.day(until, language, formats.Case.ABLATIVE) for language in ("kk", "ru", "en"))
    return Label(*(said % {"until": day} for said, day in zip(TOO_EARLY, days, strict=True)))


def ask_assessment(*, actor: Actor, problem_id: int) -> Assessment:
    """Ask for the assessment by the latest plan: it runs beside the request. Refused before its time."""
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.assess")
        plan = _last_plan(problem)
        if too_early(plan.until_day, today()):
            raise Refused("too_early", _too_early(plan.until_day))
        if problem.assessments.filter(state__in=[RunState.QUEUED, RunState.RUNNING]).exists():
            raise Refused("running", RUNNING)
        row = Assessment.objects.create(problem=problem, plan=plan, asked_at=now(), asked_by=actor.account_id)
        told(problem, actor, "assessment_asked", {"assessment": row.pk, "version": plan.version})
        transaction.on_commit(lambda: tasks.assess.enqueue(row.pk))
    return row


@dataclass(frozen=True, slots=True)
class LessonWords:
    """The five parts of a lesson, each with how sure one is of it (0..4)."""

    title: str
    parts: dict[str, str]
    quality: dict[str, int]


def keep_lesson(*, actor: Actor, problem_id: int, said: LessonWords) -> Lesson:
    """Write the lesson into the experience base; written again, the later one stands."""
    title = words(said.title, 160, "title")
    parts = {name: words(said.parts.get(name, ""), 1500, name, required=name == "effect") for name in EMMIE}
    if any(str(said.quality.get(name, 0)) not in QUALITY for name in EMMIE):
        raise Refused("quality", QUALITY_RANGE)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.keep_lesson")
        last = problem.assessments.filter(state__in=[RunState.DONE, RunState.REFUSED]).order_by("-pk").first()
        if last is None or problem.stage != Stage.ASSESS:
            raise Refused("no_assessment", NO_ASSESSMENT)
        techniques = sorted(
            set(problem.recommendations.filter(tasks__state=TaskState.DONE).values_list("technique", flat=True))
        )
        row, _made = Lesson.objects.update_or_create(
            problem=problem,
            defaults={
                "title": title,
                "kind": problem.kind,
                "place_kind": problem.place_kind,
                "techniques": techniques,
                "finding": last.finding or Finding.CANNOT,
                "exploratory": last.exploratory,
                **parts,
                **{f"{name}_quality": int(said.quality.get(name, 0)) for name in EMMIE},
                "search": text.key(" ".join([title, *parts.values()])),
                "kept_at": now(),
                "account_id": actor.account_id,
            },
        )
        told(problem, actor, "lesson_kept", {"finding": str(row.finding)})
    return row
