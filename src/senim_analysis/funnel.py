"""Which places differ more than their size allows: the limits of a funnel, exact, widened where places differ by nature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from senim_analysis.checks import Floats, counts, enough, positive, same_length, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.multiple import false_discovery
from senim_analysis.result import Note, Result
from senim_analysis.tails import floored
from senim_analysis.words import Percent, Words

Bools = npt.NDArray[np.bool_]

WHOLE = Words(
    "«{name}» бүтін сандар болуы керек: бұл оқиғалар саны. Салмақталған сандар үшін бұл аралық жарамайды.",
    "«{name}» — целые числа: это число событий. Для взвешенных сумм такой интервал не годится.",
    "'{name}' must be whole numbers: they count events. For weighted sums this interval does not hold.",
)
ABOVE_SIZE = Words(
    "Оқиғалар саны көлемнен көп: {count} орында. Бөлім мен алымды тексеріңіз.",
    "Число событий больше объёма: в {count} местах. Проверьте числитель и знаменатель.",
    "More events than the size allows, in {count} places. Check numerator and denominator.",
)
OVERDISPERSED = Words(
    "Орындар арасындағы айырма кездейсоқтықтан {phi} есе үлкен: шектер соған кеңейтілді; бір ортақ мақсат сәйкес пе, ойланыңыз.",
    "Разброс между местами в {phi} раза больше случайного: пределы расширены; подумайте, годится ли одна цель для всех.",
    "Places differ {phi} times more than chance allows: the limits are widened; ask whether one target suits them all.",
)
SMALL = Words(
    "{count} орында шек үшін оқиға тым аз: олар туралы қорытынды жасалмайды.",
    "В {count} местах для предела слишком мало событий: о них вывода нет.",
    "In {count} places the expected count is too small for a limit: nothing is concluded about them.",
)
FUNNEL = Words(
    "{n} орынның ішінде шектен жоғары: {above}, төмен: {below}, шек ішінде: {within} (мақсат {target}, {level}).",
    "Из {n} мест {above} выше предела, {below} ниже, {within} в пределах (цель {target}, {level}).",
    "Of {n} places {above} lie above the limits, {below} below and {within} within (target {target}, {level}).",
)
LIMITS = Words(
    "{n} көлем үшін шектер есептелді (мақсат {target}, {level}).",
    "Пределы посчитаны для {n} объёмов (цель {target}, {level}).",
    "Limits for {n} sizes (target {target}, {level}).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel(Result):
    """Limits of a proportion for places of different size; all arrays are [place], shares of 1.

    interval: (low, high) exact, a share on a limit is within; normal: the textbook limits, which fall below 0 for small
    places; overdispersion: the variance of the places over that of chance. With `observed`: statistic (shares), z,
    p_value (two-sided exact), q_value, and above, below, judged (False where the size is too small to say).
    """

    interval: tuple[Floats, Floats]
    normal: tuple[Floats, Floats]
    overdispersion: float
    statistic: Floats | None
    z: Floats | None
    p_value: Floats | None
    q_value: Floats | None
    above: Bools | None
    below: Bools | None
    judged: Bools

    def sentence(self, language: str) -> str:
        params = {
            "n": self.n,
            "target": Percent(self.parameters["target"]),
            "level": Percent(self.parameters["level"]),
        }
        if self.above is None or self.below is None:
            return LIMITS.fill(language, params)
        above, below = int(self.above.sum()), int(self.below.sum())
        within = int(self.judged.sum()) - above - below
        return FUNNEL.fill(language, {**params, "above": above, "below": below, "within": within})


def funnel_limits(
    target: float,
    sizes: Any,
    *,
    level: float = 0.95,
    observed: Any = None,
    overdispersion: float | None = None,
    trim: float = 0.1,
) -> Funnel:
    """Between which shares places of these sizes fall when all have the target (Spiegelhalter 2005), exactly.

    target: share, 0 to 1; sizes: [place], whole; observed: [place], events out of sizes. Overdispersion is given, or with
    `observed` estimated from the squared z with the outer `trim` on each side pulled in, never under 1; the limits are
    then those of a beta-binomial with that variance, so that they stay between 0 and 1. Raises AnalysisRefused for shares
    outside (0, 1).
    """
    goal, inner = share(target, "target"), share(level, "level")
    share(2 * trim, "trim")
    size = whole_numbers(sizes, "sizes")
    enough(size.size, 1)
    if size.min() < 1:
        positive(float(size.min()), "sizes")
    seen = None if observed is None else _out_of(observed, size)
    z = None if seen is None else (seen / size - goal) / np.sqrt(goal * (1 - goal) / size)
    phi = _overdispersion(z, trim) if overdispersion is None else max(1.0, positive(overdispersion, "overdispersion"))
    low, high = (_quantile(at, size, goal, phi) / size for at in ((1 - inner) / 2, (1 + inner) / 2))
    half = special.ndtri((1 + inner) / 2) * np.sqrt(phi * goal * (1 - goal) / size)
    judged = _judged(size, goal, phi, inner)
    p = None if seen is None else _two_sided(seen, size, goal, phi)
    return Funnel(
        method="funnel, exact binomial" if phi == 1 else "funnel, beta-binomial (overdispersed)",
        n=size.size,
        parameters={"target": target, "level": level, "trim": trim},
        notes=_funnel_notes(phi, judged),
        interval=(low, high),
        normal=(goal - half, goal + half),
        overdispersion=phi,
        statistic=None if seen is None else seen / size,
        z=None if z is None else z / np.sqrt(phi),
        p_value=p,
        q_value=None if p is None else false_discovery(p),
        above=None if seen is None else judged & (seen / size > high + 1e-12),
        below=None if seen is None else judged & (seen / size < low - 1e-12),
        judged=judged,
    )


def whole_numbers(values: Any, name: str) -> Floats:
    """Counts of events, [place]. Raises AnalysisRefused for parts of an event."""
    array = counts(values, name)
    if (array != np.floor(array)).any():
        raise AnalysisRefused("not_whole", WHOLE, name=name)
    return array


def _out_of(observed: Any, size: Floats) -> Floats:
    seen = whole_numbers(observed, "observed")
    same_length(observed=seen, sizes=size)
    if (seen > size).any():
        raise AnalysisRefused("above_size", ABOVE_SIZE, count=int((seen > size).sum()))
    return seen


def _overdispersion(z: Floats | None, trim: float) -> float:
    """The mean of the squared z, the outer `trim` on each side pulled in, over what that is by chance; at least 1.

    Pulling in makes even pure chance look too even (0.68 at a tenth), so the mean is set against that of a normal z.
    """
    if z is None or z.size < 5:
        return 1.0
    low, high = np.quantile(z, [trim, 1 - trim])
    end = float(special.ndtri(1 - trim))
    chance = 1 - 2 * trim - 2 * end * float(np.exp(-end * end / 2) / np.sqrt(2 * np.pi)) + 2 * trim * end * end
    return max(1.0, float((np.clip(z, low, high) ** 2).mean()) / chance)


def _spread(size: Floats, goal: float, phi: float) -> tuple[Floats, Floats]:
    """The two shapes of the beta with which a binomial of this size has phi times its variance."""
    within = np.clip((phi - 1) / np.maximum(size - 1, 1e-9), 1e-12, 0.999)
    total = 1 / within - 1
    return goal * total, (1 - goal) * total


def _quantile(at: float, size: Floats, goal: float, phi: float) -> Floats:
    limits: Floats = (
        stats.binom.ppf(at, size, goal) if phi == 1 else stats.betabinom.ppf(at, size, *_spread(size, goal, phi))
    )
    return limits


def _two_sided(seen: Floats, size: Floats, goal: float, phi: float) -> Floats:
    """Twice the smaller tail, the observed count in both."""
    law = stats.binom(size, goal) if phi == 1 else stats.betabinom(size, *_spread(size, goal, phi))
    p: Floats = floored(np.minimum(1.0, 2 * np.minimum(law.cdf(seen), law.sf(seen - 1))))
    return p


def _judged(size: Floats, goal: float, phi: float, level: float) -> Bools:
    """Where at least one side can be left at all: a place in which every count is within its limits is not judged."""
    low, high = _quantile((1 - level) / 2, size, goal, phi), _quantile((1 + level) / 2, size, goal, phi)
    can: Bools = (low > 0) | (high < size)
    return can


def _funnel_notes(phi: float, judged: Bools) -> tuple[Note, ...]:
    notes = [Note("overdispersed", OVERDISPERSED, {"phi": round(phi, 2)})] if phi > 1.2 else []
    if not judged.all():
        notes.append(Note("small", SMALL, {"count": int((~judged).sum())}))
    return tuple(notes)
