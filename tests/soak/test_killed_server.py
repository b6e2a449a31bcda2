"""Residents send while whatever serves them is killed: 10 000 appeals, each there once, whole, and in the sealed log.

SENIM_SOAK_WRITES=10000 ./run soak -k killed_server
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.soak.conftest import Teller, on
from tests.soak.installation import Installation, installation

pytestmark = pytest.mark.soak

WRITES = int(os.environ.get("SENIM_SOAK_WRITES", "10000"))
CLIENTS = 4
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_what_was_acknowledged_is_there_once(url: str, tmp_path: Path, told: Teller) -> None:
    with installation(tmp_path, url) as house:
        tokens = house.tell("tests.soak.stage", "stage", str(WRITES))["drafts"]
        before = house.tell("tests.soak.stage", "after")
        kills, again = _sent_under_fire(house, tokens)
        found = house.tell("tests.soak.stage", "after")
    new = found["appeals"] - before["appeals"]
    assert new == len(tokens) == found["sent"] == found["one_draft_each"]
    assert [found[name][0] - before[name][0] for name in ("received", "audited")] == [new, new]
    assert found["received"][1] == found["audited"][1] == 1, "an event and an entry of the log for each, and once"
    assert found["chain"] == [True, found["chain"][3], 0, found["chain"][3]], "every entry sealed, the chain whole"
    assert kills and again
    words = f"{new:,} sent, {kills} kill -9, {again} sent again: lost 0, doubled 0, half done 0, chain whole"
    told("kill -9 while residents send", on(url), words.replace(",", " ", 1))


def _sent_under_fire(house: Installation, tokens: list[str]) -> tuple[int, int]:
    """(kills, sendings that had to be made again) until every token was answered."""
    house.start()
    house.wait()
    left, lock, again = iter(tokens), threading.Lock(), [0]

    def client() -> None:
        while True:
            with lock:
                token = next(left, None)
            if token is None:
                return
            while not _sent(house.port, token):
                again[0] += 1
                time.sleep(0.2)

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for one in clients:
        one.start()
    kills = _fire(house, clients)
    house.stop()
    return kills, again[0]


def _sent(port: int, token: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", f"/kk/report/{token}/check/", b"", FORM)
        return connection.getresponse().status == 302
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _fire(house: Installation, clients: list[threading.Thread]) -> int:
    """Kill one process, or all of them, every second or so while anybody sends."""
    chance, kills = random.Random(int(os.environ.get("SENIM_SOAK_SEED", "1"))), 0
    while any(one.is_alive() for one in clients):
        time.sleep(chance.uniform(0.3, 1.5))
        there = house.processes()
        if not there or chance.random() < 0.1:
            house.kill_all()
            house.start()
            house.wait()
            kills += 1
        else:
            os.kill(chance.choice(there), signal.SIGKILL)
            kills += 1
    if not house.processes():
        house.start()
        house.wait()
    return kills
