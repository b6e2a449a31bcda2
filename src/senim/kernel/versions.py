"""What is kept in memory and how every process learns that it changed.

    TERRITORY = Cached("territory", load_snapshot)      # at module level
    TERRITORY.get()                                     # in a request: microseconds
    versions.bump("territory")                          # in the transaction of the change

A process asks the database at most once a second, all names in one query; a change is seen everywhere within two.
The thread that made the change sees it at once, also before the commit; nobody sees what was rolled back.
"""

import secrets
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection, transaction

from senim.kernel.models import Version

Value = TypeVar("Value")

#: Seconds between two looks at the database.
CHECK_EVERY = 1.0


class _Change:
    """A change that this thread has not committed. Django calls it at commit and drops it at rollback."""

    def __init__(self) -> None:
        self.number: int | None = None

    def __call__(self) -> None:
        _process.checked = float("-inf")

    def is_open(self) -> bool:
        return any(entry[1] is self for entry in connection.run_on_commit)


class _Process:
    """What this process knows: the numbers it saw and when (monotonic seconds) it looked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: dict[str, int] = {}
        self.checked = float("-inf")

    def is_fresh(self) -> bool:
        return time.monotonic() - self.checked < CHECK_EVERY

    def look(self) -> None:
        found = dict(Version.objects.values_list("name", "number"))
        # What this thread has not committed is not the process's to know.
        self.seen = {name: self.seen.get(name, 0) if _open_change(name) else found[name] for name in found}
        self.checked = time.monotonic()


class _Mine(threading.local):
    def __init__(self) -> None:
        self.changes: dict[str, list[_Change]] = {}


_process = _Process()
_mine = _Mine()
_forgetful: list[Callable[[], None]] = []


def forgets(clear: Callable[[], None]) -> None:
    """Let what a process remembers beside the versions be forgotten with them: after a fork, between two tests."""
    _forgetful.append(clear)


def bump(name: str) -> None:
    """Say, inside the transaction of the change, that what is cached under `name` is old. One statement at most."""
    if not connection.in_atomic_block:
        raise RuntimeError("a version moves in the transaction of the change")
    if (earlier := _open_change(name)) and earlier.number is None:
        return  # this transaction has said so, and nobody has looked since
    step = 1 + secrets.randbelow(1 << 20)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_version (name, number) VALUES (%s, %s) "
            "ON CONFLICT (name) DO UPDATE SET number = kernel_version.number + %s",
            [name, step, step],
        )
    change = _Change()
    _mine.changes.setdefault(name, []).append(change)
    transaction.on_commit(change)


def current(name: str) -> int:
    """The version's number as this thread may see it: 0 before the first change."""
    if change := _open_change(name):
        if change.number is None:
            change.number = Version.objects.values_list("number", flat=True).get(name=name)
        return change.number
    if not _process.is_fresh() and _process.lock.acquire(blocking=not _process.seen):
        # While one thread looks, the others go on with what was known: it is at most a second older.
        try:
            if not _process.is_fresh():
                _process.look()
        finally:
            _process.lock.release()
    return _process.seen.get(name, 0)


def numbers() -> frozenset[tuple[str, int]] | None:
    """The numbers of all versions: what follows from memory alone is the same while they are. None inside a change."""
    if any(_open_change(name) for name in list(_mine.changes)):
        return None
    current("")
    return frozenset(_process.seen.items())


def _open_change(name: str) -> _Change | None:
    """This thread's latest uncommitted change of a name; closed ones are forgotten on the way."""
    changes = _mine.changes.get(name)
    while changes:
        if changes[-1].is_open():
            return changes[-1]
        changes.pop()
        _process.checked = float("-inf")
        if changes:
            # A savepoint was rolled back over an earlier change: its number is asked for again.
            changes[-1].number = None
    return None


class Cached(Generic[Value]):
    """A value that is loaded again when its version moves. Safe for threads: one loads, the others wait."""

    def __init__(self, name: str, loader: Callable[[], Value]) -> None:
        self.name = name
        self._loader = loader
        self._values: dict[int, Value] = {}
        self._lock = threading.Lock()
        forgets(self.clear)

    def get(self) -> Value:
        """The value at the present version, loaded where it is not here yet."""
        version = current(self.name)
        values = self._values
        if version in values:
            return values[version]
        with self._lock:
            if version not in self._values:
                fresh = self._loader()
                # Beside what an open transaction sees, the others keep what is committed.
                kept = self._values if _open_change(self.name) else {}
                self._values = {**kept, version: fresh}
            return self._values[version]

    def clear(self) -> None:
        """Load again at the next call, whatever the version says."""
        with self._lock:
            self._values = {}


def reset() -> None:
    """Forget versions and every cached value of this process: after a fork, between two tests."""
    _process.seen, _process.checked = {}, float("-inf")
    _mine.changes.clear()
    for forget in _forgetful:
        forget()
