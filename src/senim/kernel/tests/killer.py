"""A process that works and is killed: `python -m senim.kernel.tests.killer every|free ...`

every: do the same round again and again, each time killed (SIGKILL) one step later, until a round comes through. A
step is a statement, a commit, a message that leaves, a file that gets its name; the kill comes before or after it.
free: do rounds until somebody kills it.

A round writes a row, an audit event and two messages in one transaction, keeps a file, seals and delivers.
"""

import itertools
import os
import signal
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import django

MESSAGES = 2


def main(words: list[str]) -> int:
    django.setup()
    if words[0] == "every":
        _warm()
        for at in itertools.count(1):
            if _in_child(lambda at=at: _killed_round(f"{at}", at)) == 0:
                print(at - 1)
                return 0
    for number in itertools.count(1):
        round_(f"{words[1]}-{number}")
    return 0


def _warm() -> None:
    # What a process does once (imports, compiled queries) is done before it is copied.
    from django.db import connections

    round_("warm")
    connections.close_all()


def _in_child(work: Callable[[], None]) -> int:
    # A fork starts in no time; no connection is open before it.
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1]


def _killed_round(name: str, at: int) -> None:
    _install(_Steps(at))
    round_(name)


class _Steps:
    def __init__(self, left: int) -> None:
        self.left = left

    def take(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **kwargs: Any) -> Any:
            self.take()
            result = function(*args, **kwargs)
            self.take()
            return result

        return stepped


def _install(steps: _Steps) -> None:
    from django.db import connection

    from senim.kernel import storage
    from senim.kernel.outbox import transports

    connection.ensure_connection()
    connection.execute_wrappers.append(lambda execute, *args: steps.around(execute)(*args))
    connection._commit = steps.around(connection._commit)
    transports.to_folder = steps.around(transports.to_folder)
    storage.Part.keep = steps.around(storage.Part.keep)


def round_(name: str) -> None:
    """One piece of work, acknowledged in `acknowledged` as soon as its transaction is committed."""
    from django.db import transaction

    from senim.kernel import audit, clock, files, outbox, seal
    from senim.kernel.models import Lease
    from senim.kernel.scoping import Actor

    stored = files.accept(_Upload(b"#!AMR\n" + name.encode()), kinds=["sound"])
    with transaction.atomic():
        Lease.objects.create(name=f"round:{name}", holder=stored.sha256, until=clock.now())
        audit.record(Actor.system(), "test.round", ("round", name))
        outbox.put_many(
            outbox.Message("hook", "http://127.0.0.1/", "round", {"round": name}, "kk", f"{name}:{number}")
            for number in range(MESSAGES)
        )
    _append("acknowledged", name)
    seal.seal_all()
    outbox.deliver_due()


def _append(file: str, line: str) -> None:
    from django.conf import settings

    with (Path(settings.DATA_DIR) / file).open("a") as out:
        out.write(f"{line}\n")


class _Upload(BytesIO):
    """As much of an upload as `files.accept` asks for."""

    @property
    def size(self) -> int:
        return len(self.getvalue())

    def chunks(self) -> Any:
        yield self.getvalue()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
