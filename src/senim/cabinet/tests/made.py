"""Things of the cabinet made in a line each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from senim.appeals.actions import intake
from senim.appeals.models import Appeal
from senim.appeals.tests.world import FIRST, World, report
from senim.cabinet.actions import returns, visits
from senim.cabinet.actions.returns import OperationValues
from senim.cabinet.actions.visits import VisitValues
from senim.cabinet.models import Operation, Visit
from senim.kernel import ids
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor


def appeal(**changes: Any) -> Appeal:
    """An appeal of the first beat; its inspector holds it."""
    receipt = intake.send(token=intake.begin(language="kk"), report=report(**changes))
    return Appeal.objects.get(pk=receipt.appeal_id)


def values(world: World, **changes: Any) -> VisitValues:
    given: dict[str, Any] = {
        "at": now() - timedelta(hours=1),
        "place": "Абай көшесі, 1",
        "area_path": world.areas["first"].path,
        "purpose": "round",
        "outcome": "talked",
        "words": "Аула тыныш.",
        "lon": FIRST[0],
        "lat": FIRST[1],
    }
    return VisitValues(**{**given, **changes})


def visit(world: World, who: str = "inspector", about: str = "", **changes: Any) -> Visit:
    """A visit of one of the world's people; "system" writes for the inspector, before anybody was on a post."""
    by, who = (Actor.system(), "inspector") if who == "system" else (world.actor(who), who)
    return visits.record(
        actor=by,
        values=values(world, **changes),
        token=ids.new_token(),
        post_id=world.posts[who].pk,
        about=about,
    )


def operation(world: World, area: str = "district", **changes: Any) -> Operation:
    day = today()
    given: dict[str, Any] = {
        "names": ("Қауіпсіз аула", "Безопасный двор", "Safe yard"),
        "since": day - timedelta(days=10),
        "until": day - timedelta(days=1),
        "due_on": day + timedelta(days=2),
        "purposes": ("round",),
    }
    return returns.define(
        actor=Actor.system(), values=OperationValues(**{**given, **changes}), area_id=world.areas[area].pk
    )
