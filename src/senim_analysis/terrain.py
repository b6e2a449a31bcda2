"""What about a place attracts events? Nearness and density of place features, and no more than the data bear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import norm

from senim_analysis.checks import Floats, enough, numbers, points, positive, share
from senim_analysis.elastic import Path, chosen_by_folds
from senim_analysis.result import Note, Result
from senim_analysis.terrain_design import Column, candidates_of, cells_of, counted, features_of, folds_of, turns_of
from senim_analysis.terrain_fit import Model, best_model
from senim_analysis.words import Words, written

LEAST_EVENTS = 30
#: A feature that fewer cells than this have cannot be judged.
LEAST_CELLS = 5
#: Share of the area in which the next events are looked for, as in patrols and lighting plans.
AREA = 0.05

SENTENCE = Words(
    "Қауіп ең көп байланысты: {factors}. Барлығы бар орында қауіп ештеңесі жоқ орыннан {most} есе жоғары.{gain}",
    "Риск связан прежде всего с: {factors}. Где есть всё сразу, он выше в {most} раза, чем там, где ничего нет.{gain}",
    "The risk goes with: {factors}. Where all are present it is {most} times that of a place with none.{gain}",
)
NOTHING = Words(
    "Берілген орындардың ешқайсысы қауіпті түсіндірмейді.",
    "Ни один из данных видов мест риска не объясняет.",
    "None of the given kinds of place explains the risk.",
)
FACTOR = {
    "near": Words(
        "{name} ({distance} м жақын, ×{value})",
        "{name} (ближе {distance} м, ×{value})",
        "{name} (within {distance} m, ×{value})",
    ),
    "dense": Words(
        "{name} ({distance} м ішінде көп, ×{value})",
        "{name} (много в пределах {distance} м, ×{value})",
        "{name} (many within {distance} m, ×{value})",
    ),
}
GAIN = Words(
    " Кейінгі оқиғалардың {terrain} %-ы аумақтың {area} %-ында болды; бұрынғы сандар картасы {counts} % ұстайды.",
    " На {area} % площади пришлось {terrain} % следующих событий; карта прежних чисел даёт {counts} %.",
    " {area}% of the area had {terrain}% of the events that followed; a map of earlier counts catches {counts}%.",
)
BASELINE = Words(
    "Уақыт берілмеген: модель бұрынғы сандар картасынан жақсы ма, тексерілмеді. Әдетте айырма аз.",
    "Времени нет: не проверено, лучше ли модель карты прежних чисел. Обычно разница мала.",
    "No times are given: whether the model beats a map of earlier counts was not tried. The gain is usually small.",
)
NO_GAIN = Words(
    "Модель бұрынғы сандар картасынан жақсы емес: болжау үшін сандарды алыңыз, модельді түсіндіру үшін ғана.",
    "Модель не лучше карты прежних чисел: для прогноза берите числа, модель — только для объяснения.",
    "The model is no better than a map of earlier counts: forecast with the counts, explain with the model.",
)
TOGETHER = Words(
    "Бұл байланыс, себеп емес: бірге кездесетін орындардың бірі екіншісінің орнына таңдалуы мүмкін.",
    "Это связь, а не причина: из мест, которые встречаются вместе, одно могло быть выбрано вместо другого.",
    "This is association, not cause: of places that occur together one may have been chosen for another.",
)
RARE = Words(
    "Тым сирек, бағаланбады: {names}.",
    "Слишком редки, не оценены: {names}.",
    "Too rare to be judged: {names}.",
)


@dataclass(frozen=True, slots=True)
class RiskFactor:
    """A kind of place in the model: near it or among many, within `distance` metres; relative_value = exp(coefficient)."""

    name: str
    how: str
    distance: float
    coefficient: float
    interval: tuple[float, float]
    relative_value: float
    relative_interval: tuple[float, float]

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTerrain(Result):
    """`statistic`: share of the deviance explained in areas that were left out; factors by relative value.

    x, y: centres of the cells; score: relative risk of each, 1 where no factor is present; largest_score: with all.
    hit_rate, hit_rate_counts: share of the later events in the best 5 % of cells by the model, and by earlier counts.
    """

    statistic: float
    factors: tuple[RiskFactor, ...]
    intercept: float
    family: str
    size: float | None
    log_likelihood: float
    aic: float
    bic: float
    largest_score: float
    hit_rate: float | None
    hit_rate_counts: float | None
    x: Floats
    y: Floats
    counts: Floats
    score: Floats

    def sentence(self, language: str) -> str:
        if not self.factors:
            return NOTHING.fill(language)
        said = "; ".join(
            FACTOR[one.how].fill(
                language,
                {"name": one.name, "distance": one.distance, "value": written(one.relative_value, language, 1)},
            )
            for one in self.factors
        )
        gain = ""
        if self.hit_rate is not None and self.hit_rate_counts is not None:
            rates = {"terrain": round(100 * self.hit_rate), "counts": round(100 * self.hit_rate_counts)}
            gain = GAIN.fill(language, {**rates, "area": round(100 * AREA)})
        return SENTENCE.fill(
            language, {"factors": said, "most": written(self.largest_score, language, 1), "gain": gain}
        )

    def to_dict(self) -> dict[str, Any]:
        return {**Result.to_dict(self), "factors": [one.to_dict() for one in self.factors]}


def risk_terrain(
    x: Any,
    y: Any,
    places: Mapping[str, tuple[Any, Any]],
    *,
    t: Any = None,
    cell: float = 125.0,
    distances: Sequence[float] | None = None,
    extent: tuple[float, float, float, float] | None = None,
    folds: int = 5,
    split: float = 2 / 3,
    level: float = 0.95,
    seed: int | None = 0,
) -> RiskTerrain:
    """Risk terrain model: penalised Poisson regression of events per cell on place features (Caplan, Kennedy, Miller 2011).

    x, y: events in metres; places: kind -> (x, y) of its places. Each kind is tried as near (to the closest one) and as
    dense (more within the distance than mean + 2 sd) at each of `distances` (by default 2, 4, 6 cells). An elastic net
    chosen over spatial folds leaves the candidates, steps by BIC in Poisson and negative binomial models the rest;
    only what adds to the risk is kept. extent: (left, bottom, right, top); by default cells within the largest
    distance of an event or a place. t: times of the events; the model then learns from the first `split` of them and
    is held against a map of their counts on the rest.
    Raises AnalysisRefused for degrees, too few events, no places, too many cells.
    """
    across, up = points(x, y)
    enough(across.size, LEAST_EVENTS)
    positive(cell, "cell"), share(split, "split"), share(level, "level")
    features = features_of(places)
    reach = tuple(numbers(distances, "distances")) if distances is not None else (2 * cell, 4 * cell, 6 * cell)
    first, later = turns_of(t, across.size, split)
    centres = cells_of(across, up, features, cell, extent, max(reach))
    columns, design = candidates_of(centres, features, reach)
    kept = [
        place for place in range(len(columns)) if LEAST_CELLS <= design[:, place].sum() <= len(centres) - LEAST_CELLS
    ]
    rare = sorted(set(features) - {columns[place].name for place in kept})
    columns, design = [columns[place] for place in kept], design[:, kept]
    seen = counted(centres, cell, across[first], up[first])
    path = chosen_by_folds(design, seen, folds_of(centres, 4 * max(reach), folds, seed)) if columns else None
    model = _model(columns, design, seen, path)
    score = np.exp(design[:, list(model.columns)] @ model.coefficients[1:])
    hits = _hits(score, seen, None if later is None else counted(centres, cell, across[later], up[later]), seed)
    return RiskTerrain(
        method="risk terrain model: elastic net over spatial folds, then BIC in Poisson and negative binomial",
        n=int(seen.sum()),
        parameters={"cell": cell, "distances": reach, "folds": folds, "split": split, "level": level, "seed": seed},
        notes=_notes(hits, rare),
        statistic=0.0 if path is None else float(path.explained[path.chosen]),
        factors=_factors(columns, model, level),
        intercept=float(model.coefficients[0]),
        family="Poisson" if model.size is None else "negative binomial",
        size=model.size,
        log_likelihood=model.log_likelihood,
        aic=model.aic,
        bic=model.bic,
        largest_score=float(np.exp(model.coefficients[1:].sum())),
        hit_rate=hits[0],
        hit_rate_counts=hits[1],
        x=centres[:, 0],
        y=centres[:, 1],
        counts=seen,
        score=score,
    )


def _model(columns: list[Column], design: Floats, seen: Floats, path: Path | None) -> Model:
    survivors = [] if path is None else np.flatnonzero(path.coefficients[path.chosen] > 0).tolist()
    names = [one.name for one in columns]
    return best_model(design, seen, survivors, [names.index(name) for name in names])


def _factors(columns: list[Column], model: Model, level: float) -> tuple[RiskFactor, ...]:
    edge = float(norm.ppf(0.5 + level / 2))
    factors = []
    for place, value, error in zip(model.columns, model.coefficients[1:], model.errors[1:], strict=True):
        low, high = float(value - edge * error), float(value + edge * error)
        factors.append(
            RiskFactor(
                *columns[place],
                coefficient=float(value),
                interval=(low, high),
                relative_value=float(np.exp(value)),
                relative_interval=(float(np.exp(low)), float(np.exp(high))),
            )
        )
    return tuple(sorted(factors, key=lambda one: -one.relative_value))


def _hits(score: Floats, seen: Floats, later: Floats | None, seed: int | None) -> tuple[float | None, float | None]:
    """Shares of the later events in the best cells by score and by counts; ties are broken by chance."""
    if later is None or not later.sum():
        return None, None
    most = max(1, round(AREA * score.size))
    tie = np.random.default_rng(seed).random(score.size)
    best = (np.lexsort((tie, -values))[:most] for values in (score, seen))
    by_score, by_counts = (float(later[cells].sum() / later.sum()) for cells in best)
    return by_score, by_counts


def _notes(hits: tuple[float | None, float | None], rare: list[str]) -> tuple[Note, ...]:
    notes = [Note("association", TOGETHER)]
    if hits[0] is None or hits[1] is None:
        notes.append(Note("no_baseline", BASELINE))
    elif hits[0] <= hits[1]:
        notes.append(Note("no_gain", NO_GAIN))
    if rare:
        notes.append(Note("rare", RARE, {"names": ", ".join(rare)}))
    return tuple(notes)
