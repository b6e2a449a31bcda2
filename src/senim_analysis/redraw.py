"""Moving pieces of ground between neighbouring beats so that their loads come nearer to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import exp
from typing import Any

import numpy as np

from senim_analysis.checks import Floats, Ints, amount, flat, same_length, whole
from senim_analysis.errors import AnalysisRefused, Cancelled
from senim_analysis.result import Note, Result
from senim_analysis.words import Percent, Words

#: Looks at a border, by the number of borders between units, and the most and fewest there are.
LOOKS, MOST, LEAST = 40, 100_000, 4_000
COOLEST = 1e-3
TELL_EVERY = 2_000

FINDING = Words(
    "Учаске жүктемесінің орташадан ең үлкен ауытқуы: қазір {before}, кейін {after}. {moved} тұрғынның инспекторы ауысады ({share}).",
    "Наибольшее отклонение нагрузки участка от средней снижается с {before} до {after}; инспектор сменится у {moved} жителей ({share}).",
    "The largest deviation of a beat's load from the mean falls from {before} to {after}; {moved} residents get another inspector ({share}).",
)
NOTHING = Words(
    "Бұл шарттармен жақсырақ бөлініс табылмады: ең үлкен ауытқу {before}.",
    "При этих условиях лучшего деления не найдено: наибольшее отклонение {before}.",
    "No better division was found under these conditions: the largest deviation is {before}.",
)
SEARCHED = Words(
    "Бұл – іздеу нәтижесі: одан да жақсы бөлініс болуы мүмкін. Сол деректер мен сол бастапқы сан ({seed}) сол нәтижені береді.",
    "Это результат поиска: может существовать деление и лучше. Те же данные и то же начальное число ({seed}) дают тот же ответ.",
    "This is what a search found: a better division may exist. The same data and the same seed ({seed}) give the same answer.",
)
APART = Words(
    "Қазірдің өзінде бірнеше бөліктен тұратын учаске бар: {beats}. Бөліктер саны өспейді.",
    "Уже сейчас участков из нескольких частей: {beats}. Частей не становится больше.",
    "Beats that lie in several pieces already: {beats}. No beat gets more pieces.",
)
ONE_BEAT = Words("Кемінде екі учаске керек.", "Нужно не меньше двух участков.", "At least two beats are needed.")
NO_LOAD = Words(
    "Жүктеме нөл: бөлетін ештеңе жоқ.", "Нагрузка нулевая: делить нечего.", "The load is zero: there is nothing to share out."
)
BAD_BEATS = Words(
    "Учаскелер 0-ден бастап қатар нөмірленіп, әрқайсысында кемінде бір бірлік болуы керек.",
    "Участки нумеруются подряд с нуля, и в каждом нужна хотя бы одна единица.",
    "Beats are numbered from 0 on without gaps, each with at least one unit.",
)
BAD_BORDERS = Words(
    "Шекаралар – [m, 2] пішінді бірлік нөмірлері: 0 мен {last} арасында.",
    "Границы — таблица [m, 2] номеров единиц от 0 до {last}.",
    "Borders are a table [m, 2] of unit numbers from 0 to {last}.",
)
NEGATIVE = Words(
    "Жүктеме мен тұрғын саны теріс болмауы керек.",
    "Нагрузка и число жителей не могут быть отрицательными.",
    "Loads and residents must not be negative.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redraw(Result):
    """beat: of each unit afterwards; moved: units that changed; load_before, load_after, residents_before,
    residents_after: by beat; deviation_*: the largest |load / mean load - 1|; cost_*: what was minimised."""

    beat: Ints
    moved: tuple[int, ...]
    load_before: Floats
    load_after: Floats
    residents_before: Floats
    residents_after: Floats
    moved_residents: float
    deviation_before: float
    deviation_after: float
    cost_before: float
    cost_after: float

    def sentence(self, language: str) -> str:
        """What it would bring, and for how many residents."""
        total = float(self.residents_before.sum())
        words = FINDING if self.moved else NOTHING
        return words.fill(language, {
            "before": Percent(self.deviation_before), "after": Percent(self.deviation_after),
            "moved": round(self.moved_residents), "share": Percent(self.moved_residents / total if total else 0.0)})


def redraw(
    load: Any,
    residents: Any,
    beat: Any,
    borders: Any,
    *,
    price: float = 0.5,
    seed: int = 0,
    restarts: int = 6,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Redraw:
    """Units of ground moved one by one between neighbouring beats, so that loads are more even and few are moved.

    load, residents: [unit], not negative; beat: [unit], 0 to k-1, whose it is now; borders: [m, 2], units that touch.
    Minimised is mean over beats of (load / mean load - 1)^2 + price * (share of residents moved): a price of 0.5 moves a
    tenth of the residents only for 0.05 less variance. A unit goes only to a beat that it touches; no beat gets
    more pieces than it has and none is emptied. Simulated annealing from what stands, then descent: no single move makes
    the answer better, none may exist that is better still; the same seed gives the same answer. progress(share),
    cancel() are asked as it goes (raises Cancelled). Raises AnalysisRefused for odd inputs.
    Sources: Openshaw, Rao (1995), Environ. Plan. A 27, 425-446 (zone design by annealing); D'Amico, Wang, Batta, Rump
    (2002), Comput. Oper. Res. 29, 667-684 (police districts); Kirkpatrick, Gelatt, Vecchi (1983), Science 220, 671-680.
    """
    ground = _ground(load, residents, beat, borders, amount(price, "price"))
    whole(seed, "seed")
    rng = np.random.default_rng(seed)
    best, best_cost = ground.begin, ground.cost()
    for turn in range(whole(restarts, "restarts") + 1):
        ground.set(ground.begin)
        if turn:
            _anneal(ground, rng, turn - 1, restarts, progress, cancel)
        _descend(ground)
        if ground.cost() < best_cost - 1e-12:
            best, best_cost = ground.beat, ground.cost()
    return _result(ground, best, seed)


@dataclass(slots=True)
class _Ground:
    """Units, whose they are, and the sums by beat as they change. Lists: single numbers are looked at a million times."""

    load: list[float]
    residents: list[float]
    begin: list[int]
    near: list[list[int]]
    borders: list[tuple[int, int]]
    price: float
    beats: int
    mean: float
    people: float
    beat: list[int] = field(default_factory=list)
    sums: list[float] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    moved: float = 0.0

    def set(self, beat: list[int]) -> None:
        """Begin anew from a division."""
        self.beat = list(beat)
        self.sums = np.bincount(beat, self.load, self.beats).tolist()
        self.units = np.bincount(beat, minlength=self.beats).tolist()
        self.moved = sum(n for n, a, b in zip(self.residents, self.begin, beat, strict=True) if a != b)

    def cost(self) -> float:
        uneven = sum((one / self.mean - 1) ** 2 for one in self.sums) / self.beats
        return uneven + self.price * self.moved / self.people

    def change(self, unit: int, to: int) -> float:
        """By how much the cost would change: of two beats, and of the residents of one unit."""
        old, part, home = self.beat[unit], self.load[unit] / self.mean, self.begin[unit]
        a, b = self.sums[old] / self.mean - 1, self.sums[to] / self.mean - 1
        uneven = (a - part) ** 2 + (b + part) ** 2 - a * a - b * b
        moved = self.residents[unit] * ((to != home) - (old != home))
        return uneven / self.beats + self.price * moved / self.people

    def move(self, unit: int, to: int) -> None:
        old, home = self.beat[unit], self.begin[unit]
        self.sums[old] -= self.load[unit]
        self.sums[to] += self.load[unit]
        self.units[old] -= 1
        self.units[to] += 1
        self.moved += self.residents[unit] * ((to != home) - (old != home))
        self.beat[unit] = to

    def may_leave(self, unit: int) -> bool:
        """Whether its beat would be neither emptied nor cut into more pieces."""
        own = self.beat[unit]
        if self.units[own] == 1:
            return False
        beside = [one for one in self.near[unit] if self.beat[one] == own]
        if len(beside) < 2:
            return True
        wanted, seen, todo = set(beside[1:]), {unit, beside[0]}, [beside[0]]
        while todo and wanted:
            for one in self.near[todo.pop()]:
                if one not in seen and self.beat[one] == own:
                    seen.add(one)
                    wanted.discard(one)
                    todo.append(one)
        return not wanted


def _ground(load: Any, residents: Any, beat: Any, borders: Any, price: float) -> _Ground:
    loads, people, whose = flat(load, "load"), flat(residents, "residents"), flat(beat, "beat", np.int64)
    same_length(load=loads, residents=people, beat=whose)
    if not (np.isfinite(loads).all() and np.isfinite(people).all()) or (loads < 0).any() or (people < 0).any():
        raise AnalysisRefused("negative", NEGATIVE)
    beats = int(whose.max()) + 1 if whose.size else 0
    if whose.size and (whose.min() < 0 or (np.bincount(whose, minlength=beats) == 0).any()):
        raise AnalysisRefused("bad_beats", BAD_BEATS)
    if beats < 2:
        raise AnalysisRefused("one_beat", ONE_BEAT)
    if not loads.sum() > 0:
        raise AnalysisRefused("no_load", NO_LOAD)
    pairs = np.array(borders, dtype=np.int64).reshape(-1, 2) if np.size(borders) else np.empty((0, 2), dtype=np.int64)
    if pairs.size and (np.ndim(borders) != 2 or pairs.min() < 0 or pairs.max() >= loads.size):
        raise AnalysisRefused("bad_borders", BAD_BORDERS, last=loads.size - 1)
    near: list[list[int]] = [[] for _ in range(loads.size)]
    for a, b in np.unique(np.sort(pairs, axis=1), axis=0).tolist():
        if a != b:
            near[a].append(b)
            near[b].append(a)
    mean, residents_ = float(loads.sum()) / beats, float(people.sum()) or 1.0
    sides = [(a, b) for a, b in pairs.tolist() if a != b]
    made = _Ground(loads.tolist(), people.tolist(), whose.tolist(), near, sides, price, beats, mean, residents_)
    made.set(made.begin)
    return made


def _anneal(
    ground: _Ground,
    rng: np.random.Generator,
    turn: int,
    turns: int,
    progress: Callable[[float], None] | None,
    cancel: Callable[[], bool] | None,
) -> None:
    """Random moves over borders; worse ones are taken ever more seldom."""
    if not ground.borders:
        return
    looks = int(min(MOST, max(LEAST, LOOKS * len(ground.borders))))
    picks = rng.integers(len(ground.borders), size=looks).tolist()
    sides, chances = rng.integers(2, size=looks).tolist(), rng.random(looks).tolist()
    warmth = (_heat(ground) * COOLEST ** (np.arange(looks) / looks)).tolist()
    for at, (pick, side, chance) in enumerate(zip(picks, sides, chances, strict=True)):
        if at % TELL_EVERY == 0:
            _breathe((turn + at / looks) / turns, progress, cancel)
        unit, other = ground.borders[pick] if side else ground.borders[pick][::-1]
        to = ground.beat[other]
        if to == ground.beat[unit]:
            continue
        change = ground.change(unit, to)
        if (change <= 0 or chance < exp(-change / warmth[at])) and ground.may_leave(unit):
            ground.move(unit, to)


def _heat(ground: _Ground) -> float:
    """Twice what a usual move over today's borders changes the cost: most of the bad ones are taken at first."""
    step = max(1, len(ground.borders) // 200)
    sides = [(a, ground.beat[b]) for a, b in ground.borders[::step] if ground.beat[a] != ground.beat[b]]
    usual = float(np.mean([abs(ground.change(unit, to)) for unit, to in sides])) if sides else 0.0
    return 2 * usual if usual > 0 else 1e-6


def _breathe(share: float, progress: Callable[[float], None] | None, cancel: Callable[[], bool] | None) -> None:
    if cancel is not None and cancel():
        raise Cancelled
    if progress is not None:
        progress(share)


def _descend(ground: _Ground) -> None:
    """The best single move again and again, until none makes the cost less."""
    while True:
        best, taken = -1e-12, None
        for unit, near in enumerate(ground.near):
            for to in sorted({ground.beat[one] for one in near} - {ground.beat[unit]}):
                change = ground.change(unit, to)
                if change < best and ground.may_leave(unit):
                    best, taken = change, (unit, to)
        if taken is None:
            return
        ground.move(*taken)


def pieces(beat: Any, borders: Any) -> list[int]:
    """Into how many connected pieces each beat falls. beat: [unit]; borders: [m, 2]."""
    whose = flat(beat, "beat", np.int64)
    root = list(range(whose.size))

    def top(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for a, b in np.array(borders, dtype=np.int64).reshape(-1, 2).tolist():
        if whose[a] == whose[b]:
            root[top(a)] = top(b)
    tops = {(int(whose[one]), top(one)) for one in range(whose.size)}
    return [sum(1 for own, _top in tops if own == number) for number in range(int(whose.max()) + 1)]


def _result(ground: _Ground, best: list[int], seed: int) -> Redraw:
    begin, after = np.array(ground.begin, dtype=np.int64), np.array(best, dtype=np.int64)
    costs = []
    for one in (ground.begin, best):
        ground.set(one)
        costs.append(ground.cost())
    load, residents = np.array(ground.load, dtype=np.float64), np.array(ground.residents, dtype=np.float64)
    loads: list[Floats] = [np.bincount(one, load, ground.beats).astype(np.float64) for one in (begin, after)]
    people: list[Floats] = [np.bincount(one, residents, ground.beats).astype(np.float64) for one in (begin, after)]
    apart = sum(1 for one in pieces(begin, ground.borders) if one > 1)
    notes = [Note("searched", SEARCHED, {"seed": str(seed)})]
    if apart:
        notes.append(Note("apart", APART, {"beats": apart}))
    return Redraw(
        method="simulated annealing and descent over single units (Openshaw, Rao 1995)",
        n=len(best),
        parameters={"price": ground.price, "seed": seed, "beats": ground.beats, "borders": len(ground.borders)},
        notes=tuple(notes),
        beat=after,
        moved=tuple(np.flatnonzero(begin != after).tolist()),
        load_before=loads[0],
        load_after=loads[1],
        residents_before=people[0],
        residents_after=people[1],
        moved_residents=ground.moved,
        deviation_before=float(np.abs(loads[0] / ground.mean - 1).max()),
        deviation_after=float(np.abs(loads[1] / ground.mean - 1).max()),
        cost_before=costs[0],
        cost_after=costs[1],
    )
