"""A small invented world for tests: a district of two beats with a hole between them, and everybody who works there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shapely.geometry import box

from senim.appeals.domain import Channel, KnownAs
from senim.appeals.report import Contact, Report
from senim.kernel.scoping import Actor, Role
from senim.staff import testing as staff
from senim.territory.domain import Level
from senim.territory.tests import make

#: A working Tuesday, 10:30 in Kazakhstan.
TUESDAY = datetime(2026, 5, 12, 5, 30, tzinfo=UTC)
#: Points: in the first beat, in the second, in the hole between them, outside everything.
FIRST, SECOND, HOLE, OUTSIDE = (70.005, 50.005), (70.035, 50.005), (70.02, 50.005), (10.0, 10.0)


@dataclass(slots=True)
class World:
    """Areas, posts and people by name: world.people["inspector"], world.posts["head"], world.actor("head")."""

    areas: dict[str, Any]
    posts: dict[str, Any]
    people: dict[str, Any]

    def actor(self, name: str) -> Actor:
        return staff.actor_for(self.people[name], self.posts[name])


#: name: (role, area, reports to)
STAFF = {
    "department": (Role.HEAD, "region", None),
    "head": (Role.HEAD, "district", "department"),
    "duty": (Role.DUTY, "district", "head"),
    "operator": (Role.OPERATOR, "district", "head"),
    "inspector": (Role.INSPECTOR, "first", "head"),
    "other": (Role.INSPECTOR, "second", "head"),
    "juvenile": (Role.JUVENILE, "district", "head"),
    "prosecutor": (Role.PROSECUTOR, "region", None),
    "council": (Role.COUNCIL, "region", None),
    "analyst": (Role.ANALYST, "district", None),
    "ministry": (Role.MINISTRY, "country", None),
    "admin": (Role.ADMIN, "country", None),
    "auditor": (Role.AUDITOR, "country", None),
    "akimat": (Role.AKIMAT, "district", None),
}


def build() -> World:
    """Make the world in the present database."""
    country = make.area(Level.COUNTRY)
    region = make.area(Level.REGION, country)
    district = make.area(Level.DISTRICT, region)
    first, second = make.area(Level.BEAT, district), make.area(Level.BEAT, district)
    for area, shape in (
        (region, box(69, 49, 72, 51)),
        (district, box(70, 50, 70.04, 50.01)),
        (first, box(70, 50, 70.015, 50.01)),
        (second, box(70.03, 50, 70.04, 50.01)),
    ):
        make.boundary(area, shape)
    make.moved()
    areas = {"country": country, "region": region, "district": district, "first": first, "second": second}
    posts: dict[str, Any] = {}
    people: dict[str, Any] = {}
    for name, (role, area, above) in STAFF.items():
        posts[name] = staff.make_post(
            role, area_ids=(areas[area].pk,), reports_to=posts[above] if above else None, code=f"W-{name}"
        )
        people[name] = staff.make_account(f"{name}@example.kz", name=f"Сынақов {name.title()}")
        staff.put_on(posts[name], people[name])
    return World(areas, posts, people)


def report(**changes: Any) -> Report:
    """A plain anonymous report about noise in the first beat."""
    values: dict[str, Any] = {
        "kind": "signal",
        "category": "order.noise_night",
        "text": "Түнде көршілер қатты музыка қосады.",
        "language": "kk",
        "known_as": KnownAs.ANONYMOUS,
        "lon": FIRST[0],
        "lat": FIRST[1],
        "place": "Абай көшесі, 1",
        "channel": Channel.WEB,
    }
    return Report(**{**values, **changes})


NAMED = Contact(name="Сынақ Өтініш", phone="+77000000000", email="applicant@example.kz", safe_way="email")
