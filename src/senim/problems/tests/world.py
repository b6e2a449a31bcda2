"""A small invented town for the group: three beats, bodies, people of every role, and events made by code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from senim.appeals.models import Body
from senim.appeals.tests import world as appeals_world
from senim.kernel.scoping import Actor, Role
from senim.problems import counting, domain
from senim.problems.actions import analysis, door, file, measure, response
from senim.problems.models import Problem, Recommendation, Task
from senim.staff import testing as staff
from senim.territory.domain import Level
from senim.territory.tests import make

#: name: (role, area, reports to): beside the people of the appeals world.
MORE = {
    "coordinator": (Role.GROUP_COORDINATOR, "region"),
    "assistant": (Role.ASSISTANT, "first"),
    "foreign_analyst": (Role.ANALYST, "foreign"),
    "foreign_coordinator": (Role.GROUP_COORDINATOR, "foreign"),
    "foreign_head": (Role.HEAD, "foreign"),
    "foreign_akimat": (Role.AKIMAT, "foreign"),
    "foreign_inspector": (Role.INSPECTOR, "foreign_beat"),
}


@dataclass(slots=True)
class Events:
    """Events made by code: (day, area path, kind). Stands in the place of the incidents context."""

    rows: list[tuple[date, str, str]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def spread(self, path: str, first: date, last: date, count: int, kind: str = "theft") -> None:
        """So many events, evenly over the days."""
        days = (last - first).days
        self.rows += [
            (first + timedelta(days=round(number * days / max(1, count - 1))), path, kind) for number in range(count)
        ]

    def count(self, _scope: Any, selection: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.asked.append(selection)
        since, until = date.fromisoformat(selection["since"]), date.fromisoformat(selection["until"])
        paths, kinds = selection["paths"], selection["kinds"]
        found = [
            one
            for one in self.rows
            if since <= one[0] <= until
            and any(one[1].startswith(path) for path in paths)
            and (not kinds or one[2] in kinds)
        ]
        lineage = {
            "batches": [["test", 1]],
            "rows": len(found),
            "newest": "",
            "selection": selection,
            "digest": "abc123",
        }
        return len(found), lineage


@dataclass(slots=True)
class Town:
    """The world of appeals, with bodies and events."""

    world: appeals_world.World
    bodies: dict[str, Body]
    events: Events

    def actor(self, name: str) -> Actor:
        return self.world.actor(name)

    def area(self, name: str) -> Any:
        return self.world.areas[name]

    def path(self, name: str) -> str:
        self.world.areas[name].refresh_from_db()
        return str(self.world.areas[name].path)


def build(monkeypatch: Any) -> Town:
    town = settle(appeals_world.build())
    monkeypatch.setattr(counting, "count", town.events.count)
    return town


def settle(world: appeals_world.World) -> Town:
    """The group, its bodies and other areas beside a world that stands."""
    third = make.area(Level.BEAT, world.areas["district"])
    foreign = make.area(Level.DISTRICT, world.areas["region"])
    foreign_beat = make.area(Level.BEAT, foreign)
    make.moved()
    world.areas |= {"third": third, "foreign": foreign, "foreign_beat": foreign_beat}
    for name, (role, area) in MORE.items():
        world.posts[name] = staff.make_post(role, area_ids=(world.areas[area].pk,))
        world.people[name] = staff.make_account(f"{name}@example.kz", name=f"Сынақов {name.title()}")
        staff.put_on(world.posts[name], world.people[name])
    bodies = {
        name: Body.objects.create(
            name_kk=f"{name} органы", name_ru=f"орган {name}", name_en=f"{name} body", email=email, area_path=""
        )
        for name, email in (("lighting", "light@example.kz"), ("silent", "silent@example.kz"), ("poor", ""))
    }
    return Town(world, bodies, Events())


def definition(town: Town, **changes: Any) -> file.Definition:
    values = {
        "title": "Базар тұрағындағы көліктен ұрлау",
        "words": "Кешкі сағаттарда базар тұрағында көлік терезесін сындырып, зат ұрлайды.",
        "kind": "vehicle",
        "place_kind": "parking",
        "area_id": town.area("first").pk,
        "selection": {"kinds": ["theft"]},
    }
    return file.Definition(**{**values, **changes})


def opened(town: Town, who: str = "coordinator", **changes: Any) -> Problem:
    return file.open_problem(actor=town.actor(who), definition=definition(town, **changes))


def to_analysis(town: Town, problem: Problem) -> Problem:
    """Two sources, then on."""
    actor = town.actor("coordinator")
    for kind, said in (
        (domain.SourceKind.INCIDENTS, "Жылына 40 ұрлық"),
        (domain.SourceKind.RESIDENTS, "Жиналыста 12 адам айтты"),
    ):
        file.add_source(actor=actor, problem_id=problem.pk, kind=kind, text=said)
    return file.move(actor=actor, problem_id=problem.pk, to=domain.Stage.ANALYSE)


def adopted(town: Town, problem: Problem, **changes: Any) -> Recommendation:
    """A recommendation that the akim adopted."""
    values = {"text": "Тұрақты жарықтандыру", "technique": "7", "money": 900_000}
    row = response.recommend(
        actor=town.actor("analyst"), problem_id=problem.pk, proposal=response.Proposal(**{**values, **changes})
    )
    response.decide(
        actor=town.actor("akimat"),
        problem_id=problem.pk,
        recommendation_id=row.pk,
        verdict=domain.Verdict.ACCEPTED,
        decider=domain.Decider.AKIM,
        ground="Бюджетте бар",
    )
    return row


def values(town: Town, **changes: Any) -> measure.PlanValues:
    """A plan: seven months before, seven months from 1 June 2026, compared with the second beat."""
    made: dict[str, Any] = {
        "comparison": (town.path("second"),),
        "before_from": date(2025, 11, 1),
        "before_until": date(2026, 5, 10),
        "from_day": date(2026, 6, 1),
        "until_day": date(2026, 12, 10),
        "smallest_effect": 30,
        "ring": (town.path("third"),),
    }
    return measure.PlanValues(**{**made, **changes})


def held(town: Town, problem: Problem) -> None:
    """A hypothesis that was tested both ways and held."""
    actor = town.actor("analyst")
    row = analysis.add_hypothesis(actor=actor, problem_id=problem.pk, text="Жарық жоқ, сондықтан көрінбейді.")
    for weight, said in (
        (domain.Weight.FOR, "Ұрлықтың 80 %-ы қараңғыда"),
        (domain.Weight.AGAINST, "Жарық тұрақта да болған"),
    ):
        analysis.add_evidence(actor=actor, problem_id=problem.pk, hypothesis_id=row.pk, weight=weight, text=said)
    analysis.judge_hypothesis(
        actor=actor, problem_id=problem.pk, hypothesis_id=row.pk, state=domain.Belief.HELD, why="Дәлелдер басым"
    )


def to_response(town: Town, problem: Problem, **plan: Any) -> Recommendation:
    """Analysed, adopted, planned, and moved to the response."""
    to_analysis(town, problem)
    held(town, problem)
    row = adopted(town, problem)
    measure.freeze_plan(actor=town.actor("analyst"), problem_id=problem.pk, values=values(town, **plan))
    file.move(actor=town.actor("coordinator"), problem_id=problem.pk, to=domain.Stage.RESPOND)
    return row


def sent(town: Town, problem: Problem, row: Recommendation, body: str = "lighting", **more: Any) -> tuple[Task, str]:
    return response.send_task(
        actor=town.actor("coordinator"),
        problem_id=problem.pk,
        body_id=town.bodies[body].pk,
        text="Тұраққа алты шам орнату",
        recommendation_id=row.pk,
        **more,
    )


def done(secret: str, **more: Any) -> Task:
    door.answer_link(secret=secret, step=domain.TaskState.ACCEPTED)
    return door.answer_link(secret=secret, step=domain.TaskState.DONE, text="Алты шам қойылды", **more)
