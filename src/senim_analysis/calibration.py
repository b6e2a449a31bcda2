"""Does a forecast of five mean five: expected against observed counts, group by group, and scored against last year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special, stats

from senim_analysis.checks import Floats, Ints, counts, enough, positive, same_length, whole
from senim_analysis.errors import AnalysisRefused
from senim_analysis.forecast import NO_BASELINE, NO_BETTER, NOTHING_HAPPENED
from senim_analysis.result import Note, Result
from senim_analysis.tails import floored
from senim_analysis.words import NOT_A_PERSON, Words, probability, written

IMPOSSIBLE = Words(
    "{count} ұяшықта 0 болжанып, оқиға болған: 0 болжам — «мүмкін емес» деген сөз, оны нөлден жоғары етіңіз.",
    "В {count} ячейках предсказан 0, а события были: 0 значит «невозможно», сделайте прогноз выше нуля.",
    "In {count} cells 0 was forecast and something happened: 0 says impossible, make the forecast greater than zero.",
)
CALIBRATED = Words(
    "Болжам {expected}, болғаны {observed} (қатынасы {ratio}; {p}). {groups} топтың ішінде сәйкес келмейтіні: {wrong}{beside}.",
    "Предсказано {expected}, было {observed} (отношение {ratio}; {p}). Из {groups} групп не сошлись: {wrong}{beside}.",
    "{expected} were forecast and {observed} happened (ratio {ratio}; {p}). {wrong} of {groups} groups do not fit{beside}.",
)
SKILL = Words(
    "; өткен жылдың тегістелген санына қарағанда ұтыс {skill} бит/оқиға",
    "; выигрыш над сглаженным счётом прошлого года {skill} бит на событие",
    "; gain over last year's smoothed counts {skill} bits an event",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration(Result):
    """Groups of cells by rising forecast; arrays [group]: expected, observed, and interval of the observed (exact).

    fits: where the interval holds the expected; statistic: observed / expected over all; p_value: two-sided, of that;
    skill: bits per event by which the forecast describes what happened better than last year's counts, smoothed and
    brought to the same total; None where they are not given.
    """

    expected: Floats
    observed: Floats
    interval: tuple[Floats, Floats]
    cells: Ints
    fits: Any
    statistic: float
    p_value: float
    skill: float | None

    def sentence(self, language: str) -> str:
        beside = "" if self.skill is None else SKILL.fill(language, {"skill": written(self.skill, language, 3)})
        params = {
            "expected": float(self.expected.sum()),
            "observed": float(self.observed.sum()),
            "ratio": written(self.statistic, language, 2),
            "p": probability(self.p_value, language),
            "wrong": int((~self.fits).sum()),
            "groups": int(self.fits.size),
            "beside": beside,
        }
        return f"{CALIBRATED.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def calibration(predicted: Any, observed: Any, *, groups: int = 10, last_year: Any = None) -> Calibration:
    """Forecast counts against what happened, in groups of cells that expected about equally many events.

    predicted, observed, last_year: [cell], predicted as counts of the same period as observed. Raises AnalysisRefused
    where nothing happened and where something happened that was forecast as impossible.
    Sources: intervals: Garwood 1936; score: Gneiting, Raftery 2007.
    """
    rate, seen = counts(predicted, "predicted"), counts(observed, "observed")
    same_length(predicted=rate, observed=seen)
    enough(rate.size, 2)
    many = int(positive(whole(groups, "groups"), "groups"))
    if not seen.any():
        raise AnalysisRefused("nothing_happened", NOTHING_HAPPENED)
    impossible = int(((rate == 0) & (seen > 0)).sum())
    if impossible:
        raise AnalysisRefused("impossible", IMPOSSIBLE, count=impossible)
    order = np.argsort(rate, kind="stable")
    group = np.empty(rate.size, dtype=np.int64)
    group[order] = np.minimum((np.cumsum(rate[order]) - rate[order] / 2) / rate.sum() * many, many - 1).astype(np.int64)
    _, group = np.unique(group, return_inverse=True)
    expected, happened = np.bincount(group, rate).astype(np.float64), np.bincount(group, seen).astype(np.float64)
    low = np.where(happened > 0, special.gammaincinv(np.maximum(happened, 1), 0.025), 0.0)
    high = special.gammainccinv(happened + 1, 0.025)
    total = float(seen.sum())
    tails = stats.poisson.cdf(total, rate.sum()), stats.poisson.sf(total - 1, rate.sum())
    skill = None if last_year is None else _skill(rate, seen, last_year)
    return Calibration(
        method="calibration in groups of equal forecast",
        n=round(total),
        parameters={"groups": many},
        notes=_notes(skill),
        expected=expected,
        observed=happened,
        interval=(low, high),
        cells=np.bincount(group).astype(np.int64),
        fits=(low <= expected) & (expected <= high),
        statistic=total / float(rate.sum()),
        p_value=floored(min(1.0, 2 * min(tails))),
        skill=skill,
    )


def _skill(rate: Floats, seen: Floats, last_year: Any) -> float:
    """Difference of the Poisson log scores per event, in bits, both maps brought to the same total."""
    past = counts(last_year, "last_year")
    same_length(observed=seen, last_year=past)
    smooth = smoothed(past)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(seen > 0, (rate / rate.sum()) / (smooth / smooth.sum()), 1.0)
    return float(seen @ np.log2(ratio) / seen.sum())


def smoothed(past: Floats) -> Floats:
    """Counts of equal cells drawn to their mean by the moments of a gamma (no cell is impossible)."""
    mean = float(past.mean())
    between = max(float(past.var()) - mean, 0.0)
    weight = between / (between + mean) if mean else 0.0
    floor = 0.5 / past.size
    drawn: Floats = np.maximum(weight * past + (1 - weight) * mean, floor)
    return drawn


def _notes(skill: float | None) -> tuple[Note, ...]:
    if skill is None:
        return (Note("no_baseline", NO_BASELINE),)
    return (Note("no_better", NO_BETTER),) if skill <= 0 else ()
