"""One series with a measure in its course: what would have been, had it gone on as before?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import norm
from scipy.stats import t as student

from senim_analysis import breaks, threats
from senim_analysis.checks import Floats, numbers, positive, same_length, share
from senim_analysis.regression import Fit, careful, echo, harmonics, poisson
from senim_analysis.result import Note, Result
from senim_analysis.series_checks import break_columns, check_dates, series, split
from senim_analysis.tails import floored
from senim_analysis.words import Words, probability, written

LEAST_BEFORE = 8
#: With fewer periods after the measure the answer says "too early".
EARLY = 6

SENTENCE = Words(
    "Шарадан кейін {after} кезеңде {observed} оқиға болды, бұрынғы барыс сақталса {expected} болар еді: соның {times} есесі "
    "({level} % аралық: {low} … {high}; {p}). {said}",
    "За {after} периодов после меры было {observed} событий, прежний ход дал бы {expected}: отношение {times} "
    "(интервал {level} %: от {low} до {high}; {p}). {said}",
    "In the {after} periods after the measure there were {observed} events; as things went before there would have been {expected}: "
    "{times} times ({level}% interval {low} to {high}; {p}). {said}",
)
SAID = {
    "fall": Words(
        "Қатар бұрынғы барысынан төмен түсті.",
        "Ряд опустился ниже прежнего хода.",
        "The series went below its former course.",
    ),
    "rise": Words(
        "Қатар бұрынғы барысынан жоғары шықты.",
        "Ряд поднялся выше прежнего хода.",
        "The series went above its former course.",
    ),
    "unclear": Words(
        "Мұны бұрынғы барыстан ажырату мүмкін емес.",
        "От прежнего хода это не отличить.",
        "This cannot be told from its former course.",
    ),
    "too_early": Words(
        "Қорытындыға әлі ерте.",
        "Судить ещё рано.",
        "It is too early to tell.",
    ),
}
SEASON_UNSEEN = Words(
    "Шараға дейін толық бір маусым өтпеген: маусымдық өзгеріс шараның әсері болып көрінуі мүмкін.",
    "До меры не прошло полного сезона: сезонное изменение может выдать себя за действие меры.",
    "No whole season was seen before the measure: a seasonal change may pass for its effect.",
)
SEASON_LEFT_OUT = Words(
    "Маусым модельге қосылмаған: шара басталған мезгілдегі әдеттегі өзгеріс оның әсері болып көрінуі мүмкін (season=12 не 52 беріңіз).",
    "Сезон в модель не включён: обычное для этого времени года изменение может выдать себя за действие меры (задайте season=12 или 52).",
    "The season is not in the model: a change that is usual for the time of year may pass for the effect (give season=12 or 52).",
)
ECHO = Words(
    "Көрші кезеңдер бір-біріне ұқсайды (автокорреляция {r}); қателер соны ескереді.",
    "Соседние периоды похожи друг на друга (автокорреляция {r}); ошибки это учитывают.",
    "Neighbouring periods resemble one another (autocorrelation {r}); the errors allow for it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptedTimeSeries(Result):
    """`statistic`: events after the measure over those that the former course lets expect; 1 is no effect.

    sd: of its logarithm. level_change: the jump at the measure; slope_change: the factor per period that the trend
    gained; each with an interval. expected, fitted: series of all periods, the first as if without the measure.
    prevented: expected less observed after the measure, with `prevented_interval`.
    """

    statistic: float
    sd: float
    z: float
    p_value: float
    interval: tuple[float, float]
    level_change: float
    level_change_interval: tuple[float, float]
    slope_change: float | None
    slope_change_interval: tuple[float, float] | None
    observed: Floats
    expected: Floats
    fitted: Floats
    prevented: float
    prevented_interval: tuple[float, float]
    dispersion: float
    autocorrelation: float
    verdict: str

    def sentence(self, language: str) -> str:
        start = self.parameters["intervention"]
        return SENTENCE.fill(
            language,
            {
                "after": self.n - start,
                "observed": float(self.observed[start:].sum()),
                "expected": float(round(self.expected[start:].sum())),
                "times": written(self.statistic, language, 2),
                "level": 100 * self.parameters["level"],
                "low": written(self.interval[0], language, 2),
                "high": written(self.interval[1], language, 2),
                "p": probability(self.p_value, language),
                "said": SAID[self.verdict],
            },
        )


def interrupted_time_series(
    counts: Any,
    *,
    intervention: int,
    exposure: Any = None,
    season: int | None = None,
    waves: int = 2,
    trend: bool = True,
    slope: bool = False,
    lags: int | None = None,
    level: float = 0.95,
    dates: Any = None,
    subject: str = "",
    place: str = breaks.EVERYWHERE,
    model_breaks: bool = False,
    extra_breaks: tuple[breaks.SeriesBreak, ...] = (),
) -> InterruptedTimeSeries:
    """Segmented quasi-Poisson regression of one series.

    counts: events per period, in order. intervention: number of the first period with the measure (from 0).
    exposure: people, days, vehicles per period. season: periods in a season (12, 52), as `waves` sine waves. trend: a
    steady course before; slope: the measure may change it as well. Errors are the widest of quasi-Poisson,
    Newey-West (`lags`) and autoregressive ones. dates, subject, place: first days of the periods and what was counted, held against the known
    series breaks; `model_breaks` gives each of them a step of its own. Raises AnalysisRefused for a short series.
    Sources: Wagner et al. 2002; Bernal, Cummins, Gasparrini 2017; Newey, West 1987.
    """
    observed = series(counts, "counts")
    _, after = split(observed.size, intervention, least_before=LEAST_BEFORE)
    share(level, "level")
    offset = _offset(exposure, observed.size)
    steps: Floats = np.empty((observed.size, 0))
    notes: tuple[Note, ...] = ()
    if dates is not None:
        check_dates(dates, observed.size)
        steps, notes = break_columns(
            dates, intervention, subject=subject, place=place, model_breaks=model_breaks, extra=extra_breaks
        )
    design = np.hstack([_course(observed.size, intervention, trend, slope), steps])
    if season is not None:
        design = np.hstack([design, harmonics(observed.size, int(positive(season, "season")), waves)])
    fit = poisson(design, observed, offset)
    covariance = careful(design, observed - fit.fitted, fit, lags=lags)
    return _result(
        observed,
        design,
        fit,
        covariance,
        intervention,
        parameters={
            "intervention": intervention,
            "level": level,
            "season": season,
            "trend": trend,
            "slope": slope,
            "lags": lags,
        },
        notes=(*notes, *_notes(after, intervention, season)),
    )


def _offset(exposure: Any, size: int) -> Floats | None:
    if exposure is None:
        return None
    values = numbers(exposure, "exposure")
    same_length(counts=np.empty(size), exposure=values)
    positive(float(values.min()), "exposure")
    logged: Floats = np.log(values)
    return logged


def _course(size: int, intervention: int, trend: bool, slope: bool) -> Floats:
    """Columns: level, step of the measure, then trend and change of the trend, in units of the whole series."""
    time = np.arange(size, dtype=np.float64)
    columns = [np.ones(size), (time >= intervention).astype(np.float64)]
    if trend:
        columns.append((time - intervention) / size)
    if slope:
        columns.append(np.maximum(0.0, time - intervention) / size)
    return np.column_stack(columns)


def _result(
    observed: Floats,
    design: Floats,
    fit: Fit,
    covariance: Floats,
    intervention: int,
    *,
    parameters: dict[str, Any],
    notes: tuple[Note, ...],
) -> InterruptedTimeSeries:
    size, level = observed.size, parameters["level"]
    without = design.copy()
    effects = [1] + ([2 + parameters["trend"]] if parameters["slope"] else [])
    without[:, effects] = 0.0
    expected = fit.fitted * np.exp((without - design) @ fit.coefficients)
    log_ratio, sd = _ratio(design, without, fit, expected, covariance, intervention)
    free = max(1, size - design.shape[1])
    edge = float(student.ppf(0.5 + level / 2, free))
    interval = _interval(log_ratio, sd, edge)
    resemblance = echo(design, observed - fit.fitted, fit)
    verdict = "too_early" if size - intervention < EARLY else threats.verdict(interval, nothing=1.0)
    seen = observed[intervention:].sum()
    slope_at = effects[1] if len(effects) > 1 else None
    return InterruptedTimeSeries(
        method="segmented quasi-Poisson regression, errors robust to autocorrelation (Newey, West 1987)",
        n=size,
        parameters=parameters,
        notes=(*_scatter(fit.dispersion, resemblance, size), *notes),
        statistic=float(np.exp(log_ratio)),
        sd=sd,
        z=log_ratio / sd,
        p_value=floored(2 * student.sf(abs(log_ratio / sd), free)),
        interval=interval,
        level_change=float(np.exp(fit.coefficients[1])),
        level_change_interval=_interval(float(fit.coefficients[1]), float(np.sqrt(covariance[1, 1])), edge),
        slope_change=None if slope_at is None else float(np.exp(fit.coefficients[slope_at] / size)),
        slope_change_interval=None if slope_at is None else _slope_interval(fit, covariance, slope_at, size, edge),
        observed=observed,
        expected=expected,
        fitted=fit.fitted,
        prevented=float(expected[intervention:].sum() - seen),
        prevented_interval=(float(seen / interval[1] - seen), float(seen / interval[0] - seen)),
        dispersion=fit.dispersion,
        autocorrelation=resemblance,
        verdict=verdict,
    )


def _ratio(
    design: Floats, without: Floats, fit: Fit, expected: Floats, covariance: Floats, start: int
) -> tuple[float, float]:
    """ln of the fitted sum after the measure over the sum without it, and its error by the delta method."""
    with_, against = fit.fitted[start:], expected[start:]
    gradient = design[start:].T @ with_ / with_.sum() - without[start:].T @ against / against.sum()
    value = float(np.log(with_.sum() / against.sum()))
    return value, float(np.sqrt(max(gradient @ covariance @ gradient, 1e-300)))


def _interval(value: float, sd: float, edge: float) -> tuple[float, float]:
    return float(np.exp(value - edge * sd)), float(np.exp(value + edge * sd))


def _slope_interval(fit: Fit, covariance: Floats, at: int, size: int, edge: float) -> tuple[float, float]:
    return _interval(float(fit.coefficients[at]) / size, float(np.sqrt(covariance[at, at])) / size, edge)


def _scatter(dispersion: float, resemblance: float, size: int) -> tuple[Note, ...]:
    wide = (Note("overdispersed", threats.OVERDISPERSED, {"phi": dispersion}),) if dispersion > 1.2 else ()
    loud = float(norm.ppf(0.975)) / np.sqrt(size)
    return (*wide, *((Note("autocorrelation", ECHO, {"r": resemblance}),) if resemblance > loud else ()))


def _notes(after: int, before: int, season: int | None) -> tuple[Note, ...]:
    early = (Note("too_early", threats.TOO_EARLY, {"after": after, "least": EARLY}),) if after < EARLY else ()
    unseen = (Note("season_unseen", SEASON_UNSEEN),) if season is not None and before < season else ()
    left_out = (Note("season_left_out", SEASON_LEFT_OUT),) if season is None else ()
    return (*early, *unseen, *left_out, Note("no_control", threats.NO_CONTROL), *threats.always())
