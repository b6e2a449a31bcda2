"""Make a copy: one snapshot of the rows, then the files that those rows name, sealed while it is written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from senim import __version__
from senim.kernel import clock, keys, seal, storage
from senim.kernel.files.keep import place
from senim.kernel.keeping import archive, box, reading, tables
from senim.kernel.keeping.words import refuse
from senim.kernel.models import StoredFile

#: Folders of the data that no row names.
FOLDERS = ("digests", "registers", "cameras")
#: Settings whose values a copy may tell. Of every other one, known or not, only that it is set.
TOLD = frozenset(
    f"SENIM_{name}"
    for name in (
        "BASE_URL", "HOSTS", "DEMO", "HTTPS", "HSTS_SECONDS", "TRUSTED_PROXIES", "LETTER_TRANSPORT",
        "MAIL_FROM", "TERRITORY_BOX", "MAP_TILE_ORIGIN", "QUICK_EXIT_URL", "DOCUMENT_SIGNER", "FILE_MAX_BYTES",
        "FILE_MAX_PIXELS", "LOCK_WINDOW", "LOCK_TRIES", "SESSION_HOURS", "IDLE_MINUTES", "INVITATION_HOURS",
        "SUBSTITUTION_DAYS", "REGISTERS", "BACKUP_HOURS", "BACKUP_KEEP", "WEB_WORKERS", "WEB_THREADS",
    )
)
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made. `damaged`: files that were not any more what they had been when they were stored."""

    path: Path
    size: int
    rows: int
    files: int
    damaged: tuple[str, ...]


def make(path: Path, locks: Sequence[box.Lock], say: Say = lambda _text: None) -> Made:
    """Copy the installation as it is now, while it runs, into a new sealed file.

    Holds no lock that a writer waits for. Memory: some megabytes at any size. Raises Refused (the file is there, a
    stored file is gone, no room, the database is not at this version); then nothing is left behind.
    """
    if path.exists():
        raise refuse("exists", path=path)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise refuse("behind")
    seal.seal_all()
    try:
        with storage.part(path.parent.resolve()) as new:
            os.fchmod(new.file.fileno(), 0o600)
            proof = _write(new.file, locks, say)
            new.keep(path.resolve())
    except OSError as error:
        raise refuse("cannot_write", path=path, reason=error.strerror or error) from error
    rows = sum(int(one[0]) for one in proof.tables.values())
    return Made(path, path.stat().st_size, rows, len(proof.files), tuple(proof.damaged))


def _write(target: BinaryIO, locks: Sequence[box.Lock], say: Say) -> archive.Proof:
    sealed = box.Writer(target, locks)
    packer, proof = archive.Packer(sealed), archive.Proof()  # type: ignore[arg-type]
    kept = tables.kept()
    with reading.snapshot() as source:
        packer.json("about.json", about(source, kept))
        proof.head = _head(source)
        for table in kept:
            lines, rows = source.lines(table)
            packer.table(table.name, rows)
            proof.tables[table.name] = lines.sum.plain()
        stored = source.ask("SELECT DISTINCT path, sha256 FROM kernel_storedfile ORDER BY path")
    say(f"{sum(one[0] for one in proof.tables.values())} rows of {len(kept)} tables")
    for name, sha256 in stored:
        _file(packer, proof, str(name), str(sha256))
    for folder in FOLDERS:
        _folder(packer, proof, Path(settings.DATA_DIR) / folder)
    say(f"{len(proof.files)} files")
    packer.json("proof.json", proof.plain())
    packer.close()
    sealed.finish()
    return proof


def about(source: reading.Source, kept: Sequence[tables.Table]) -> dict[str, Any]:
    """What stands at the beginning of a copy: of which version it is, what it holds, and whose keys it needs."""
    recorder = MigrationRecorder(connection)
    return {
        "format": archive.FORMAT,
        "senim": __version__,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "vendor": source.vendor,
        "migrations": sorted(recorder.applied_migrations()),
        "tables": [table.plain() for table in kept],
        "next": source.next_numbers(),
        "keys": keys.fingerprints(),
        "settings": public_settings(),
    }


def public_settings() -> dict[str, str]:
    """What the installation was told by its environment; of secrets only that they are set."""
    told = {name: value for name, value in sorted(os.environ.items()) if name.startswith("SENIM_") and value}
    return {name: value if name in TOLD else "(set)" for name, value in told.items()}


def _head(source: reading.Source) -> dict[str, Any] | None:
    found = source.ask("SELECT seq, hash FROM kernel_auditseal ORDER BY seq DESC LIMIT 1")
    if not found:
        return None
    return {"day": clock.today().isoformat(), "seq": found[0][0], "hash": bytes(found[0][1]).hex()}


def _file(packer: archive.Packer, proof: archive.Proof, name: str, sha256: str) -> None:
    """A stored file. One whose row was removed meanwhile may be gone: so it is in the installation, and is named."""
    try:
        found = _add(packer, f"files/{name}", place(name))
    except FileNotFoundError:
        if StoredFile.objects.filter(path=name).exists():
            raise refuse("lost_file", path=name) from None
        proof.gone.append(name)
        return
    proof.files[f"files/{name}"] = found
    if found != sha256:
        proof.damaged.append(name)


def _folder(packer: archive.Packer, proof: archive.Proof, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(storage.PART):
            name = f"folders/{folder.name}/{path.relative_to(folder).as_posix()}"
            proof.files[name] = _add(packer, name, path)


def _add(packer: archive.Packer, name: str, path: Path) -> str:
    """Put a file in and give its SHA-256, read once."""
    with path.open("rb") as file:
        hashing = Hashing(file)
        packer.file(name, hashing, os.fstat(file.fileno()).st_size)  # type: ignore[arg-type]
    return hashing.hash.hexdigest()


class Hashing:
    """A file whose SHA-256 is taken while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.hash.update(piece)
        return piece
