"""The Mantel test: do events that are near in space tend to be near in time, at any distance? No matrix is held."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis import checks, deal, grid, jit, moments, multiple, words, work
from senim_analysis.artefacts import artefacts, space_time
from senim_analysis.checks import Floats
from senim_analysis.deal import Seeds
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.words import Words

#: Pairs that one pass may look at: a shuffle takes longer than the exact moments.
SHUFFLED_PAIRS, PAIRS = 100_000_000, 2_000_000_000

FINDING = Words(
    "Кеңістіктегі және уақыттағы жақындықтың байланысы: r = {r} (кездейсоқтықтан күтілгені: 0, оқиға саны: {n}); {p}. {person}",
    "Связь близости в пространстве и во времени: r = {r} (случайно ожидалось 0, событий: {n}); {p}. {person}",
    "Correlation of nearness in space with nearness in time: r = {r} (chance alone would give 0; events: {n}); {p}. {person}",
)
NO_CONSTANT = Words(
    "Теріс дәреже үшін «{name}» нөлден үлкен болуы керек: кей жұптардың арасы нөл.",
    "При отрицательной степени «{name}» должно быть больше нуля: у некоторых пар расстояние нулевое.",
    "With a negative power '{name}' must be above zero: some pairs are no distance apart.",
)
ALL_ALIKE = Words(
    "Барлық жұптың арасы бірдей: байланыс туралы ештеңе айтуға болмайды.",
    "Все пары одинаково далеки: о связи ничего сказать нельзя.",
    "All pairs are equally far apart: nothing can be said of a link.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MantelResult(Result):
    """`statistic`: the correlation r over all pairs; `total`: the sum of products; `expected` and `sd` of r are exact.

    `p_value`: P(r as high or higher), one-sided.
    """

    statistic: float
    total: float
    expected: float
    sd: float
    z: float
    p_value: float
    permutations: int

    def sentence(self, language: str) -> str:
        """The correlation and how often chance gives as much."""
        shown = {"r": self.statistic, "n": self.n, "p": words.probability(self.p_value, language)}
        return FINDING.fill(language, {**shown, "person": words.NOT_A_PERSON})


@dataclass(frozen=True, slots=True)
class _Shape:
    """(difference + constant) ** power, in space and in time; -1 and 1 are much the fastest."""

    distance_constant: float
    distance_power: float
    interval_constant: float
    interval_power: float

    @property
    def numbers(self) -> Floats:
        return np.array([self.distance_constant, self.distance_power, self.interval_constant, self.interval_power])


def mantel(
    x: Any,
    y: Any,
    t: Any,
    *,
    distance_constant: float = 1.0,
    distance_power: float = -1.0,
    interval_constant: float = 1.0,
    interval_power: float = -1.0,
    permutations: int = 99,
    seed: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> MantelResult:
    """Correlate (distance + constant) ** power with (interval + constant) ** power over all pairs of events.

    x, y: [event] metres; t: [event] datetime64 or float days. permutations: how often the times are dealt out anew; 0
    gives the bound that any r with its exact variance keeps, 1 / (1 + z * z) (Cantelli), for r is far from normal:
    on Burkitt's cases a z of 6.3 has p = 0.002. Raises AnalysisRefused, for more than 14 000 events with shuffles and
    63 000 without among others: use `knox`, whose cost is that of near pairs alone. Source: Mantel 1967.
    """
    raw, (x, y, t) = t, space_time(x, y, t)
    permutations = checks.whole(permutations, "permutations")
    shape = _Shape(distance_constant, distance_power, interval_constant, interval_power)
    grid.within_budget(x.size * (x.size - 1) // 2, SHUFFLED_PAIRS if permutations else PAIRS)
    _check(shape, x, y, t)
    order = np.lexsort((t, y, x))
    x, y, t = x[order], y[order], t[order]
    total, near, soon = _sums(x, y, t, shape.numbers)
    statistic, sd = _correlation(total, near, soon)
    z = moments.z_score(statistic, 0.0, sd * sd)
    p_value = 1 / (1 + z * z) if sd and z > 0 else 1.0
    if permutations and sd:
        many = _shuffled((x, y, np.sort(t), shape.numbers), permutations, seed, executor, progress, cancel)
        p_value = float(multiple.monte_carlo((many >= total - 1e-11 * abs(total)).sum(), permutations))
    return MantelResult(
        method="Mantel; " + ("event times permuted" if permutations else "bound from the exact variance"),
        n=x.size,
        parameters={
            "distance_constant": distance_constant,
            "distance_power": distance_power,
            "interval_constant": interval_constant,
            "interval_power": interval_power,
            "permutations": permutations,
            "seed": seed,
        },
        notes=artefacts(x, y, t, raw) + (() if sd else (Note("all_alike", ALL_ALIKE),)),
        statistic=statistic,
        total=total,
        expected=0.0,
        sd=sd,
        z=z,
        p_value=p_value,
        permutations=permutations,
    )


def _check(shape: _Shape, x: Floats, y: Floats, t: Floats) -> None:
    """Refuse what divides by zero."""
    for name, constant, power in (
        ("distance_constant", shape.distance_constant, shape.distance_power),
        ("interval_constant", shape.interval_constant, shape.interval_power),
    ):
        checks.counts([constant], name)
        checks.numbers([power], name.replace("constant", "power"))
        alike = _repeated(x, y) if name.startswith("distance") else _repeated(t)
        if power < 0 and constant == 0 and alike:
            raise AnalysisRefused("no_constant", NO_CONSTANT, name=name)


def _repeated(*values: Floats) -> bool:
    """Whether two events are no distance apart."""
    order = np.lexsort(values)
    return bool(np.all([np.diff(one[order]) == 0 for one in values], axis=0).any())


def _correlation(total: float, near: tuple[Floats, float], soon: tuple[Floats, float]) -> tuple[float, float]:
    """(r, its standard deviation over all orders of the times); near, soon: (sum per event, sum of squares of pairs).

    Moments of products of centred pairs (Mantel 1967). Both 0 where all pairs are alike.
    """
    n = near[0].size
    pairs = n * (n - 1) / 2
    means = [sums.sum() / 2 / pairs for sums, _ in (near, soon)]
    square = [squares - pairs * mean * mean for (_, squares), mean in zip((near, soon), means, strict=True)]
    if min(square[0] / max(near[1], 1e-300), square[1] / max(soon[1], 1e-300)) <= 1e-12:
        return 0.0, 0.0
    unit = (square[0] * square[1]) ** 0.5
    a1, b1 = (float(((sums - (n - 1) * mean) ** 2).sum()) for (sums, _), mean in zip((near, soon), means, strict=True))
    a2, b2 = 2 * square[0], 2 * square[1]
    variance = 2 * a2 * b2 / (n * (n - 1))
    if n > 2:
        variance += 4 * (a1 - a2) * (b1 - b2) / (n * (n - 1) * (n - 2))
    if n > 3:
        variance += (2 * a2 - 4 * a1) * (2 * b2 - 4 * b1) / (n * (n - 1) * (n - 2) * (n - 3))
    return (total - pairs * means[0] * means[1]) / unit, max(variance, 0.0) ** 0.5 / 2 / unit


def _sums(x: Floats, y: Floats, t: Floats, shape: Floats) -> tuple[float, tuple[Floats, float], tuple[Floats, float]]:
    """(sum of products, (sum per event, sum of squares) in space, the same in time)."""
    near, soon, whole = np.zeros(x.size), np.zeros(x.size), np.zeros(3)
    walk = _add_up if jit.HAVE_NUMBA else _add_up_plain
    walk(x, y, t, shape, near, soon, whole)
    return float(whole[0]), (near, float(whole[1])), (soon, float(whole[2]))


@jit.kernel()
def _raised(value, power):  # type: ignore[no-untyped-def]
    if power == -1.0:
        return 1.0 / value
    return value if power == 1.0 else value**power


@jit.kernel()
def _add_up(x, y, t, shape, near, soon, whole):  # type: ignore[no-untyped-def]
    for i in range(x.size):
        product, first, second = 0.0, 0.0, 0.0
        for j in range(i + 1, x.size):
            apart = _raised(np.sqrt((x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2) + shape[0], shape[1])
            wait = _raised(abs(t[i] - t[j]) + shape[2], shape[3])
            near[i] += apart
            near[j] += apart
            soon[i] += wait
            soon[j] += wait
            product, first, second = product + apart * wait, first + apart * apart, second + wait * wait
        whole[0] += product
        whole[1] += first
        whole[2] += second


def _add_up_plain(x: Floats, y: Floats, t: Floats, shape: Floats, near: Floats, soon: Floats, whole: Floats) -> None:
    """The same without numba, an event at a time."""
    for i in range(x.size - 1):
        later = slice(i + 1, None)
        apart = (np.sqrt((x[i] - x[later]) ** 2 + (y[i] - y[later]) ** 2) + shape[0]) ** shape[1]
        wait = (np.abs(t[i] - t[later]) + shape[2]) ** shape[3]
        for sums, values in ((near, apart), (soon, wait)):
            sums[i] += values.sum()
            sums[later] += values
        whole += [apart @ wait, apart @ apart, wait @ wait]


def _shuffled(
    events: tuple[Floats, Floats, Floats, Floats],
    permutations: int,
    seed: int | None,
    executor: Executor | None,
    progress: Callable[[float], None] | None,
    cancel: Callable[[], bool] | None,
) -> Floats:
    """The sum of products for each shuffle."""
    seeds = deal.lane_seeds(seed, permutations)
    hands = executor or deal.threads(len(seeds))
    tasks = [(*events, some) for some in deal.parcels(seeds, executor, 1)]
    with hands if executor is None and hands else nullcontext():
        return np.concatenate(list(work.run(_blocks, tasks, executor=hands, progress=progress, cancel=cancel)))


def _blocks(x: Floats, y: Floats, ordered: Floats, shape: Floats, seeds: list[Seeds]) -> Floats:
    parts = []
    for some in seeds:
        lanes = deal.deal(ordered, some)
        out = np.zeros(lanes.shape[1])
        walk = _products if jit.HAVE_NUMBA else _products_plain
        walk(x, y, lanes, shape, out)
        parts.append(out[: some.size])
    return np.concatenate(parts)


@jit.kernel()
def _products(x, y, lanes, shape, out):  # type: ignore[no-untyped-def]
    constant, power = shape[2], shape[3]
    part = np.zeros(32)
    for i in range(x.size):
        part[:] = 0.0
        for j in range(i + 1, x.size):
            apart = _raised(np.sqrt((x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2) + shape[0], shape[1])
            if power == -1.0:
                for lane in range(32):
                    part[lane] += apart / (abs(lanes[i, lane] - lanes[j, lane]) + constant)
            elif power == 1.0:
                for lane in range(32):
                    part[lane] += apart * (abs(lanes[i, lane] - lanes[j, lane]) + constant)
            else:
                for lane in range(32):
                    part[lane] += apart * (abs(lanes[i, lane] - lanes[j, lane]) + constant) ** power
        for lane in range(32):
            out[lane] += part[lane]


def _products_plain(x: Floats, y: Floats, lanes: npt.NDArray[Any], shape: Floats, out: Floats) -> None:
    for i in range(x.size - 1):
        apart = (np.sqrt((x[i] - x[i + 1 :]) ** 2 + (y[i] - y[i + 1 :]) ** 2) + shape[0]) ** shape[1]
        out += apart @ (np.abs(lanes[i] - lanes[i + 1 :]) + shape[2]) ** shape[3]
