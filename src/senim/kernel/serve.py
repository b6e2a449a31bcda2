"""`senim serve`: web workers, job worker and schedule in one process group. `senim work`: the last two alone.

The supervisor starts two children and starts each again when it ends; SIGTERM or SIGINT ends all of them in order.
A child whose supervisor was killed ends by itself. The supervisor itself loads neither Django nor a context.
"""

import argparse
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

from senim.kernel import process

#: A child that ends sooner than this did not run; so many of these in a row end everything.
SOON, MOST_SOON = 10.0, 5
PATIENCE = 20.0
DEFAULT_BIND = "127.0.0.1:8000"


def main(words: Sequence[str]) -> int:
    """Serve until a signal. Exit code: 0 after a signal, 1 where a part cannot run."""
    parser = argparse.ArgumentParser(prog="senim serve")
    parser.add_argument("--bind", default="", help="address:port, SENIM_WEB_BIND by default")
    asked = parser.parse_args(list(words))
    name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
    environment = {**os.environ, process.HOLDER: name}
    lifeline, _held = os.pipe()
    environment[process.LIFELINE] = str(lifeline)
    if asked.bind:
        environment["SENIM_WEB_BIND"] = asked.bind
    if taken := _taken(environment.get("SENIM_WEB_BIND", DEFAULT_BIND)):
        _say(taken)
        return 1
    web = ["-m", "gunicorn", "--config", "python:senim.kernel.gunicorn_conf", "senim.config.wsgi:application"]
    return Supervisor(
        [
            Child("web", [sys.executable, *web], environment, lifeline),
            Child("work", [sys.executable, "-m", "senim.cli", "work"], environment, lifeline),
        ]
    ).run()


def _taken(bind: str) -> str:
    """Why this address cannot be served, or nothing."""
    host, _, port = bind.rpartition(":")
    if not port.isdigit():
        return ""  # a socket in the file system: the server itself says what is wrong with it
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as error:
            return f"{bind} cannot be served: {error.strerror}. Name another: senim serve --bind 127.0.0.1:8001"
    return ""


@dataclass
class Child:
    """A part of the installation that runs as a process of its own."""

    name: str
    command: list[str]
    environment: dict[str, str]
    lifeline: int
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_at: float = 0.0
    soon: int = 0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            self.command, env=self.environment, pass_fds=[self.lifeline]
        )

    def look(self) -> bool:
        """Start it when it is time. False where it ended at once too often."""
        if self.process is not None and self.process.poll() is not None:
            lived = time.monotonic() - self.started
            self.soon = self.soon + 1 if lived < SOON else 0
            self.start_at = time.monotonic() + min(0.5 * 2**self.soon, 15.0)
            _say(f"{self.name} ended with code {self.process.returncode} after {lived:.0f} s")
            self.process = None
        if self.process is None and self.soon < MOST_SOON and time.monotonic() >= self.start_at:
            self.start()
        return self.soon < MOST_SOON


@dataclass
class Supervisor:
    """Keeps children running until it is told to stop."""

    children: list[Child]
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        code = 0
        while not self.stopping.wait(0.2):
            looks = [child.look() for child in self.children]  # every child, also after one that is given up
            if not all(looks):
                _say("a part ends as soon as it is started: giving up")
                code = 1
                break
        self._end()
        return code

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()

    def _end(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for one in running:
            one.terminate()
        until = time.monotonic() + PATIENCE
        for one in running:
            try:
                one.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


def _say(text: str) -> None:
    sys.stderr.write(f"senim: {text}\n")
