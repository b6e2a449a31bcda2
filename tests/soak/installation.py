"""A whole installation for a long run: its own folder and database, the real server, killed and begun again at will."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.databases import ROOT, fresh_postgres, python


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Installation:
    """An installation in a folder. `environment` is what its processes see."""

    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    server: subprocess.Popen[bytes] | None = None

    def tell(self, module: str, *words: str) -> Any:
        """What a module of the tests prints as JSON on its last line, run inside the installation."""
        return json.loads(python(self.environment, "-m", module, *words).splitlines()[-1])

    def start(self) -> None:
        """Serve, in a process group of its own."""
        command = [sys.executable, "-m", "senim.cli", "serve", "--bind", f"127.0.0.1:{self.port}"]
        self.server = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def wait(self, seconds: float = 120) -> None:
        """Until it answers. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._answers():
                return
            if self.server is not None and self.server.poll() is not None:
                # Something of the killed one still held the port: whoever keeps the installation starts it again.
                self.start()
            time.sleep(0.1)
        raise TimeoutError("the server did not answer")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def processes(self) -> list[int]:
        """Everything that the server started, itself included."""
        if self.server is None or self.server.poll() is not None:
            return []
        rows = subprocess.run(["ps", "-eo", "pid,sid"], stdout=subprocess.PIPE, text=True, check=True).stdout
        pairs = [tuple(map(int, row.split())) for row in rows.splitlines()[1:]]
        return [pid for pid, session in pairs if session == self.server.pid]

    def kill_all(self) -> None:
        """As when the machine loses its current."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.server is not None:
            self.server.wait(20)

    def stop(self) -> None:
        """In order, as an owner does."""
        if self.server is not None and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(60)


@contextmanager
def installation(folder: Path, url: str = "", **more: str) -> Iterator[Installation]:
    """A prepared installation on SQLite, or on the PostgreSQL database of a URL, which is emptied first."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SENIM_", "DJANGO_"))},
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "SENIM_DATA_DIR": str(folder),
        "SENIM_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "senim.config.settings",
        "SENIM_WEB_WORKERS": "2",
        **more,
    }
    if url:
        fresh_postgres(url)
    python(environment, "-m", "senim.cli", "prepare")
    found = Installation(environment)
    try:
        yield found
    finally:
        found.kill_all()
