"""A control put together from several areas, and how often such a gap opens where nothing was done."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import nnls

from senim_analysis import breaks, threats
from senim_analysis.checks import Floats, same_length, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.series_checks import series, split
from senim_analysis.words import Words, probability, written

LEAST_BEFORE = 5
LEAST_DONORS = 3
#: A fit whose error exceeds this share of the mean count does not stand for the area.
POOR_FIT = 0.25

FEW_DONORS = Words(
    "Бақылау аумақтары тым аз: {n}. Кемінде {least} керек.",
    "Слишком мало контрольных участков: {n}. Нужно не меньше {least}.",
    "Too few control areas: {n}. At least {least} are needed.",
)
SENTENCE = Words(
    "Шарадан кейін {observed} оқиға, құрастырылған бақылау бойынша {expected} болар еді: {times} есе. "
    "Шара болмаған {donors} аумақ дәл осылай тексерілгенде бұл аумақ {rank}-орында ({p}). {said}",
    "После меры {observed} событий, составной контроль даёт {expected}: отношение {times}. "
    "Среди {donors} участков без меры, проверенных так же, место {rank} ({p}). {said}",
    "After the measure {observed} events, by the composed control {expected}: {times} times. "
    "Among {donors} areas without it, tried in the same way, it ranks {rank} ({p}). {said}",
)
SAID = {
    "fall": Words(
        "Мұндай азаю шарасыз жерде сирек болады.",
        "Такое снижение без меры бывает редко.",
        "A fall like this is rare where nothing was done.",
    ),
    "rise": Words(
        "Мұндай өсу шарасыз жерде сирек болады.",
        "Такой рост без меры бывает редко.",
        "A rise like this is rare where nothing was done.",
    ),
    "unclear": Words(
        "Мұндай айырма шарасыз жерде де болады.",
        "Такая разница бывает и без меры.",
        "A gap like this also opens where nothing was done.",
    ),
}
POOR = Words(
    "Шараға дейін құрастырылған бақылау аумаққа нашар ұқсайды (қате — орташаның {share} %): оның айырмасына сүйенбеңіз.",
    "До меры составной контроль плохо похож на участок (ошибка {share} % среднего): на его разницу опираться нельзя.",
    "Before the measure the composed control resembles the area badly (error {share}% of the mean): do not rely on its gap.",
)
COARSE = Words(
    "{donors} бақылаумен p мәні ең азы {least} болады: сенімді қорытындыға көбірек аумақ керек.",
    "При {donors} контролях p не может быть меньше {least}: для твёрдого вывода нужно больше участков.",
    "With {donors} controls p cannot be below {least}: a firm conclusion needs more areas.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticControl(Result):
    """`statistic`: events after the measure over those of the composed control; 1 is no effect.

    weights: of the donors, not negative, adding up to 1. expected: the composed series. rank: place of the area among
    itself and its donors by how much the error grew after the measure; p_value = rank / (donors + 1).
    interval: the ratios that placebo gaps leave possible; None with too few donors for the level.
    """

    statistic: float
    p_value: float
    interval: tuple[float, float] | None
    weights: Floats
    names: tuple[str, ...]
    expected: Floats
    observed: Floats
    fit_error: float
    rank: int
    placebo_ratios: Floats
    verdict: str

    def sentence(self, language: str) -> str:
        start = self.parameters["intervention"]
        return SENTENCE.fill(
            language,
            {
                "observed": float(self.observed[start:].sum()),
                "expected": float(round(self.expected[start:].sum())),
                "times": written(self.statistic, language, 2),
                "donors": len(self.names),
                "rank": self.rank,
                "p": probability(self.p_value, language),
                "said": SAID[self.verdict],
            },
        )


def synthetic_control(
    treated: Any,
    donors: Mapping[str, Any] | Any,
    *,
    intervention: int,
    index: bool = True,
    level: float = 0.95,
    study: breaks.Study | None = None,
) -> SyntheticControl:
    """Abadie's synthetic control with placebo ranks (Abadie, Diamond, Hainmueller 2010).

    treated: counts per period; donors: mapping of names to series, or a list of series, of areas without the measure.
    index: each series is divided by its mean before the measure, so that a donor may be larger or smaller.
    Raises AnalysisRefused for fewer than three donors, five periods before or one after.
    """
    one = series(treated, "treated")
    named = donors if isinstance(donors, Mapping) else {str(place + 1): row for place, row in enumerate(donors)}
    pool = {str(name): series(values, str(name)) for name, values in named.items()}
    if len(pool) < LEAST_DONORS:
        raise AnalysisRefused("few_donors", FEW_DONORS, n=len(pool), least=LEAST_DONORS)
    same_length(treated=one, **pool)
    before, _ = split(one.size, intervention, least_before=LEAST_BEFORE)
    share(level, "level")
    shared = breaks.guard(study, control=True)
    others = np.vstack(list(pool.values()))
    weights, expected = _compose(one, others, before, index)
    error = _error(one - expected, 0, before)
    growth, placebo = _placebos(one, expected, others, before, index)
    rank = 1 + int((growth[1:] >= growth[0] - 1e-12).sum())
    ratio = float(one[before:].sum() / max(expected[before:].sum(), 1e-300))
    p = rank / (len(pool) + 1)
    return SyntheticControl(
        method="synthetic control with placebo ranks (Abadie, Diamond, Hainmueller 2010)",
        n=one.size,
        parameters={"intervention": before, "index": index, "level": level},
        notes=(*shared, *_notes(error, one, before, len(pool), level)),
        statistic=ratio,
        p_value=p,
        interval=_interval(ratio, placebo, level),
        weights=weights,
        names=tuple(pool),
        expected=expected,
        observed=one,
        fit_error=error,
        rank=rank,
        placebo_ratios=placebo,
        verdict="unclear" if p > 1 - level + 1e-12 else "fall" if ratio < 1 else "rise",
    )


def _compose(one: Floats, others: Floats, before: int, index: bool) -> tuple[Floats, Floats]:
    """Weights on the simplex that follow the area best before the measure, and the series that they make."""
    own = one[:before].mean() if index else 1.0
    base = others[:, :before].mean(axis=1) if index else np.ones(len(others))
    own, base = max(float(own), 1e-12), np.maximum(base, 1e-12)
    shapes, target = others / base[:, None], one / own
    # A heavy last row makes the weights add up to 1.
    heavy = 1e3 * max(1.0, float(np.abs(shapes[:, :before]).max())) * math.sqrt(before)
    design = np.vstack([shapes[:, :before].T, np.full(len(others), heavy)])
    weights, _ = nnls(design, np.append(target[:before], heavy))
    weights = weights / weights.sum()
    return weights, weights @ shapes * own


def _error(gap: Floats, start: int, end: int) -> float:
    return math.sqrt(float((gap[start:end] ** 2).mean()))


def _placebos(one: Floats, expected: Floats, others: Floats, before: int, index: bool) -> tuple[Floats, Floats]:
    """Growth of the error after the measure, the area first, and the placebo ratios of the donors."""
    growth, ratios = [_growth(one - expected, before)], []
    for place in range(len(others)):
        rest = np.delete(others, place, axis=0)
        _, composed = _compose(others[place], rest, before, index)
        growth.append(_growth(others[place] - composed, before))
        ratios.append(others[place, before:].sum() / max(float(composed[before:].sum()), 1e-300))
    return np.array(growth), np.array(ratios)


def _growth(gap: Floats, before: int) -> float:
    return _error(gap, before, gap.size) / max(_error(gap, 0, before), 1e-12)


def _interval(ratio: float, placebo: Floats, level: float) -> tuple[float, float] | None:
    """The ratio over the outer placebo ratios: those effects that chance alone would not move out of sight."""
    if placebo.size + 1 < 1 / (1 - level) or (placebo <= 0).any() or ratio <= 0:
        return None
    low, high = np.quantile(np.log(placebo), [(1 - level) / 2, (1 + level) / 2])
    return float(ratio / np.exp(high)), float(ratio / np.exp(low))


def _notes(error: float, one: Floats, before: int, donors: int, level: float) -> tuple[Note, ...]:
    off = error / max(float(one[:before].mean()), 1e-12)
    poor = (Note("poor_fit", POOR, {"share": round(100 * off)}),) if off > POOR_FIT else ()
    coarse = donors + 1 < 1 / (1 - level) - 1e-9
    said = (Note("coarse", COARSE, {"donors": donors, "least": round(1 / (donors + 1), 3)}),) if coarse else ()
    return (*poor, *said, *threats.few(float(one[before:].sum())), *threats.always())
