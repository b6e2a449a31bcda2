"""A file is opened, defined, rested on sources, worked by members, moved from stage to stage, shown to residents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from senim.kernel import ids
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.kernel.text import key
from senim.problems import events
from senim.problems import selection as selections
from senim.problems.actions.applicants import tell
from senim.problems.actions.history import its, take, told, words
from senim.problems.actions.sensitive import check_kinds, check_public
from senim.problems.actions.voices import recount
from senim.problems.catalogue import PLACES, PROBLEM_KINDS
from senim.problems.domain import MemberRole, SourceKind, Stage
from senim.problems.models import Member, Problem, ProblemAppeal, Source
from senim.problems.permissions import READERS, check_in_area
from senim.problems.policies import check_move, check_not_a_household, gives_up
from senim.problems.selectors.facts import facts_of
from senim.staff import api as staff
from senim.territory import api as territory

#: Days before its file that a response may have begun.
LONGEST_BEFORE = 5 * 366
TITLE_MAX, WORDS_MAX, REASON_MAX = 160, 5000, 500

NO_AREA = Label("Мұндай аумақ жоқ.", "Такой территории нет.", "There is no such area.")
CHOOSE = Label("Тізімнен таңдаңыз.", "Выберите из списка.", "Choose one of the list.")
NO_SELECTION = Label(
    "Оқиғаларды іріктеу түсініксіз: қайта таңдаңыз.",
    "Выборка событий непонятна: выберите заново.",
    "The selection of events makes no sense: choose again.",
)
FUTURE = Label("Бұл күн әлі келген жоқ.", "Этот день ещё не пришёл.", "This day has not come yet.")
LONG_AGO = Label(
    "Күнін тексеріңіз: шара іс ашылғаннан бес жылдан астам бұрын басталды деу мүмкін емес.",
    "Проверьте день: мера не могла начаться больше чем за пять лет до дела.",
    "Check the day: a response does not begin more than five years before its file.",
)
ALREADY = Label("Ол қазірдің өзінде қатысады.", "Он уже участвует.", "That one is a member already.")
LEFT = Label("Ол кетіп қалған.", "Он уже выбыл.", "That one has left already.")
NOT_A_READER = Label(
    "Бұл лауазым мәселе істерін көрмейді.",
    "Эта должность не видит дел о проблемах.",
    "This post does not see problem files.",
)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a problem is: words, kinds, an area, and the events that it is counted by (a Selection as JSON)."""

    title: str
    words: str
    kind: str
    place_kind: str
    area_id: int
    selection: Mapping[str, Any] = field(default_factory=dict)


def open_problem(
    *,
    actor: Actor,
    definition: Definition,
    run_id: int | None = None,
    appeals: Sequence[int] = (),
    invented: bool = False,
) -> Problem:
    """Open a file. Raises Refused for a problem about one household, NotYours outside the own area.

    appeals: ids of the appeals that it came from, none of them sensitive; their applicants are told what came of it.
    """
    area = _area(definition.area_id)
    check_in_area(actor, "problems.open", area.path)
    at = now()
    with transaction.atomic():
        problem = Problem(
            number=ids.new_number(),
            area_id=area.id,
            area_path=area.path,
            stage=Stage.SCAN,
            stage_since=at,
            opened_at=at,
            opened_by=actor.account_id,
            run_id=run_id,
            invented=invented,
        )
        _define(actor, problem, definition)
        problem.save(force_insert=True)
        ProblemAppeal.objects.bulk_create(ProblemAppeal(problem=problem, appeal_id=one) for one in appeals)
        recount(problem)
        if actor.post_id:
            Member.objects.create(problem=problem, post_id=actor.post_id, role=MemberRole.LEAD, since=at)
        told(problem, actor, "opened", {"kind": problem.kind, "appeals": len(appeals)})
    return problem


def define(*, actor: Actor, problem_id: int, definition: Definition) -> Problem:
    """Change what the problem is. The frozen plan keeps the selection it was frozen with."""
    area = _area(definition.area_id)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.define")
        if area.path != problem.area_path:
            check_in_area(actor, "problems.define", area.path)
            problem.area_id, problem.area_path = area.id, area.path
        _define(actor, problem, definition)
        problem.save()
        told(problem, actor, "defined", {"kind": problem.kind})
    return problem


def _area(area_id: int) -> territory.AreaInfo:
    try:
        return territory.area(area_id)
    except KeyError:
        raise Refused("no_area", NO_AREA, field="area") from None


def _define(actor: Actor, problem: Problem, definition: Definition) -> None:
    title = words(definition.title, TITLE_MAX, "title")
    said = words(definition.words, WORDS_MAX, "words")
    check_not_a_household(title, field="title")
    check_not_a_household(said, field="words")
    if definition.kind not in PROBLEM_KINDS:
        raise Refused("choose", CHOOSE, field="kind")
    if definition.place_kind not in PLACES:
        raise Refused("choose", CHOOSE, field="place_kind")
    problem.title, problem.words = title, said
    problem.search = key(f"{problem.number} {title} {said}")
    problem.kind, problem.place_kind = definition.kind, definition.place_kind
    selection = selections.tidy(definition.selection, problem.area_path)
    if not events.is_selection(selection):
        raise Refused("selection", NO_SELECTION)
    check_kinds(actor, problem, selection)
    problem.selection = selection


def add_source(*, actor: Actor, problem_id: int, kind: SourceKind, text: str, reference: str = "") -> Source:
    """Add what the definition rests on, in a sentence."""
    said, where = words(text, 1000), words(reference, 300, "reference", required=False)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.add_source")
        source = Source.objects.create(
            problem=problem, kind=kind, text=said, reference=where, at=now(), account_id=actor.account_id
        )
        told(problem, actor, "source_added", {"source": source.pk, "kind": str(kind)})
    return source


def add_member(
    *, actor: Actor, problem_id: int, role: MemberRole, post_id: int | None = None, body_id: int | None = None
) -> Member:
    """Take a post of the house or another body into the file. A body has no account: it is reached by tasks."""
    if (post_id is None) == (body_id is None):
        raise Refused("choose", CHOOSE, field="who")
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.keep_members")
        if post_id is not None:
            _check_reader(post_id)
        if problem.members.filter(Q(post=post_id) if post_id else Q(body=body_id), until__isnull=True).exists():
            raise Refused("already", ALREADY, field="who")
        member = Member.objects.create(problem=problem, post_id=post_id, body_id=body_id, role=role, since=now())
        told(problem, actor, "member_added", {"member": member.pk, "role": str(role)})
    return member


def _check_reader(post_id: int) -> None:
    info = staff.post_info(post_id)
    if info is None or info.role not in READERS:
        raise Refused("not_a_reader", NOT_A_READER, field="who")


def end_member(*, actor: Actor, problem_id: int, member_id: int, why: str) -> Member:
    """Somebody left. The row stays, the right ends at once."""
    said = words(why, 300)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.keep_members")
        member = its(problem.members, member_id)
        if member.until is not None:
            raise Refused("left", LEFT)
        member.until, member.why_left = now(), said
        member.save(update_fields=["until", "why_left"])
        told(problem, actor, "member_left", {"member": member.pk})
    return member


def move(*, actor: Actor, problem_id: int, to: Stage, reason: str = "") -> Problem:
    """Go to another stage. Raises Refused with what is missing. Backwards and giving up need a reason."""
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.move")
        old = Stage(problem.stage)
        facts = facts_of(actor.scope, problem)
        check_move(facts, to, today())
        back = list(Stage).index(to) < list(Stage).index(old)
        needs_reason = back or gives_up(old, to)
        said = words(reason, REASON_MAX, "reason", required=needs_reason)
        problem.stage, problem.stage_since = to, now()
        if to is Stage.CLOSED:
            problem.closed_at, problem.closed_reason = now(), said
        problem.save()
        told(problem, actor, "moved", {"from": str(old), "to": str(to), "back": back})
        if to is Stage.CLOSED:
            tell(problem, "closed")
    return problem


def begin(*, actor: Actor, problem_id: int, day: date) -> Problem:
    """Say on which day something first changed on the ground. Tasks that were done say it too; the earliest counts."""
    if day > today():
        raise Refused("future", FUTURE, field="day")
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.begin")
        if (problem.opened_at.date() - day).days > LONGEST_BEFORE:
            raise Refused("long_ago", LONG_AGO, field="day")
        problem.began_on = day
        problem.save(update_fields=["began_on"])
        told(problem, actor, "began", {"day": day.isoformat()})
    return problem


@dataclass(frozen=True, slots=True)
class PublicWords:
    """What residents may read, in three languages; English may stay empty."""

    title_kk: str
    text_kk: str
    title_ru: str
    text_ru: str
    title_en: str = ""
    text_en: str = ""


def publish(*, actor: Actor, problem_id: int, said: PublicWords) -> Problem:
    """Show the safe part on the page of the beat. Words about one household or with a person's number are refused."""
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.publish")
        check_public(problem)
        for language in ("kk", "ru", "en"):
            required = language != "en"
            title = words(getattr(said, f"title_{language}"), TITLE_MAX, f"title_{language}", required=required)
            text = words(getattr(said, f"text_{language}"), 1500, f"text_{language}", required=required)
            check_not_a_household(title, text, field=f"text_{language}")
            setattr(problem, f"public_title_{language}", title)
            setattr(problem, f"public_text_{language}", text)
        problem.is_public, problem.published_at = True, now()
        problem.public_number = problem.public_number or ids.new_number()
        problem.save()
        recount(problem)
        told(problem, actor, "published")
        tell(problem, "published")
    return problem


def withdraw(*, actor: Actor, problem_id: int) -> Problem:
    """Take it off the public pages; the words stay in the file."""
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.publish")
        problem.is_public = False
        problem.save(update_fields=["is_public"])
        told(problem, actor, "withdrawn")
    return problem
