"""Files on disk: whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

#: What the operating system says when there is no more room (or no more allowed).
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file so that after a power cut it is there whole or not there. Raises OSError, leaving nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in [content] if isinstance(content, bytes) else content:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # The name is durable only when the folder is.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_leftovers(root: Path, older_than_seconds: float, now_seconds: float) -> int:
    """Remove temporary files that a killed process left. Gives how many."""
    removed = 0
    for part in root.rglob(".part-*"):
        if now_seconds - part.stat().st_mtime > older_than_seconds:
            part.unlink(missing_ok=True)
            removed += 1
    return removed
