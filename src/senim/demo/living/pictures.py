"""Invented photos: a street at night, a yard with cars, a yard with posts, dogs at the bins. Drawn, never taken."""

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

SIZE = (960, 720)
Pen = ImageDraw.ImageDraw


def photo(name: str) -> SimpleUploadedFile:
    """The picture of this name as an upload (JPEG). Every picture says in itself that it is invented."""
    picture = Image.new("RGB", SIZE, "#20283a")
    pen = ImageDraw.Draw(picture)
    PICTURES[name](pen)
    pen.rectangle((0, 668, 960, 720), fill="#ffffff")
    pen.text((24, 678), "DEMO: drawn by code, not a photo", fill="#333333", font=ImageFont.load_default(28))
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=82)
    return SimpleUploadedFile(f"{name}.jpg", content.getvalue(), "image/jpeg")


def _house(pen: Pen, left: int, wall: str, lit: tuple[int, ...], floors: int = 5) -> None:
    top = 560 - 84 * floors
    pen.rectangle((left, top, left + 300, 560), fill=wall)
    for floor in range(floors):
        for flat in range(4):
            x, y = left + 22 + flat * 68, top + 18 + floor * 84
            pen.rectangle((x, y, x + 44, y + 48), fill="#f3d27a" if floor * 4 + flat in lit else "#2b3346")


def _ground(pen: Pen, sky: str, earth: str) -> None:
    pen.rectangle((0, 0, 960, 560), fill=sky)
    pen.rectangle((0, 560, 960, 720), fill=earth)


def _lamp(pen: Pen, x: int, *, on: bool) -> None:
    if on:
        pen.polygon([(x + 60, 190), (x - 110, 640), (x + 230, 640)], fill="#5b5a49")
    pen.rectangle((x, 180, x + 8, 600), fill="#8d939c")
    pen.rectangle((x, 174, x + 76, 184), fill="#8d939c")
    pen.ellipse((x + 44, 180, x + 80, 200), fill="#ffe9a3" if on else "#444b57")


def _dark_street(pen: Pen) -> None:
    _ground(pen, "#141a28", "#1b2130")
    _house(pen, 60, "#2a3245", (2, 9, 13))
    _house(pen, 600, "#262e40", (5, 6))
    _lamp(pen, 420, on=False)
    _lamp(pen, 860, on=False)


def _lit_street(pen: Pen) -> None:
    _ground(pen, "#1c2436", "#2b3140")
    _house(pen, 60, "#333d54", (2, 9, 13))
    _house(pen, 600, "#2f394f", (5, 6))
    _lamp(pen, 420, on=True)
    _lamp(pen, 860, on=True)


def _car(pen: Pen, left: int, paint: str, floor: int = 620) -> None:
    pen.rounded_rectangle((left, floor - 62, left + 200, floor - 12), 16, fill=paint)
    pen.polygon(
        [(left + 40, floor - 60), (left + 66, floor - 104), (left + 140, floor - 104), (left + 166, floor - 60)],
        fill="#c9dbe6",
    )
    for wheel in (left + 34, left + 138):
        pen.ellipse((wheel, floor - 30, wheel + 36, floor + 6), fill="#20242a")


def _playground(pen: Pen) -> None:
    _ground(pen, "#a9cbe4", "#7d9b58")
    _house(pen, 30, "#c9b79c", (), 6)
    pen.line([(560, 600), (620, 340), (680, 600)], fill="#b3402e", width=10)
    pen.line([(620, 340), (820, 340)], fill="#b3402e", width=10)
    pen.line([(760, 600), (820, 340), (880, 600)], fill="#b3402e", width=10)
    pen.line([(690, 345), (690, 520)], fill="#555555", width=4)
    pen.rectangle((664, 520, 716, 530), fill="#e0a22b")


def _cars_in_yard(pen: Pen) -> None:
    _playground(pen)
    _car(pen, 380, "#8a1f2b")
    _car(pen, 640, "#e6e8ea", 650)


def _posts_in_yard(pen: Pen) -> None:
    _playground(pen)
    for x in range(350, 940, 84):
        pen.rectangle((x, 566, x + 18, 640), fill="#e8e8e8")
        pen.rectangle((x, 584, x + 18, 598), fill="#c8362b")


def _dogs(pen: Pen) -> None:
    _ground(pen, "#c4d3de", "#a39c88")
    for left in (520, 650, 780):
        pen.rectangle((left, 430, left + 110, 570), fill="#3f6b4a")
        pen.rectangle((left - 6, 416, left + 116, 436), fill="#345a3e")
    for left, coat in ((120, "#5a4632"), (270, "#8d7a5e"), (400, "#3a3430")):
        pen.ellipse((left, 520, left + 110, 580), fill=coat)
        pen.ellipse((left + 84, 488, left + 134, 540), fill=coat)
        pen.polygon([(left + 92, 494), (left + 98, 468), (left + 110, 490)], fill=coat)
        for leg in (16, 40, 70, 92):
            pen.rectangle((left + leg, 570, left + leg + 10, 620), fill=coat)


PICTURES: dict[str, Callable[[Pen], None]] = {
    "dark_street": _dark_street, "lit_street": _lit_street, "cars_in_yard": _cars_in_yard,
    "posts_in_yard": _posts_in_yard, "dogs": _dogs,
}
