"""Did it work, and did it only move? Counts of an area, of the ring around it, and of controls, before and after."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from scipy.stats import norm

from senim_analysis import breaks, threats
from senim_analysis.checks import amount, numbers, positive, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.tails import floored
from senim_analysis.words import Words, probability, written

EMPTY_CONTROL = Words(
    "Бақылау аумағында екі кезеңде де оқиға жоқ: салыстыратын ештеңе жоқ. Үлкенірек бақылау аумағын таңдаңыз.",
    "В контроле ни одного события в обоих периодах: сравнивать не с чем. Выберите контроль побольше.",
    "The control holds no event in either period: there is nothing to compare with. Choose a larger control.",
)
PAIR = Words(
    "«{first}» берілсе, «{second}» да керек.",
    "Если дано «{first}», нужно и «{second}».",
    "Where '{first}' is given, '{second}' is needed too.",
)
WEIGHTS = Words(
    "«{name}»: {count} оң сан керек.",
    "«{name}»: нужно {count} положительных чисел.",
    "'{name}' must be {count} positive numbers.",
)
WDD = Words(
    "Бақылаумен салыстырғанда шара аумағында айырма {local}{ring}, барлығы {total} ({level} % аралық: {low} … {high}; {p}). {verdict}",
    "По сравнению с контролем на участке меры разность {local}{ring}, всего {total} (интервал {level} %: от {low} до {high}; {p}). {verdict}",
    "Beside the control, the area of the measure differs by {local}{ring}: {total} in all ({level}% interval {low} to {high}; {p}). {verdict}",
)
RING = Words(", айналасында {ring}", ", в окружении {ring}", ", the ring around it by {ring}")
COUNTED = Words("айналасы ескерілді", "окружение учтено", "the ring counted")
NOT_COUNTED = Words("айналасы қаралмады", "окружение не проверено", "the ring not looked at")
SAID = {
    "fall": Words(
        "Бұл бақылау бойынша күтілгеннен кем, {ring}.",
        "Это меньше, чем можно ждать по контролю, {ring}.",
        "That is fewer than the control lets expect, {ring}.",
    ),
    "rise": Words(
        "Бұл бақылау бойынша күтілгеннен көп, {ring}.",
        "Это больше, чем можно ждать по контролю, {ring}.",
        "That is more than the control lets expect, {ring}.",
    ),
    "unclear": Words(
        "Бұдан азайды деуге де, көбейді деуге де болмайды.",
        "Сказать, что стало меньше или больше, нельзя.",
        "This shows neither a fall nor a rise.",
    ),
}


class Change(NamedTuple):
    """Counts of one area before and after."""

    before: float
    after: float

    def difference(self, time: tuple[float, float], area: float) -> float:
        return (self.after / time[1] - self.before / time[0]) / area

    def variance(self, time: tuple[float, float], area: float) -> float:
        return (self.after / time[1] ** 2 + self.before / time[0] ** 2) / area**2


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedDisplacementDifference(Result):
    """`statistic`: events fewer (negative) or more than the control lets expect, the ring included.

    local, displaced: its two parts, with `local_sd`, `displaced_sd`. verdict: fall, rise or unclear at the level.
    """

    statistic: float
    sd: float
    z: float
    p_value: float
    interval: tuple[float, float]
    local: float
    local_sd: float
    displaced: float | None
    displaced_sd: float | None
    verdict: str

    def sentence(self, language: str) -> str:
        ring = "" if self.displaced is None else RING.fill(language, {"ring": signed(self.displaced, language)})
        return WDD.fill(
            language,
            {
                "local": signed(self.local, language),
                "ring": ring,
                "total": signed(self.statistic, language),
                "level": written(100 * self.parameters["level"], language),
                "low": signed(self.interval[0], language),
                "high": signed(self.interval[1], language),
                "p": probability(self.p_value, language),
                "verdict": SAID[self.verdict].fill(
                    language, {"ring": NOT_COUNTED if self.displaced is None else COUNTED}
                ),
            },
        )


def signed(value: float, language: str) -> str:
    """A difference with its sign."""
    places = 0 if abs(value) >= 10 or float(value).is_integer() else 1
    return ("+" if value > 0 else "") + written(float(value), language, places)


def weighted_displacement_difference(
    treated_before: Any,
    treated_after: Any,
    control_before: Any,
    control_after: Any,
    *,
    displacement_treated_before: Any = None,
    displacement_treated_after: Any = None,
    displacement_control_before: Any = None,
    displacement_control_after: Any = None,
    time_weights: Sequence[float] | None = None,
    area_weights: Sequence[float] | Mapping[str, float] | None = None,
    level: float = 0.95,
    study: breaks.Study | None = None,
) -> WeightedDisplacementDifference:
    """The weighted displacement difference of Wheeler and Ratcliffe (2018).

    Counts of events: numbers, or lists that are added up. The displacement area is the ring around the treated one,
    with a control of its own. time_weights: lengths of the two periods (before, after) in one unit. area_weights:
    sizes of (control, treated, displacement control, displacement treated), or a mapping with these names
    (control, treated, displacement_control, displacement_treated). study: held against the known series breaks.
    Raises AnalysisRefused for negative counts, not-a-number, an empty control, weights that are not positive.
    """
    treated = _change(treated_before, treated_after, "treated")
    control = _change(control_before, control_after, "control")
    ring = _optional(displacement_treated_before, displacement_treated_after, "displacement_treated")
    beside = _optional(displacement_control_before, displacement_control_after, "displacement_control")
    if beside is not None and ring is None:
        raise AnalysisRefused("pair", PAIR, first="displacement_control_before", second="displacement_treated_before")
    if control.before + control.after == 0:
        raise AnalysisRefused("empty_control", EMPTY_CONTROL)
    share(level, "level")
    time, area = _time(time_weights), _area(area_weights)
    local, local_variance = _contrast(treated, control, time, (area[1], area[0]))
    moved, moved_variance = (0.0, 0.0) if ring is None else _contrast(ring, beside, time, (area[3], area[2]))
    total, sd = local + moved, math.sqrt(local_variance + moved_variance)
    half = float(norm.ppf(0.5 + level / 2)) * sd
    interval = (total - half, total + half)
    every = [one for one in (treated, control, ring, beside) if one is not None]
    return WeightedDisplacementDifference(
        method="weighted displacement difference (Wheeler, Ratcliffe 2018)",
        n=round(sum(sum(one) for one in every)),
        parameters={"level": level, "time_weights": time, "area_weights": area, "counts": every},
        notes=(
            *breaks.guard(study, control=True, difference=True),
            *_notes(treated, control, ring, beside, half, threats.verdict(interval)),
        ),
        statistic=total,
        sd=sd,
        z=total / sd,
        p_value=floored(2 * norm.sf(abs(total / sd))),
        interval=interval,
        local=local,
        local_sd=math.sqrt(local_variance),
        displaced=None if ring is None else moved,
        displaced_sd=None if ring is None else math.sqrt(moved_variance),
        verdict=threats.verdict(interval),
    )


def _change(before: Any, after: Any, name: str) -> Change:
    return Change(amount(before, f"{name}_before"), amount(after, f"{name}_after"))


def _optional(before: Any, after: Any, name: str) -> Change | None:
    """An area that need not be there; one count without the other is refused."""
    if (before is None) != (after is None):
        first, second = ("before", "after") if after is None else ("after", "before")
        raise AnalysisRefused("pair", PAIR, first=f"{name}_{first}", second=f"{name}_{second}")
    return None if before is None else _change(before, after, name)


def _contrast(
    one: Change, beside: Change | None, time: tuple[float, float], area: tuple[float, float]
) -> tuple[float, float]:
    """The change of one area less the change of the area beside it, and the variance of that."""
    value, variance = one.difference(time, area[0]), one.variance(time, area[0])
    if beside is None:
        return value, variance
    return value - beside.difference(time, area[1]), variance + beside.variance(time, area[1])


def _time(weights: Sequence[float] | None) -> tuple[float, float]:
    values = _weights(weights, 2, "time_weights")
    return values[0], values[1]


def _area(weights: Sequence[float] | Mapping[str, float] | None) -> tuple[float, ...]:
    if isinstance(weights, Mapping):
        names = ("control", "treated", "displacement_control", "displacement_treated")
        weights = [weights.get(name, 1.0) for name in names]
    return _weights(weights, 4, "area_weights")


def _weights(weights: Sequence[float] | None, count: int, name: str) -> tuple[float, ...]:
    if weights is None:
        return (1.0,) * count
    values = numbers(weights, name)
    if values.size != count:
        raise AnalysisRefused("weights", WEIGHTS, name=name, count=count)
    return tuple(positive(float(value), name) for value in values)


def _notes(
    treated: Change, control: Change, ring: Change | None, beside: Change | None, half: float, verdict: str
) -> tuple[Note, ...]:
    """Threats to the conclusion that the counts themselves show, and the one that they never do."""
    every = [count for one in (treated, control, ring, beside) if one is not None for count in one]
    seen = (Note("noise", threats.NOISE, {"seen": round(half)}),) if verdict == "unclear" else ()
    alone = (Note("ring_alone", threats.RING_ALONE),) if ring is not None and beside is None else ()
    return (
        *seen,
        *threats.zero_before(treated.before),
        *threats.few(*treated, *control),
        *threats.levels(treated.before, control.before),
        *threats.weighted(*every),
        *alone,
        *threats.always(),
    )
