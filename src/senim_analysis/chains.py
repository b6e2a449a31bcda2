"""Near-repeat chains: incidents that followed one another near and soon, never grown together into one giant."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim_analysis.artefacts import artefacts, space_time
from senim_analysis.checks import Floats, Ints, positive, whole
from senim_analysis.first_links import Linkable, chains_of
from senim_analysis.linking import NOT_TESTED, Series, described, shuffled
from senim_analysis.multiple import monte_carlo
from senim_analysis.result import Note, Result, plain
from senim_analysis.words import NOT_A_PERSON, Percent, Words, probability
from senim_analysis.work import Cancel, Progress

FOUND = Words(
    "{distance} м және {interval} тәулік ішінде бірінен кейін бірі болған {many} тізбек бар, оларда оқиғалардың {share}-ы "
    "({events}){chance}. Ең ұзыны: {days} тәулікте {width} м ішінде {count} оқиға.",
    "Цепочек, где события шли друг за другом не дальше {distance} м и {interval} сут: {many}; в них {share} событий "
    "({events}){chance}. Самая длинная: {count} событий за {days} сут в пределах {width} м.",
    "Chains of events within {distance} m and {interval} days of one another: {many}; they hold {share} of the events "
    "({events}){chance}. The longest: {count} events in {days} days within {width} m.",
)
CHANCE = Words(
    "; кездейсоқ болса {expected} оқиға күтілер еді, {p}",
    "; случайно ожидалось бы {expected} событий, {p}",
    "; chance alone would give {expected} events, {p}",
)
NONE = Words(
    "{distance} м және {interval} тәулік ішінде {least} оқиғадан тізбек жоқ.",
    "Цепочек из {least} событий не дальше {distance} м и {interval} сут друг от друга нет.",
    "There is no chain of {least} events within {distance} m and {interval} days of one another.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRepeatChains(Result):
    """`chains`: the longest first; `labels`: [event], which of them, -1 for none; `links`: [link, 2], the event that
    came before and the one that followed, as indices of the caller's arrays.

    `statistic`: events in chains; `expected`, `p_value`: of that number when the times are shuffled among the events
    (not a number without permutations). `lengths`: [k], how many chains have k events.
    """

    chains: tuple[Series, ...]
    labels: Ints
    links: Ints
    lengths: Ints
    statistic: int
    expected: float
    p_value: float

    def to_dict(self) -> dict[str, Any]:
        own = {name: plain(getattr(self, name)) for name in self.__slots__ if name != "chains"}
        rest = {name: plain(getattr(self, name)) for name in ("method", "n", "parameters", "notes")}
        return {"kind": "NearRepeatChains", **rest, **own, "chains": [one.to_dict() for one in self.chains]}

    def sentence(self, language: str) -> str:
        params = dict(self.parameters)
        if not self.chains:
            return f"{NONE.fill(language, params)} {NOT_A_PERSON.fill(language)}"
        first = self.chains[0]
        params |= {
            "many": len(self.chains),
            "share": Percent(self.statistic / self.n),
            "events": self.statistic,
            "chance": self._chance(language),
            "days": first.end - first.start,
            "width": round(first.width),
            "count": int(first.members.size),
        }
        return f"{FOUND.fill(language, params)} {NOT_A_PERSON.fill(language)}"

    def _chance(self, language: str) -> str:
        if not np.isfinite(self.p_value):
            return ""
        return CHANCE.fill(language, {"expected": self.expected, "p": probability(self.p_value, language)})


def near_repeat_chains(
    x: Any,
    y: Any,
    t: Any,
    *,
    distance: float,
    interval: float,
    least: int = 2,
    longest: float | None = None,
    widest: float | None = None,
    permutations: int = 99,
    seed: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> NearRepeatChains:
    """Chains of near repeats: each event is linked to the latest earlier one within `distance` and `interval` (closed).

    x, y: [event] metres; t: [event] datetime64 or float days. A chain has at least `least` events and never grows
    beyond `longest` days (4 intervals) and a box with a diagonal of `widest` metres (4 distances): linked without end,
    chains flow together in dense quarters. permutations: shuffles of the times that tell how many events chance puts
    into chains; 0 leaves them untested; at 100 000 events one takes about a fifth of a second with numba, all 99 under
    half a minute, and an executor shares them out. Raises AnalysisRefused for degrees, fewer than two events, too many pairs.
    Source: Haberman, Ratcliffe 2012.
    """
    raw, (x, y, t) = t, space_time(x, y, t)
    near, soon = positive(distance, "distance"), positive(interval, "interval")
    caps = positive(longest or 4 * soon, "longest"), positive(widest or 4 * near, "widest")
    shortest, many = max(2, whole(least, "least")), whole(permutations, "permutations")
    events = Linkable(x, y, None, 0.5, near, soon, caps)
    chains = [one for one in chains_of(events, t) if one.size >= shortest]
    work: dict[str, Any] = {"executor": executor, "progress": progress, "cancel": cancel}
    chance = shuffled(events, t, shortest, many, seed, **work)
    found, labels = described(events, t, chains, chance[:, 1])
    inside = sum(one.size for one in chains)
    return NearRepeatChains(
        method="near-repeat chains, first link, capped span",
        n=x.size,
        parameters={
            "distance": near,
            "interval": soon,
            "least": shortest,
            "longest": caps[0],
            "widest": caps[1],
            "permutations": many,
            "seed": seed,
        },
        notes=artefacts(x, y, t, raw) + (() if many else (Note("not_tested", NOT_TESTED),)),
        chains=found,
        labels=labels,
        links=_links(events, t, found),
        lengths=np.bincount([one.members.size for one in found], minlength=shortest + 1).astype(np.int64),
        statistic=inside,
        expected=float(chance[:, 0].mean()) if many else float("nan"),
        p_value=float(monte_carlo((chance[:, 0] >= inside).sum(), many)) if many else float("nan"),
    )


def _links(events: Linkable, t: Floats, chains: tuple[Series, ...]) -> Ints:
    """[link, 2]: within each chain, the latest earlier event in reach of each that followed."""
    links = []
    for one in chains:
        for place, late in enumerate(one.members[1:], 1):
            before = one.members[:place]
            apart = np.hypot(events.x[before] - events.x[late], events.y[before] - events.y[late])
            lag = t[late] - t[before]
            reach = np.flatnonzero((apart <= events.distance * (1 + 1e-12)) & (lag <= events.interval))
            links.append((before[reach[np.lexsort((apart[reach], lag[reach]))[0]]], late))
    return np.array(links, dtype=np.int64).reshape(-1, 2)
