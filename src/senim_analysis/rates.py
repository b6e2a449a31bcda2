"""How sure a rate is: exact intervals of counts, and rates drawn towards their mean. No league table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from senim_analysis.checks import Floats, counts, enough, numbers, positive, same_length, share
from senim_analysis.funnel import Funnel, funnel_limits, whole_numbers
from senim_analysis.result import Note, Result
from senim_analysis.words import Percent, Words

__all__ = ["Funnel", "RateInterval", "Shrunk", "funnel_limits", "poisson_interval", "shrink"]

ALL_CHANCE = Words(
    "Айырмашылықтар кездейсоқтықтан аспайды: бәрі ортақ деңгейге теңестірілді.",
    "Различия не превышают случайных: все значения сведены к общему уровню.",
    "The differences are no larger than chance makes: all values are drawn to the common level.",
)
INTERVAL = Words(
    "{count} оқиға; деңгей {rate}, {level} аралық: {low}–{high}.",
    "{count} событий; уровень {rate}, интервал {level}: {low}–{high}.",
    "{count} events; the rate is {rate}, {level} interval {low} to {high}.",
)
SHRUNK = Words(
    "Ортақ деңгей {mean}. {n} орынның ішінде одан ерекшеленетіні: {apart} ({level} аралығы оны қамтымайды).",
    "Общий уровень {mean}. Из {n} мест выделяются: {apart} (интервал {level} его не содержит).",
    "The common level is {mean}. Of {n} places {apart} stand apart (their {level} interval does not hold it).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateInterval(Result):
    """`statistic`: the rate, count / exposure; `interval`: (low, high). Floats for one count, arrays for many."""

    statistic: float | Floats
    interval: tuple[float | Floats, float | Floats]
    count: float | Floats

    def sentence(self, language: str) -> str:
        level = Percent(self.parameters["level"])
        lines = [
            INTERVAL.fill(language, {"count": count, "rate": rate, "level": level, "low": low, "high": high})
            for count, rate, low, high in zip(
                *(np.atleast_1d(one).tolist() for one in (self.count, self.statistic, *self.interval)), strict=True
            )
        ]
        return " ".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk(Result):
    """`statistic`: [place], the rates drawn towards `expected` (their mean) as much as each is uncertain.

    weight: [place], how much of its own rate a place keeps; sd and interval: of the gamma posterior; variance: between
    places, beyond chance.
    """

    statistic: Floats
    expected: float
    sd: Floats
    interval: tuple[Floats, Floats]
    weight: Floats
    variance: float

    def sentence(self, language: str) -> str:
        apart = (self.interval[0] > self.expected) | (self.interval[1] < self.expected)
        level = Percent(self.parameters["level"])
        return SHRUNK.fill(language, {"mean": self.expected, "n": self.n, "apart": int(apart.sum()), "level": level})


def poisson_interval(count: Any, *, exposure: Any = 1.0, level: float = 0.95) -> RateInterval:
    """The exact interval of a rate whose events are counted (Garwood 1936).

    count: whole number or [place]; exposure: people, kilometres or days, a number or [place]; both limits hold with
    probability at least `level`. Raises AnalysisRefused for counts that are not whole and exposures that are not positive.
    """
    one = np.ndim(count) == 0 and np.ndim(exposure) == 0
    seen = whole_numbers(np.atleast_1d(np.asarray(count)), "count")
    over = numbers(np.atleast_1d(np.asarray(exposure)), "exposure")
    enough(seen.size, 1)
    if over.size and over.min() <= 0:
        positive(float(over.min()), "exposure")
    if over.size != 1:
        same_length(count=seen, exposure=over)
    tail = (1 - share(level, "level")) / 2
    low = np.where(seen > 0, special.gammaincinv(np.maximum(seen, 1), tail), 0.0) / over
    high = special.gammainccinv(seen + 1, tail) / over
    give: Any = (lambda array: float(array[0])) if one else (lambda array: array)
    return RateInterval(
        method="exact Poisson interval (Garwood)",
        n=seen.size,
        parameters={"level": level, "exposure": exposure},
        statistic=give(seen / over),
        interval=(give(low), give(high)),
        count=give(seen),
    )


def shrink(rates: Any, exposures: Any, *, level: float = 0.95) -> Shrunk:
    """Rates of places, small ones drawn to the mean of all: empirical Bayes by moments (Marshall 1991), gamma posterior.

    rates: [place], events per unit of exposure; exposures: [place], people or years. Raises AnalysisRefused for negative
    rates, exposures that are not positive, and fewer than three places.
    """
    rate, over = counts(rates, "rates"), numbers(exposures, "exposures")
    same_length(rates=rate, exposures=over)
    enough(rate.size, 3)
    positive(float(over.min()), "exposures")
    tail = (1 - share(level, "level")) / 2
    mean = float((rate * over).sum() / over.sum())
    positive(mean, "rates")
    between = float((over * (rate - mean) ** 2).sum() / over.sum()) - mean / float(over.mean())
    notes = () if between > 0 else (Note("all_chance", ALL_CHANCE),)
    between = max(between, 0.0)
    weight = between / (between + mean / over)
    drawn = weight * rate + (1 - weight) * mean
    if between:
        shape, scale = mean**2 / between + rate * over, 1 / (mean / between + over)
        sd = np.sqrt(shape) * scale
        interval = special.gammaincinv(shape, tail) * scale, special.gammainccinv(shape, tail) * scale
    else:
        sd, interval = np.zeros_like(rate), (drawn.copy(), drawn.copy())
    return Shrunk(
        method="empirical Bayes shrinkage (Marshall 1991)",
        n=rate.size,
        parameters={"level": level},
        notes=notes,
        statistic=drawn,
        expected=mean,
        sd=sd,
        interval=interval,
        weight=weight,
        variance=between,
    )
