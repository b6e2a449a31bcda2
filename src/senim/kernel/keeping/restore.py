"""Put a copy back: first read to its end, then written in one transaction, proved, and only then kept.

The database may be empty or freshly prepared, and need not be of the kind that the copy came from. A copy of an older
version is put into the tables of that version, and the later steps are taken afterwards.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from senim.kernel import digest, keys, seal, verify
from senim.kernel.audit_command import sentence
from senim.kernel.keeping import archive, box, reading, writing
from senim.kernel.keeping.tables import Table
from senim.kernel.keeping.words import refuse

#: Tables of which one row says that somebody works here.
TOLD_BY = ("kernel_auditevent", "kernel_outgoing")
#: Files wait in this folder, beside what they become, until the rows are proved.
WAITING = ".restoring"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a copy is put back. `digests`: the ends of the chain that others kept; `ring`: the keys that belong to it."""

    openers: Sequence[box.Opener]
    digests: Sequence[verify.Digest] = ()
    ring: keys.ring.Ring | None = None
    without_keys: bool = False
    broken_log: bool = False


@dataclass(slots=True)
class Read:
    """What a copy says: its beginning and its end."""

    about: dict[str, Any]
    proof: dict[str, Any] = field(default_factory=dict)

    @property
    def tables(self) -> list[Table]:
        return [Table.read(one) for one in self.about["tables"]]

    @property
    def steps(self) -> list[tuple[str, str]]:
        return [(str(app), str(name)) for app, name in self.about["migrations"]]

    @property
    def rows(self) -> int:
        return sum(int(one[0]) for one in self.proof["tables"].values())


def check(path: Path, openers: Sequence[box.Opener]) -> Read:
    """Read a whole copy and touch nothing. Raises Refused: foreign, damaged, cut off, another passphrase."""
    found: Read | None = None
    with _opened(path) as file:
        for entry in archive.entries(box.Reader(file, openers)):  # type: ignore[arg-type]
            if entry.name == "about.json":
                found = Read(entry.json())
            elif found is not None and entry.name == "proof.json":
                found.proof = entry.json()
    if found is None or not found.proof or found.about.get("format") != archive.FORMAT:
        raise refuse("damaged")
    return found


def restore(path: Path, wishes: Wishes, say: Say = lambda _text: None) -> Read:
    """Put a copy into this empty installation. All or nothing. Raises Refused."""
    found = check(path, wishes.openers)
    say(f"{path}: whole; made {found.about['made_at']} by {found.about['senim']} on {found.about['vendor']}")
    _fits(found, wishes)
    _to_its_version(found, say)
    folder = Path(settings.DATA_DIR)
    shutil.rmtree(folder / WAITING, ignore_errors=True)
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            _load(path, found, wishes, folder / WAITING)
            _prove(found, wishes)
            files = len(found.proof["files"])
            say(f"{found.rows} rows of {len(found.proof['tables'])} tables and {files} files proved")
            _keep_files(folder)
    finally:
        connection.enable_constraint_checking()
        shutil.rmtree(folder / WAITING, ignore_errors=True)
    call_command("migrate", interactive=False, verbosity=0)
    return found


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise refuse("no_file", path=path, reason=error.strerror) from error


def _fits(found: Read, wishes: Wishes) -> None:
    known = MigrationExecutor(connection).loader.disk_migrations
    for step in found.steps:
        if step not in known and apps.is_installed(f"senim.{step[0]}"):
            raise refuse("newer", step="/".join(step))
    told = [table for table in found.tables if table.name in (*TOLD_BY, _accounts())]
    if occupied := writing.state_of(told):
        raise refuse("occupied", table=occupied)
    # A restore that was cut off at its last step has left files without rows.
    cut = (Path(settings.DATA_DIR) / WAITING).exists()
    for folder in (Path(settings.MEDIA_ROOT), digest.folder()):
        if not cut and _has_files(folder):
            raise refuse("occupied_files", folder=folder)
    if wishes.ring is not None:
        keys.ring.save(wishes.ring)
    here, there = keys.fingerprints(), dict(found.about["keys"])
    missing = {name: marks for name, marks in there.items() if not set(marks) <= set(here.get(name, ()))}
    if missing and not wishes.without_keys:
        name = min(missing)
        raise refuse("other_key", wanted=f"{name} {' '.join(missing[name])}", here=" ".join(here.get(name, ())))


def _has_files(folder: Path) -> bool:
    return folder.exists() and any(path.is_file() for path in folder.rglob("*"))


def _accounts() -> str:
    return str(apps.get_model(settings.AUTH_USER_MODEL)._meta.db_table)


def _to_its_version(found: Read, say: Say) -> None:
    """The tables as they were for the version of the copy."""
    executor = MigrationExecutor(connection)
    applied, wanted = set(executor.loader.applied_migrations), set(found.steps)
    if applied - wanted:
        raise refuse("ahead")
    graph = executor.loader.graph
    # Only those that nothing of the copy stands on: Django would walk back to a step that others passed.
    last = [step for step in found.steps if step in graph.nodes
            and not any(child.key in wanted for child in graph.node_map[step].children)]
    plan = executor.migration_plan(last)
    if plan:
        say(f"{len(plan)} steps to the tables of the copy")
        executor.migrate(last, plan)


def _load(path: Path, found: Read, wishes: Wishes, waiting: Path) -> None:
    known = {table.name: table for table in found.tables}
    hashes: dict[str, str] = {}
    with writing.unbound():
        writing.empty()
        with _opened(path) as file:
            for entry in archive.entries(box.Reader(file, wishes.openers)):  # type: ignore[arg-type]
                if entry.table:
                    writing.put(known[entry.table], entry.lines())
                elif entry.under("files") or entry.under("folders"):
                    hashes[entry.name] = _file(entry, waiting)
    writing.go_on_from(found.about["next"])
    if hashes != found.proof["files"]:
        raise refuse("not_same", table="files")


def _file(entry: archive.Entry, waiting: Path) -> str:
    inside = entry.under("files") or entry.under("folders")
    assert inside is not None
    kind = entry.name.partition("/")[0]
    target = archive.check_path(waiting / kind, inside)
    target.parent.mkdir(parents=True, exist_ok=True)
    sha = hashlib.sha256()
    with target.open("wb") as file:
        while piece := entry.content.read(1 << 20):
            sha.update(piece)
            file.write(piece)
    return sha.hexdigest()


def _prove(found: Read, wishes: Wishes) -> None:
    """Read back what was written: the same counts and sums, stored files as their rows say, and a log that holds."""
    source = reading.here()
    for table in found.tables:
        lines, rows = source.lines(table)
        for _line in rows:
            pass
        if lines.sum.plain() != found.proof["tables"][table.name]:
            raise refuse("not_same", table=table.name)
    excused = {*found.proof["damaged"], *found.proof["gone"]}
    for path, sha256 in source.ask("SELECT DISTINCT path, sha256 FROM kernel_storedfile"):
        if path not in excused and found.proof["files"].get(f"files/{path}") != sha256:
            raise refuse("not_same", table=path)
    seal.seal_rest()
    head = found.proof["head"]
    own = [verify.Digest(head["day"], int(head["seq"]), head["hash"])] if head else []
    came = digest.read(sorted((Path(settings.DATA_DIR) / WAITING / "folders" / "digests").glob("*.json")))
    # A digest may have been written while the copy was being made, and name a later place.
    fit = [one for one in came if head and one.seq <= int(head["seq"])]
    for broken in verify.verify([*own, *wishes.digests, *fit]).broken:
        if not wishes.broken_log:
            raise refuse("chain", sentence=sentence(broken))


def _keep_files(folder: Path) -> None:
    """The last step before the commit: what waited takes its place."""
    waiting = folder / WAITING
    _take(waiting / "files", Path(settings.MEDIA_ROOT))
    for kept in sorted((waiting / "folders").glob("*")):
        _take(kept, folder / kept.name)


def _take(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if target.exists():
        shutil.rmtree(target)
    source.replace(target)


__all__ = ["Read", "Wishes", "check", "restore"]
