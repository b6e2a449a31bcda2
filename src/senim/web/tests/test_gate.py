"""Who asks too fast waits, before anything is worked out; nobody else does, and no address is kept."""

from __future__ import annotations

from typing import Any

import pytest

from senim.web import gate
from senim.web.gate import BURST, WAIT, Gate


class Clock:
    at = 1000.0

    def monotonic(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: Any) -> Clock:
    held = Clock()
    monkeypatch.setattr(gate, "time", held)
    return held


def ask(door: Gate, address: str, path: str = "/kk/", **more: str) -> tuple[str, bytes, dict[str, str]]:
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        told.update(status=status[:3], headers=dict(headers))

    body = b"".join(door({"REMOTE_ADDR": address, "PATH_INFO": path, **more}, start))  # type: ignore[arg-type]
    return told["status"], body, told["headers"]


def house(_environ: Any, start: Any) -> list[bytes]:
    start("200 OK", [])
    return [b"house"]


def test_an_address_that_floods_waits_and_the_next_one_does_not(clock: Clock) -> None:
    door = Gate(house, rate=5)
    answers = [ask(door, "203.0.113.7")[0] for _ in range(100)]
    assert answers == ["200"] * 5 * BURST + ["429"] * (100 - 5 * BURST)
    for path, words in (("/kk/", WAIT.kk), ("/ru/x/", WAIT.ru), ("/en/", WAIT.en), ("/", WAIT.kk)):
        status, body, headers = ask(door, "203.0.113.7", path)
        assert (status, body.decode(), headers["Retry-After"]) == ("429", words, "60")
    assert ask(door, "203.0.113.8")[0] == "200"
    assert ask(door, "203.0.113.7", "/healthz")[0] == "200"
    clock.at += 1
    assert [ask(door, "203.0.113.7")[0] for _ in range(6)] == ["200"] * 5 + ["429"]
    assert [ask(Gate(house, rate=0), "203.0.113.7")[0] for _ in range(99)] == ["200"] * 99, "0 sets no limit"


def test_an_ipv6_line_is_one_address_and_the_own_machine_none(clock: Clock) -> None:
    door = Gate(house, rate=5)
    line = [ask(door, f"2001:db8:1:2::{number:x}")[0] for number in range(20)]
    assert line.count("200") == 10
    for near in ("127.0.0.1", "::1", ""):
        assert {ask(door, near)[0] for _ in range(50)} == {"200"}
    behind = Gate(house, rate=5, trusted_proxies=1)
    said = [ask(behind, "127.0.0.1", HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.7")[0] for _ in range(20)]
    assert said.count("200") == 10, "the last hop before the proxy; what stands before it is who it says it is"
    assert ask(behind, "127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9")[0] == "200"


def test_no_address_is_kept_and_memory_is_bounded(clock: Clock, monkeypatch: Any) -> None:
    monkeypatch.setattr(gate, "MOST", 100)
    door = Gate(house, rate=5)
    for number in range(300):
        ask(door, f"203.{number // 250}.113.{number % 250}")
    assert len(door._buckets) == 101 and all(len(mark) in {0, 8} for mark in door._buckets)
    key, marks = door._key, set(door._buckets)
    clock.at += 61
    ask(door, "203.0.113.7")
    assert door._key != key and len(door._buckets) == 1 and not marks & set(door._buckets)
