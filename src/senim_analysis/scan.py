"""The space-time permutation scan: is something starting right now, somewhere, more than places and days alone explain?

No population is needed: each place and each day keeps its own total, and the times are dealt out anew among the events.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim_analysis import checks, cylinders, deal, highest, multiple, words, work
from senim_analysis.artefacts import artefacts, space_time
from senim_analysis.checks import Floats, Ints
from senim_analysis.errors import AnalysisRefused
from senim_analysis.highest import Peaks, Surface
from senim_analysis.knox import times
from senim_analysis.result import Result
from senim_analysis.words import Words

#: Clusters besides the highest that are told of, none overlapping a higher one.
MOST = 20
#: Shuffles that show at which level it is worth looking; they are part of the answer like all others.
_PILOT = 4

FINDING = Words(
    "{start} – {end}, ({x}; {y}) нүктесінен {radius} м шегінде: оқиға саны {observed}. Кездейсоқтықтан күтілгені: {expected}{ratio}; {p}.{again} {person}",
    "{start} – {end}, в пределах {radius} м от точки ({x}; {y}): событий {observed}. Случайно ожидалось {expected}{ratio}; {p}.{again} {person}",
    "{start} to {end}, within {radius} m of ({x}; {y}): {observed} events. Chance alone would give {expected}{ratio}; {p}.{again} {person}",
)
DAY = Words("{day}-күн", "день {day}", "day {day}")
AGAIN = Words(
    " Күн сайын осылай қаралса, кездейсоқ мұндай жағдай шамамен {recurrence} күнде бір рет кездеседі.",
    " Если смотреть так каждый день, случайно такое бывает примерно раз в {recurrence} дн.",
    " Looking every day, chance alone shows such a thing about once in {recurrence} days.",
)
NOTHING = Words(
    "Кездейсоқтықтан артық топтасу табылмады: ең жоғарысының {p} (оқиға саны: {n}). {person}",
    "Скоплений сверх случайных не найдено: у самого высокого {p} (событий: {n}). {person}",
    "No cluster beyond chance was found: the highest has {p} (events: {n}). {person}",
)
ONE_DAY = Words(
    "Барлық оқиға бір күнде: кезең кемінде екі күн болуы керек.",
    "Все события в один день: нужен период хотя бы из двух дней.",
    "All events are on one day: the period must have at least two days.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Result):
    """A circle of cells and a window of days with more events than chance gives; `n` is the number of all events.

    `x`, `y`: centre of the middle cell, metres; `radius`: from there to the centres of the outermost cells;
    `start`, `end`: first and last day, as dates where the times were dates, otherwise as days; `statistic`: log
    likelihood ratio; `p_value`: against the highest cluster of each shuffle; `recurrence`: 1 / p, in periods of
    surveillance (days, when the scan is run every day); None for a look back.
    """

    x: float
    y: float
    radius: float
    start: Any
    end: Any
    observed: int
    expected: float
    statistic: float
    p_value: float
    recurrence: float | None

    @property
    def recurrence_interval(self) -> float | None:
        """The same days, by their full name."""
        return self.recurrence

    @property
    def ratio(self) -> float | None:
        """Observed to expected; None where less than one event is expected."""
        return self.observed / self.expected if self.expected >= 1 else None

    def sentence(self, language: str) -> str:
        """Where, when, how many, and how often chance would do as much."""
        again = "" if self.recurrence is None else AGAIN.fill(language, {"recurrence": round(self.recurrence)})
        return FINDING.fill(
            language,
            {
                "start": _day(self.start, language),
                "end": _day(self.end, language),
                "x": round(self.x),
                "y": round(self.y),
                "radius": round(self.radius + self.parameters["cell"] / 2),
                "observed": self.observed,
                "expected": self.expected,
                "ratio": times(self.ratio, language),
                "p": words.probability(self.p_value, language),
                "again": again,
                "person": words.NOT_A_PERSON,
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanResult(Result):
    """`clusters`: the highest first, none sharing a cell with a higher one; `maxima`: the highest of each shuffle."""

    clusters: tuple[Cluster, ...]
    maxima: Floats
    replications: int

    def significant(self, level: float = 0.05) -> tuple[Cluster, ...]:
        """The clusters that chance shows in at most this share of shuffles."""
        return tuple(one for one in self.clusters if one.p_value <= level)

    def sentence(self, language: str) -> str:
        """The highest cluster, or that there is none beyond chance at 5 %."""
        if self.significant():
            return self.clusters[0].sentence(language)
        p = self.clusters[0].p_value if self.clusters else 1.0
        shown = {"p": words.probability(p, language), "n": self.n, "person": words.NOT_A_PERSON}
        return NOTHING.fill(language, shown)


def _day(value: Any, language: str) -> str:
    if isinstance(value, np.datetime64):
        text = str(value.astype("datetime64[D]"))
        return text if language == "en" else ".".join(reversed(text.split("-")))
    return DAY.fill(language, {"day": float(value)})


def space_time_permutation_scan(
    x: Any,
    y: Any,
    t: Any,
    *,
    cell: float,
    radius: float,
    interval: float,
    prospective: bool = True,
    replications: int = 999,
    seed: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> ScanResult:
    """Look at circles of cells up to `radius` metres and windows of up to `interval` days; complete rings only.

    x, y: [event] metres; t: [event] datetime64 or float days, counted by whole days; cell: side of a cell, metres.
    prospective: only windows that end on the last day; otherwise all. Raises AnalysisRefused for degrees, a single
    day, too many cells. Source: Kulldorff, Heffernan, Hartman, Assuncao, Mostashari 2005.
    """
    raw, (x, y, t) = t, space_time(x, y, t)
    replications = checks.whole(replications, "replications")
    cell, reach = checks.positive(cell, "cell"), float(checks.counts([radius], "radius")[0])
    longest = max(1, int(checks.positive(interval, "interval")))
    day = np.floor(t - np.floor(t.min()) + 1e-9).astype(np.int64)
    last = int(day.max())
    if not last:
        raise AnalysisRefused("one_day", ONE_DAY)
    tiles = _Tiles.of(x, y, cell, reach)
    asked = cylinders.windows(day, min(longest, last), all_ends=not prospective)
    surface, maxima = _shuffled(tiles, asked, replications, seed, executor, progress, cancel)
    in_order = np.argsort(last - day if prospective else day, kind="stable")[: asked.lag.size]
    surface, found = _own(surface, highest.table(tiles.of_event[in_order], asked, tiles.x.size))
    shown = {
        "cell": cell,
        "radius": radius,
        "interval": interval,
        "prospective": prospective,
        "replications": replications,
        "seed": seed,
    }
    base = _Base(tiles, surface, found, maxima, _first_day(raw, t), last, {"n": x.size, "parameters": shown})
    return ScanResult(
        method="space-time permutation scan; " + ("windows up to the last day" if prospective else "all windows"),
        n=x.size,
        parameters=shown,
        notes=artefacts(x, y, t, raw),
        clusters=tuple(base.cluster(centre) for centre in base.apart()),
        maxima=maxima,
        replications=replications,
    )


@dataclass(frozen=True, slots=True)
class _Tiles:
    """Cells that hold events: `x`, `y`: their centres; `of_event`: the cell of each event; and the circles of them."""

    x: Floats
    y: Floats
    of_event: Ints
    circles: cylinders.Circles
    side: float

    @classmethod
    def of(cls, x: Floats, y: Floats, side: float, radius: float) -> _Tiles:
        column, row = (np.floor((one - one.min()) / side + 1e-9).astype(np.int64) for one in (x, y))
        stride = int(row.max()) + 1
        key, of_event, count = np.unique(column * stride + row, return_inverse=True, return_counts=True)
        found = cylinders.circles(key // stride, key % stride, count, radius / side)
        middle_x, middle_y = x.min() + (key // stride + 0.5) * side, y.min() + (key % stride + 0.5) * side
        return cls(middle_x, middle_y, of_event, found, side)


def _shuffled(
    tiles: _Tiles,
    asked: cylinders.Windows,
    replications: int,
    seed: int | None,
    executor: Executor | None,
    progress: Callable[[float], None] | None,
    cancel: Callable[[], bool] | None,
) -> tuple[Surface, Floats]:
    """The surface at the level of the first few maxima, and the maxima of all shuffles."""
    seeds = deal.lane_seeds(seed, replications)
    guess = 0.5 * float(np.log(tiles.circles.end.size * asked.days + 1))
    surface = Surface.over(tiles.circles, asked, tiles.of_event, guess)
    if not seeds:
        return surface, np.empty(0)
    level = 0.85 * float(highest.maxima(surface, [seeds[0][:_PILOT]]).min())
    surface = Surface.over(tiles.circles, asked, tiles.of_event, level)
    hands = executor or deal.threads(len(seeds))
    tasks = [(surface, some) for some in deal.parcels(seeds, executor, 1)]
    with hands if executor is None and hands else nullcontext():
        parts = list(work.run(highest.maxima, tasks, executor=hands, progress=progress, cancel=cancel))
    return surface, np.concatenate(parts)


def _own(surface: Surface, counts: Any) -> tuple[Surface, Peaks]:
    """The peaks of the events as they were; where none reaches the level, all are looked at."""
    found = highest.peaks(surface, counts)
    if not found.value.any() and surface.level:
        surface = Surface.over(surface.found, surface.asked, surface.cell, 0.0)
        found = highest.peaks(surface, counts)
    return surface, found


def _first_day(raw: Any, t: Floats) -> Any:
    """Day 0: a date where the times were moments, a number otherwise."""
    array = np.asarray(raw)
    if np.issubdtype(array.dtype, np.datetime64):
        return array.min().astype("datetime64[D]")
    return float(np.floor(t.min()))


@dataclass(frozen=True, slots=True)
class _Base:
    """What clusters are told from."""

    tiles: _Tiles
    surface: Surface
    found: Peaks
    maxima: Floats
    first_day: Any
    last_day: int
    told: dict[str, Any]

    def apart(self) -> list[int]:
        """Centres of peaks that share no cell with a higher one; of equals the smaller circle."""
        circles, taken, picked = self.tiles.circles, np.zeros(self.tiles.x.size, dtype=bool), []
        for centre in np.lexsort((circles.square[self.found.circle], -self.found.value)):
            cells = circles.near[circles.first[centre] : circles.end[self.found.circle[centre]]]
            if self.found.value[centre] > 0 and not taken[cells].any():
                picked.append(int(centre))
                taken[cells] = True
            if len(picked) == MOST or not self.found.value[centre]:
                break
        return picked

    def cluster(self, centre: int) -> Cluster:
        """The peak around a cell, in the caller's units."""
        circles, asked, every = self.tiles.circles, self.surface.asked, self.surface.cell.size
        circle, length = int(self.found.circle[centre]), int(self.found.length[centre])
        last = int(self.found.end[centre]) if asked.all_ends else self.last_day
        total = np.append(0, asked.total)
        held = int(total[last + 1] - total[last + 1 - length] if asked.all_ends else total[length])
        expected = float(circles.events[circle] / every * held)
        value = float(self.found.value[centre])
        p_value = float(multiple.monte_carlo((self.maxima >= value * (1 - 1e-12)).sum(), self.maxima.size))
        return Cluster(
            method="cylinder of a space-time permutation scan",
            **self.told,
            x=float(self.tiles.x[centre]),
            y=float(self.tiles.y[centre]),
            radius=float(circles.square[circle]) ** 0.5 * self.tiles.side,
            start=self.first_day + (last + 1 - length),
            end=self.first_day + last,
            observed=int(self.found.count[centre]),
            expected=expected,
            statistic=value,
            p_value=p_value,
            recurrence=None if asked.all_ends else 1 / p_value,
        )
