"""./run bench [--appeals N] [--drafts N] [--peer PORT --peer-path PATH --peer-body FILE] [--write]
./run bench analysis ...: the library of analysis beside its peers, see bench.peers
./run bench workbench ...: files of incidents in, scans, views and problem files, see bench.workbench
./run bench cabinet ...: the inspector's day, a quarter's report, what a device sends, see bench.cabinet

Measures on SQLite and, where SENIM_POSTGRES_URL names one, on PostgreSQL. A peer that already runs on this machine is
measured in the same run: its POST of one report and ours take turns, three rounds each, so that a machine that slows
down slows both; each figure is the round in the middle. With --write the table goes to docs/explanation/figures.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.databases import ROOT, databases, fresh_postgres, python
from bench.load import Measured, Request, run
from bench.server import served

PORT = 8391
ROUNDS = 3
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
Row = tuple[str, str, str]


def main() -> int:
    if sys.argv[1:2] == ["analysis"]:
        from bench import peers

        return peers.main(sys.argv[2:])
    if sys.argv[1:2] == ["workbench"]:
        from bench import workbench

        return workbench.main(sys.argv[2:])
    if sys.argv[1:2] == ["cabinet"]:
        from bench import cabinet

        return cabinet.main(sys.argv[2:])
    asked = _asked()
    rows: list[Row] = [("machine", "", f"{os.cpu_count()} cores, Python {platform.python_version()}")]
    for name, url in databases():
        if asked.only in ("", name.lower()):
            rows += [(what, name, figure) for what, figure in _measure(name, url, asked)]
    rows += _library()
    table = "| what | on | measured |\n|---|---|---|\n" + "\n".join(
        f"| {what} | {on} | {figure} |" for what, on, figure in rows
    )
    print(table)
    if asked.write:
        how = "whole processes over HTTP, 2 web workers, 4 clients"
        text = f"# Figures\n\nMeasured by `./run bench` on {time.strftime('%d.%m.%Y')}, {how}.\n\n{table}\n"
        (ROOT / "docs" / "explanation" / "figures.md").write_text(text, encoding="utf-8")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--appeals", type=int, default=1_000_000)
    parser.add_argument("--drafts", type=int, default=3_000)
    parser.add_argument("--peer", type=int, help="port of a peer on this machine")
    parser.add_argument("--peer-path", default="/")
    parser.add_argument("--peer-body", type=Path)
    parser.add_argument("--only", choices=["", "sqlite", "postgresql"], default="", help="one database")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def _peer(asked: argparse.Namespace) -> list[Measured]:
    """One round of the peer, or nothing."""
    if not asked.peer:
        return []
    body = asked.peer_body.read_bytes()
    request = Request("POST", asked.peer_path, body, (("Content-Type", "application/json"),), 201)
    return [run(asked.peer, [request] * 120)]


def _middle(rounds: list[Measured]) -> Measured:
    """The round in the middle by its 95th per cent: neither the luckiest nor the worst."""
    return sorted(rounds, key=lambda one: one.p95)[len(rounds) // 2]


def _posts(tokens: list[str], asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Ours and the peer's in turns."""
    ours, theirs = [], []
    for part in range(ROUNDS):
        theirs += _peer(asked)
        mine = tokens[part::ROUNDS]
        ours.append(run(PORT, [Request("POST", f"/kk/report/{token}/check/", b"", FORM, 302) for token in mine]))
    posted = _middle(ours)
    if theirs:
        peer = _middle(theirs)
        yield "peer: POST of one report", _words(peer)
        times = f"; {posted.per_second / peer.per_second:.1f} times the peer"
    yield "POST of an anonymous appeal, all of it committed", _words(posted) + (times if theirs else "")


def _measure(name: str, url: str, asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "SENIM_DATA_DIR": folder,
            "SENIM_DATABASE_URL": url,
            "SENIM_WEB_WORKERS": "2",
            "SENIM_WEB_BIND": f"127.0.0.1:{PORT}",
            "DJANGO_SETTINGS_MODULE": "senim.config.settings",
            "SENIM_BENCH": "1",
        }
        if url:
            fresh_postgres(url)
        _say(f"{name}: preparing {asked.appeals} appeals")
        python(environment, "-m", "senim.cli", "prepare")
        stage = json.loads(python(environment, "-m", "bench.stage", str(asked.drafts), str(asked.appeals)))
        with served(environment, PORT) as workers:
            yield from _posts(stage["drafts"], asked)
            desk = Request("GET", "/kk/desk/", headers=(("Cookie", f"sessionid={stage['session']}"),))
            queue = _middle([run(PORT, [desk] * 400) for _ in range(ROUNDS)])
            yield f"queue of 50 out of {asked.appeals:,} appeals".replace(",", " "), _words(queue)
            yield "memory of a web worker after that", f"{max(map(_memory, workers())):.0f} MB"
            yield "citizen's first page with all that it fetches", _weight()


def _memory(pid: int) -> float:
    """Resident memory in MB that belongs to this process alone or in its share (proportional set size)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _weight() -> str:
    """Bytes on the wire: the page, its style, its scripts, as a browser asks for them (gzip or brotli)."""
    total, parts = 0, ["/kk/"]
    for path in parts:
        request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", headers={"Accept-Encoding": "gzip, br"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            body = answer.read()
            total += len(body) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
            packed = answer.headers.get("Content-Encoding")
        if path == "/kk/":
            import gzip

            html = (gzip.decompress(body) if packed == "gzip" else body).decode()
            parts += sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html)))
    return f"{total / 1000:.1f} kB in {len(parts)} requests"


def _library() -> list[Row]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "senim.config.settings"}
    code = "from senim.territory.bench import bench_locate; f = bench_locate(); print(f.p50_us, f.p95_us)"
    with tempfile.TemporaryDirectory() as folder:
        p50, p95 = python(
            {**environment, "SENIM_DATA_DIR": folder}, "-c", f"import django; django.setup(); {code}"
        ).split()
    return [("which of 6 000 beats holds a point", "", f"p50 {float(p50):.1f} µs, p95 {float(p95):.1f} µs")]


def _words(measured: Measured) -> str:
    wrong = f", {measured.wrong} WRONG" if measured.wrong else ""
    times = f"p50 {measured.p50:.1f} ms, p95 {measured.p95:.1f} ms"
    return f"{measured.per_second:.0f} requests/s, {times}, n = {measured.done}{wrong}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
