"""The weighted displacement quotient and its companions, and when they mean nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from scipy.stats import norm

from senim_analysis import breaks, threats
from senim_analysis.checks import amount, share
from senim_analysis.result import Note, Result
from senim_analysis.words import Words, written

REASONS = {
    "empty_control": Words(
        "бақылауда бір кезеңде оқиға жоқ, оған бөлуге болмайды. Үлкенірек бақылау алыңыз",
        "в контроле в одном из периодов нет событий, делить не на что. Возьмите контроль побольше",
        "the control holds no event in one of the periods, and cannot be divided by. Take a larger control",
    ),
    "no_main_effect": Words(
        "шара аумағында бақылаумен салыстырғанда азаю жоқ, ал көрсеткіш тек азаю болғанда мағыналы",
        "на участке меры нет снижения по сравнению с контролем, а показатель имеет смысл только при снижении",
        "the area of the measure shows no fall beside the control, and the quotient means something only where there is one",
    ),
}
NOT_INTERPRETABLE = Words(
    "Ығысу көрсеткішін (WDQ) түсіндіруге болмайды: {reason}.",
    "Показатель вытеснения (WDQ) не интерпретируется: {reason}.",
    "The displacement quotient (WDQ) is not interpretable: {reason}.",
)
SAID = {
    "diffusion_exceeds": Words(
        "Айналадағы пайда шара аумағындағыдан да көп (бақылаумен салыстырғанда)",
        "Польза в окружении больше, чем на самом участке (по сравнению с контролем)",
        "The benefit around the area exceeds that inside it, beside the control",
    ),
    "diffusion": Words(
        "Пайда айналаға да тарады",
        "Польза распространилась и на окружение",
        "The benefit spread to the ring around the area",
    ),
    "displacement": Words(
        "Оқиғаның бір бөлігі айналаға ығысты, бірақ пайдадан аз",
        "Часть событий вытеснена в окружение, но меньше, чем польза",
        "Some of the events moved to the ring, fewer than the benefit",
    ),
    "displacement_wipes_out": Words(
        "Айналаға ығысу пайданы жойды",
        "Вытеснение в окружение свело пользу на нет",
        "Displacement to the ring wipes the benefit out",
    ),
}
UNSURE = Words(
    "Пайда айналаға тарады ма, әлде оқиғалар сонда ығысты ма, кездейсоқ ауытқудан ажырату мүмкін емес",
    "Распространилась ли польза на окружение или события вытеснены туда, от шума не отличить",
    "Whether the benefit spread to the ring or events moved there cannot be told from noise",
)
SENTENCE = Words(
    "{said}: WDQ {wdq}{interval}; айналаны қоса алғанда бақылау бойынша күтілгеннен шамамен {tne} оқиға кем.",
    "{said}: WDQ {wdq}{interval}; вместе с окружением событий примерно на {tne} меньше, чем можно ждать по контролю.",
    "{said}: WDQ {wdq}{interval}; with the ring about {tne} events fewer than the control lets expect.",
)
SENTENCE_MORE = Words(
    "{said}: WDQ {wdq}{interval}; айналаны қоса алғанда бақылау бойынша күтілгеннен шамамен {tne} оқиға артық.",
    "{said}: WDQ {wdq}{interval}; вместе с окружением событий примерно на {tne} больше, чем можно ждать по контролю.",
    "{said}: WDQ {wdq}{interval}; with the ring about {tne} events more than the control lets expect.",
)
BETWEEN = Words(
    " ({level} % аралық: {low} … {high})",
    " (интервал {level} %: от {low} до {high})",
    " ({level}% interval {low} to {high})",
)
UNBOUNDED = Words(
    "Азаюдың өзін кездейсоқ ауытқудан ажырату мүмкін емес, сондықтан WDQ аралығы шектеусіз: оны қорытынды ретінде келтірмеңіз.",
    "Само снижение не отличить от шума, поэтому интервал WDQ не ограничен: не приводите его как вывод.",
    "The fall itself cannot be told from noise, so the interval of WDQ has no bounds: do not quote it as a finding.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedDisplacementQuotient(Result):
    """GE, NE, WDQ and TNE of Bowers and Johnson (2003) and of Guerette (2009).

    statistic: WDQ, None where it is not interpretable, with `reason`. gross_effect: fewer events in the area.
    net_effect: the fall of the area's share of the control. success: its negative; buffer: the ring's change.
    total_net_effect: events that did not happen, the ring counted. interval: Fieller's, None where it has no bounds.
    """

    statistic: float | None
    interval: tuple[float, float] | None
    gross_effect: float
    net_effect: float | None
    success: float | None
    buffer: float | None
    total_net_effect: float | None
    interpretable: bool
    reason: str | None
    verdict: str

    @property
    def told_from_noise(self) -> bool:
        """Whether the interval leaves no doubt about the direction."""
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]

    def sentence(self, language: str) -> str:
        if self.statistic is None or self.total_net_effect is None:
            return NOT_INTERPRETABLE.fill(language, {"reason": REASONS[self.reason or "no_main_effect"]})
        between = {} if self.interval is None else dict(zip(("low", "high"), self.interval, strict=True))
        between["level"] = 100 * self.parameters["level"]
        words = SENTENCE if self.total_net_effect >= 0 else SENTENCE_MORE
        return words.fill(
            language,
            {
                "said": SAID[self.verdict] if self.told_from_noise else UNSURE,
                "wdq": signed_quotient(self.statistic, language),
                "interval": BETWEEN.fill(language, between) if self.interval else "",
                "tne": round(abs(self.total_net_effect)),
            },
        )


def signed_quotient(value: float, language: str) -> str:
    return written(float(value), language, 2)


def weighted_displacement_quotient(
    treated_before: Any,
    treated_after: Any,
    control_before: Any,
    control_after: Any,
    displacement_treated_before: Any,
    displacement_treated_after: Any,
    *,
    level: float = 0.95,
    study: breaks.Study | None = None,
) -> WeightedDisplacementQuotient:
    """How much of the fall the ring around the area gave back, or added to (POP Center displacement tool, appendix B).

    Counts as in `weighted_displacement_difference`. With R the area, D the ring and C the control: GE = Rb - Ra,
    NE = Rb/Cb - Ra/Ca, WDQ = (Da/Ca - Db/Cb)/(Ra/Ca - Rb/Cb), TNE = (Rb Ca/Cb - Ra) + (Db Ca/Cb - Da).
    Not interpretable, with the reason, where a count of the control is 0 or the area shows no fall beside it.
    Raises AnalysisRefused for negative counts. Sources: Bowers, Johnson 2003; Guerette 2009.
    """
    area = amount(treated_before, "treated_before"), amount(treated_after, "treated_after")
    control = amount(control_before, "control_before"), amount(control_after, "control_after")
    ring = (
        amount(displacement_treated_before, "displacement_treated_before"),
        amount(displacement_treated_after, "displacement_treated_after"),
    )
    share(level, "level")
    shared = breaks.guard(study, control=True)
    empty = 0 in control
    success = None if empty else area[1] / control[1] - area[0] / control[0]
    moved = None if empty else ring[1] / control[1] - ring[0] / control[0]
    reason = "empty_control" if success is None else "no_main_effect" if success >= 0 else None
    wdq = None if reason or success is None or moved is None else moved / success
    interval = None if wdq is None else _fieller(area, control, ring, level)
    return WeightedDisplacementQuotient(
        method="weighted displacement quotient (Bowers, Johnson 2003; Guerette 2009)",
        n=round(sum((*area, *control, *ring))),
        parameters={"level": level, "counts": {"treated": area, "control": control, "displacement": ring}},
        notes=(*shared, *_notes(area, control, ring, wdq, interval)),
        statistic=wdq,
        interval=interval,
        gross_effect=area[0] - area[1],
        net_effect=None if success is None else -success,
        success=success,
        buffer=moved,
        total_net_effect=None if empty else _total(area, control, ring),
        interpretable=wdq is not None,
        reason=reason,
        verdict="not_interpretable" if wdq is None else _class(wdq),
    )


def _total(area: tuple[float, float], control: tuple[float, float], ring: tuple[float, float]) -> float:
    growth = control[1] / control[0]
    return area[0] * growth - area[1] + ring[0] * growth - ring[1]


def _class(wdq: float) -> str:
    if wdq > 1:
        return "diffusion_exceeds"
    if wdq >= 0:
        return "diffusion"
    return "displacement" if wdq >= -1 else "displacement_wipes_out"


def _fieller(
    area: tuple[float, float], control: tuple[float, float], ring: tuple[float, float], level: float
) -> tuple[float, float] | None:
    """Fieller's interval of the ratio, the counts being Poisson; None where the fall may be nought."""
    top = ring[1] / control[1] - ring[0] / control[0]
    bottom = area[1] / control[1] - area[0] / control[0]
    var_top, var_bottom, both = 0.0, 0.0, 0.0
    for one, around, beside in zip(area, ring, control, strict=True):
        var_top += around / beside**2 + around**2 / beside**3
        var_bottom += one / beside**2 + one**2 / beside**3
        both += one * around / beside**3
    z2 = float(norm.ppf(0.5 + level / 2)) ** 2
    a, b, c = bottom**2 - z2 * var_bottom, top * bottom - z2 * both, top**2 - z2 * var_top
    if a <= 0:
        return None
    root = math.sqrt(max(0.0, b * b - a * c))
    return (b - root) / a, (b + root) / a


def _notes(
    area: tuple[float, float],
    control: tuple[float, float],
    ring: tuple[float, float],
    wdq: float | None,
    interval: tuple[float, float] | None,
) -> tuple[Note, ...]:
    unbounded = (Note("unbounded", UNBOUNDED),) if wdq is not None and interval is None else ()
    return (
        *unbounded,
        *threats.zero_before(area[0]),
        *threats.few(*area, *control, *ring),
        *threats.weighted(*area, *control, *ring),
        *threats.always(),
    )
