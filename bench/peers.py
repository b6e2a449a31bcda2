"""The analysis beside its peers: ./run bench analysis [--sizes 5000 20000] [--jobs knox scan] [--growth] [--write]

Each job is a process of its own on the same events, ours and the peers' one after another; an answer that differs from
the peer's is an error. Python peers run where --peer-python (SENIM_PEER_PYTHON) names a Python that has them, R's
where Rscript is on the PATH and finds them (R_LIBS); what is not there is named as such. "cold" is the first call of a
process that compiles everything anew, "first" that of a later process, "warm" the best of the calls after it: without
import and compilation. "CPU" is the processor time of the warm call and tells on a busy machine what the wall clock
does not. Memory is the most that the whole process held. The bar is for two cores, warm.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.peer_rows import GROWING, GROWTH, REPORT, ROWS, SIZES, SIZES_OF, Peer
from bench.peer_table import HEAD, Ran, compared, row

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "analysis-figures.md"
LIMIT = 420.0  # seconds that a job may take
#: What `senim scan` is told of the file: the columns of the open data of Philadelphia, as we keep them.
COLUMNS = "--lon lon --lat lat --time dispatch_local --category offence"


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    every = [*ROWS, REPORT]
    jobs = [name for name in every if not asked.jobs or any(name.startswith(word) for word in asked.jobs)]
    rows: list[Ran] = []
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for ran in _all(Path(folder), jobs, asked):
            rows.append(ran)
            print(row(ran), flush=True)
            if asked.write:
                PAGE.write_text(_page(rows), encoding="utf-8")
    return 1 if any("DIFFERS" in one.said for one in rows) else 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench analysis", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--jobs", nargs="*", default=(), help="names of jobs, or how they begin")
    parser.add_argument("--growth", action="store_true", help="ours alone, to 1 600 000 events")
    parser.add_argument("--alone", action="store_true", help="without peers")
    parser.add_argument("--peer-python", default=os.environ.get("SENIM_PEER_PYTHON", ""), help="has the Python peers")
    parser.add_argument("--peer-memory", type=float, default=16.0, help="gigabytes that a peer may take")
    parser.add_argument("--peer-seconds", type=float, default=LIMIT, help=f"how long a peer may take ({LIMIT:.0f})")
    parser.add_argument("--incidents", type=Path, help="file of incidents for the way from a file to a report")
    parser.add_argument("--columns", default=COLUMNS, help=f"what `senim scan` is told of it ({COLUMNS})")
    parser.add_argument("--write", action="store_true", help="to docs/explanation/analysis-figures.md")
    return parser.parse_args(arguments)


def _all(folder: Path, jobs: Sequence[str], asked: argparse.Namespace) -> Iterator[Ran]:
    for job in (name for name in jobs if name != REPORT):
        yield from _beside(folder, job, SIZES_OF.get(job) or asked.sizes, asked)
    if asked.growth:
        for job in (name for name in GROWING if name in jobs):
            for n in GROWTH:
                yield ours(job, n, events_file(folder, n), growth=True)
    if REPORT in jobs and asked.incidents:
        yield report(folder, asked.incidents, asked.columns)


def _beside(folder: Path, job: str, sizes: Iterable[int], asked: argparse.Namespace) -> Iterator[Ran]:
    too_slow: set[str] = set()
    for place, n in enumerate(sizes):
        file = events_file(folder, n)
        own = ours(job, n, file, cold=place == 0)
        yield own
        for peer in () if asked.alone else ROWS[job]:
            if n <= peer.largest and peer.name not in too_slow:
                ran = theirs(peer, job, n, file, own, asked)
                yield ran
                if ran.warm is None:
                    too_slow.add(peer.name)


def events_file(folder: Path, n: int) -> Path:
    """The events as x, y, t, for Python and for R; made once."""
    from bench.city import events

    file = folder / f"{n}.npy"
    if not file.exists():
        made = np.array(events(n))
        np.save(file, made)
        if n <= SIZES[-1]:
            np.savetxt(file.with_suffix(".csv"), made.T, delimiter=",", header="x,y,t", comments="", fmt="%.17g")
    return file


def ours(job: str, n: int, file: Path, *, cold: bool = False, growth: bool = False) -> Ran:
    """Our job; with `cold` once more in a process that finds nothing compiled."""
    command = [sys.executable, "-m", "bench.jobs", job, str(file)]
    found, said = _process(command, None)
    if not found:
        return Ran("senim_analysis", job, n, said=said, ours=True, growth=growth)
    if cold:
        with tempfile.TemporaryDirectory() as empty:
            found["cold"] = _process([*command, "once"], None, NUMBA_CACHE_DIR=empty)[0].get("first")
    return Ran("senim_analysis", job, n, ours=True, growth=growth, **found)


def theirs(peer: Peer, job: str, n: int, file: Path, own: Ran, asked: argparse.Namespace) -> Ran:
    """A peer's job, its answers held against ours."""
    in_r = peer.runner == "Rscript"
    runner = shutil.which("Rscript") if in_r else asked.peer_python
    if not runner:
        return Ran(peer.name, job, n, said=f"not here: {peer.runner}")
    kind, data = (".R", file.with_suffix(".csv")) if in_r else (".py", file)
    command = [runner, str(ROOT / "bench" / f"peer_jobs{kind}"), peer.name, str(data)]
    found, said = _process(command, asked.peer_memory, asked.peer_seconds)
    if not found:
        return Ran(peer.name, job, n, said=said)
    return Ran(peer.name, job, n, said=compared(found["answer"], own.answer, peer.close), **found)


def report(folder: Path, incidents: Path, columns: str) -> Ran:
    """`senim scan` from a plain file to the list and the report, whole processes: cold, and once more."""
    ranked = folder / "ranked.json"
    command = [sys.executable, "-m", "senim.cli", "scan", str(incidents), *columns.split(), "--quiet"]
    command += ["--out", str(folder / "report"), "--json", str(ranked)]
    with tempfile.TemporaryDirectory() as empty:
        cold, _, _ = _whole(command, NUMBA_CACHE_DIR=empty)
    first, cpu, memory = _whole(command)
    found = json.loads(ranked.read_text("utf-8"))
    answer = {"problems": len(found["problems"])}
    return Ran("senim scan", REPORT, found["quality"]["n"], cold, first, first, cpu, memory, answer, ours=True)


def _whole(command: list[str], **environment: str) -> tuple[float, float, float]:
    """Seconds, processor seconds and megabytes of a process from its start to its end."""
    _say(" ".join(command[2:5]))
    began = time.perf_counter()
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=_environment(environment))
    _, status, used = os.wait4(started.pid, 0)
    if status:
        raise SystemExit(f"ended with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _process(
    command: list[str], gigabytes: float | None, seconds: float = LIMIT, **environment: str
) -> tuple[dict[str, Any], str]:
    """The line of JSON that a process printed, or nothing and why."""
    _say(" ".join(command[-3:]))
    try:
        done = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=seconds,
            env=_environment(environment),
            preexec_fn=partial(_hold, gigabytes) if gigabytes else None,
        )
    except subprocess.TimeoutExpired:
        return {}, f"not ended in {seconds:.0f} s"
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        return {}, _why(done.stderr)
    read: dict[str, Any] = json.loads(lines[-1])
    return read, ""


def _why(said: str) -> str:
    """Why there is no answer: the package that is not there, or the last words."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    missing = [line for line in lines if "No module named" in line or "no package called" in line]
    told = f"not here: {missing[0]}" if missing else (lines or ["ended without a word"])[-1][:90]
    return told.replace("|", "/")


def _hold(gigabytes: float) -> None:
    """A process that wants more ends with an error instead of taking the machine."""
    most = int(gigabytes * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _environment(more: dict[str, str]) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, **more}


def _page(rows: Sequence[Ran]) -> str:
    """The figures as a page: beside peers, then growth."""
    lines = ["# Figures of the analysis", "", _measured(), "", HEAD, *(row(one) for one in rows if not one.growth)]
    growth = [row(one) for one in rows if one.growth]
    if growth:
        told = "Above 100 000 events the city grows with them: streets stay as busy as they were."
        lines += ["", "## Growth", "", told, "", HEAD, *growth]
    return "\n".join(lines) + "\n"


def _measured() -> str:
    how = (__doc__ or "").split("\n", 1)[1].strip()
    has = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "scipy", "numba"))
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {has}"
    return f"Measured by `./run bench analysis --write` on {time.strftime('%d.%m.%Y')}: {machine}.\n\n{how}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
