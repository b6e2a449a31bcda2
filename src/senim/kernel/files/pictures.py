"""Pictures are decoded and drawn anew: what is kept holds pixels and nothing else."""

import struct
import threading
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.conf import settings
from PIL import Image, ImageOps

from senim.kernel.files import words
from senim.kernel.files.signatures import JPEG, PNG, Type

#: The longer side of what is kept, pixels: enough to read a number plate across a yard.
LONG_SIDE = 2560
QUALITY = 84

# The size is checked here, before a pixel is decoded; Pillow's own check would warn in the middle of a request.
Image.MAX_IMAGE_PIXELS = None
#: One picture is decoded at a time in a process: its memory is what a bomb goes for.
_one_at_a_time = threading.Lock()

#: What Pillow raises for pictures that are cut off, malformed or made to confuse.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, ZeroDivisionError, struct.error)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture drawn anew: its bytes, its type and its size in pixels."""

    content: bytes
    type: Type
    width: int
    height: int


def draw_anew(file: BinaryIO, found: Type) -> Picture:
    """Decode a picture and write it without all else, upright. Raises Refused for a bomb or a damaged file."""
    with _one_at_a_time:
        try:
            with Image.open(file, formats=[found.family]) as image:
                _check_size(image)
                upright = _upright(image)
                upright.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.BICUBIC)
                return _write(upright)
        except _BROKEN as error:
            raise words.broken() from error


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if image.format in ("JPEG", "MPO") and not image.info.get("progressive"):
        # A camera's JPEG is decoded at a half, a quarter or an eighth: only that much memory is needed.
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
        width, height = image.size
    if width * height > settings.FILE_MAX_PIXELS or min(image.size) < 1:
        raise words.too_many_pixels()


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        # Damaged notes of the camera: the picture itself is sound.
        return image.copy()


def _write(image: Image.Image) -> Picture:
    see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    mode, found = ("RGBA", PNG) if see_through else ("RGB", JPEG)
    converted = image if image.mode == mode else image.convert(mode)
    # A new picture: whatever stood beside the pixels (position, camera, thumbnail, comment) is not in it.
    clean = Image.new(mode, converted.size)
    clean.paste(converted)
    buffer = BytesIO()
    if found is JPEG:
        clean.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    else:
        clean.save(buffer, "PNG")
    return Picture(buffer.getvalue(), found, clean.width, clean.height)
