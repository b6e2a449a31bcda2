"""Small territories for tests."""

from datetime import date
from itertools import count

from django.db import transaction
from shapely import box
from shapely.geometry.base import BaseGeometry

from senim.kernel import versions
from senim.kernel.clock import now
from senim.territory.domain import Level
from senim.territory.models import Area, BeatMember, Boundary
from senim.territory.shapes import area_m2, digest, normal, to_text

START = date(2024, 1, 1)
_numbers = count(1)


def area(level: Level, parent: Area | None = None, code: str = "", name: str = "") -> Area:
    """An area with its path, known to the memory at once."""
    number = next(_numbers)
    name = name or f"{level} {number}"
    made = Area.objects.create(
        code=code or f"T{number}", level=level, parent=parent, name_kk=name, name_ru=f"{name} ru", name_en=f"{name} en")
    made.path = f"{parent.path if parent else '/'}{made.id}/"
    made.save(update_fields=["path"])
    moved()
    return made


def boundary(of: Area, shape: BaseGeometry, start: date = START, end: date | None = None) -> Boundary:
    """A version of an area's boundary."""
    shape = normal(shape)
    text = to_text(shape)
    made = Boundary.objects.create(
        area=of, geometry=text, digest=digest(text), area_m2=area_m2(shape), valid_from=start, valid_to=end,
        created_at=now())
    moved()
    return made


def member(beat: Area, of: Area, start: date = START, end: date | None = None) -> BeatMember:
    made = BeatMember.objects.create(beat=beat, member=of, valid_from=start, valid_to=end)
    moved()
    return made


def moved() -> None:
    with transaction.atomic():
        versions.bump("territory")


def grid(parent: Area, size: int, x0: float = 70.0, y0: float = 50.0, step: float = 0.01) -> list[Area]:
    """size x size square beats side by side, row by row from the south-west."""
    made = []
    for row in range(size):
        for column in range(size):
            beat = area(Level.BEAT, parent)
            x, y = x0 + column * step, y0 + row * step
            boundary(beat, box(x, y, x + step, y + step))
            made.append(beat)
    return made
