"""Processes of one installation: who started whom, and ending together."""

import os
import signal
import socket
import threading
import time

#: Set by the supervisor for what it starts: the name under which a restarted process takes up its leases at once.
HOLDER = "SENIM_HOLDER"


def holder() -> str:
    """The name that this process holds leases under."""
    return os.environ.get(HOLDER) or f"{socket.gethostname()[:40]}:{os.getpid()}"


def end_with_supervisor(every: float = 1.0) -> None:
    """Where a supervisor started this process: watch from a thread, and end as SIGTERM would when it is gone."""
    if HOLDER in os.environ:
        threading.Thread(target=_end_with, args=[os.getppid(), every], daemon=True).start()


def _end_with(parent: int, every: float) -> None:
    while os.getppid() == parent:
        time.sleep(every)
    os.kill(os.getpid(), signal.SIGTERM)
