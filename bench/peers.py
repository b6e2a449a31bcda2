"""The analysis beside its peers: python -m bench.peers [--sizes 5000 20000] [--jobs knox scan] [--growth] [--write]

Each job is a process of its own on the same events, ours and the peers' one after another. Python peers run where
SENIM_PEER_PYTHON names a Python that has them, R's where Rscript is on the PATH; what is not there is named as such.
"cold" is the first call of a process that compiles everything anew, "first" that of a later process, "warm" the best
of the calls after it. "CPU" tells on a busy machine what the wall clock does not.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 420  # seconds that a peer may take
SIZES = (5_000, 20_000, 100_000)
GROWTH = (100_000, 400_000, 1_600_000)
MILLION = 1_000_000


@dataclass(frozen=True)
class Peer:
    """A job of a peer and the largest number of events that it is asked to try. `close`: how near its answers lie."""

    name: str
    largest: int
    close: Mapping[str, float] = field(default_factory=dict)

    @property
    def in_r(self) -> bool:
        return self.name.split()[0] in {"surveillance", "spdep", "spatstat"}


EXACT = {"observed": 0.0, "expected": 1e-9}
GI = {"largest": 1e-9, "first": 1e-9}
#: Our job -> who does the same. What a peer cannot end within the limit at a size it is not asked for at a larger one.
ROWS: dict[str, tuple[Peer, ...]] = {
    "knox exact": (),
    "knox 99": (
        Peer("pointpats Knox 99", 100_000, EXACT),
        Peer("pointpats knox (deprecated) 99", 100_000, EXACT),
        Peer("surveillance knox 9", 20_000, {"observed": 0.0, "expected": 1e-7}),
    ),
    "knox 999": (Peer("pointpats Knox 999", 20_000, EXACT),),
    "near repeat exact": (),
    "near repeat 999": (),
    "mantel 99": (Peer("pointpats mantel 99", 5_000, {"statistic": 1e-9}),),
    "scan 999": (),
    "gi star, neighbours known": (),
    "gi star": (
        Peer("esda G_Local", 100_000, GI),
        Peer("esda G_Local 999", 20_000, GI),
        Peer("spdep localG", 100_000, GI),
    ),
    "moran 999": (Peer("esda Moran 999", 100_000, {"statistic": 1e-9}),),
    "density": (
        Peer("scikit-learn KernelDensity", 100_000, {"largest": 1e-3}),
        Peer("scipy gaussian_kde", 100_000, {"largest": 1e-5}),
        Peer("statsmodels KDEMultivariate", 20_000, {"largest": 1e-5}),
        Peer("spatstat density.ppp", 100_000, {"largest": 0.05}),
    ),
    "farrington": (Peer("surveillance farrington", 5_000, {"limit": 1e-4}),),
}
GROWING = ("knox exact", "knox 999", "near repeat exact", "scan 999", "density")


@dataclass(frozen=True)
class Ran:
    """One process: its figures, or the word for why there are none."""

    who: str
    job: str
    n: int
    cold: float | None = None
    first: float | None = None
    warm: float | None = None
    cpu: float | None = None
    memory: float | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)
    said: str = ""


def main(arguments: list[str] | None = None) -> int:
    asked = _asked(arguments)
    every = [*ROWS, "aoristic"]
    jobs = [name for name in every if not asked.jobs or any(name.startswith(word) for word in asked.jobs)]
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_beside(Path(folder), jobs, asked.sizes))
        if asked.growth:
            rows += _growth(Path(folder), [name for name in GROWING if name in jobs])
    text = table(rows)
    print(text)
    if asked.write:
        page = ROOT / "docs" / "explanation" / "analysis-figures.md"
        page.write_text(f"# Figures of the analysis\n\n{_measured()}\n\n{text}\n", encoding="utf-8")
    return 1 if any("DIFFERS" in one.said for one in rows) else 0


def _measured() -> str:
    how = (__doc__ or "").split("\n", 1)[1].strip()
    return f"Measured by `python -m bench.peers` on {time.strftime('%d.%m.%Y')}, {os.cpu_count()} cores.\n\n{how}"


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--jobs", nargs="*", default=())
    parser.add_argument("--growth", action="store_true", help="ours alone, to 1 600 000 events")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(arguments)


def _beside(folder: Path, jobs: Iterable[str], sizes: Iterable[int]) -> Iterator[Ran]:
    for job in jobs:
        if job == "aoristic":
            yield ours(job, MILLION, events_file(folder, SIZES[0]), SENIM_BENCH_ROWS=str(MILLION))
            continue
        too_slow: set[str] = set()
        for n in sizes:
            file = events_file(folder, n)
            own = ours(job, n, file, cold=n == SIZES[0])
            yield own
            for peer in ROWS[job]:
                if n <= peer.largest and peer.name not in too_slow:
                    ran = theirs(peer, job, n, file, own)
                    yield ran
                    if ran.warm is None:
                        too_slow.add(peer.name)


def _growth(folder: Path, jobs: Iterable[str]) -> Iterator[Ran]:
    for job in jobs:
        for n in GROWTH:
            yield ours(job, n, events_file(folder, n))


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


def ours(job: str, n: int, file: Path, *, cold: bool = False, **environment: str) -> Ran:
    """Our job; with `cold` once more in a process that finds nothing compiled."""
    command = [sys.executable, "-m", "bench.jobs", job, str(file)]
    found, said = _process(command, **environment)
    if not found:
        return Ran("senim_analysis", job, n, said=said)
    figures = {name: found[name] for name in ("first", "warm", "cpu", "memory", "answer")}
    if cold:
        with tempfile.TemporaryDirectory() as empty:
            anew, _ = _process([*command, "once"], NUMBA_CACHE_DIR=empty)
            figures["cold"] = anew.get("first")
    return Ran("senim_analysis", job, n, **figures)


def theirs(peer: Peer, job: str, n: int, file: Path, own: Ran) -> Ran:
    """A peer's job, its answers held against ours."""
    runner = shutil.which("Rscript") if peer.in_r else os.environ.get("SENIM_PEER_PYTHON")
    if not runner:
        return Ran(peer.name, job, n, said="not here: Rscript" if peer.in_r else "not here: SENIM_PEER_PYTHON")
    kind = ".R" if peer.in_r else ".py"
    data = file.with_suffix(".csv") if peer.in_r else file
    found, said = _process([runner, str(ROOT / "bench" / f"peer_jobs{kind}"), peer.name, str(data)])
    if not found:
        return Ran(peer.name, job, n, said=said)
    return Ran(peer.name, job, n, said=compared(found["answer"], own.answer, peer.close), **found)


def compared(peer: Mapping[str, Any], own: Mapping[str, Any], close: Mapping[str, float]) -> str:
    """The same answer, or which part differs."""
    both = [name for name in close if name in peer and name in own]
    wrong = [name for name in both if not math.isclose(peer[name], own[name], rel_tol=close[name], abs_tol=1e-12)]
    if wrong:
        return "DIFFERS: " + ", ".join(f"{name} {peer[name]:.6g}, ours {own[name]:.6g}" for name in wrong)
    return "same " + ", ".join(both) if both else "not comparable"


def _process(command: list[str], **environment: str) -> tuple[dict[str, Any], str]:
    """The line of JSON that a process printed, or nothing and why."""
    _say(" ".join(command[-3:]))
    try:
        done = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            env={**os.environ, **environment},
        )
    except subprocess.TimeoutExpired:
        return {}, f"not ended in {LIMIT} s"
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        last = (done.stderr.strip().splitlines() or ["ended without a word"])[-1]
        return {}, last[:90].strip()
    read: dict[str, Any] = json.loads(lines[-1])
    return read, ""


def table(rows: Iterable[Ran]) -> str:
    """Markdown: a line for each process."""
    head = "| job | events | who | cold | first | warm | CPU | memory | answer |\n" + "|---" * 9 + "|\n"
    return head + "\n".join("| " + " | ".join(_cells(one)) + " |" for one in rows)


def _cells(one: Ran) -> list[str]:
    memory = "" if one.memory is None else number(one.memory) + " MB"
    times = [seconds(one.cold), seconds(one.first), seconds(one.warm), seconds(one.cpu)]
    return [one.job, number(one.n), one.who, *times, memory, one.said or _told(one.answer)]


def number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")


def seconds(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value * 1000:.2g} ms" if value < 0.1 else f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def _told(answer: Mapping[str, Any]) -> str:
    return "; ".join(f"{name} {value:.6g}" for name, value in answer.items())


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
