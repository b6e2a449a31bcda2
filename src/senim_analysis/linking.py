"""Events that belong together: series by place, time and method, capped so that they stay series."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim_analysis.checks import Floats, Ints, days, points, positive, same_length, share, whole
from senim_analysis.first_links import Linkable, Links, chains_of, features_of
from senim_analysis.multiple import monte_carlo
from senim_analysis.result import Note, Result, plain
from senim_analysis.text import TextClusters, text_clusters
from senim_analysis.words import NOT_A_PERSON, ONE_EVENT, Percent, Words, probability
from senim_analysis.work import Cancel, Progress, blocks, run, streams

__all__ = ["Series", "SeriesFound", "TextClusters", "series", "text_clusters"]

BLOCK = 8

UNKNOWN_METHOD = Words(
    "{count} оқиғаның тәсілі жазылмаған: олар ешбір серияға қосылмады.",
    "У {count} событий способ не записан: они не вошли ни в одну серию.",
    "The method of {count} events is not recorded: they enter no series.",
)
DATE_ONLY = Words(
    "Уақыттардың {share}-ы түн ортасында: тек күні жазылған болуы мүмкін, серияның тәртібі шартты.",
    "{share} моментов приходятся на полночь: возможно, записан только день, порядок в серии условен.",
    "{share} of the times are midnight: perhaps only the day is recorded, the order within a series is nominal.",
)
NOT_TESTED = Words(
    "Кездейсоқ сериялар саны есептелмеген (permutations=0): бұл тек кандидаттар.",
    "Число случайных серий не посчитано (permutations=0): это только кандидаты.",
    "How many series chance makes is not computed (permutations=0): these are candidates only.",
)
FOUND = Words(
    "Кемінде {least} оқиғадан {many} серия, барлығы {events} оқиға; кездейсоқ болса {expected} ({p}). "
    "Ең ұзыны: {days} күнде {width} м ішінде {count} оқиға.",
    "Серий не короче {least} событий: {many}, в них {events} событий; случайно было бы {expected} ({p}). "
    "Самая длинная: {count} событий за {days} дня в пределах {width} м.",
    "{many} series of at least {least} events hold {events} events; by chance it would be {expected} ({p}). "
    "The longest: {count} events in {days} days within {width} m.",
)
NONE = Words(
    "Кемінде {least} оқиғадан тұратын серия жоқ.",
    "Серий не короче {least} событий нет.",
    "There are no series of at least {least} events.",
)


@dataclass(frozen=True, slots=True)
class Series:
    """Events linked one after another. members: their indices in time; start, end: days on the scale of t; width: the
    diagonal of their box, metres; p_value: the chance that shuffled times make any series as long (nan if not tested).
    """

    members: Ints
    start: float
    end: float
    x: float
    y: float
    width: float
    p_value: float

    def to_dict(self) -> dict[str, Any]:
        return {name: plain(getattr(self, name)) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFound(Result):
    """`series`: the longest first; labels: [event], which of them, -1 for none; statistic: events in them;

    expected, p_value: of that number when times are shuffled among the events (nan without permutations).
    """

    series: tuple[Series, ...]
    labels: Ints
    statistic: int
    expected: float
    p_value: float

    def to_dict(self) -> dict[str, Any]:
        own = {name: plain(getattr(self, name)) for name in ("method", "n", "statistic", "expected", "p_value")}
        return {
            "kind": "SeriesFound",
            **own,
            "parameters": plain(self.parameters),
            "notes": plain(self.notes),
            "series": [one.to_dict() for one in self.series],
            "labels": self.labels.tolist(),
        }

    def sentence(self, language: str) -> str:
        least = self.parameters["least"]
        if not self.series:
            return f"{NONE.fill(language, {'least': least})} {NOT_A_PERSON.fill(language)}"
        first = self.series[0]
        params = {
            "least": least,
            "many": len(self.series),
            "events": self.statistic,
            "expected": self.expected,
            "p": probability(self.p_value, language) if np.isfinite(self.p_value) else "p —",
            "days": first.end - first.start,
            "width": round(first.width),
            "count": int(first.members.size),
        }
        return f"{FOUND.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def series(
    x: Any,
    y: Any,
    t: Any,
    *,
    distance: float,
    interval: float,
    method: Any = None,
    similarity: float = 0.5,
    least: int = 3,
    longest: float | None = None,
    widest: float | None = None,
    permutations: int = 99,
    seed: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> SeriesFound:
    """Chains of events: each is linked to the latest earlier one within `distance` and `interval` done in a like way.

    x, y: metres; t: datetime64 or days; method: [event], one word (must be equal) or a collection of words (share in
    common, Jaccard, at least `similarity`), None where not recorded. A series never grows beyond `longest` days (4 intervals)
    and a box with a diagonal of `widest` metres (4 distances): without the cap, chains flow together in dense quarters.
    Chance is told by shuffling the times among the events. Raises AnalysisRefused for degrees and too many pairs.
    Sources: linking by place, time and method: Bennell, Jones 2005; Jaccard 1912.
    """
    across, up = points(x, y)
    moment = days(t)
    same_length(x=across, t=moment)
    near, soon = positive(distance, "distance"), positive(interval, "interval")
    caps = positive(longest or 4 * soon, "longest"), positive(widest or 4 * near, "widest")
    shortest = max(2, whole(least, "least"))
    features, unknown = features_of(method, across.size)
    events = Linkable(across, up, features, share(similarity, "similarity"), near, soon, caps)
    chains = [one for one in chains_of(events, moment) if one.size >= shortest]
    inside = sum(one.size for one in chains)
    counted = whole(permutations, "permutations")
    work: dict[str, Any] = {"executor": executor, "progress": progress, "cancel": cancel}
    chance = shuffled(events, moment, shortest, counted, seed, **work)
    found, labels = described(events, moment, chains, chance[:, 1])
    return SeriesFound(
        method="near-repeat series by method, first link, capped span",
        n=across.size,
        parameters={
            "distance": near,
            "interval": soon,
            "least": shortest,
            "longest": caps[0],
            "widest": caps[1],
            "similarity": similarity,
            "permutations": counted,
            "seed": seed,
        },
        notes=_notes(moment, unknown, tested=bool(counted)),
        series=found,
        labels=labels,
        statistic=inside,
        expected=float(chance[:, 0].mean()) if counted else float("nan"),
        p_value=float(monte_carlo((chance[:, 0] >= inside).sum(), counted)) if counted else float("nan"),
    )


def shuffled(events: Linkable, moment: Floats, least: int, permutations: int, seed: int | None, **work: Any) -> Floats:
    """[permutation, 2]: events in chains of `least`, and the length of the longest, when times are dealt out anew."""
    sizes = blocks(permutations, BLOCK)
    tasks = [
        (events, moment, least, size, stream) for size, stream in zip(sizes, streams(seed, len(sizes)), strict=True)
    ]
    return np.vstack([np.empty((0, 2)), *run(_shuffled, tasks, **work)])


def _shuffled(events: Linkable, moment: Floats, least: int, count: int, stream: np.random.SeedSequence) -> Floats:
    """[replication, 2]: events in series, and the length of the longest, when times are dealt out anew."""
    chance, links = np.random.default_rng(stream), Links(events)
    out = np.zeros((count, 2))
    for turn in range(count):
        sizes = np.bincount(links.roots(chance.permutation(moment)))
        out[turn] = sizes[sizes >= least].sum(), sizes.max(initial=1)
    return out


def described(events: Linkable, moment: Floats, chains: list[Ints], longest: Floats) -> tuple[tuple[Series, ...], Ints]:
    """Chains as series, the longest first, and the number of each event's; longest: [permutation], by chance."""
    labels = np.full(moment.size, -1, dtype=np.int64)
    found = []
    chains = sorted(chains, key=lambda one: (-one.size, moment[one].min(), events.x[one[0]], events.y[one[0]]))
    for number, one in enumerate(chains):
        labels[one] = number
        x, y = events.x[one], events.y[one]
        p = float(monte_carlo((longest >= one.size).sum(), longest.size)) if longest.size else float("nan")
        found.append(
            Series(
                members=one,
                start=float(moment[one].min()),
                end=float(moment[one].max()),
                x=float(x.mean()),
                y=float(y.mean()),
                width=float(np.hypot(np.ptp(x), np.ptp(y))),
                p_value=p,
            )
        )
    return tuple(found), labels


def _notes(moment: Floats, unknown: int, *, tested: bool) -> tuple[Note, ...]:
    notes = [Note("unknown_method", UNKNOWN_METHOD, {"count": unknown})] if unknown else []
    if moment.size == 1:
        notes.append(Note("one_event", ONE_EVENT))
    midnight = float((moment == np.floor(moment)).mean())
    if midnight > 0.05 and moment.size >= 20:
        notes.append(Note("date_only", DATE_ONLY, {"share": Percent(midnight)}))
    if not tested:
        notes.append(Note("not_tested", NOT_TESTED))
    return tuple(notes)
