"""kill -9 between any two writes: nothing lost, nothing doubled, nothing half done."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from senim.kernel.tests.aftermath import check_all_arrives, check_nothing_lost_or_half_done
from senim.kernel.tests.children import environment, python

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def test_a_process_killed_between_any_two_writes_leaves_nothing_behind(settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    command, env = python("senim.kernel.tests.killer", "every"), environment(tmp_path)
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    kills = int(done.stdout.split()[-1])
    assert kills > 30, "a round has that many places to die at"
    rounds = check_nothing_lost_or_half_done(tmp_path)
    assert 0 < rounds <= kills + 1
    check_all_arrives(tmp_path)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def parents() -> dict[int, int]:
    """The parent of every process: from /proc where there is one (a bare Debian has no ps), else from ps."""
    if not Path("/proc/self/stat").exists():
        listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        return {int(pid): int(parent) for pid, parent in map(str.split, listed.splitlines())}
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            found[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    return found


def children_of(pid: int) -> set[int]:
    return {child for child, parent in parents().items() if parent == pid}


def is_alive(pid: int) -> bool:
    return pid in parents()


def until(true, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture
def served(tmp_path):
    """`senim serve` on a port of its own: (its process, the port)."""
    port = free_port()
    command = python("senim.cli", "serve", "--bind", f"127.0.0.1:{port}")
    env = environment(tmp_path, SENIM_WEB_WORKERS="1", SENIM_HOSTS="127.0.0.1")
    with (tmp_path / "log").open("w") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as server:
        try:
            until(lambda: answers(port))
            yield server, port
        finally:
            if server.poll() is None:
                server.terminate()
            server.wait(30)


@pytest.mark.loopback
def test_serve_starts_a_killed_part_again_and_stops_clean(served):
    server, port = served
    until(lambda: len(children_of(server.pid)) == 2)
    before = children_of(server.pid)
    victim = max(before)  # the worker of jobs is started last
    os.kill(victim, signal.SIGKILL)
    until(lambda: len(children_of(server.pid)) == 2 and children_of(server.pid) != before)
    assert answers(port)
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    until(lambda: not any(map(is_alive, before)))
    assert not answers(port)


@pytest.mark.loopback
def test_what_a_killed_supervisor_started_ends_by_itself(served):
    server, port = served
    until(lambda: len(children_of(server.pid)) == 2)
    children = children_of(server.pid)
    server.kill()
    server.wait(10)
    until(lambda: not any(map(is_alive, children)))
    assert not answers(port)


@pytest.mark.loopback
def test_an_address_that_is_taken_is_said_at_once(tmp_path):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        bind = f"127.0.0.1:{holder.getsockname()[1]}"
        command, env = python("senim.cli", "serve", "--bind", bind), environment(tmp_path)
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"{bind} cannot be served" in done.stderr
