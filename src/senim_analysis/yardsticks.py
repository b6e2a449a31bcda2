"""Two forecasts for places to measure others by: the prospective hot spot and the self-exciting process. Never a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special
from scipy.ndimage import convolve

from senim_analysis.checks import Floats, Ints, days, enough, points, positive, same_length, whole
from senim_analysis.concentration import place_codes
from senim_analysis.errors import AnalysisRefused
from senim_analysis.jit import kernel
from senim_analysis.raster import Grid, outside_note
from senim_analysis.result import Note, Result
from senim_analysis.words import NOT_A_PERSON, Words

FUTURE = Words(
    "{count} оқиға есептеу сәтінен кейін: олар болжамға кірмейді.",
    "{count} событий позже момента расчёта: в прогноз не входят.",
    "{count} events lie after the moment of the forecast: they do not enter it.",
)
NOTHING_BEFORE = Words(
    "Есептеу сәтіне дейін {weeks} апта ішінде оқиға жоқ.",
    "За {weeks} недель до момента расчёта событий нет.",
    "There are no events in the {weeks} weeks before the moment of the forecast.",
)
ENDS_EARLY = Words(
    "Бақылау соңы соңғы оқиғадан бұрын.",
    "Конец наблюдения раньше последнего события.",
    "The observation ends before the last event.",
)
YARDSTICK = Words(
    "Бұл — болжамдарды салыстыруға арналған өлшеуіш: оған қарап әрекет етпеңіз, өткен жылдың санымен қатар бағалаңыз.",
    "Это мерка для сравнения прогнозов: не для действий, оценивайте вместе со счётом прошлого года.",
    "This is a yardstick for forecasts, not for action: score it beside last year's counts.",
)
RISK = Words(
    "{n} оқиғадан {cells} ұяшықтың тәуекелі есептелді; ең жоғарысы ({x}; {y}).",
    "По событиям ({n}) посчитан риск {cells} ячеек; выше всего в ({x}; {y}).",
    "The risk of {cells} cells by {n} events: highest at ({x}; {y}).",
)
EXCITED = Words(
    "Әр оқиғадан кейін сол жерде орта есеппен тағы {theta} оқиға келеді, жартысы {half} күн ішінде; қалғаны — фон.",
    "За каждым событием на том же месте в среднем следует ещё {theta}, половина за {half} дня; остальное — фон.",
    "Each event is followed at its place by {theta} more on average, half of them within {half} days; the rest is background.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Result):
    """`risk`: [row, column], relative, rows from the south; x, y: centres; extent: of whole cells."""

    risk: Floats
    x: Floats
    y: Floats
    extent: tuple[float, float, float, float]

    def sentence(self, language: str) -> str:
        row, column = np.unravel_index(int(self.risk.argmax()), self.risk.shape)
        params = {"n": self.n, "cells": int(self.risk.size), "x": float(self.x[column]), "y": float(self.y[row])}
        return f"{RISK.fill(language, params)} {NOT_A_PERSON.fill(language)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfExciting(Result):
    """theta: events that one event is followed by; omega: how fast that fades, a day; places: [place] names;

    background: [place], events a day; echo: [place], what earlier events still add at the end; log_likelihood.
    """

    theta: float
    omega: float
    places: npt.NDArray[Any]
    background: Floats
    echo: Floats
    log_likelihood: float

    def expected(self, days_ahead: float) -> Floats:
        """[place]: events expected in the days after the end, those that follow from new events left out."""
        ahead = positive(days_ahead, "days_ahead")
        events: Floats = self.background * ahead - self.theta * self.echo * np.expm1(-self.omega * ahead)
        return events

    def sentence(self, language: str) -> str:
        params = {"theta": self.theta, "half": float(np.log(2) / self.omega)}
        return f"{EXCITED.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def prospective_hot_spot(
    x: Any,
    y: Any,
    t: Any,
    *,
    cell: float,
    extent: Sequence[float],
    at: Any = None,
    reach: int = 8,
    weeks: int = 8,
) -> Risk:
    """Risk that fades with cells away and weeks passed: each event adds 1/((1 + d)(1 + w)) (Bowers, Johnson, Pease 2004).

    x, y: metres; t: datetime64 or days; at: the moment of the forecast, of the same kind as t (just after the last event
    where not given); d and w are whole cells and weeks, under `reach` and `weeks`. Later events are left out and counted.
    Raises AnalysisRefused for degrees, values that are not numbers, sizes that are not positive.
    """
    across, up = points(x, y)
    moment, now = _until(t, at)
    same_length(x=across, t=moment)
    far, long = (int(positive(whole(one, name), name)) for one, name in ((reach, "reach"), (weeks, "weeks")))
    grid = Grid.over(extent, cell)
    passed = np.floor((now - moment) / 7)
    place = grid.places(across, up)
    used = (place >= 0) & (moment <= now) & (passed < long)
    if not used.any():
        raise AnalysisRefused("nothing_before", NOTHING_BEFORE, weeks=long)
    laid = np.bincount(place[used], 1 / (1 + passed[used]), grid.rows * grid.columns).reshape(grid.rows, grid.columns)
    step = np.arange(-far + 1, far)
    away = np.floor(np.hypot(step[:, None], step))
    stamp = np.where(away < far, 1 / (1 + away), 0.0)
    later = int((moment > now).sum())
    notes = [*outside_note(across, up, grid), Note("yardstick", YARDSTICK)]
    if later:
        notes.insert(0, Note("future", FUTURE, {"count": later}))
    return Risk(
        method="prospective hot spot (Bowers, Johnson, Pease 2004)",
        n=int(used.sum()),
        parameters={"cell": cell, "extent": list(extent), "reach": far, "weeks": long},
        notes=tuple(notes),
        risk=convolve(laid, stamp, mode="constant"),
        x=grid.x,
        y=grid.y,
        extent=grid.extent,
    )


def _until(t: Any, at: Any) -> tuple[Floats, float]:
    """Days of the events and of the moment of the forecast, on one scale."""
    if at is None:
        moment = days(t)
        enough(moment.size, 1)
        return moment, float(moment.max())
    together = days(np.append(np.asarray(t), np.asarray(at, dtype=np.asarray(t).dtype)))
    return together[:-1], float(together[-1])


def self_exciting(
    places: Any, t: Any, *, end: float | None = None, iterations: int = 500, tolerance: float = 1e-6
) -> SelfExciting:
    """Background and echo for places: rate = mu(place) + theta omega sum exp(-omega (t - t_i)) (Mohler et al. 2015).

    places: [event], what names the place (a cell, a segment); t: float days or datetime64; end: of the observation, days
    on the scale of t (the last event where not given). Maximum likelihood by EM with the edge at the end corrected; the sum
    over past events is a recursion, so a step costs as much as there are events. Backgrounds share a gamma prior.
    Raises AnalysisRefused for too few events, times that are not numbers, an end before the last event.
    """
    moment = days(t)
    names, code = place_codes(places, "places")
    same_length(places=code, t=moment)
    enough(moment.size, 10)
    start = 0.0 if np.issubdtype(np.asarray(t).dtype, np.datetime64) else float(moment.min())
    last = float(moment.max()) if end is None else float(end)
    if last < moment.max():
        raise AnalysisRefused("ends_early", ENDS_EARLY)
    order = np.lexsort((moment, code))
    when, where = moment[order] - start, code[order].astype(np.int64)
    span = positive(last - start, "end")
    theta, omega, background, fit = _estimated(when, where, names.size, span, iterations, tolerance)
    echo = np.bincount(where, np.exp(-omega * (span - when)), names.size).astype(np.float64)
    return SelfExciting(
        method="self-exciting process on places (Mohler et al. 2015), EM",
        n=moment.size,
        parameters={"end": last, "iterations": iterations},
        notes=(Note("yardstick", YARDSTICK),),
        theta=theta,
        omega=omega,
        places=names,
        background=background,
        echo=echo,
        log_likelihood=fit,
    )


def _estimated(
    when: Floats, where: Ints, places: int, span: float, iterations: int, tolerance: float
) -> tuple[float, float, Floats, float]:
    many = np.bincount(where, minlength=places).astype(np.float64)
    shape, rate = 1.0, span * places / when.size
    theta, omega, background = 0.1, 7 / span**0.5, (many + shape) / (span + rate)
    geometric = background
    for _ in range(iterations):
        # A background is not known but spread: in the division it weighs as its geometric mean (variational Bayes).
        own, echoes, delays, _ = _expect(when, where, geometric, theta, omega)
        left = np.exp(-omega * (span - when))
        quiet = np.bincount(where, own, places).astype(np.float64) + shape
        background = quiet / (span + rate)
        log_background = special.digamma(quiet) - np.log(span + rate)
        geometric = np.exp(log_background)
        shape, rate = _prior(background, log_background)
        total = float(echoes.sum())
        new_theta = total / max(float((1 - left).sum()), 1e-12)
        new_omega = total / max(delays + theta * float(((span - when) * left).sum()), 1e-12)
        done = abs(new_theta - theta) < tolerance and abs(new_omega - omega) < tolerance * omega
        theta, omega = min(max(new_theta, 1e-9), 0.999), float(np.clip(new_omega, 0.1 / span, 1e5 / span))
        if done:
            break
    fit = _expect(when, where, background, theta, omega)[3]
    left = np.exp(-omega * (span - when))
    return theta, omega, background, fit - float(background.sum()) * span - theta * float((1 - left).sum())


def _prior(mean: Floats, log_mean: Floats) -> tuple[float, float]:
    """Shape and rate of the gamma from which the backgrounds come: likeliest, given what is expected of them."""
    middle = float(mean.mean())
    gap = max(float(np.log(middle) - log_mean.mean()), 1e-6)
    shape = (3 - gap + np.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap)
    shape = float(np.clip(shape, 1e-3, 1e4))
    return shape, shape / middle


@kernel()
def _expect(
    when: Floats, where: Ints, background: Floats, theta: float, omega: float
) -> tuple[Floats, Floats, float, float]:
    """For each event the chance of being background and of being an echo; the delays of echoes; the log rates."""
    own, echoes = np.empty(when.size), np.empty(when.size)
    delays, fit, sum_, weighted = 0.0, 0.0, 0.0, 0.0
    for j in range(when.size):
        if j > 0 and where[j] == where[j - 1]:
            gap = when[j] - when[j - 1]
            fade = np.exp(-omega * gap)
            weighted = fade * (weighted + gap * (1.0 + sum_))
            sum_ = fade * (1.0 + sum_)
        else:
            sum_, weighted = 0.0, 0.0
        rate = background[where[j]] + theta * omega * sum_
        own[j] = background[where[j]] / rate
        echoes[j] = 1.0 - own[j]
        delays += theta * omega * weighted / rate
        fit += np.log(rate)
    return own, echoes, delays, fit
