"""Values of walking distance: how far, by what way, in what state a point is, what it has. No Django here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from senim.kernel.labels import Label
from senim.territory.api import PointInfo, PointKind

#: Where anybody may come with anything. A department is an office behind a pass.
DOORS = (PointKind.POLICE_POINT, PointKind.MODULAR_POST, PointKind.STATION)
#: The shares that are told, minutes.
MINUTES = (5, 10, 15)
#: So many of the nearest points are kept for each place.
KEPT = 3


class How(StrEnum):
    """street: over the streets that are loaded; line: a straight line times the factor of a detour."""

    STREET = "street"
    LINE = "line"


HOWS = {
    How.STREET: Label("көшелермен", "по улицам", "over streets"),
    How.LINE: Label("түзу сызықпен бағаланған", "оценено по прямой", "estimated by a straight line"),
}


class State(StrEnum):
    """Whether a point does its work. Only a closed one is no door any more."""

    OPEN = "open"
    LIMITED = "limited"
    CLOSED = "closed"


STATES = {
    State.OPEN: Label("жұмыс істеп тұр", "работает", "in service"),
    State.LIMITED: Label("шектеулі жұмыс істейді", "работает с ограничениями", "in service with limits"),
    State.CLOSED: Label("жабық", "закрыт", "closed"),
}
STATE_TAGS = {State.OPEN: "good", State.LIMITED: "warn", State.CLOSED: "bad"}

#: What a point may have: (code, name). Counts, as the plan of equipment counts them.
EQUIPMENT: dict[str, Label] = {
    "workplaces": Label("жұмыс орны", "рабочие места", "workplaces"),
    "computers": Label("компьютер", "компьютеры", "computers"),
    "network": Label("ведомстволық желі", "ведомственная сеть", "police network"),
    "reception": Label("жеке қабылдау бөлмесі", "отдельная комната приёма", "a room to talk in private"),
    "ramp": Label("пандус немесе баспалдақсыз кіреберіс", "пандус или вход без ступеней", "ramp or step-free door"),
    "camera": Label("бейнекамера", "видеокамеры", "cameras"),
    "call": Label("шұғыл байланыс түймесі", "кнопка экстренной связи", "emergency call button"),
    "car": Label("қызметтік көлік", "служебные автомобили", "cars"),
    "toilet": Label("дәретхана", "туалет", "toilet"),
}
#: What residents are told of a point's equipment: what helps to come and to talk.
TOLD = ("ramp", "reception", "call", "toilet")


class Code(StrEnum):
    """The yardsticks by which metres become minutes."""

    PACE = "pace"
    SLOW = "slow"
    DETOUR = "detour"


YARDSTICKS = {
    Code.PACE: Label("жүру жылдамдығы, метр/минут", "скорость ходьбы, метров в минуту", "walking pace, metres a minute"),
    Code.SLOW: Label("баяу жүру, метр/минут", "медленная ходьба, метров в минуту", "slow pace, metres a minute"),
    Code.DETOUR: Label("айналма жол коэффициенті", "коэффициент обхода", "factor of a detour"),
}
#: What is no pace of a person, and what no detour.
BOUNDS = {Code.PACE: (30.0, 120.0), Code.SLOW: (20.0, 100.0), Code.DETOUR: (1.0, 3.0)}


@dataclass(frozen=True, slots=True)
class Near:
    """A point from a place: metres and minutes on foot, by which way."""

    point: PointInfo
    metres: float
    minutes: float
    how: How
    state: State = State.OPEN


@dataclass(frozen=True, slots=True)
class Share:
    """Of a beat: houses counted, how many within 5, 10 and 15 minutes, the same for a slow walker; by streets: how many
    houses have a way over streets; metres: the sum of the ways. people: residents where they are known."""

    area_id: int
    houses: int
    near: tuple[int, int, int]
    slow: tuple[int, int, int]
    by_streets: int
    metres: float
    people: int | None = None

    def share(self, at: int) -> float | None:
        """Part of the houses within `MINUTES[at]`, at the usual pace; None without houses."""
        return self.near[at] / self.houses if self.houses else None

    def slow_share(self, at: int) -> float | None:
        return self.slow[at] / self.houses if self.houses else None


def together(shares: list[Share], at: int, *, slow: bool = False) -> tuple[float | None, bool]:
    """The share of several beats, and whether it is weighted by residents: only where all of them are known.

    Within a beat residents are taken to be spread evenly over its houses.
    """
    known = [one for one in shares if one.houses]
    weighted = bool(known) and all(one.people for one in known)
    weights = [float(one.people or 0) if weighted else float(one.houses) for one in known]
    total = sum(weights)
    parts = [(one.slow_share(at) if slow else one.share(at)) or 0.0 for one in known]
    found = sum(part * weight for part, weight in zip(parts, weights, strict=True)) / total if total else None
    return found, weighted


class Candidates(StrEnum):
    """Where a new post may stand."""

    HOUSES = "houses"
    LOTS = "lots"


CANDIDATES = {
    Candidates.HOUSES: Label("кез келген үйдің жанында", "рядом с любым домом", "beside any house"),
    Candidates.LOTS: Label("тек төмендегі телімдерде", "только на участках земли ниже", "only on the lots below"),
}


class Work(StrEnum):
    """Where something that is computed behind stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


WORKS = {
    Work.QUEUED: Label("кезекте", "в очереди", "waiting"),
    Work.RUNNING: Label("есептелуде", "считается", "being computed"),
    Work.DONE: Label("есептелді", "посчитано", "computed"),
    Work.FAILED: Label("жауап жоқ", "нет ответа", "no answer"),
}
#: So many posts one scenario may ask for; a list of lots may be so long.
MOST_POSTS, MOST_LOTS = 20, 200
