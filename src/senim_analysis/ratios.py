"""Rates against rates: the relative change beside a control, and two counts compared exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import gammaln, logsumexp
from scipy.stats import fisher_exact, norm, poisson
from scipy.stats.contingency import odds_ratio

from senim_analysis import breaks, threats
from senim_analysis.checks import Floats, amount, positive, share, whole
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.tails import floored
from senim_analysis.words import Words, probability, written

#: Below this the exact interval is computed beside the usual one.
EXACT_BELOW = 30
#: Counts with a wider null than this many values are compared by the normal tail of the same statistic.
WIDEST = 200_000
#: The sum goes this many standard deviations from the expected count.
REACH = 40

DIVIDED_BY_ZERO = Words(
    "«{name}» нөлге тең, оған бөлуге болмайды. Ұзағырақ кезең алыңыз немесе айырымды есептеңіз (weighted_displacement_difference).",
    "«{name}» равно нулю, делить на него нельзя. Возьмите период подлиннее или считайте разность (weighted_displacement_difference).",
    "'{name}' is zero and cannot be divided by. Take a longer period, or compute the difference (weighted_displacement_difference).",
)
NO_EVENTS = Words(
    "Екі сан да нөл: салыстыратын ештеңе жоқ.",
    "Оба числа — ноль: сравнивать нечего.",
    "Both counts are zero: there is nothing to compare.",
)
SENTENCE = Words(
    "Шара аумағындағы оқиға бақылаудағы өзгеріс бойынша күтілгеннің {times} есесі болды ({level} % аралық: {low} … {high}; {p}): {said}.",
    "На участке меры — {times} от того, что дал бы контроль (интервал {level} %: от {low} до {high}; {p}): {said}.",
    "The area of the measure had {times} times what the change of the control lets expect ({level}% interval {low} to {high}; {p}): {said}.",
)
SAID = {
    "fall": Words(
        "салыстырмалы азаю {percent} %", "относительное снижение {percent} %", "a relative fall of {percent}%"
    ),
    "rise": Words("салыстырмалы өсу {percent} %", "относительный рост {percent} %", "a relative rise of {percent}%"),
    "unclear": Words(
        "азаю да, өсу де көрінбейді",
        "ни снижения, ни роста не видно",
        "neither a fall nor a rise is shown",
    ),
}
E_TEST = Words(
    "{k1} және {k2} оқиға (жиілік қатынасы {ratio}): екеуінің нақты жиілігі бірдей болса, осындай не одан үлкен айырма {p} ықтималдықпен шығады.",
    "{k1} и {k2} событий (отношение частот {ratio}): если настоящая частота одна, такая или большая разница выходит с вероятностью {p}.",
    "{k1} and {k2} events (ratio of rates {ratio}): with one true rate behind both, a difference like this or larger has probability {p}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioOfRatios(Result):
    """`statistic`: (Ta/Tb)/(Ca/Cb); 1 is no effect. sd: standard error of its logarithm; z, p_value two-sided.

    exact_interval: the conditional exact interval where a count is small, otherwise None.
    prevented: events that did not happen in the area, if the control tells what would have been.
    """

    statistic: float
    sd: float
    z: float
    p_value: float
    interval: tuple[float, float]
    exact_interval: tuple[float, float] | None
    prevented: float
    verdict: str

    def sentence(self, language: str) -> str:
        percent = round(100 * abs(self.statistic - 1))
        return SENTENCE.fill(
            language,
            {
                "times": written(self.statistic, language, 2),
                "level": 100 * self.parameters["level"],
                "low": written(self.interval[0], language, 2),
                "high": written(self.interval[1], language, 2),
                "p": probability(self.p_value, language),
                "said": SAID[self.verdict].fill(language, {"percent": percent}),
            },
        )


def ratio_of_ratios(
    treated_before: Any,
    treated_after: Any,
    control_before: Any,
    control_after: Any,
    *,
    level: float = 0.95,
    study: breaks.Study | None = None,
) -> RatioOfRatios:
    """The relative incident rate ratio (Ta Cb)/(Tb Ca) with a log-normal interval.

    Counts, or lists that are added up. What multiplies the counts of both alike (a season, a counting rule, longer
    periods) cancels out. Raises AnalysisRefused where a count that is divided by is zero. No event after: the ratio
    is 0 and the interval is the exact one.
    Source: Wilson 2022.
    """
    names = ("treated_before", "treated_after", "control_before", "control_after")
    values = (treated_before, treated_after, control_before, control_after)
    counts = [amount(value, name) for name, value in zip(names, values, strict=True)]
    share(level, "level")
    for name, count in zip(names, counts, strict=True):
        if count == 0 and name != "treated_after":
            raise AnalysisRefused("divided_by_zero", DIVIDED_BY_ZERO, name=name)
    shared = breaks.guard(study, control=True)
    exact = _exact(counts, level) if min(counts) < EXACT_BELOW else None
    ratio, sd, z, p, interval = _log_normal(counts, level) if counts[1] else _none_after(counts, exact)
    verdict = threats.verdict(exact or interval, nothing=1.0)
    expected = counts[0] * counts[3] / counts[2]
    unclear = (Note("noise", threats.NOISE, {"seen": _unseen(expected, interval)}),) if verdict == "unclear" else ()
    return RatioOfRatios(
        method="relative incident rate ratio, log-normal interval",
        n=round(sum(counts)),
        parameters={"level": level, "counts": dict(zip(names, counts, strict=True))},
        notes=(*shared, *unclear, *threats.few(*counts), *threats.weighted(*counts), *threats.always()),
        statistic=ratio,
        sd=sd,
        z=z,
        p_value=p,
        interval=interval,
        exact_interval=exact,
        prevented=expected - counts[1],
        verdict=verdict,
    )


def _log_normal(counts: list[float], level: float) -> tuple[float, float, float, float, tuple[float, float]]:
    tb, ta, cb, ca = counts
    log = math.log(ta) - math.log(tb) + math.log(cb) - math.log(ca)
    sd = math.sqrt(sum(1 / count for count in counts))
    half = float(norm.ppf(0.5 + level / 2)) * sd
    return (
        math.exp(log),
        sd,
        log / sd,
        floored(2 * norm.sf(abs(log / sd))),
        (math.exp(log - half), math.exp(log + half)),
    )


def _none_after(
    counts: list[float], exact: tuple[float, float] | None
) -> tuple[float, float, float, float, tuple[float, float]]:
    """No event after: Fisher's exact test takes the place of the logarithm of nought."""
    tb, _, cb, ca = (round(count) for count in counts)
    p = floored(fisher_exact([[0, tb], [ca, cb]]).pvalue)
    return 0.0, math.inf, -math.inf, p, exact or (0.0, math.inf)


def _exact(counts: list[float], level: float) -> tuple[float, float] | None:
    """The conditional exact interval: given the margins, the area's share is a noncentral hypergeometric."""
    if any(count != round(count) for count in counts):
        return None
    tb, ta, cb, ca = (round(count) for count in counts)
    interval = odds_ratio([[ta, tb], [ca, cb]], kind="conditional").confidence_interval(level)
    return float(interval.low), float(interval.high)


def _unseen(expected: float, interval: tuple[float, float]) -> float:
    """The number of events that an effect must reach to stand out of an interval as wide as this one."""
    if interval[0] <= 0:
        return round(expected)
    return round(expected * (1 - math.sqrt(interval[0] / interval[1])))


@dataclass(frozen=True, slots=True, kw_only=True)
class ETest(Result):
    """`statistic`: the standardised difference of the rates; `ratio` of the rates; p_value two-sided, never 0.

    log_p: the natural logarithm of the p-value, good where the p-value itself is too small for a float.
    """

    statistic: float
    p_value: float
    log_p: float
    ratio: float | None

    def sentence(self, language: str) -> str:
        k1, k2 = self.parameters["k1"], self.parameters["k2"]
        chance = probability(self.p_value, language)
        return E_TEST.fill(
            language, {"k1": k1, "k2": k2, "ratio": "—" if self.ratio is None else self.ratio, "p": chance}
        )


def e_test(
    k1: Any, k2: Any, *, exposure1: float = 1.0, exposure2: float = 1.0, study: breaks.Study | None = None
) -> ETest:
    """The E-test of two Poisson rates (Krishnamoorthy, Thomson 2004), two-sided, for counts of any size.

    k1, k2: whole counts; exposure1, exposure2: the time (or people) that each was counted over. The double sum of
    the source is one sum here: for each first count the second ones that are as extreme form two tails. Both counts
    zero: refused. There is no control, so a `study` that crosses a series break is refused as well.
    Raises AnalysisRefused for counts that are not whole, exposures that are not positive, both counts zero.
    """
    first, second = whole(k1, "k1"), whole(k2, "k2")
    one, two = positive(exposure1, "exposure1"), positive(exposure2, "exposure2")
    if first + second == 0:
        raise AnalysisRefused("no_events", NO_EVENTS)
    shared = breaks.guard(study, control=False)
    statistic = (first / one - second / two) / math.sqrt(first / one**2 + second / two**2)
    log_p = _log_p(abs(statistic), (first + second) / (one + two), one, two)
    return ETest(
        method="E-test of two Poisson rates (Krishnamoorthy, Thomson 2004)",
        n=first + second,
        parameters={"k1": first, "k2": second, "exposure1": one, "exposure2": two},
        notes=(*shared, *threats.few(first, second), Note("no_control", threats.NO_CONTROL)),
        statistic=statistic,
        p_value=floored(math.exp(log_p)),
        log_p=log_p,
        ratio=(first / one) / (second / two) if second else None,
    )


def _log_p(observed: float, rate: float, one: float, two: float) -> float:
    """ln of the chance that the standardised difference is at least as far from 0 as the observed one."""
    if observed == 0:
        return 0.0
    mean, beside = rate * one, rate * two
    low = math.floor(max(0.0, mean - REACH * math.sqrt(mean) - REACH))
    high = math.ceil(mean + REACH * math.sqrt(mean) + REACH)
    if high - low > WIDEST:
        return float(norm.logsf(observed) + math.log(2))
    x = np.arange(low, high + 1, dtype=np.float64)
    under, over = _thresholds(x, observed, one, two)
    first = x * math.log(mean) - mean - gammaln(x + 1)
    tails = np.logaddexp(poisson.logcdf(under, beside), poisson.logsf(over - 1, beside))
    return float(min(0.0, logsumexp(first + tails)))


def _thresholds(x: Floats, observed: float, one: float, two: float) -> tuple[Floats, Floats]:
    """For each first count: the largest second count as extreme below it, and the smallest one above it.

    (x/a - y/b)^2 = c^2 (x/a^2 + y/b^2) is a quadratic in y. No event at all is never extreme.
    """
    c2, a, b = observed**2, one, two
    centre = x * b / a + c2 / 2
    spread = np.sqrt(np.maximum(0.0, c2**2 / 4 + c2 * x * b / a + c2 * x * b**2 / a**2))
    slack = 1e-9 * (1 + centre + spread)
    under = np.floor(centre - spread + slack)
    over = np.maximum(np.ceil(centre + spread - slack), np.where(x == 0, 1.0, 0.0))
    return np.where((x == 0) & (under >= 0), -1.0, under), over
