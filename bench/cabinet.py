"""The inspector's cabinet: ./run bench cabinet [--write]

The demonstration district is loaded; its inspector is given 4 000 residents and 830 appeals of a year. The day is asked
for over HTTP by 4 clients at once (2 web workers), the last quarter's report is signed and printed in three languages.
The day's bar is for the clock; "of a processor" tells on a busy machine what the clock does not. With --write the table
goes to docs/explanation/cabinet-figures.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Iterator, Sequence
from typing import Any

from bench.databases import ROOT, databases, demonstration, python
from bench.load import Measured, Request, run
from bench.server import served

PAGE = ROOT / "docs" / "explanation" / "cabinet-figures.md"
PORT = 8392
HEAD = "| what | on | measured | bar |\n|---|---|---|---|"
ROUNDS, ASKED = 3, 300
Row = tuple[str, str, str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    rows: list[Row] = []
    print(HEAD)
    for name, url in databases():
        for row in _measure(name, url) if asked.only in ("", name.lower()) else ():
            rows.append(row)
            print("| " + " | ".join(row) + " |", flush=True)
    if asked.write:
        PAGE.write_text(_page(rows), encoding="utf-8")
    return 1 if any("MISSED" in bar for *_, bar in rows) else 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench cabinet", description=__doc__)
    parser.add_argument("--only", choices=["", "sqlite", "postgresql"], default="", help="one database")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(arguments)


def _measure(name: str, url: str) -> Iterator[Row]:
    with demonstration(name, url) as environment:
        made = _told(environment, "ready")
        said = f"{made['statements']} ({made['bytes'] / 1000:.0f} kB before packing)"
        yield "statements of the day", name, said, _bar(made["statements"], 12, "statements")
        with served({**environment, "SENIM_WEB_WORKERS": "2"}, PORT):
            yield from _over_http(name, made)
        done = _told(environment, "report")
        said = f"{done['took']:.2f} s for {done['files']} papers, {done['busy']:.2f} s of a processor"
        yield "a quarter's report of the beat, signed and printed", name, said, _bar(done["took"], 2, "s")


def _told(environment: dict[str, str], job: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(python(environment, "-m", "bench.cabinet_stage", job).splitlines()[-1])
    return told


def _over_http(name: str, made: dict[str, Any]) -> Iterator[Row]:
    cookie = (("Cookie", f"sessionid={made['session']}"),)
    for what, path, bar in (("day of an inspector", "/kk/day/", 100), ("slip of the day", "/kk/day/slip/", 0)):
        for clients in (4, 1):
            rounds = [run(PORT, [Request("GET", path, headers=cookie)] * ASKED, clients) for _ in range(ROUNDS)]
            found = sorted(rounds, key=lambda one: one.p95)[ROUNDS // 2]
            limit = _bar(found.p95, bar, "ms") if bar and clients == 4 else ""
            yield f"{what}, {clients} at once", name, _words(found), limit


def _words(found: Measured) -> str:
    wrong = f", {found.wrong} WRONG" if found.wrong else ""
    return f"p50 {found.p50:.0f} ms, p95 {found.p95:.0f} ms, {found.per_second:.0f} requests/s, n = {found.done}{wrong}"


def _bar(value: float, limit: float, unit: str) -> str:
    return f"{limit:g} {unit}: " + ("met" if value <= limit else "MISSED")


def _page(rows: list[Row]) -> str:
    busy = os.getloadavg()[2]
    cores = os.cpu_count()
    machine = f"{cores} cores, on average {busy:.1f} processes that wanted one, Python {platform.python_version()}"
    how = " ".join((__doc__ or "").split("\n\n", 1)[1].split())
    table = "\n".join((HEAD, *("| " + " | ".join(row) + " |" for row in rows)))
    by = f"Measured by `./run bench cabinet` on {time.strftime('%d.%m.%Y')}: {machine}."
    return f"# Figures of the cabinet\n\n{by}\n\n{how}\n\n{table}\n"


if __name__ == "__main__":
    raise SystemExit(main())
