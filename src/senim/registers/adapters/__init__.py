"""Which registers and cameras this installation has: files in its data folder, classes that it names, a recording.

SENIM_REGISTERS names further classes ("package.module.Class", without arguments); each satisfies `domain.Register`. The
recorded fake is there in a demonstration alone.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from senim.registers.adapters.fake import RecordedRegister
from senim.registers.adapters.files import FileCameras, FileRegister
from senim.registers.domain import Cameras, Register


def registers() -> dict[str, Register]:
    """By code, in the order of their codes; a real one stands before the fake of the same code."""
    found: dict[str, Register] = {}
    if settings.DEMO:
        fake = RecordedRegister()
        found[fake.code] = fake
    for path in sorted(_folder("registers").glob("*.toml")):
        one = FileRegister(path)
        found[one.code] = one
    for name in settings.REGISTERS:
        made: Register = _named(name)
        found[made.code] = made
    return dict(sorted(found.items()))


@lru_cache(maxsize=32)
def _named(name: str) -> Register:
    made: Register = import_string(name)()
    return made


def cameras() -> Cameras:
    """The cameras of the file adapter."""
    return FileCameras(_folder("cameras"))


def _folder(name: str) -> Path:
    return Path(settings.DATA_DIR) / name
