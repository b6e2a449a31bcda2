"""The small world with a commission: ten members, a session of yesterday and everybody's colleagues elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from senim.appeals.tests import world as worlds
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor, Role
from senim.partnership.actions import bodies, sessions
from senim.partnership.actions.bodies import BodyValues, MemberValues
from senim.partnership.domain import BodyKind, QuorumKind, Seat, Sector
from senim.partnership.models import Body, Member, Session
from senim.staff import testing as staff
from senim.territory.domain import Level
from senim.territory.tests import make

ALL_ROLES = tuple(role for role in Role if role not in {Role.EXECUTOR, Role.TRAINEE})


@dataclass(slots=True)
class Place:
    """Two districts: `mine` is where the commission sits, `far` is another region. actors: (role, where) to Actor."""

    world: worlds.World
    far: Any
    actors: dict[tuple[Role, str], Actor] = field(default_factory=dict)
    accounts: dict[tuple[Role, str], Any] = field(default_factory=dict)

    @property
    def mine(self) -> Any:
        return self.world.areas["district"]

    def actor(self, role: Role, where: str = "mine") -> Actor:
        """Somebody with a role over the own district, or over one far away."""
        if (role, where) not in self.actors:
            area = self.mine if where == "mine" else self.far
            account, post = staff.make_officer(role, area_ids=(area.pk,))
            self.accounts[role, where] = account
            self.actors[role, where] = staff.actor_for(account, post)
        return self.actors[role, where]

    def account(self, role: Role, where: str = "mine") -> Any:
        self.actor(role, where)
        return self.accounts[role, where]


def build() -> Place:
    world = worlds.build()
    region = make.area(Level.REGION, world.areas["country"])
    return Place(world, make.area(Level.DISTRICT, region))


def values(**changes: Any) -> BodyValues:
    given: dict[str, Any] = {
        "kind": BodyKind.COMMISSION,
        "name_kk": "Аудандық комиссия",
        "name_ru": "Районная комиссия",
        "name_en": "District commission",
        "act": "№ 12, 10.01.2026",
        "quorum_kind": QuorumKind.MORE_THAN,
        "quorum_value": 50,
        "founded_on": date(2026, 1, 10),
    }
    return BodyValues(**{**given, **changes})


def member(number: int, **changes: Any) -> MemberValues:
    given: dict[str, Any] = {
        "full_name": f"Сынақов Мүше {number}",
        "organisation": f"Мекеме {number % 3}",
        "sector": list(Sector)[number % 9],
        "starts_on": date(2026, 1, 10),
        "seat": Seat.CHAIR if number == 0 else Seat.MEMBER,
    }
    return MemberValues(**{**given, **changes})


def commission(place: Place, count: int = 10, area: Any = None, **changes: Any) -> Body:
    """A commission of `count` members in the district."""
    where = area or place.mine
    system = Actor.system()
    body = bodies.found(actor=system, values=values(**changes), area_id=where.pk)
    for number in range(count):
        bodies.add_member(actor=system, body_id=body.pk, values=member(number))
    return body


def session(body: Body, days: int = -1) -> Session:
    """A session so many days from now, with one item."""
    system = Actor.system()
    made = sessions.plan(actor=system, body_id=body.pk, starts_at=now() + timedelta(days=days), place="Әкімдік, 1-зал")
    sessions.bring_item(actor=system, session_id=made.pk, title="Саябақтағы жарық", reporter="ТҮКШ бөлімі")
    return made


def ids(body: Body, count: int) -> list[int]:
    """The first `count` members of today."""
    return [one.pk for one in Member.objects.filter(body=body).order_by("pk") if one.is_on(today())][:count]
