"""How far people go: a summary of many journeys. Where one person lives is never asked here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import beta, binom

from senim_analysis.checks import Floats, edges, enough, points, same_length, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.grid import known_metric
from senim_analysis.result import Note, Result
from senim_analysis.words import Words, written

#: With fewer journeys a summary could point at somebody.
LEAST = 10
BANDS = (0.0, 250.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0, 20_000.0)

SENTENCE = Words(
    "{n} сапардың жартысы {median} м-ден қысқа ({level} % аралық: {low} – {high} м), төрттен үші {upper} м-ден қысқа. "
    "1 км-ге дейін — {near} %.{same} Бұл жалпы көрініс, жеке адам туралы дәлел емес.",
    "Половина из {n} поездок короче {median} м (интервал {level} %: {low} – {high} м), три четверти короче {upper} м. "
    "До 1 км — {near} %.{same} Это общая картина, а не довод о каком-либо человеке.",
    "Half of the {n} journeys are shorter than {median} m ({level}% interval {low} to {high} m), three quarters shorter than {upper} m. "
    "Up to 1 km: {near}%.{same} This is an overall picture, not evidence about any person.",
)
SAME = Words(
    " Басталған жерінде біткені — {share} %.",
    " Там же, где начались, — {share} %.",
    " Ended where they began: {share}%.",
)
TOO_FEW = Words(
    "Сапар тым аз: {n}. Кемінде {least} керек: одан аз болса, қорытынды жеке адамға нұсқауы мүмкін.",
    "Слишком мало поездок: {n}. Нужно не меньше {least}: меньшее число может указать на человека.",
    "Too few journeys: {n}. At least {least} are needed: fewer could point at a person.",
)
EDGE = Words(
    "Аумақтан тыс басталған сапарлар деректе болмауы мүмкін: ұзын сапарлар саны кем көрінеді.",
    "Поездки, начатые за пределами участка, в данные могли не попасть: дальних на деле больше.",
    "Journeys that began outside the area may be missing from the data: there are more long ones than it seems.",
)
KNOWN_ONLY = Words(
    "Тек екі мекені де белгілі оқиғалар: ашылмағандары басқаша болуы мүмкін.",
    "Только события, у которых известны оба места: нераскрытые могут отличаться.",
    "Only events with both places known: those never solved may differ.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys(Result):
    """Distances in metres. statistic: the median, with an exact interval; quartiles; mean.

    same_place: share that ends where it began. edges, counts, shares, share_low, share_high: the decay by bands
    [a, b), the last band open. decay: the law with the lowest BIC (exponential or lognormal) and its parameters.
    """

    statistic: float
    interval: tuple[float, float]
    quartiles: tuple[float, float]
    mean: float
    same_place: float
    edges: Floats
    counts: Floats
    shares: Floats
    share_low: Floats
    share_high: Floats
    decay: str
    decay_parameters: dict[str, float]
    within_1_km: float

    def sentence(self, language: str) -> str:
        same = round(100 * self.same_place)
        return SENTENCE.fill(
            language,
            {
                "n": self.n,
                "median": written(self.statistic, language, 0),
                "level": 100 * self.parameters["level"],
                "low": written(self.interval[0], language, 0),
                "high": written(self.interval[1], language, 0),
                "upper": written(self.quartiles[1], language, 0),
                "near": round(100 * self.within_1_km),
                "same": SAME.fill(language, {"share": same}) if same else "",
            },
        )


def journeys(
    from_x: Any,
    from_y: Any,
    to_x: Any,
    to_y: Any,
    *,
    metric: str = "euclidean",
    bands: Any = BANDS,
    level: float = 0.95,
) -> Journeys:
    """Distance decay of journeys from one place to another, all in metres: of offenders, victims or clients together.

    metric: euclidean or manhattan. bands: rising edges in metres, the last band being open. Intervals: of the median
    by order statistics, of the shares by Clopper and Pearson. Fewer than ten journeys are refused: this is a summary,
    and there is no geographic profiling of a person here.
    Raises AnalysisRefused for degrees and fewer than ten journeys. Sources: Clopper, Pearson 1934; Rengert et al. 1999.
    """
    start, end = points(from_x, from_y), points(to_x, to_y)
    same_length(from_x=start[0], to_x=end[0])
    if start[0].size < LEAST:
        raise AnalysisRefused("too_few_journeys", TOO_FEW, n=start[0].size, least=LEAST)
    known_metric(metric)
    share(level, "level")
    limits = edges(bands, "bands")
    dx, dy = np.abs(end[0] - start[0]), np.abs(end[1] - start[1])
    far = np.sort(dx + dy if metric == "manhattan" else np.hypot(dx, dy))
    enough(far.size, LEAST)
    counted = np.histogram(far, bins=np.append(limits, np.inf))[0].astype(np.float64)
    low, high = _clopper_pearson(counted, far.size, level)
    law, parameters = _law(far[far > 0])
    return Journeys(
        method="distance decay, order statistics",
        n=int(far.size),
        parameters={"metric": metric, "level": level},
        notes=(Note("edge", EDGE), Note("known_only", KNOWN_ONLY)),
        statistic=float(np.median(far)),
        interval=_median_interval(far, level),
        quartiles=(float(np.quantile(far, 0.25)), float(np.quantile(far, 0.75))),
        mean=float(far.mean()),
        same_place=float((far == 0).mean()),
        edges=limits,
        counts=counted,
        shares=counted / far.size,
        share_low=low,
        share_high=high,
        decay=law,
        decay_parameters=parameters,
        within_1_km=float((far <= 1000).mean()),
    )


def _median_interval(far: Floats, level: float) -> tuple[float, float]:
    """The order statistics between which the median lies with at least this probability, whatever the law."""
    skip = int(binom.ppf((1 - level) / 2, far.size, 0.5))
    skip -= bool(skip and binom.cdf(skip - 1, far.size, 0.5) > (1 - level) / 2)
    return float(far[max(0, skip - 1)]), float(far[min(far.size - 1, far.size - skip)])


def _clopper_pearson(counted: Floats, n: int, level: float) -> tuple[Floats, Floats]:
    tail = (1 - level) / 2
    low = np.where(counted > 0, beta.ppf(tail, np.maximum(counted, 1e-9), n - counted + 1), 0.0)
    high = np.where(counted < n, beta.ppf(1 - tail, counted + 1, np.maximum(n - counted, 1e-9)), 1.0)
    return low, high


def _law(far: Floats) -> tuple[str, dict[str, float]]:
    """Exponential or lognormal, by BIC, of the journeys that go anywhere."""
    if far.size < LEAST or far.std() == 0:
        return "none", {}
    mean, logs = float(far.mean()), np.log(far)
    exponential = far.size * (np.log(mean) + 1) * 2 + np.log(far.size)
    spread = float(logs.std())
    lognormal = 2 * float(logs.sum()) + far.size * (np.log(2 * np.pi * spread**2) + 1) + 2 * np.log(far.size)
    if exponential <= lognormal:
        return "exponential", {"mean": mean}
    return "lognormal", {"median": float(np.exp(logs.mean())), "sigma": spread}
