"""The mark of the house as a picture of pixels, drawn by code: telephones want PNG for what is installed on them."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

SKY, OCHRE, WHITE = "#0a5a87", "#dd9a35", "#ffffff"
#: Drawn so many times larger, then made smaller: edges without steps.
OVER = 4
SIDES = (180, 192, 512)


@lru_cache(maxsize=len(SIDES))
def png(side: int) -> bytes:
    """A square of `side` pixels, good for any mask: sky above, sun on the line, the steppe with its road below."""
    size = side * OVER
    image = Image.new("RGB", (size, size), SKY)
    draw = ImageDraw.Draw(image)
    line, middle = int(size * 0.56), size // 2
    sun = int(size * 0.22)
    draw.pieslice((middle - sun, line - sun, middle + sun, line + sun), 180, 360, fill=OCHRE)
    draw.rectangle((0, line, size, line + int(size * 0.045)), fill=WHITE)
    draw.rectangle((0, line + int(size * 0.045), size, size), fill=OCHRE)
    road = [(middle, line), (middle + int(size * 0.03), int(size * 0.72)), (middle - int(size * 0.02), size)]
    draw.line(road, fill=WHITE, width=int(size * 0.06), joint="curve")
    held = BytesIO()
    image.resize((side, side), Image.Resampling.LANCZOS).save(held, "PNG", optimize=True)
    return held.getvalue()
