"""Copies by themselves: made in time, sealed for keys that are not here, the oldest removed, and their age told.

What is kept where on the disk is all that is known of them: a copy that somebody took away is not there any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from senim.kernel import clock
from senim.kernel.keeping import box
from senim.kernel.keeping.words import refuse

#: senim-2026-11-22T214000Z.senim: the moment in UTC.
_NAME = re.compile(r"senim-(\d{4}-\d\d-\d\dT\d{6})Z\.senim")
_FORM = "%Y-%m-%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Copies:
    """What is known of the scheduled copies. `is_late`: one should have been made long ago."""

    are_wanted: bool
    count: int = 0
    last_at: datetime | None = None
    size: int = 0
    is_late: bool = False


def make_due() -> Path | None:
    """Make a copy where one is due and remove what is beyond the number to keep; None where none is. Raises Refused."""
    folder = _folder()
    if folder is None:
        return None
    last = max((at for at, _path in _there(folder)), default=None)
    if last is not None and clock.now() - last < timedelta(hours=settings.BACKUP_HOURS):
        return None
    from senim.kernel.keeping import backup  # noqa: PLC0415 - reads models; the page of health needs none

    folder.mkdir(parents=True, exist_ok=True)
    locks = [box.PublicKey.read(text) for text in settings.BACKUP_TO]
    if not locks:
        raise refuse("no_recipient")
    made = backup.make(folder / f"senim-{clock.now().astimezone(UTC).strftime(_FORM)}Z.senim", locks)
    forget_beyond(folder, settings.BACKUP_KEEP)
    return made.path


def forget_beyond(folder: Path, most: int) -> list[Path]:
    """Remove the oldest of our copies beyond so many; the newest stays whatever the number."""
    beyond = [path for _at, path in _there(folder)][max(most, 1) :]
    for path in beyond:
        path.unlink(missing_ok=True)
    return beyond


def copies() -> Copies:
    """How it stands with the scheduled copies. No query; one look at a folder."""
    folder = _folder()
    if folder is None:
        return Copies(are_wanted=False)
    there = _there(folder)
    if not there:
        return Copies(are_wanted=True, is_late=True)
    at, path = there[0]
    # Half a period more than promised: a slow night is not a warning.
    is_late = clock.now() - at > timedelta(hours=settings.BACKUP_HOURS * 1.5)
    return Copies(True, len(there), at, path.stat().st_size, is_late)


def _folder() -> Path | None:
    return Path(settings.BACKUP_DIR) if settings.BACKUP_DIR else None


def _there(folder: Path) -> list[tuple[datetime, Path]]:
    """Our copies of a folder, the newest first; whatever else lies there is not ours."""
    found = ((_NAME.fullmatch(path.name), path) for path in folder.glob("senim-*.senim"))
    dated = [(datetime.strptime(match[1], _FORM).replace(tzinfo=UTC), path) for match, path in found if match]
    return sorted(dated, reverse=True)
