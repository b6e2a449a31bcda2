"""Files on disk: whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

#: What the operating system says when there is no more room (or no more allowed).
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
PART = ".part-"


class Part:
    """A file that is being made under a name of its own; nobody meets it before `keep` gives it its real one."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self.file = file
        self.path = path

    def keep(self, target: Path) -> None:
        """Make it durable and give it its name, in one step. Raises OSError."""
        self.file.flush()
        os.fsync(self.file.fileno())
        target.parent.mkdir(parents=True, exist_ok=True)
        self.path.replace(target)
        _sync_folder(target.parent)


@contextmanager
def part(folder: Path) -> Iterator[Part]:
    """A new file in `folder`, on the same disk as what it will become; removed at the end unless it was kept."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=PART, dir=folder)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield Part(file, path)
    finally:
        path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after a power cut it is there whole or not there. Raises OSError, leaving nothing behind."""
    with part(path.parent) as new:
        new.file.write(content)
        new.keep(path)


def wipe(path: Path) -> None:
    """Write zeros over a file and remove it; nothing where it is not there.

    What a disk or a file system keeps beside the file (copies of its own, snapshots) nobody reaches from here.
    """
    try:
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 16)))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)


def leftovers(root: Path, made_before: float) -> Iterator[Path]:
    """Parts that a killed process left under `root`: those not touched since a moment (seconds of the epoch)."""
    return (path for path in root.rglob(f"{PART}*") if path.stat().st_mtime < made_before)


def _sync_folder(folder: Path) -> None:
    # The name is durable only when the folder is.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
