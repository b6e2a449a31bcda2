"""A notice of each kind in the first beat of the small world."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from senim.appeals.tests.world import World
from senim.kernel.clock import today
from senim.kernel.scoping import Actor
from senim.notices import actions
from senim.notices.domain import Kind, Values
from senim.notices.models import Notice

NAME = "Сынақбаев Ержан"


def values(**changes: Any) -> Values:
    given: dict[str, Any] = {
        "title_kk": "Су өшеді", "title_ru": "Отключат воду", "text_kk": "Ертең 9-дан 18-ге дейін.",
        "text_ru": "Завтра с 9 до 18.", "starts_on": today(), "ends_on": today() + timedelta(days=5),
    }
    return Values(**{**given, **changes})


def person(**changes: Any) -> Values:
    given: dict[str, Any] = {
        "title_kk": NAME, "title_ru": f"{NAME} пропал", "text_kk": f"{NAME}, 71 жаста, сұр күрте.",
        "text_ru": f"{NAME}, 71 год, серая куртка.", "alt_kk": "Қарт кісі", "alt_ru": "Пожилой мужчина",
        "ground": "Іздеу ісі", "ground_number": "№ 14, 11.05.2026", "consent": True,
    }
    return values(**{**given, **changes})


def photo() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (60, 80), "grey").save(drawn, "JPEG")
    return SimpleUploadedFile("x.jpg", drawn.getvalue(), "image/jpeg")


def written(
    world: World, kind: Kind = Kind.NEWS, who: str = "inspector", area: str = "first", **changes: Any
) -> Notice:
    searched = kind in {Kind.MISSING, Kind.WANTED}
    return actions.write(
        actor=world.actor(who), kind=kind, area_id=world.areas[area].pk,
        values=person(**changes) if searched else values(**changes),
        photo=actions.accept_photo(photo()) if kind is Kind.MISSING else None,
    )


def shown(world: World, kind: Kind = Kind.NEWS, **more: Any) -> Notice:
    row = written(world, kind, **more)
    signer = kind in {Kind.MISSING, Kind.WANTED}
    actor = world.actor("head") if signer else Actor.system()
    actions.publish(actor=actor, number=row.number, password_holds=(lambda: True) if signer else None)
    row.refresh_from_db()
    return row
