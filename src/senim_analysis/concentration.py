"""Which few places have most of it: Lorenz curve and Gini index for sparse counts, beside what chance would give."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from senim_analysis.checks import NOT_FLAT, Floats, Ints, enough, positive, same_length, share, whole
from senim_analysis.errors import AnalysisRefused
from senim_analysis.lorenz import (
    adjusted_gini,
    chance_gini,
    chance_top,
    gini_index,
    half_of_it,
    lorenz_curve,
    top_shares,
)
from senim_analysis.result import Note, Result
from senim_analysis.words import NOT_A_PERSON, Percent, Words

#: The shares of places at which concentration is read off.
SHARES = (0.01, 0.05, 0.10, 0.20, 0.25, 0.50)

NO_KEY = Words(
    "{count} оқиғаның орны белгісіз (бос кілт). Оларды бөлек санаңыз.",
    "У {count} событий нет места (пустой ключ). Считайте их отдельно.",
    "{count} events have no place (an empty key). Count them apart.",
)
FEWER_PLACES = Words(
    "Барлық орын саны ({places}) кездескен орындардан ({met}) аз бола алмайды.",
    "Всех мест ({places}) не может быть меньше, чем встретилось ({met}).",
    "There cannot be fewer places in all ({places}) than were met ({met}).",
)
ONLY_MET = Words(
    "Оқиғасыз орындар саны берілмеген: үлестер тек кем дегенде бір оқиғасы бар орындарға қатысты.",
    "Число мест без событий не задано: доли относятся только к местам, где было хотя бы одно событие.",
    "The number of places without events is not given: shares are of places with at least one event.",
)
ONE_PLACE = Words(
    "Бір орында барлық оқиғаның {share}-ы: бұл бекет, қала орталығы немесе ірі сауда үйі болуы мүмкін, алдымен тексеріңіз.",
    "На одно место приходится {share} всех событий: это может быть отдел, центр города или большой магазин, проверьте сначала.",
    "One place has {share} of all events: it may be a station, the centre of the town or a mall; look at it first.",
)
FEW = Words(
    "Оқиға аз ({n}): аралықтар дөрекі.",
    "Событий мало ({n}): интервалы приблизительны.",
    "There are few events ({n}): the intervals are rough.",
)
CONCENTRATED = Words(
    "Орындардың {share}-ында ({places}) оқиғалардың {top}-ы ({low}–{high}); кездейсоқ болса {chance} болар еді. "
    "Қайталанған орындарда оқиғалардың {repeat}-ы. Джини (сирек оқиғаларға түзетілген) {gini}.",
    "На {share} мест ({places}) приходится {top} событий ({low}–{high}); случайно было бы {chance}. "
    "На местах с повторами {repeat} событий. Джини (с поправкой на редкость) {gini}.",
    "{share} of places ({places}) have {top} of the events ({low}-{high}); by chance it would be {chance}. "
    "Places with repeats have {repeat} of the events. Gini (adjusted for sparse counts) {gini}.",
)
OVER_TIME = Words(
    "{periods} кезең. Бір кезеңдегі ең ауыр орындардың (барлығының {share}-ы) үлесіне келесі кезеңде оқиғалардың орта есеппен {kept}-ы тиді.",
    "Периодов: {periods}. На самые тяжёлые места одного периода ({share} всех) в следующем пришлось в среднем {kept} событий.",
    "{periods} periods. The worst {share} of places of one period had {kept} of the next one's events on average.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration(Result):
    """`statistic`: the Gini index adjusted for sparse counts, 0 to 1, with `interval`; expected: what chance gives.

    gini: unadjusted; places: all of them; met: with at least one event; lorenz: [k, 2], cumulative share of places and of
    events, from the quietest; shares: [s] of places, the worst first; top: [s] share of events there, with top_interval;
    top_chance: [s] if every event fell anywhere alike; half: share of places with half of the events; repeat_share: of
    events at places with two or more, repeat_chance: by chance; keys and counts: [met], the worst first.
    """

    statistic: float
    interval: tuple[float, float]
    expected: float
    gini: float
    places: int
    met: int
    lorenz: Floats
    shares: Floats
    top: Floats
    top_interval: tuple[Floats, Floats]
    top_chance: Floats
    half: float
    repeat_share: float
    repeat_chance: float
    keys: npt.NDArray[Any]
    counts: Ints

    def sentence(self, language: str) -> str:
        at = 1  # the worst 5 %
        params = {
            "share": Percent(self.shares[at]),
            "places": round(self.shares[at] * self.places),
            "top": Percent(self.top[at]),
            "low": Percent(self.top_interval[0][at]),
            "high": Percent(self.top_interval[1][at]),
            "chance": Percent(self.top_chance[at]),
            "repeat": Percent(self.repeat_share),
            "gini": self.statistic,
        }
        return f"{CONCENTRATED.fill(language, params)} {NOT_A_PERSON.fill(language)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcentrationOverTime(Result):
    """Concentration period by period. periods: [t]; statistic: [t] adjusted Gini, with `interval`; top: [t] share of
    events at the worst `share` of places; kept: [t], the share of a period's events at the worst places of the period
    before (nan for the first): what a map of last period would have caught; kept_chance: what as many places at random would.
    """

    periods: npt.NDArray[Any]
    counts: Ints
    statistic: Floats
    interval: tuple[Floats, Floats]
    top: Floats
    kept: Floats
    kept_chance: float

    def sentence(self, language: str) -> str:
        params = {
            "periods": int(self.periods.size),
            "share": Percent(self.parameters["share"]),
            "kept": Percent(np.nanmean(self.kept)),
        }
        return f"{OVER_TIME.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def repeat_places(keys: Any, *, level: float = 0.95, places: int | None = None) -> Concentration:
    """How unevenly events fall on places, beside what chance would give with as many events and places.

    keys: [event], what names its place (an address, a street segment, a facility): numbers or words; places: how many
    there are in all, those without events among them. Gini after Bernasco, Steenbeek 2017: with fewer events than places
    perfect equality is one event at each of some. Intervals take the places as the sample (Langel, Tille 2013; Beach,
    Davidson 1983). Raises AnalysisRefused for events without a place.
    """
    share(level, "level")
    names, met = _counted(keys)
    total = _places(places, met.size)
    n = int(met.sum())
    counted = np.concatenate([np.zeros(total - met.size, dtype=np.int64), np.sort(met)])
    gini, spread = gini_index(counted)
    factor = max(total / n, 1.0)
    worst = np.argsort(-met, kind="stable")
    top, error = top_shares(counted, np.array(SHARES))
    reach = float(special.ndtri((1 + level) / 2))
    adjusted = factor * (gini - 1) + 1
    return Concentration(
        method="Lorenz curve and Gini index for sparse counts (Bernasco, Steenbeek 2017)",
        n=n,
        parameters={"level": level, "places": places},
        notes=_notes(places, met, n),
        statistic=adjusted,
        interval=_within(adjusted, reach * factor * spread),
        expected=chance_gini(n, total),
        gini=gini,
        places=total,
        met=met.size,
        lorenz=lorenz_curve(counted),
        shares=np.array(SHARES),
        top=top,
        top_interval=(np.clip(top - reach * error, 0, 1), np.clip(top + reach * error, 0, 1)),
        top_chance=chance_top(n, total, np.array(SHARES)),
        half=half_of_it(counted),
        repeat_share=float(met[met > 1].sum() / n),
        repeat_chance=1 - (1 - 1 / total) ** (n - 1),
        keys=names[worst],
        counts=met[worst],
    )


def concentration_over_time(
    keys: Any, periods: Any, *, places: int | None = None, share_of_places: float = 0.05, level: float = 0.95
) -> ConcentrationOverTime:
    """Whether events stay concentrated, and on the same places. keys, periods: [event]; periods sort in time.

    A place counts in every period in which it is among `places` (all that were met at any time, where it is not given).
    Raises AnalysisRefused for fewer than two periods.
    Sources: Weisburd 2015; Gini of few events on many places: Bernasco, Steenbeek 2017.
    """
    share(share_of_places, "share_of_places")
    names, events = place_codes(keys, "keys")
    when, turn = place_codes(periods, "periods")
    same_length(keys=events, periods=turn)
    enough(when.size, 2)
    total = _places(places, names.size)
    table = np.zeros((when.size, total), dtype=np.int64)
    np.add.at(table, (turn, events), 1)
    reach = float(special.ndtri((1 + share(level, "level")) / 2))
    gini = np.array([adjusted_gini(row) for row in table])
    most = max(1, round(share_of_places * total))
    top, kept = np.empty(when.size), np.full(when.size, np.nan)
    for place, row in enumerate(table):
        top[place] = np.sort(row)[-most:].sum() / row.sum()
        if place:
            kept[place] = _caught(table[place - 1], row, most) / row.sum()
    return ConcentrationOverTime(
        method="concentration over time",
        n=events.size,
        parameters={"share": share_of_places, "places": places, "level": level},
        notes=() if places else (Note("only_met", ONLY_MET),),
        periods=when,
        counts=table.sum(1),
        statistic=gini[:, 0],
        interval=(np.clip(gini[:, 0] - reach * gini[:, 1], 0, 1), np.clip(gini[:, 0] + reach * gini[:, 1], 0, 1)),
        top=top,
        kept=kept,
        kept_chance=most / total,
    )


def place_codes(values: Any, name: str) -> tuple[npt.NDArray[Any], Ints]:
    """The distinct values and, for each event, which of them it has. Raises AnalysisRefused for empty ones."""
    array = np.asarray(values)
    if array.ndim != 1:
        raise AnalysisRefused("not_flat", NOT_FLAT, name=name)
    enough(array.size, 1)
    empty = _empty(array)
    if empty:
        raise AnalysisRefused("no_key", NO_KEY, count=empty)
    if array.dtype == object:
        array = array.astype(str)
    distinct, codes = np.unique(array, return_inverse=True)
    return distinct, codes.astype(np.int64)


def _empty(array: npt.NDArray[Any]) -> int:
    if array.dtype.kind in "fc":
        return int(np.isnan(array).sum())
    if array.dtype.kind in "OU":
        return sum(
            one is None or (isinstance(one, float) and math.isnan(one)) or str(one).strip() == "" for one in array
        )
    return int(np.isnat(array).sum()) if array.dtype.kind in "mM" else 0


def _counted(keys: Any) -> tuple[npt.NDArray[Any], Ints]:
    names, codes = place_codes(keys, "keys")
    return names, np.bincount(codes).astype(np.int64)


def _places(places: int | None, met: int) -> int:
    if places is None:
        return met
    positive(whole(places, "places"), "places")
    if places < met:
        raise AnalysisRefused("fewer_places", FEWER_PLACES, places=places, met=met)
    return int(places)


def _within(value: float, reach: float) -> tuple[float, float]:
    return max(0.0, value - reach), min(1.0, value + reach)


def _caught(before: Ints, now: Ints, most: int) -> float:
    """Events of now at the `most` worst places of before; places that tie for the last rank share it."""
    edge = np.sort(before)[-most]
    sure, tied = before > edge, before == edge
    return float(now[sure].sum() + now[tied].sum() * (most - sure.sum()) / tied.sum())


def _notes(places: int | None, met: Ints, n: int) -> tuple[Note, ...]:
    notes = [] if places else [Note("only_met", ONLY_MET)]
    if n >= 50 and met.max() / n > 0.05:
        notes.append(Note("one_place", ONE_PLACE, {"share": Percent(met.max() / n)}))
    if n < 50:
        notes.append(Note("few", FEW, {"n": n}))
    return tuple(notes)
