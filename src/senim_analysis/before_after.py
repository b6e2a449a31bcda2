"""Two series, with and without the measure, and a control put together from several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import t as student

from senim_analysis import breaks, threats
from senim_analysis.checks import Floats, same_length, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.ratios import DIVIDED_BY_ZERO
from senim_analysis.regression import binomial, careful
from senim_analysis.result import Note, Result
from senim_analysis.series_checks import series, split
from senim_analysis.tails import floored
from senim_analysis.words import Words, probability, written

LEAST_BEFORE = 3
LEAST_AFTER = 2
#: With fewer periods after the measure the answer says "too early".
EARLY = 4
#: Below this chance the courses before the measure are said to have drifted apart.
DRIFT = 0.1

SENTENCE = Words(
    "Бақылаумен қатар қарағанда шара аумағындағы оқиға күтілгеннің {times} есесі болды ({level} % аралық: {low} … {high}; {p}), шамамен {prevented}. {said}",
    "Рядом с контролем событий на участке меры — {times} от ожидаемого (интервал {level} %: от {low} до {high}; {p}), "
    "примерно {prevented}. {said}",
    "Beside the control, the area of the measure had {times} times the events to be expected ({level}% interval {low} to {high}; {p}), "
    "about {prevented}. {said}",
)
FEWER = Words("{count} оқиға кем", "на {count} меньше", "{count} events fewer")
MORE = Words("{count} оқиға артық", "на {count} больше", "{count} events more")
SAID = {
    "fall": Words("Салыстырмалы азаю бар.", "Относительное снижение есть.", "There is a relative fall."),
    "rise": Words("Салыстырмалы өсу бар.", "Есть относительный рост.", "There is a relative rise."),
    "unclear": Words(
        "Мұны кездейсоқ ауытқудан ажырату мүмкін емес.",
        "От шума это не отличить.",
        "This cannot be told from noise.",
    ),
    "too_early": Words("Қорытындыға әлі ерте.", "Судить ещё рано.", "It is too early to tell."),
}
APART = Words(
    "Шараға дейін-ақ екі аумақтың барысы әртүрлі болған ({p}): бақылау «шара болмаса не болар еді» дегенге жауап бермейді.",
    "Ещё до меры участки расходились ({p}): контроль не показывает, что было бы без меры.",
    "Even before the measure the two were drifting apart ({p}): the control does not show what would have been without it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceInDifferences(Result):
    """`statistic`: the factor of the measure on the rate beside the control; 1 is no effect. sd: of its logarithm.

    drift: the factor per period by which the two drifted apart before the measure, with `drift_p`.
    prevented: events that did not happen, if the control tells what would have been.
    """

    statistic: float
    sd: float
    z: float
    p_value: float
    interval: tuple[float, float]
    prevented: float
    drift: float | None
    drift_p: float | None
    dispersion: float
    verdict: str

    def sentence(self, language: str) -> str:
        count = written(float(round(abs(self.prevented))), language)
        return SENTENCE.fill(
            language,
            {
                "times": written(self.statistic, language, 2),
                "level": 100 * self.parameters["level"],
                "low": written(self.interval[0], language, 2),
                "high": written(self.interval[1], language, 2),
                "p": probability(self.p_value, language),
                "prevented": (FEWER if self.prevented >= 0 else MORE).fill(language, {"count": count}),
                "said": SAID[self.verdict],
            },
        )


def difference_in_differences(
    treated: Any,
    control: Any,
    *,
    intervention: int,
    lags: int | None = None,
    level: float = 0.95,
    study: breaks.Study | None = None,
) -> DifferenceInDifferences:
    """Poisson difference in differences of two series of counts of the same periods.

    intervention: number of the first period with the measure (from 0). Each period has an effect of its own, common
    to both (season, weather, a counting rule), so the treated count is binomial given the period's total. Errors are
    the widest of quasi-binomial, Newey-West (`lags`) and autoregressive ones. Raises AnalysisRefused for series with fewer than three
    periods before and two after the measure, and where a sum that is divided by is zero.
    Sources: Card, Krueger 1994; Newey, West 1987.
    """
    one, other = series(treated, "treated"), series(control, "control")
    same_length(treated=one, control=other)
    before, after = split(one.size, intervention, least_before=LEAST_BEFORE, least_after=LEAST_AFTER)
    share(level, "level")
    for name, part in (
        ("treated_before", one[:before]),
        ("treated_after", one[before:]),
        ("control_before", other[:before]),
        ("control_after", other[before:]),
    ):
        if not part.any():
            raise AnalysisRefused("divided_by_zero", DIVIDED_BY_ZERO, name=name)
    shared = breaks.guard(study, control=True)
    late = (np.arange(one.size) >= before).astype(np.float64)
    effect, sd, p, interval, dispersion = _effect(np.column_stack([np.ones(one.size), late]), one, other, level, lags)
    drift, drift_p = _drift(one[:before], other[:before], level, lags)
    verdict = "too_early" if after < EARLY else threats.verdict(interval, nothing=1.0)
    seen = float(one[before:].sum())
    return DifferenceInDifferences(
        method="Poisson difference in differences with an effect of each period, errors robust to autocorrelation",
        n=one.size,
        parameters={"intervention": before, "level": level, "lags": lags},
        notes=(*shared, *_notes(after, one, other, before, drift_p, dispersion)),
        statistic=float(np.exp(effect)),
        sd=sd,
        z=effect / sd,
        p_value=p,
        interval=interval,
        prevented=seen / float(np.exp(effect)) - seen,
        drift=drift,
        drift_p=drift_p,
        dispersion=dispersion,
        verdict=verdict,
    )


def _effect(
    design: Floats, one: Floats, other: Floats, level: float, lags: int | None
) -> tuple[float, float, float, tuple[float, float], float]:
    """The last coefficient: value, error, p, interval of its exponent, dispersion."""
    held = one + other > 0
    x, successes, trials = design[held], one[held], (one + other)[held]
    fit = binomial(x, successes, trials)
    covariance = careful(x, successes - fit.fitted, fit, lags=lags)
    value, sd = float(fit.coefficients[-1]), float(np.sqrt(covariance[-1, -1]))
    free = max(1, int(held.sum()) - x.shape[1])
    half = float(student.ppf(0.5 + level / 2, free)) * sd
    p = floored(2 * student.sf(abs(value / sd), free))
    return value, sd, p, (float(np.exp(value - half)), float(np.exp(value + half))), fit.dispersion


def _drift(one: Floats, other: Floats, level: float, lags: int | None) -> tuple[float | None, float | None]:
    """Whether the two were drifting apart before the measure; unknown with fewer than four periods."""
    if one.size < 4 or np.count_nonzero(one + other) < 4:
        return None, None
    design = np.column_stack([np.ones(one.size), np.arange(one.size) - (one.size - 1) / 2])
    value, _, p, _, _ = _effect(design, one, other, level, lags)
    return float(np.exp(value)), p


def _notes(
    after: int, one: Floats, other: Floats, before: int, drift_p: float | None, dispersion: float
) -> tuple[Note, ...]:
    early = (Note("too_early", threats.TOO_EARLY, {"after": after, "least": EARLY}),) if after < EARLY else ()
    wide = (Note("overdispersed", threats.OVERDISPERSED, {"phi": dispersion}),) if dispersion > 1.2 else ()
    apart = (Note("drift", APART, {"p": _chance(drift_p)}),) if drift_p is not None and drift_p < DRIFT else ()
    sums = (one[:before].sum(), one[before:].sum(), other[:before].sum(), other[before:].sum())
    return (*early, *apart, *wide, *threats.few(*(float(total) for total in sums)), *threats.always())


def _chance(p: float) -> Words:
    return Words(*(probability(p, language) for language in ("kk", "ru", "en")))
