"""What is counted as load, against which norm, and what a proposal of new beats is. No Django here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from senim.kernel.labels import Label


class Measure(StrEnum):
    """What can be shared out between beats."""

    RESIDENTS = "residents"
    APPEALS = "appeals"
    EVENTS = "events"


MEASURES: dict[Measure, Label] = {
    Measure.RESIDENTS: Label("Тұрғындар", "Жители", "Residents"),
    Measure.APPEALS: Label("Өтініштер, 12 ай", "Обращения, 12 месяцев", "Appeals, 12 months"),
    Measure.EVENTS: Label("Шақырулар мен оқиғалар, 12 ай", "Вызовы и события, 12 месяцев", "Calls and events, 12 months"),
}


class Care(StrEnum):
    """How dear it is that a resident gets another inspector: the price of `senim_analysis.redraw`."""

    FEW = "few"
    SOME = "some"
    MANY = "many"


PRICES: dict[Care, float] = {Care.FEW: 2.0, Care.SOME: 0.5, Care.MANY: 0.1}
CARES: dict[Care, Label] = {
    Care.FEW: Label("Тек ең қажеттісі", "Только самое нужное", "Only what matters most"),
    Care.SOME: Label("Орташа", "Умеренно", "Moderately"),
    Care.MANY: Label("Теңдік маңызды", "Важнее равномерность", "Evenness matters more"),
}


class State(StrEnum):
    """Where the reckoning of a proposal stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


STATES: dict[State, Label] = {
    State.QUEUED: Label("кезекте", "в очереди", "waiting"),
    State.RUNNING: Label("есептелуде", "считается", "being reckoned"),
    State.DONE: Label("дайын", "готово", "ready"),
    State.REFUSED: Label("есептеуге болмайды", "посчитать нельзя", "cannot be reckoned"),
    State.FAILED: Label("қате шықты", "ошибка", "failed"),
}
ENDED = frozenset({State.DONE, State.REFUSED, State.FAILED})

RESIDENTS_NORM = "residents_per_inspector"
VISIT_NORM = "minutes_per_visit"
NORMS: dict[str, Label] = {
    RESIDENTS_NORM: Label("Бір инспекторға келетін тұрғын", "Жителей на одного инспектора", "Residents per inspector"),
    VISIT_NORM: Label("Бір сапардың ұзақтығы, минут", "Минут на один выход", "Minutes per visit"),
}


class Mark(StrEnum):
    """How sure a norm is."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    OWN = "own"


MARKS: dict[Mark, Label] = {
    Mark.VERIFIED: Label("актімен салыстырылған", "сверено с актом", "checked against the act"),
    Mark.SECONDARY: Label("тексерілмеген: күшіндегі норма емес, мақалада айтылған орташа", "не проверено: это не норма, а среднее из статьи", "not verified: no norm in force, an average told in an article"),
    Mark.OWN: Label("біздің болжам", "наше допущение", "our own assumption"),
}


class Beside(StrEnum):
    """How a count lies beside the others of the area, chance taken into account."""

    NOISE = "noise"
    MORE = "more"
    LESS = "less"
    UNKNOWN = "unknown"


BESIDES: dict[Beside, Label] = {
    Beside.NOISE: Label("кездейсоқтық шегінде", "в пределах случайности", "within chance"),
    Beside.MORE: Label("көбірек, кездейсоқ емес", "больше, не случайно", "more, beyond chance"),
    Beside.LESS: Label("азырақ, кездейсоқ емес", "меньше, не случайно", "less, beyond chance"),
    Beside.UNKNOWN: Label("салыстыруға болмайды", "сравнить нельзя", "cannot be compared"),
}


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm that holds on a day: between low and high (the same where it is one number)."""

    code: str
    low: float
    high: float
    mark: Mark
    source: Label

    def place(self, value: float | None) -> str:
        """below, within, above, or "" where there is no value."""
        if value is None:
            return ""
        return "below" if value < self.low else "above" if value > self.high else "within"
