"""The product as it runs: gunicorn with its workers, the jobs beside it, over HTTP."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.databases import ROOT


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[Callable[[], list[int]]]:
    """`senim serve` until the end of the block; what is given tells the processes that answer."""
    command = [sys.executable, "-m", "senim.cli", "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            yield lambda: _workers(server.pid)
        finally:
            server.terminate()
            server.wait(30)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not become ready")


def _workers(supervisor: int) -> list[int]:
    """The processes that answer: children of gunicorn's master."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,ppid,args"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.splitlines()[1:]
    parents = {int(row.split()[0]): int(row.split()[1]) for row in listed}
    web = {int(row.split()[0]) for row in listed if "gunicorn" in row}
    return [pid for pid in web if parents.get(pid) in web and parents.get(parents[pid]) == supervisor] or sorted(web)
