"""An invented register of residence and two invented cameras as files, and a few look-ups of the last days."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw

from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.kernel import duties, ids
from senim.kernel.clock import frozen, local
from senim.kernel.scoping import Actor, Role
from senim.registers import api as registers
from senim.registers.api import Purpose
from senim.staff import api as staff
from senim.territory import api as territory

#: Born in 1801: the check digit agrees and the person is impossible.
PERSONS = ("010101100008;Арқау ауданы, Жастар көшесі, 14-үй", "010101100018;Арқау ауданы, Бейбітшілік даңғылы, 3-үй")
DESCRIPTION = """\
subject = "iin"
key = "iin"
as_of = 2026-01-01
source = "ойдан шығарылған файл"

[title]
kk = "Тұрғылықты жер тізілімі (ойдан шығарылған)"
ru = "Реестр места жительства (вымышленный)"
en = "Register of residence (invented)"

[[column]]
name = "place"
title = {kk = "Тіркелген мекенжайы", ru = "Адрес регистрации", en = "Registered address"}
"""
CAMERAS = (
    ("bazaar", "«Береке» базары", "Рынок «Береке»", "Bereke bazaar"),
    ("park", "«Селеу» саябағы", "Парк «Селеу»", "Seleu park"),
)


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - inspectors ask
    """Files first, then look-ups by inspectors who have something on their day."""
    folder = Path(settings.DATA_DIR)
    _register(folder / "registers")
    _cameras(folder / "cameras", step.end)
    asked = 0
    with frozen(step.end - timedelta(hours=3)):
        for post in _posts()[:6]:
            asked += _ask(post, step.end)
    tell("registers", asked, asked)


def _register(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "residence.toml").write_text(DESCRIPTION, "utf-8")
    (folder / "residence.csv").write_text("\n".join(["iin;place", *PERSONS, ""]), "utf-8")


def _cameras(folder: Path, end: datetime) -> None:
    """Two cameras at modular posts, each with a drawn image of the last full hour, marked as invented."""
    posts = [one for one in territory.points() if one.kind is territory.PointKind.MODULAR_POST][: len(CAMERAS)]
    folder.mkdir(parents=True, exist_ok=True)
    lines = [";".join((*names, str(at.lon), str(at.lat))) for names, at in zip(CAMERAS, posts, strict=False)]
    (folder / "cameras.csv").write_text("\n".join([*lines, ""]), "utf-8")
    hour = local(end).replace(minute=0, second=0, microsecond=0)
    for code, *_names in CAMERAS[: len(posts)]:
        (folder / code).mkdir(exist_ok=True)
        (folder / code / f"{hour:%Y-%m-%dT%H-%M}.jpg").write_bytes(_picture(code, hour))


def _picture(code: str, at: datetime) -> bytes:
    image = Image.new("RGB", (640, 360), (96, 104, 112))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 220, 640, 360), fill=(70, 74, 78))
    for x in range(40, 640, 120):
        pen.rectangle((x, 120, x + 70, 220), fill=(130, 126, 118))
    pen.text((16, 16), f"INVENTED  {code}  {at:%Y-%m-%d %H:%M}", fill=(255, 240, 200))
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=80)
    return packed.getvalue()


def _posts() -> list[int]:
    district = territory.area_by_code(DISTRICT)
    assert district is not None
    return sorted(staff.posts_of_role(Role.INSPECTOR, district.path))


def _ask(post: int, end: datetime) -> int:
    """One question on the ground of the first duty of an inspector's day; none where the day is empty."""
    account = staff.on_post(post)
    if account is None:
        return 0
    scope = staff.scope_of(account)
    owed = duties.of(scope, local(end).date())
    if not owed:
        return 0
    registers.look_up(
        actor=Actor("staff", account, post, scope), token=ids.new_token(), register="vehicles", subject="001AAA00",
        purpose=Purpose.APPEAL, ground=owed[0].key)
    return 1
