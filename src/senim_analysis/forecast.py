"""Is a map better than last year's: accuracy, efficiency, hit rate and calibration of forecasts for places. Never a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from senim_analysis.checks import Floats, Ints, counts, enough, numbers, positive, same_length, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.words import NOT_A_PERSON, Percent, Words, written

NOTHING_HAPPENED = Words(
    "Бақыланған оқиға жоқ: болжамды бағалау мүмкін емес.",
    "Наблюдённых событий нет: оценить прогноз нельзя.",
    "No events were observed: a forecast cannot be scored.",
)
NO_BASELINE = Words(
    "Өткен жылдың саны берілмеген: болжам қарапайым картадан жақсы ма, айту мүмкін емес.",
    "Счёт прошлого года не дан: нельзя сказать, лучше ли прогноз простой карты.",
    "Last year's counts are not given: whether the forecast beats a plain map cannot be said.",
)
NO_BETTER = Words(
    "Болжам өткен жылдың картасынан артық емес: қарапайым картаны қолданыңыз.",
    "Прогноз не лучше карты прошлого года: пользуйтесь простой картой.",
    "The forecast is no better than last year's map: use the plain map.",
)
TIED = Words(
    "Болжамда {count} ұяшықтың мәні тең: олардың реті нәтижеге ең қолайсызы алынды.",
    "В прогнозе {count} ячеек с равными значениями: взят худший для результата порядок.",
    "{count} cells of the forecast tie: they are put in the order that is worst for it.",
)
INDEX = Words(
    "Аумақтың {area}-ында {name} = {value}{beside}.",
    "На {area} площади {name} = {value}{beside}.",
    "On {area} of the area {name} = {value}{beside}.",
)
HIT = Words(
    "Аумақтың {area}-ына оқиғалардың {value}-ы түсті ({low}–{high}){beside}.",
    "На {area} площади попало {value} событий ({low}–{high}){beside}.",
    "{area} of the area holds {value} of the events ({low}-{high}){beside}.",
)
BESIDE = Words("; өткен жылдың картасы — {value}", "; карта прошлого года — {value}", "; last year's map: {value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Result):
    """An index after each cell, the most dangerous forecast first; arrays [k] over cells.

    statistic: the index; last_year: the same for last year's counts (None where they are not given); order: the cells;
    area_share, hit_share: of all area and of all events so far; predicted_over_observed: recapture, 1 is calibrated.
    """

    statistic: Floats
    last_year: Floats | None
    order: Ints
    area_share: Floats
    hit_share: Floats
    predicted_over_observed: Floats

    def sentence(self, language: str) -> str:
        at = int(np.argmin(np.abs(self.area_share - self.parameters["coverage"])))
        name = "PEI" if "efficiency" in self.method else "PAI"
        beside = (
            ""
            if self.last_year is None
            else BESIDE.fill(language, {"value": written(float(self.last_year[at]), language, 2)})
        )
        params = {
            "area": Percent(self.area_share[at]),
            "name": name,
            "value": written(float(self.statistic[at]), language, 2),
            "beside": beside,
        }
        return f"{INDEX.fill(language, params)} {NOT_A_PERSON.fill(language)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRate(Result):
    """`statistic`: share of the events in the worst `coverage` of the area, with `interval` (exact binomial).

    last_year: of last year's map on as much area; gain: the difference, with gain_interval; None where it is not given.
    """

    statistic: float
    interval: tuple[float, float]
    last_year: float | None
    gain: float | None
    gain_interval: tuple[float, float] | None

    def sentence(self, language: str) -> str:
        beside = "" if self.last_year is None else BESIDE.fill(language, {"value": Percent(self.last_year)})
        params = {
            "area": Percent(self.parameters["coverage"]),
            "value": Percent(self.statistic),
            "low": Percent(self.interval[0]),
            "high": Percent(self.interval[1]),
            "beside": beside,
        }
        return f"{HIT.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def prediction_accuracy_index(
    predicted: Any, observed: Any, *, area: Any = None, last_year: Any = None, coverage: float = 0.05
) -> Ranking:
    """PAI (Chainey et al. 2008): share of events caught over share of area taken, cell after cell, best forecast first.

    predicted, observed: [cell]; area: [cell], any unit (equal where not given): cells are ranked by forecast per area,
    ties in the order that is worst for the forecast; last_year: [cell], counts to beat; coverage: what the sentence reads.
    Raises AnalysisRefused where nothing happened and for unequal lengths.
    """
    return _ranking("prediction accuracy index", predicted, observed, area, last_year, coverage)


def prediction_efficiency_index(
    predicted: Any, observed: Any, *, area: Any = None, last_year: Any = None, coverage: float = 0.05
) -> Ranking:
    """PEI (Hunt 2016): PAI over the best that any map of as many cells could have had; 1 is perfect. Inputs as for PAI.

    Raises AnalysisRefused as PAI does.
    """
    return _ranking("prediction efficiency index", predicted, observed, area, last_year, coverage)


def hit_rate(
    predicted: Any,
    observed: Any,
    *,
    coverage: float = 0.05,
    area: Any = None,
    last_year: Any = None,
    level: float = 0.95,
) -> HitRate:
    """The share of events in the worst `coverage` of the area by forecast, beside last year's map on as much area.

    predicted, observed, last_year, area: [cell]. Cells that tie at the edge are each taken in part, in both maps alike.
    Raises AnalysisRefused where nothing happened and for unequal lengths. Source: Bowers, Johnson, Pease 2004.
    """
    score, seen, ground = _cells(predicted, observed, area)
    share(coverage, "coverage")
    tail = (1 - share(level, "level")) / 2
    n = float(seen.sum())
    taken = _taken(score / ground, ground, coverage)
    caught = float(taken @ seen)
    low = special.betaincinv(caught, n - caught + 1, tail) if caught else 0.0
    high = special.betaincinv(caught + 1, n - caught, 1 - tail) if caught < n else 1.0
    before: float | None = None
    gain: float | None = None
    between: tuple[float, float] | None = None
    notes: tuple[Note, ...] = (Note("no_baseline", NO_BASELINE),)
    if last_year is not None:
        past = counts(last_year, "last_year")
        same_length(observed=seen, last_year=past)
        other = _taken(past / ground, ground, coverage)
        more = float((taken - other) @ seen) / n
        before, gain = float(other @ seen) / n, more
        spread = float(np.sqrt(max(0.0, float((taken - other) ** 2 @ seen) / n - more**2) / n))
        reach = float(special.ndtri(1 - tail)) * spread
        between = (more - reach, more + reach)
        notes = (Note("no_better", NO_BETTER),) if between[0] <= 0 else ()
    return HitRate(
        method="hit rate at a share of the area",
        n=round(n),
        parameters={"coverage": coverage, "level": level},
        notes=notes,
        statistic=caught / n,
        interval=(float(low), float(high)),
        last_year=before,
        gain=gain,
        gain_interval=between,
    )


def _cells(predicted: Any, observed: Any, area: Any) -> tuple[Floats, Floats, Floats]:
    score, seen = numbers(predicted, "predicted"), counts(observed, "observed")
    ground = np.ones(score.size) if area is None else numbers(area, "area")
    same_length(predicted=score, observed=seen, area=ground)
    enough(score.size, 2)
    positive(float(ground.min()), "area")
    if not seen.any():
        raise AnalysisRefused("nothing_happened", NOTHING_HAPPENED)
    return score, seen, ground


def _ranking(method: str, predicted: Any, observed: Any, area: Any, last_year: Any, coverage: float) -> Ranking:
    score, seen, ground = _cells(predicted, observed, area)
    share(coverage, "coverage")
    order = _worst_first(score / ground, seen / ground)
    index = _index(order, seen, ground, method)
    before = None
    if last_year is not None:
        past = counts(last_year, "last_year")
        same_length(observed=seen, last_year=past)
        before = _index(_worst_first(past / ground, seen / ground), seen, ground, method)
    hits = np.cumsum(seen[order])
    with np.errstate(divide="ignore", invalid="ignore"):
        recapture = np.where(hits > 0, np.cumsum(score[order]) / hits, np.nan)
    return Ranking(
        method=method,
        n=round(float(seen.sum())),
        parameters={"coverage": coverage, "cells": score.size},
        notes=_ranking_notes(score / ground, before is None),
        statistic=index,
        last_year=before,
        order=order,
        area_share=np.cumsum(ground[order]) / ground.sum(),
        hit_share=hits / seen.sum(),
        predicted_over_observed=recapture,
    )


def _ranking_notes(density: Floats, alone: bool) -> tuple[Note, ...]:
    notes = [Note("no_baseline", NO_BASELINE)] if alone else []
    tied = density.size - np.unique(density).size
    if tied:
        notes.append(Note("tied", TIED, {"count": int(tied)}))
    return tuple(notes)


def _worst_first(density: Floats, seen: Floats) -> Ints:
    """The cells by falling forecast; among equals the emptier first."""
    return np.lexsort((seen, -density)).astype(np.int64)


def _index(order: Ints, seen: Floats, ground: Floats, method: str) -> Floats:
    accuracy = _accuracy(order, seen, ground)
    if "efficiency" not in method:
        return accuracy
    best = _accuracy(np.argsort(-(seen / ground), kind="stable").astype(np.int64), seen, ground)
    return accuracy / best


def _accuracy(order: Ints, seen: Floats, ground: Floats) -> Floats:
    hits, area = np.cumsum(seen[order]) / seen.sum(), np.cumsum(ground[order]) / ground.sum()
    index: Floats = hits / area
    return index


def _taken(density: Floats, ground: Floats, coverage: float) -> Floats:
    """How much of each cell a map takes that may take `coverage` of the area: 1, 0, and a part of those that tie."""
    values, group = np.unique(-density, return_inverse=True)
    area = np.bincount(group, weights=ground, minlength=values.size)
    before = np.cumsum(area) - area
    part = np.clip((coverage * ground.sum() - before) / area, 0.0, 1.0)
    taken: Floats = part[group]
    return taken
