"""python -m bench.analysis_places [--events N]: the analysis of places, each job warm, with the bar where there is one.

One process, our functions alone; beside their peers, and cold, some of them stand in bench.peers.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from bench.city import YEAR, events
from bench.peer_table import number, seconds

EXTENT = (0.0, 0.0, 20_000.0, 20_000.0)
HEAD = "| job | size | first | warm | CPU | bar |\n|---|---|---|---|---|---|"
Job = tuple[str, str, Callable[[], Any], float | None]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.analysis_places", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    print(HEAD)
    for what, size, job, bar in _jobs(parser.parse_args().events):
        first, _ = _measured(job)
        warm, cpu = min(_measured(job) for _ in range(3))
        row = (what, size, seconds(first), seconds(warm), seconds(cpu), seconds(bar))
        print("| " + " | ".join(row) + " |", flush=True)
    return 0


def _measured(job: Callable[[], Any]) -> tuple[float, float]:
    began, cpu = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - began, time.process_time() - cpu


def _jobs(n: int) -> Iterator[Job]:
    x, y, t = events(n)
    size = f"{number(n)} events"
    yield from _maps(x, y, size)
    yield from _times(t)
    yield from _links(x, y, t, size)


def _maps(x: Any, y: Any, size: str) -> Iterator[Job]:
    import senim_analysis as sa

    near = sa.grid_neighbours(200, 200)
    counts = sa.grid_counts(x, y, cell=100, extent=EXTENT).counts.ravel()
    years = np.random.default_rng(1).poisson(3, (24, 40_000))
    surface: dict[str, Any] = {"bandwidth": 300.0, "cell": 100.0, "extent": EXTENT}
    yield "Gi* with false-discovery control", "40 000 cells", lambda: sa.getis_ord(counts, near), 0.020
    yield "kernel density, quartic", size, lambda: sa.kernel_density(x, y, **surface), 0.100
    yield "kernel density, gaussian", size, lambda: sa.kernel_density(x, y, **surface, kernel="gaussian"), 0.100
    yield "hot spots of 150 m", size, lambda: sa.hot_spots(x, y, radius=150), 1.0
    yield "hot spots, classes of change", "24 months of 40 000 cells", lambda: sa.hot_spot_classes(years, near), None
    keys = np.char.add(x.astype("U9"), y.astype("U9"))
    yield "repeat places", size, lambda: sa.repeat_places(keys, places=40_000), None


def _times(t: Any) -> Iterator[Job]:
    import senim_analysis as sa

    chance = np.random.default_rng(1)
    start = np.datetime64("2024-01-01T00:00") + chance.integers(0, 366 * 1440, 1_000_000).astype("timedelta64[m]")
    end = start + chance.integers(1, 2880, 1_000_000).astype("timedelta64[m]")
    series = chance.poisson(6, (1000, 260))
    yield "aoristic", "1 000 000 intervals", lambda: sa.aoristic(start, end, timezone="Asia/Almaty"), 0.5
    yield "alarms, Poisson z", "1 000 series of 260 weeks", lambda: sa.count_alarms(series), None
    season: dict[str, Any] = {"method": "farrington", "season": 52}
    yield "alarms, Farrington", "1 000 series of 260 weeks", lambda: sa.count_alarms(series, **season), None
    cells = chance.integers(0, 8000, t.size)
    yield "self-exciting process", f"{number(t.size)} events", lambda: sa.self_exciting(cells, t, end=YEAR), None


def _links(x: Any, y: Any, t: Any, size: str) -> Iterator[Job]:
    import senim_analysis as sa

    near: dict[str, Any] = {"distance": 150.0, "interval": 7.0, "permutations": 0}
    yield "series, 150 m and 7 days", size, lambda: sa.series(x, y, t, **near), None
    chance = np.random.default_rng(1)
    letters = np.array(list("абвгдежзиклмнопрстуы"))
    words = ["".join(chance.choice(letters, chance.integers(3, 11))) for _ in range(6000)]
    often = 1 / np.arange(1, 6001)
    texts = [" ".join(chance.choice(words, 25, p=often / often.sum())) for _ in range(5000)]
    yield "text clusters", "5 000 texts of 25 words", lambda: sa.text_clusters(texts, language="ru"), None


if __name__ == "__main__":
    raise SystemExit(main())
