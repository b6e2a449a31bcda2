"""The workbench of an analyst: ./run bench workbench [--file FILE] [--only sqlite] [--write]

The demonstration district is loaded; four years before its own and a year of an invented city (160 371 events, as
Philadelphia had in 2024; with --file also that of a real one) are brought in as an analyst would: received, checked,
applied. The district's five years and the city's year are scanned, views of 100 000 events drawn, a problem file
opened, the city's year sent once more as a new version. Each job is a process of its own, as the job worker and the web
worker are; "of a processor" is its processor time and tells on a busy machine what the clock does not. With --write the
table goes to docs/explanation/workbench-figures.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.databases import ROOT, databases, demonstration, python

PAGE = ROOT / "docs" / "explanation" / "workbench-figures.md"
HEAD = "| what | on | measured | bar |\n|---|---|---|---|"
Row = tuple[str, str, str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    rows: list[Row] = []
    print(HEAD)
    for name, url in databases():
        if asked.only in ("", name.lower()):
            for row in _measure(name, url, asked):
                rows.append(row)
                print(_line(row), flush=True)
    if asked.write:
        PAGE.write_text(_page(rows), encoding="utf-8")
    return 1 if any("MISSED" in bar for *_, bar in rows) else 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench workbench", description=__doc__)
    parser.add_argument("--file", type=Path, help="a year of a real city, beside the invented one")
    parser.add_argument("--zone", default="Asia/Almaty", help="zone of the times in the file")
    parser.add_argument("--appeals", type=int, default=12_000, help="appeals of the demonstration district")
    parser.add_argument("--only", choices=["", "sqlite", "postgresql"], default="", help="one database")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(arguments)


def _measure(name: str, url: str, asked: argparse.Namespace) -> Iterator[Row]:
    with demonstration(name, url, "--appeals", str(asked.appeals)) as environment:
        given = str(asked.file.resolve()) if asked.file else ""
        jobs = [("years",), ("city",), ("scan", "district"), ("scan", "bench-city"), ("views",), ("files",), ("again",)]
        jobs += [("city", given, asked.zone), ("scan", "bench-given")] if given else []
        for job in jobs:
            told = json.loads(python(environment, "-m", "bench.workbench_stage", *job).splitlines()[-1])
            yield from ((one["what"], name, one["said"], _bar(one)) for one in told)


def _bar(one: dict[str, Any]) -> str:
    """Whether the bar (limit, unit) is met by the clock, or would be on a machine that does nothing else."""
    if not one.get("bar"):
        return ""
    limit, unit = one["bar"]
    if one["value"] <= limit:
        return f"{limit:g} {unit}: met"
    busy = one.get("busy", one["value"])
    return f"{limit:g} {unit}: " + ("met by the processor, not by the clock" if busy <= limit else "MISSED")


def _line(row: Row) -> str:
    return "| " + " | ".join(row) + " |"


def _page(rows: list[Row]) -> str:
    busy = os.getloadavg()[2]
    machine = (
        f"{os.cpu_count()} cores, on average {busy:.1f} processes that wanted one, Python {platform.python_version()}"
    )
    how = " ".join((__doc__ or "").split("\n\n", 1)[1].split())
    table = "\n".join((HEAD, *map(_line, rows)))
    day = time.strftime("%d.%m.%Y")
    by = f"Measured by `./run bench workbench` on {day}: {machine}."
    return f"# Figures of the workbench\n\n{by}\n\n{how}\n\n{table}\n"


if __name__ == "__main__":
    raise SystemExit(main())
