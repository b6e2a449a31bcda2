"""A small town for tests: a grid of streets, four beats, houses on them, two points, a village without streets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from shapely import MultiLineString, box

from senim.kernel import versions
from senim.kernel.scoping import Actor, Role
from senim.reach import compute
from senim.staff import testing as staff
from senim.territory.domain import Level, PointKind
from senim.territory.models import Address, Area, Point, Street
from senim.territory.shapes import to_text
from senim.territory.tests import make

#: The town's corner, and a block: some 110 metres north and 72 metres east at this latitude.
WEST, SOUTH, STEP, SIZE = 70.0, 50.0, 0.001, 20
DAY = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


@dataclass(slots=True)
class Town:
    """What stands: areas, points, people by role, houses by name."""

    areas: dict[str, Area] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    people: dict[Any, Any] = field(default_factory=dict)
    houses: dict[str, Address] = field(default_factory=dict)

    def actor(self, role: Any) -> Actor:
        account, post = self.people[role]
        return Actor("staff", account.pk, post.pk, staff.scope_of(account.pk))


def at(column: float, row: float) -> tuple[float, float]:
    return WEST + column * STEP, SOUTH + row * STEP


def build() -> Town:
    """The town, its people, and its ways computed."""
    town = Town()
    _areas(town)
    _streets(town)
    _points(town)
    _people(town)
    make.moved()
    compute.keep_up()
    return town


def _areas(town: Town) -> None:
    country = make.area(Level.COUNTRY)
    region = make.area(Level.REGION, country)
    town.areas["district"] = district = make.area(Level.DISTRICT, region, name="Аудан")
    town.areas["other"] = make.area(Level.DISTRICT, region, name="Көрші")
    half = SIZE * STEP / 2
    for number, (column, row) in enumerate(((0, 0), (1, 0), (0, 1), (1, 1)), start=1):
        beat = make.area(Level.BEAT, district, name=f"{number}-учаске")
        x, y = WEST + column * half, SOUTH + row * half
        make.boundary(beat, box(x, y, x + half, y + half))
        town.areas[f"beat{number}"] = beat
    village = make.area(Level.BEAT, district, name="Ауыл")
    make.boundary(village, box(70.5, 50.0, 70.52, 50.02))
    town.areas["village"] = village
    far = make.area(Level.BEAT, town.areas["other"], name="Көрші учаске")
    make.boundary(far, box(71.0, 50.0, 71.02, 50.02))
    town.areas["far"] = far


def _streets(town: Town) -> None:
    """Every second line of the grid is a street; houses stand between crossings, six in the village."""
    district, lines = town.areas["district"], range(0, SIZE + 1, 2)
    north = [[at(x, y) for y in lines] for x in lines]
    east = [[at(x, y) for x in lines] for y in lines]
    street = Street.objects.create(
        area=district, name_kk="Абай", name_ru="Абая", key="абай", geometry=to_text(MultiLineString([*north, *east])))
    places = [(f"{x}-{y}", *at(x, y)) for x in range(1, SIZE, 2) for y in range(2, SIZE, 2)]
    places += [(f"v{number}", 70.51 + number * 0.0005, 50.01) for number in range(6)]
    for house, lon, lat in places:
        row = Address(street=street, house=house, house_key=house, lon=lon, lat=lat)
        town.houses[house] = row
    Address.objects.bulk_create(town.houses.values())
    Address.objects.create(street=street, house="999", house_key="999", area=district)


def _points(town: Town) -> None:
    rows = {
        "west": (PointKind.POLICE_POINT, *at(2, 2), DAY),
        "post": (PointKind.MODULAR_POST, *at(18, 18), {"always": True}),
        "office": (PointKind.DEPARTMENT, *at(10, 10), {}),
    }
    for code, (kind, lon, lat, hours) in rows.items():
        town.points[code] = Point.objects.create(
            code=code, kind=kind, name_kk=f"Пункт {code}", name_ru=f"Пункт {code} ru", lon=lon, lat=lat, hours=hours,
            phone="+77001000101", area=town.areas["beat1" if code == "west" else "beat4"])
    town.points["alien"] = Point.objects.create(
        code="alien", kind=PointKind.POLICE_POINT, name_kk="Көрші пункт", name_ru="Соседний", lon=71.01, lat=50.01,
        hours=DAY, area=town.areas["far"])


def _people(town: Town) -> None:
    usual = (Role.HEAD, Role.ANALYST, Role.AKIMAT, Role.GROUP_COORDINATOR, Role.PROSECUTOR, Role.DUTY, Role.MINISTRY)
    for role in usual:
        town.people[role] = staff.make_officer(role, area_ids=(town.areas["district"].pk,))
    town.people[Role.INSPECTOR] = staff.make_officer(Role.INSPECTOR, area_ids=(town.areas["beat1"].pk,))
    town.people["far head"] = staff.make_officer(Role.HEAD, area_ids=(town.areas["other"].pk,))
    town.people["far inspector"] = staff.make_officer(Role.INSPECTOR, area_ids=(town.areas["far"].pk,))
    town.people["far analyst"] = staff.make_officer(Role.ANALYST, area_ids=(town.areas["other"].pk,))


def populate(town: Town, people: int = 1000) -> None:
    """Residents of every beat."""
    with transaction.atomic():
        Area.objects.filter(level=Level.BEAT).update(population=people)
        versions.bump("territory")
