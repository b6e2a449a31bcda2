"""A script asks ten times as much as an installation can answer; the staff's pages go on, its address stays nowhere."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench.load import Request, answers, run

from tests.soak.conftest import Teller, on
from tests.soak.installation import ROOT, installation

pytestmark = pytest.mark.soak

SECONDS = float(os.environ.get("SENIM_SOAK_FLOOD", "30"))
FLOODER, DESK = "203.0.113.9", "198.51.100.4"


def test_the_staff_goes_on_and_no_address_stays(url: str, tmp_path: Path, told: Teller) -> None:
    with installation(tmp_path, url, SENIM_TRUSTED_PROXIES="1") as house:
        made = house.tell("tests.soak.stage", "stage", "300")
        house.start()
        house.wait()
        able = _capacity(house.port, made["drafts"])
        quiet = _desk(house.port, made["session"], 10)
        words = [sys.executable, "-m", "tests.soak.flood", *map(str, (house.port, 10 * able, SECONDS, FLOODER))]
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as flood:
            time.sleep(1)
            during = _desk(house.port, made["session"], SECONDS - 3)
            sent = json.loads(flood.communicate()[0].splitlines()[-1])
        house.stop()
        _no_address(tmp_path)
    p95 = statistics.quantiles(during, n=20)[18]
    assert p95 < 1.0, f"p95 of the staff {p95:.2f} s"
    assert sent["sent"] >= 9 * able * SECONDS, "the flood was as great as it says"
    let_in = sum(count for status, count in sent.items() if status.isdigit() and status != "429")
    assert sent.get("429", 0) > 5 * let_in > 0
    assert not any(status.startswith("5") for status in sent)
    told(
        "flood of ten times capacity from one address",
        on(url),
        f"capacity {able:.0f} reports/s, offered {sent['sent'] / SECONDS:.0f}/s for {SECONDS:.0f} s; let in "
        f"{let_in}, told to wait {sent.get('429', 0)}; staff's queue p95 {p95 * 1000:.0f} ms "
        f"(before {statistics.quantiles(quiet, n=20)[18] * 1000:.0f} ms), n = {len(during)}; "
        "its address nowhere on disk",
    )


def _capacity(port: int, tokens: list[str]) -> float:
    """Reports a second that are sent and committed, by clients of many addresses."""
    requests = [
        Request(
            "POST",
            f"/kk/report/{token}/check/",
            b"",
            (("Content-Type", "application/x-www-form-urlencoded"), ("X-Forwarded-For", f"192.0.2.{number % 250}")),
            302,
        )
        for number, token in enumerate(tokens)
    ]
    measured = run(port, requests)
    assert measured.wrong == 0
    return measured.per_second


def _desk(port: int, session: str, seconds: float) -> list[float]:
    """Seconds that each opening of the queue took, one after another with a short rest: a person, not a load."""
    headers = (("Cookie", f"sessionid={session}"), ("X-Forwarded-For", DESK))
    desk, took, end = Request("GET", "/kk/desk/", headers=headers), [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter()
        assert _asked(port, desk), "the queue was refused"
        took.append(time.perf_counter() - began)
        time.sleep(0.1)
    return took


def _asked(port: int, request: Request) -> bool:
    """Whether one request was answered as it should be."""
    return all(ok for _took, ok in answers(port, iter([request])))


def _no_address(folder: Path) -> None:
    """Neither the database nor any other file of the installation knows who asked."""
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_bytes()
            assert FLOODER.encode() not in text and b"192.0.2." not in text, path
