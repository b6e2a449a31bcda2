"""Who may see and do what: the table of rights written out once more, by hand, and tried on everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Actor
from senim.problems import domain
from senim.problems.actions import analysis, audits, file, measure, offers, response, thoughts
from senim.problems.models import Offer, Problem, Thought
from senim.problems.permissions import ACTIONS, can_act
from senim.problems.selectors import files as selectors
from senim.problems.tests import world as worlds
from senim.problems.tests.world import Town
from senim.problems.views.acts import ACTS
from senim.staff import testing as staff

GROUP = {"analyst", "coordinator"}
HEADS = {"head", "department"}
#: Who may do what with a file of the first beat.
TABLE: dict[str, set[str]] = {
    "open": GROUP | HEADS,
    "define": GROUP,
    "add_source": GROUP | HEADS | {"inspector"},
    "keep_members": GROUP,
    "add_finding": GROUP | HEADS | {"inspector"},
    "set_side": GROUP | HEADS | {"inspector"},
    "add_hypothesis": GROUP | HEADS | {"inspector"},
    "add_evidence": GROUP | HEADS | {"inspector"},
    "judge_hypothesis": GROUP,
    "audit": GROUP | HEADS | {"inspector", "assistant", "akimat"},
    "recommend": GROUP,
    "decide": {"akimat"},
    "send_task": GROUP | {"akimat"},
    "plan": GROUP,
    "mark_treated": GROUP | HEADS | {"akimat"},
    "begin": GROUP | {"akimat"},
    "assess": GROUP,
    "keep_lesson": GROUP,
    "move": GROUP,
    "publish": {"coordinator"} | HEADS,
    "answer_offer": GROUP | HEADS,
    "choose_sensitive": {"analyst"} | HEADS,
    "judge_thought": {"coordinator", "inspector"} | HEADS,
}
SEES = GROUP | HEADS | {"inspector", "assistant", "akimat", "prosecutor", "council", "juvenile"}


def test_the_table_names_every_action() -> None:
    assert {f"problems.{name}" for name in TABLE} == set(ACTIONS)


def test_a_file_is_seen_by_the_table(town: Town) -> None:
    problem = worlds.opened(town)

    def sees(name: str) -> bool:
        try:
            selectors.get(town.actor(name).scope, problem.number)
        except NotYours:
            return False
        return True

    assert {name for name in town.world.people if sees(name)} == SEES
    listed = {name for name in town.world.people if selectors.listing(town.actor(name).scope)}
    assert listed == SEES


@pytest.mark.parametrize("action", sorted(TABLE))
def test_an_action_is_allowed_by_the_table(town: Town, action: str) -> None:
    problem = selectors.get(town.actor("coordinator").scope, worlds.opened(town).number)
    may = {name for name in town.world.people if can_act(town.actor(name).scope, f"problems.{action}", problem)}
    assert may == TABLE[action]


def calls(town: Town, problem: Problem, rows: dict[str, int]) -> Iterator[tuple[str, Any]]:
    """Every write, each in a way that would work for whoever may."""
    pk = problem.pk

    def yes(actor: Actor) -> dict[str, Any]:
        return {"actor": actor, "problem_id": pk}

    yield "open", lambda a: file.open_problem(actor=a, definition=worlds.definition(town))
    yield "define", lambda a: file.define(**yes(a), definition=worlds.definition(town))
    yield "add_source", lambda a: file.add_source(**yes(a), kind=domain.SourceKind.SURVEY, text="Сауалнама")
    yield (
        "keep_members",
        lambda a: file.add_member(**yes(a), role=domain.MemberRole.PARTNER, body_id=town.bodies["poor"].pk),
    )
    yield "add_finding", lambda a: analysis.add_finding(**yes(a), question=domain.Question.HOW, text="Терезе сынады")
    yield "set_side", lambda a: analysis.set_side(**yes(a), side=domain.Side.PLACE, text="Қараңғы")
    yield "add_hypothesis", lambda a: analysis.add_hypothesis(**yes(a), text="Жарық жоқ")
    yield (
        "add_evidence",
        lambda a: analysis.add_evidence(
            **yes(a), hypothesis_id=rows["hypothesis"], weight=domain.Weight.FOR, text="Қараңғыда"
        ),
    )
    yield (
        "judge_hypothesis",
        lambda a: analysis.judge_hypothesis(
            **yes(a), hypothesis_id=rows["hypothesis"], state=domain.Belief.OPEN, why="Әлі"
        ),
    )
    yield (
        "audit",
        lambda a: audits.begin_audit(**yes(a), place_kind="yard", place="Абай 12 ауласы", light=domain.Light.DAY),
    )
    yield "recommend", lambda a: response.recommend(**yes(a), proposal=response.Proposal("Жарық", "7"))
    yield (
        "decide",
        lambda a: response.decide(
            **yes(a),
            recommendation_id=rows["undecided"],
            verdict=domain.Verdict.ACCEPTED,
            decider=domain.Decider.AKIM,
            ground="Бар",
        ),
    )
    yield (
        "send_task",
        lambda a: response.send_task(
            **yes(a), body_id=town.bodies["lighting"].pk, text="Шам", recommendation_id=rows["adopted"]
        ),
    )
    yield "plan", lambda a: measure.freeze_plan(**yes(a), values=worlds.values(town, words=str(a)), reason="Қайта")
    yield "mark_treated", lambda a: measure.mark_treated(**yes(a), said="Онда да")
    yield "begin", lambda a: file.begin(**yes(a), day=date(2026, 5, 1))
    yield "publish", lambda a: file.publish(**yes(a), said=file.PublicWords("Тұрақ", "Мәтін", "Стоянка", "Текст"))
    yield "move", lambda a: file.move(**yes(a), to=domain.Stage.ANALYSE, reason="Қайта талдау")
    yield "judge_thought", lambda a: thoughts.judge(**yes(a), thought_id=rows["thought"], show=True)
    yield "answer_offer", lambda a: offers.decline_offer(actor=a, offer_id=rows["offer"], ground="Шешілді")


def prepared(town: Town) -> tuple[Problem, dict[str, int]]:
    problem = worlds.opened(town)
    row = worlds.to_response(town, problem)
    actor = town.actor("analyst")
    undecided = response.recommend(actor=actor, problem_id=problem.pk, proposal=response.Proposal("Камера", "10"))
    offer = Offer.objects.create(
        kind="place",
        key="k",
        area_path=town.path("first"),
        area_id=town.area("first").pk,
        people=3,
        first_at=now(),
        last_at=now(),
        made_at=now(),
        due_on=date(2026, 6, 1),
    )
    said = {"mark": b"m" * 32, "text": "Жарық керек", "language": "kk", "said_on": now().date()}
    thought = Thought.objects.create(problem=problem, state=domain.ThoughtState.WAITING, **said)
    rows = {
        "thought": thought.pk,
        "hypothesis": problem.hypotheses.get().pk,
        "adopted": row.pk,
        "undecided": undecided.pk,
        "offer": offer.pk,
    }
    return Problem.objects.get(pk=problem.pk), rows


def test_every_write_asks_the_table_of_everybody(town: Town) -> None:
    problem, rows = prepared(town)
    people = {name: town.actor(name) for name in town.world.people} | {"stranger": Actor.citizen()}
    tried = set()
    for action, call in calls(town, problem, rows):
        tried.add(action)
        allowed = set()
        for name, actor in people.items():
            try:
                with transaction.atomic():
                    call(actor)
                    allowed.add(name)
                    transaction.set_rollback(True)
            except NotYours:
                continue
        assert allowed == TABLE[action], action
    # An assessment and a lesson have their own time: refused to everybody here, in other words to who may ask.
    for action, call in (
        ("assess", lambda a: measure.ask_assessment(actor=a, problem_id=problem.pk)),
        (
            "keep_lesson",
            lambda a: measure.keep_lesson(
                actor=a, problem_id=problem.pk, said=measure.LessonWords("Сабақ", {"effect": "Жоқ"}, {})
            ),
        ),
    ):
        tried.add(action)
        codes = {}
        for name, actor in people.items():
            with pytest.raises(Refused) as caught:
                call(actor)
            codes[name] = isinstance(caught.value, NotYours)
        assert {name for name, no in codes.items() if not no} == TABLE[action]
    # A sensitive kind is refused in words, at its field, to who may open a file but not choose it.
    chosen = worlds.definition(town, selection={"kinds": ["home.bullying"]})
    open_it = {name: _code(lambda a=one: file.open_problem(actor=a, definition=chosen)) for name, one in people.items()}
    assert {name for name, code in open_it.items() if code == ""} == TABLE["choose_sensitive"]
    assert {name for name, code in open_it.items() if code == "sensitive"} == TABLE["open"] - TABLE["choose_sensitive"]
    assert tried | {"choose_sensitive"} == set(TABLE)


def _code(call: Any) -> str:
    """The code of a refusal, "" where it was done."""
    try:
        call()
    except Refused as refused:
        return refused.code
    return ""


def test_rows_of_another_file_are_not_reached_through_ones_own(town: Town) -> None:
    mine, rows = prepared(town)
    other = worlds.opened(town, area_id=town.area("second").pk)
    worlds.to_response(town, other, comparison=(town.path("third"),), ring=())
    analyst = {"actor": town.actor("analyst"), "problem_id": other.pk}
    audit = audits.begin_audit(
        actor=town.actor("inspector"), problem_id=mine.pk, place_kind="yard", place="Аула", light=domain.Light.DAY
    )
    for call in (
        lambda: analysis.add_evidence(
            **analyst, hypothesis_id=rows["hypothesis"], weight=domain.Weight.FOR, text="Бөтен"
        ),
        lambda: response.send_task(
            **analyst, body_id=town.bodies["poor"].pk, text="Бөтен", recommendation_id=rows["adopted"]
        ),
        lambda: response.decide(
            actor=town.actor("akimat"),
            problem_id=other.pk,
            recommendation_id=rows["undecided"],
            verdict=domain.Verdict.REFUSED,
            decider=domain.Decider.AKIM,
            ground="Бөтен",
        ),
        lambda: audits.mark_heading(**analyst, audit_id=audit.pk, heading="image", mark=domain.Mark.GOOD),
        lambda: file.end_member(**analyst, member_id=mine.members.get().pk, why="Бөтен"),
        lambda: response.recall_task(**analyst, task_id=987654, why="Бөтен"),
    ):
        with pytest.raises(NotYours):
            call()


def test_pages_open_by_the_table(town: Town, client: Any) -> None:
    problem, _rows = prepared(town)
    opened = {}
    for name, person in town.world.people.items():
        staff.sign_in(client, person)
        opened[name] = client.get(f"/kk/problems/{problem.number}/").status_code
        client.logout()
    assert {name for name, code in opened.items() if code == 200} == SEES
    assert {code for name, code in opened.items() if name not in SEES} <= {403, 404}


def test_what_may_not_be_done_is_not_offered(town: Town, client: Any) -> None:
    problem, _rows = prepared(town)
    for name, tabs in (("council", ACTS), ("prosecutor", ACTS)):
        staff.sign_in(client, town.world.people[name])
        for code in {act.tab or "scan" for act in tabs.values()}:
            page = client.get(reverse("problems:tab", args=[problem.number, code])).content.decode()
            assert "do-" not in page, (name, code)
        client.logout()
