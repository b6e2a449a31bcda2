"""A million appeals and 6 000 beats: every page that a role finds in its menu opens, and soon.

SENIM_SOAK_APPEALS=1000000 ./run soak -k million
"""

from __future__ import annotations

import html
import os
import re
import statistics
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak.conftest import Teller, on
from tests.soak.installation import installation

pytestmark = pytest.mark.soak

APPEALS = os.environ.get("SENIM_SOAK_APPEALS", "1000000")
MOST = 60
NOT_WALKED = re.compile(r"sign-out|logout|/exit|/static/|^/(ru|en)/")


def test_every_page_of_the_menus_opens(url: str, tmp_path: Path, told: Teller) -> None:
    with installation(tmp_path, url) as house:
        began = time.monotonic()
        made = house.tell("tests.soak.country", APPEALS)
        loaded = time.monotonic() - began
        assert made["beats"] == 6000 and made["appeals"] >= int(APPEALS)
        house.start()
        house.wait()
        walked = [
            (seconds, status, who, path)
            for who, session in {"": "", **made["sessions"]}.items()
            for seconds, status, path in _walk(house.port, session)
        ]
        memory = max(_resident(pid) for pid in house.processes())
    assert [one for one in walked if one[1] >= 500] == []
    times = sorted(one[0] for one in walked)
    p95, worst = statistics.quantiles(times, n=20)[18], max(walked)
    assert len(walked) > 150, "the menus were walked"
    assert p95 < 1 and worst[0] < 5, sorted(walked)[-8:]
    told(
        f"{made['appeals']:,} appeals, {made['beats']:,} beats".replace(",", " "),
        on(url),
        f"loaded in {loaded:.0f} s; {len(walked)} pages of {len(made['sessions']) + 1} roles: p50 "
        f"{statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, slowest {worst[0] * 1000:.0f} ms "
        f"({worst[2] or 'public'}, {worst[3].partition('?')[0]}); greatest process {memory:.0f} MB",
    )


def _walk(port: int, session: str) -> Iterator[tuple[float, int, str]]:
    """(seconds, status, path) of the pages that a person finds from the first ones, each twice: the second counts."""
    left, seen = ["/kk/", *(["/kk/day/", "/kk/desk/"] if session else [])], set()
    while left and len(seen) < MOST:
        path = left.pop(0)
        if path in seen or NOT_WALKED.search(path):
            continue
        seen.add(path)
        _seconds, _status, _body = _get(port, path, session)
        seconds, status, body = _get(port, path, session)
        yield seconds, status, path
        if status == 200:
            left += [html.unescape(found) for found in re.findall(r'href="(/[^"#]*)"', body)]


def _get(port: int, path: str, session: str) -> tuple[float, int, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": f"sessionid={session}"})
    began = time.perf_counter()
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            body, status = answer.read().decode("utf-8", "replace"), answer.status
    except urllib.error.HTTPError as refused:
        body, status = "", refused.code
    return time.perf_counter() - began, status, body


def _resident(pid: int) -> float:
    """Megabytes that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
