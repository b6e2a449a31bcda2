"""Before a measure: would the counts show it? How large an effect must be to be seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from scipy.optimize import brentq
from scipy.stats import norm

from senim_analysis import threats
from senim_analysis.checks import amount, positive, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.ratios import DIVIDED_BY_ZERO
from senim_analysis.result import Note, Result
from senim_analysis.words import Words, written

POWER = Words(
    "Бұрын {before} оқиға болса, {percent} % азаю {chance} % ықтималдықпен көрінеді. {said}",
    "Если раньше было {before} событий, снижение на {percent} % будет замечено с вероятностью {chance} %. {said}",
    "With {before} events before, a fall of {percent}% would be seen with probability {chance}%. {said}",
)
ENOUGH = Words("Бағалауға жетеді.", "Для оценки этого достаточно.", "That is enough to assess the measure.")
NOT_ENOUGH = Words(
    "Бұл аз: шара көмектессе де, жауап «белгісіз» болып шығуы мүмкін. Ұзағырақ кезең немесе кеңірек аумақ алыңыз.",
    "Этого мало: даже если мера помогает, может выйти «неясно». Возьмите период длиннее или участок шире.",
    "That is too little: even if the measure helps, the answer may well be 'unclear'. Take a longer period or a wider area.",
)
SMALLEST = Words(
    "Бұрын {before} оқиға болса, ең аз көрінетін азаю — {percent} % (шамамен {events} оқиға), көріну ықтималдығы {chance} %.",
    "Если раньше было {before} событий, самое малое заметное снижение — {percent} % (около {events} событий), вероятность заметить {chance} %.",
    "With {before} events before, the smallest fall that shows is {percent}% (about {events} events), with probability {chance}%.",
)
NONE = Words(
    "Бұрын {before} оқиға болса, тіпті оқиға мүлде болмай қалса да, {chance} % ықтималдықпен көрсету мүмкін емес.",
    "Если раньше было {before} событий, даже полное их исчезновение нельзя показать с вероятностью {chance} %.",
    "With {before} events before, not even their vanishing would show with probability {chance}%.",
)
#: The largest fall that the normal approximation of a logarithm can speak of.
LARGEST = 0.999


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Result):
    """`statistic`: the probability that the interval of the ratio excludes 1, if the effect is as given."""

    statistic: float
    expected_after: float

    def sentence(self, language: str) -> str:
        return POWER.fill(
            language,
            {
                "before": self.parameters["treated_before"],
                "percent": round(100 * self.parameters["reduction"]),
                "chance": round(100 * self.statistic),
                "said": ENOUGH if self.statistic >= 0.8 else NOT_ENOUGH,
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestEffect(Result):
    """`statistic`: the smallest relative fall that shows with the power asked for; None where none does."""

    statistic: float | None
    events: float | None

    def sentence(self, language: str) -> str:
        before, chance = self.parameters["treated_before"], round(100 * self.parameters["power"])
        if self.statistic is None or self.events is None:
            return NONE.fill(language, {"before": before, "chance": chance})
        percent = written(100 * self.statistic, language, 0)
        events = written(self.events, language, 0)
        return SMALLEST.fill(language, {"before": before, "percent": percent, "events": events, "chance": chance})


def power_before_after(
    treated_before: Any,
    control_before: Any = None,
    *,
    reduction: float,
    periods: float = 1.0,
    overdispersion: float = 1.0,
    level: float = 0.95,
) -> Power:
    """The chance that `ratio_of_ratios` (or two counts, without a control) would show a relative fall of `reduction`.

    treated_before, control_before: counts before. periods: length of the time after, in lengths of the time before.
    overdispersion: how many times the counts scatter as Poisson ones do.
    Raises AnalysisRefused for counts and shares that are not positive. Source: the Wald test of the ratio of ratios (Wilson 2022).
    """
    before, beside = _counts(treated_before, control_before)
    share(reduction, "reduction"), share(level, "level")
    positive(periods, "periods"), positive(overdispersion, "overdispersion")
    return Power(
        method="power of the log rate ratio, normal approximation",
        n=round(before + (beside or 0)),
        parameters={
            "treated_before": before,
            "control_before": beside,
            "reduction": reduction,
            "periods": periods,
            "overdispersion": overdispersion,
            "level": level,
        },
        notes=_notes(before, beside),
        statistic=_power(before, beside, reduction, periods, overdispersion, level),
        expected_after=before * periods * (1 - reduction),
    )


def smallest_effect(
    treated_before: Any,
    control_before: Any = None,
    *,
    power: float = 0.8,
    periods: float = 1.0,
    overdispersion: float = 1.0,
    level: float = 0.95,
) -> SmallestEffect:
    """The smallest relative fall that would show with the given power. Arguments as in `power_before_after`.

    Raises AnalysisRefused as it does. Source: the Wald test of the ratio of ratios (Wilson 2022).
    """
    before, beside = _counts(treated_before, control_before)
    share(power, "power"), share(level, "level")
    positive(periods, "periods"), positive(overdispersion, "overdispersion")

    def short(reduction: float) -> float:
        return _power(before, beside, reduction, periods, overdispersion, level) - power

    # The logarithm of nearly nothing scatters without bounds, so power falls again towards a total fall.
    best = max((step / 200 for step in range(1, 200)), key=short)
    found = float(brentq(short, 1e-6, best)) if short(best) > 0 > short(1e-6) else None
    return SmallestEffect(
        method="smallest detectable relative fall, normal approximation",
        n=round(before + (beside or 0)),
        parameters={
            "treated_before": before,
            "control_before": beside,
            "power": power,
            "periods": periods,
            "overdispersion": overdispersion,
            "level": level,
        },
        notes=_notes(before, beside),
        statistic=found,
        events=None if found is None else found * before * periods,
    )


def _counts(treated_before: Any, control_before: Any) -> tuple[float, float | None]:
    before = amount(treated_before, "treated_before")
    beside = None if control_before is None else amount(control_before, "control_before")
    for name, count in (("treated_before", before), ("control_before", beside)):
        if count == 0:
            raise AnalysisRefused("divided_by_zero", DIVIDED_BY_ZERO, name=name)
    return before, beside


def _power(
    before: float, beside: float | None, reduction: float, periods: float, overdispersion: float, level: float
) -> float:
    after = before * periods * (1 - min(reduction, LARGEST))
    variance = 1 / before + 1 / after + (0 if beside is None else 1 / beside + 1 / (beside * periods))
    shift = -math.log1p(-min(reduction, LARGEST)) / math.sqrt(overdispersion * variance)
    edge = float(norm.ppf(0.5 + level / 2))
    return float(norm.sf(edge - shift) + norm.cdf(-edge - shift))


def _notes(before: float, beside: float | None) -> tuple[Note, ...]:
    alone = (Note("no_control", threats.NO_CONTROL),) if beside is None else ()
    return (*threats.few(before, *(() if beside is None else (beside,))), *alone)
