"""The Jacquez test: are the nearest events in space and the nearest in time the same ones more often than by chance?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from senim_analysis import checks, deal, grid, multiple, words, work
from senim_analysis.artefacts import artefacts, space_time
from senim_analysis.checks import Floats, Ints
from senim_analysis.deal import Seeds
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.words import Words

#: Neighbours in space that one shuffle looks at; ties at one address are what makes them many.
MOST = 10_000_000

FINDING = Words(
    "Орны бойынша ең жақын {neighbours} көршінің уақыты бойынша да ең жақын {neighbours} көршінің қатарына кіргені: {observed}. "
    "Кездейсоқтықтан күтілгені: {expected}; {p}. {person}",
    "Соседей, которые в числе ближайших ({neighbours}) и по месту, и по времени: {observed}. "
    "Случайно ожидалось {expected}; {p}. {person}",
    "Neighbours among the {neighbours} nearest of an event both in place and in time: {observed}. "
    "Chance alone would give {expected}; {p}. {person}",
)
TIES = Words(
    "Бірдей жақын оқиғалар бар: «ең жақындар» қатарындағы соңғы орындар олардың арасында тең бөлінді, сондықтан саны бүтін болмауы мүмкін.",
    "Есть одинаково близкие события: последние места среди ближайших поделены между ними поровну, поэтому число может быть не целым.",
    "Some events are equally near: the last places among the nearest are shared evenly between them, so the count need not be whole.",
)
TOO_MANY_TIES = Words(
    "Бірдей жақын көршілер тым көп: {count}, шегі {most}. Бір нүктеде тым көп оқиға тұр: олардың координатасын тексеріңіз немесе knox алыңыз.",
    "Слишком много одинаково близких соседей: {count}, предел {most}. В одной точке слишком много событий: проверьте их координаты или возьмите knox.",
    "Too many neighbours are equally near: {count}, the limit is {most}. Too many events are on one point: check their coordinates, or use knox.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JacquezResult(Result):
    """`statistic`: neighbours that are among the nearest both in space and in time, over all events.

    `expected`: exact under the random order of times, n k^2 / (n - 1). `p_value`: P(as many or more), one-sided.
    """

    statistic: float
    expected: float
    p_value: float
    permutations: int

    def sentence(self, language: str) -> str:
        """The neighbours in common beside what chance gives."""
        shown = {"neighbours": self.parameters["neighbours"], "observed": self.statistic, "expected": self.expected}
        p = words.probability(self.p_value, language)
        return FINDING.fill(language, {**shown, "p": p, "person": words.NOT_A_PERSON})


class _Near(NamedTuple):
    """Neighbours in space: event, its neighbour, and the part of a place among the nearest that this one has."""

    event: Ints
    other: Ints
    part: Floats


class _Soon(NamedTuple):
    """Moments in order; how far the nearest of each reach, and the part that those at the very edge have."""

    moment: Floats
    inside: Floats
    edge: Floats
    part: Floats


def jacquez(
    x: Any,
    y: Any,
    t: Any,
    *,
    neighbours: int,
    permutations: int = 999,
    seed: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> JacquezResult:
    """Count how many of the `neighbours` nearest events in space are among as many nearest in time, too.

    x, y: [event] metres; t: [event] datetime64 or float days; permutations: how often the times are dealt out anew. No
    distance is asked for, so that dense and empty quarters weigh alike. Ties: events that are equally near share
    the last places among the nearest evenly, which is the mean over all ways to break the ties by lot; the order of
    the rows does not matter. Raises AnalysisRefused for degrees, fewer than `neighbours` + 2 events, too many ties.
    Source: Jacquez 1996; the sharing of ties: a rule of our own.
    """
    raw, (x, y, t) = t, space_time(x, y, t)
    near_by = int(checks.positive(checks.whole(neighbours, "neighbours"), "neighbours"))
    shuffles = int(checks.positive(checks.whole(permutations, "permutations"), "permutations"))
    checks.enough(x.size, near_by + 2)
    order = np.lexsort((t, y, x))
    x, y, t = x[order], y[order], t[order]
    near, soon = _nearest(x, y, near_by), _soonest(np.sort(t), near_by)
    rank = np.empty(t.size, dtype=np.int64)
    rank[np.argsort(t, kind="stable")] = np.arange(t.size)
    statistic = _in_common(near, soon, rank)
    tasks = [(near, soon, some) for some in deal.parcels(deal.lane_seeds(seed, shuffles), executor, 1)]
    many = np.concatenate(list(work.run(_shuffled, tasks, executor=executor, progress=progress, cancel=cancel)))
    ties = bool((near.part < 1).any() or (soon.part < 1).any())
    return JacquezResult(
        method="Jacquez, nearest neighbours; event times permuted",
        n=x.size,
        parameters={"neighbours": near_by, "permutations": shuffles, "seed": seed},
        notes=artefacts(x, y, t, raw) + ((Note("ties", TIES),) if ties else ()),
        statistic=statistic,
        expected=x.size * near_by**2 / (x.size - 1),
        p_value=float(multiple.monte_carlo((many >= statistic - 1e-9 * (1 + statistic)).sum(), shuffles)),
        permutations=shuffles,
    )


def _nearest(x: Floats, y: Floats, neighbours: int) -> _Near:
    at, slack, everyone = np.column_stack([x, y]), grid.slack(x, y), np.arange(x.size)
    tree = cKDTree(at)
    far = tree.query(at, neighbours + 1)[0][:, neighbours]
    sizes = tree.query_ball_point(at, far + slack, return_length=True)
    if sizes.sum() > MOST:
        raise AnalysisRefused("too_many_ties", TOO_MANY_TIES, count=int(sizes.sum()), most=MOST)
    event = np.repeat(everyone, sizes)
    other = np.concatenate([np.asarray(one, dtype=np.int64) for one in tree.query_ball_point(at, far + slack)])
    event, other = event[event != other], other[event != other]
    inside = np.hypot(x[event] - x[other], y[event] - y[other]) < far[event] - slack
    nearer, all_near = np.bincount(event[inside], minlength=x.size), np.bincount(event, minlength=x.size)
    part = (neighbours - nearer) / (all_near - nearer)
    return _Near(event, other, np.where(inside, 1.0, part[event]))


def _soonest(moment: Floats, neighbours: int) -> _Soon:
    n, slack, beyond = moment.size, grid.slack(moment), np.full(neighbours, np.inf)
    wide = np.concatenate([-beyond, moment, beyond])
    windows = ((neighbours - before, 2 * neighbours - before) for before in range(neighbours + 1))
    far = np.min([np.maximum(moment - wide[a : a + n], wide[b : b + n] - moment) for a, b in windows], axis=0)
    inside, edge = far - slack, far + slack
    nearer = np.searchsorted(moment, moment + inside, "left") - np.searchsorted(moment, moment - inside, "right") - 1
    nearer = np.where(inside > 0, nearer, 0)
    within = np.searchsorted(moment, moment + edge, "right") - np.searchsorted(moment, moment - edge, "left") - 1
    return _Soon(moment, inside, edge, (neighbours - nearer) / (within - nearer))


def _in_common(near: _Near, soon: _Soon, rank: Ints) -> float:
    """rank: [event], which of the moments each has."""
    mine, theirs = rank[near.event], rank[near.other]
    wait = np.abs(soon.moment[mine] - soon.moment[theirs])
    part = np.where(wait < soon.inside[mine], 1.0, np.where(wait <= soon.edge[mine], soon.part[mine], 0.0))
    return float(near.part @ part)


def _shuffled(near: _Near, soon: _Soon, seeds: list[Seeds]) -> Floats:
    moments = np.arange(soon.moment.size)
    dealt = ((deal.deal(moments, some), some.size) for some in seeds)
    return np.array([_in_common(near, soon, ranks[:, lane]) for ranks, size in dealt for lane in range(size)])
