"""The small world with two named readers in its region, one far away, and a message to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from senim.appeals.tests import world as worlds
from senim.kernel import files, ids
from senim.kernel.clock import today
from senim.kernel.scoping import Actor, Role
from senim.staff import testing as staff
from senim.territory.domain import Level
from senim.territory.tests import make
from senim.tips.actions import intake, naming
from senim.tips.actions.intake import Written
from senim.tips.domain import Sent, Topic, Way

SAID = "Үшінші подъезде түнде біреу есірткі сатады"
CONTACT = "+7 701 555 66 77, тек түсте"
ALL_ROLES = tuple(role for role in Role if role not in {Role.EXECUTOR, Role.TRAINEE})


@dataclass(slots=True)
class Place:
    """`reader` (duty unit) and `second` (head of the district) are named for the region; `far` for another one."""

    world: worlds.World
    far_region: Any
    far: Any
    people: dict[Role, Any] = field(default_factory=dict)

    @property
    def region(self) -> Any:
        return self.world.areas["region"]

    @property
    def reader(self) -> Actor:
        return self.world.actor("duty")

    def of(self, role: Role) -> Any:
        """An account of a role over the whole region, named for nothing."""
        if role not in self.people:
            self.people[role], _post = staff.make_officer(role, area_ids=(self.region.pk,))
        return self.people[role]


def named(area_id: int, account_id: int) -> Any:
    return naming.name(
        actor=Actor.system(), area_id=area_id, account_id=account_id, ground="№ 5, 02.05.2026",
        ends_on=today() + timedelta(days=360),
    )


def build() -> Place:
    world = worlds.build()
    region = make.area(Level.REGION, world.areas["country"])
    far, _post = staff.make_officer(Role.DUTY, area_ids=(region.pk,))
    place = Place(world, region, far)
    named(place.region.pk, world.people["duty"].pk)
    named(place.region.pk, world.people["head"].pk)
    named(region.pk, far.pk)
    return place


def photo() -> SimpleUploadedFile:
    """A photo with a position and a comment in its hidden data."""
    drawn, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "SECRET-COMMENT"
    Image.new("RGB", (40, 30), "teal").save(drawn, "JPEG", exif=exif)
    return SimpleUploadedFile("Болат-үйі.jpg", drawn.getvalue(), "image/jpeg")


def sent(place: Place, **changes: Any) -> Sent:
    values: dict[str, Any] = {
        "way": Way.ANONYMOUS, "topic": Topic.DRUGS, "text": SAID, "language": "kk", "region_id": place.region.pk,
    }
    return intake.send(token=ids.new_token(), written=Written(**{**values, **changes}))


def confidential(place: Place, **changes: Any) -> Sent:
    return sent(
        place, way=Way.CONFIDENTIAL, contact=CONTACT, pictures=(files.picture(photo()),), **changes
    )
