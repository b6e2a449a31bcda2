"""What lies in the sealed file: a tar, so that it can be read in twenty years with tools that everybody has.

about.json · rows/TABLE/000001.jsonl.gz ... · files/PATH ... · folders/NAME/PATH ... · proof.json
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from senim.kernel.keeping.words import refuse

#: Bytes of lines in one part of a table: what is in memory at once.
PART = 4 * 1024 * 1024
#: A part may be larger by one long row (a sealed file of 25 MB, say).
LARGEST_PART = 256 * 1024 * 1024
FORMAT = 1


@dataclass(slots=True)
class Proof:
    """What a copy says of itself at its end: sums of tables, hashes of files, the end of the audit log's chain."""

    tables: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    head: dict[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("tables", "files", "damaged", "gone", "head")}


class Packer:
    """Writes an archive, front to back."""

    def __init__(self, target: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed below

    def json(self, name: str, values: Any) -> None:
        self._bytes(name, json.dumps(values, ensure_ascii=False, indent=1).encode())

    def table(self, name: str, lines: Iterable[bytes]) -> None:
        """A table in parts of some megabytes."""
        for number, part in enumerate(_parts(lines), 1):
            self._bytes(f"rows/{name}/{number:06}.jsonl.gz", gzip.compress(part, 3, mtime=0))

    def file(self, name: str, source: BinaryIO, size: int) -> None:
        """A file of a known size. Raises OSError where it ends before that."""
        self._tar.addfile(_entry(name, size), source)

    def close(self) -> None:
        self._tar.close()

    def _bytes(self, name: str, content: bytes) -> None:
        self._tar.addfile(_entry(name, len(content)), io.BytesIO(content))


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing in an archive, to be read before the next is asked for."""

    name: str
    size: int
    content: BinaryIO

    def json(self) -> Any:
        return json.loads(self.content.read())

    def lines(self) -> list[bytes]:
        """The lines of a part of a table."""
        with gzip.open(self.content) as plain:
            whole = plain.read(LARGEST_PART + 1)
        if len(whole) > LARGEST_PART:
            raise refuse("damaged")
        return whole.splitlines()

    @property
    def table(self) -> str:
        """Of which table it is a part; "" for other things."""
        parts = self.name.split("/")
        return parts[1] if parts[0] == "rows" and len(parts) == 3 else ""

    def under(self, folder: str) -> PurePosixPath | None:
        """Its path below a folder of the archive; None elsewhere. Raises Refused for a path that climbs out."""
        path = PurePosixPath(self.name)
        if not self.name.startswith(f"{folder}/"):
            return None
        if path.is_absolute() or ".." in path.parts:
            raise refuse("damaged")
        return path.relative_to(folder)


def entries(source: BinaryIO) -> Iterator[Entry]:
    """The things of an archive in their order, to the very end. Raises Refused where it is none."""
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for info in tar:
                content = tar.extractfile(info) if info.isreg() else None
                if content is None:
                    raise refuse("damaged")
                yield Entry(info.name, info.size, cast("BinaryIO", content))
        # The last piece is read too: a file that is cut off after the tar's own end is cut off all the same.
        while source.read(1 << 20):
            pass
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, json.JSONDecodeError):
        raise refuse("damaged") from None


def check_path(root: Path, path: PurePosixPath) -> Path:
    """Where a path of the archive comes to lie. Raises Refused where that is not below the root."""
    target = (root / path).resolve()
    if not target.is_relative_to(root.resolve()):
        raise refuse("damaged")
    return target


def _parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    waiting, size = [], 0
    for line in lines:
        waiting.append(line)
        size += len(line) + 1
        if size >= PART:
            yield b"\n".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"\n".join(waiting)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info
