"""Processes of one installation: who started whom, and ending together."""

import os
import signal
import socket
import threading

#: Set by the supervisor for what it starts: the name under which a restarted process takes up its leases at once.
HOLDER = "SENIM_HOLDER"
#: Set by the supervisor too: the number of an open pipe whose other end only the supervisor holds.
LIFELINE = "SENIM_LIFELINE"


def holder() -> str:
    """The name that this process holds leases under."""
    return os.environ.get(HOLDER) or f"{socket.gethostname()[:40]}:{os.getpid()}"


def end_with_supervisor(*, end_parent: bool = False) -> None:
    """Where a supervisor started this: when it is gone, however it went, end this process as SIGTERM would.

    end_parent: end the process that forked this one in its stead (a web worker ends its server). A thread waits for
    the end of the pipe, which comes at the moment when the kernel has buried the supervisor.
    """
    if LIFELINE in os.environ:
        descriptor = int(os.environ[LIFELINE])
        threading.Thread(target=_end_after, args=[descriptor, end_parent], daemon=True).start()


def _end_after(descriptor: int, end_parent: bool) -> None:
    parent = os.getppid()
    while os.read(descriptor, 1):
        continue
    os.kill(parent if end_parent and os.getppid() == parent else os.getpid(), signal.SIGTERM)
