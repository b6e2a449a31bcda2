"""All incidents of a town to a ranked list of candidate problems, at a promised rate of false ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import Floats, Ints, enough, flat, points, positive, same_length, share
from senim_analysis.errors import AnalysisRefused, Cancelled
from senim_analysis.problems import artefacts, patterns
from senim_analysis.problems.cells import Cells, lay
from senim_analysis.problems.chance import chosen_interval
from senim_analysis.problems.places import Found, Search, crowded
from senim_analysis.problems.problem import Problem
from senim_analysis.problems.timing import timing
from senim_analysis.result import Note, Result
from senim_analysis.words import Words

#: How the promised rate is divided among the sorts of problems, so that the whole list keeps it.
PARTS = {"place": 0.6, "near_repeat": 0.2, "rise": 0.2}
LEAST = 30
#: More than this many places are not described; the list says how many there were.
MOST_DESCRIBED = 500

SENTENCE = Words(
    "{n} оқиғадан {count} ықтимал мәселе табылды (жалғанының үлесі {rate} %-дан аспайды); бірінші орында: {first}",
    "Из {n} событий найдено возможных проблем: {count} (доля ложных не больше {rate} %); на первом месте: {first}",
    "In {n} events {count} candidate problems were found (at most {rate} % of them false); first: {first}",
)
NOTHING = Words(
    "{n} оқиғадан кездейсоқтықтан асатын ешқандай мәселе табылмады.",
    "Среди {n} событий проблем сверх случайных не найдено.",
    "Among {n} events no problem beyond chance was found.",
)
NO_TIMES = Words(
    "Уақыт берілмеген не белгісіз: мәселелер тек орын бойынша ізделді.",
    "Времени нет: проблемы искались только по месту.",
    "There are no times: problems were looked for by place only.",
)
EVEN = Words(
    "«Біркелкі таралса» дегені — зерттелген аумақтың ({area} км²) бәріне бірдей. Халық тығыз жерде оқиға да көп: бұл мәселе ме, "
    "әлде тек адам көп жер ме, сол жерде анықталады.",
    "«Ровное распределение» — поровну по всей изученной территории ({area} км²). Где больше людей, там больше и событий: "
    "проблема это или просто людное место, выясняется на месте.",
    "'An even spread' means alike over the whole studied area ({area} square kilometres). Where there are more people there are more events: "
    "whether it is a problem or just a busy place is found out there.",
)
HARMLESS = Words(
    "Зиян салмағы берілмеген: әр оқиға бірдей саналды, сондықтан жеңіл, бірақ жиі оқиғалар алға шықты. --harm арқылы салмақ беріңіз.",
    "Веса вреда не даны: каждое событие считается за одно, поэтому впереди частое, а не тяжёлое. Задайте веса через --harm.",
    "No weights of harm were given: every event counts as one, so what is frequent comes before what is grave. Give weights by --harm.",
)
NO_PLACES = Words(
    "Орын бойынша ештеңе айтуға болмайды: {n} оқиғаның {count}-і ғана әдепкі мекенжайда емес, олар {points} нүктеде. Координаталарды түзетіңіз.",
    "О местах сказать ничего нельзя: из {n} событий только {count} не на адресах по умолчанию, и они в точках числом {points}. Исправьте координаты.",
    "Nothing can be said of places: of {n} events only {count} are not at default addresses, on {points} points. Mend the coordinates.",
)
FEW_PLACES = Words(
    "Орын {n} оқиғаның {count}-і бойынша ғана ізделді: қалғаны әдепкі мекенжайда. Тізім бос болса да, мәселе жоқ деген сөз емес.",
    "Места искали только по {count} событиям из {n}: остальные на адресах по умолчанию. Пустой список не значит, что проблем нет.",
    "Places were looked for among {count} of {n} events only: the others are at default addresses. An empty list does not mean that there is no problem.",
)
SHORTENED = Words(
    "Барлығы {count} орын табылды, {kept} ең ауыры көрсетілді.",
    "Всего найдено мест: {count}; описаны {kept} самых тяжёлых.",
    "{count} places were found in all; the {kept} gravest are described.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems(Result):
    """`statistic`: how many in all; problems: places and rises, the gravest first, by harm above what is expected, per day.

    patterns: kinds of event that draw others after them, over the whole area; they count pairs and have a list of
    their own. area: square metres of the studied area; side: of its cells; tried: tests of places.
    """

    statistic: int
    problems: tuple[Problem, ...]
    patterns: tuple[Problem, ...]
    area: float
    side: float
    tried: int

    @property
    def blind(self) -> Note | None:
        """Why an empty list is no answer, where it is none."""
        return next((note for note in self.notes if note.code in ("no_places", "few_places")), None)

    def sentence(self, language: str) -> str:
        if not self.statistic and self.blind is not None:
            return self.blind.sentence(language)
        if not self.statistic:
            return NOTHING.fill(language, {"n": self.n})
        rate = round(100 * self.parameters["rate"], 1)
        first = (*self.problems, *self.patterns)[0].sentence(language)
        return SENTENCE.fill(language, {"n": self.n, "count": self.statistic, "rate": rate, "first": first})

    def to_dict(self) -> dict[str, Any]:
        lists = {"problems": self.problems, "patterns": self.patterns}
        return {**Result.to_dict(self), **{name: [one.to_dict() for one in many] for name, many in lists.items()}}


@dataclass(frozen=True, slots=True)
class _Events:
    """What the search works on."""

    x: Floats
    y: Floats
    at: npt.NDArray[np.datetime64]
    timed: npt.NDArray[np.bool_]
    kind: Ints
    names: Sequence[str]
    usual: Ints
    weight: Floats
    weighted: bool
    areas: Sequence[str] | None
    say: Callable[[float, float], tuple[str, str]]

    @property
    def span(self) -> tuple[np.datetime64, np.datetime64] | None:
        known = self.at[~np.isnat(self.at)]
        return (known.min(), known.max()) if known.size else None

    @property
    def days(self) -> float:
        """Length of the file; one day where there are no times, so that ranking is by number."""
        if self.span is None:
            return 1.0
        return max(1.0, float((self.span[1] - self.span[0]) / np.timedelta64(1, "D")))


def find_problems(
    x: Any,
    y: Any,
    at: Any = None,
    category: Any = None,
    *,
    harm: Mapping[str, float] | None = None,
    areas: Sequence[str] | None = None,
    timed: Any = None,
    usual: Any = None,
    say: Callable[[float, float], tuple[str, str]] | None = None,
    side: float | None = None,
    rate: float = 0.05,
    progress: Callable[[float, str], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Problems:
    """Candidate problems: crowded places, near repeats and late rises of every kind, ranked by harm beyond chance.

    x, y: metres; at: datetime64, NaT where unknown, or None; category: name of each event's kind; harm: weight of each
    kind, 1 where not named; areas: label of each event's area; timed: whether the hour is known; usual: False at default
    addresses, which take no part in the search for places; say: metres to two texts for people; side: of the cells.
    rate: of all that is listed at most this share is expected to be chance, and of files without any problem at most
    this share gives a list at all.
    """
    events = _events(x, y, at, category, harm, areas, timed, usual, say)
    share(rate, "rate")
    tell = progress or (lambda _done, _what: None)
    stages = _Stages(events, rate, side, tell, cancel)
    found = stages.run()
    ranked = sorted(found, key=lambda one: (-one.excess_per_day, one.name, one.p_value))
    cells = stages.cells
    return Problems(
        method="crowded cells, near repeats and rises; false discovery controlled over all of them (Benjamini, Hochberg 1995)",
        n=int(events.x.size),
        parameters={"rate": rate, "side": cells.side, "harm": dict(harm or {}), "parts": PARTS},
        notes=_notes(events, cells, stages.places),
        statistic=len(ranked) + max(0, len(stages.places.found) - MOST_DESCRIBED),
        problems=tuple(one for one in ranked if one.sort != "near_repeat"),
        patterns=tuple(one for one in ranked if one.sort == "near_repeat"),
        area=cells.area * cells.side**2,
        side=cells.side,
        tried=stages.places.tried,
    )


class _Stages:
    """The parts of the search one after another, with progress."""

    def __init__(
        self, events: _Events, rate: float, side: float | None, tell: Any, cancel: Callable[[], bool] | None
    ) -> None:
        self.events, self.rate, self.tell, self.cancel = events, rate, tell, cancel
        self.cells: Cells = lay(events.x, events.y, None if side is None else positive(side, "side"))
        self.places = Search((), 0, 0)

    def run(self) -> list[Problem]:
        found: list[Problem] = []
        for done, what, stage in (
            (0.0, "places", self._places),
            (0.5, "near repeats", self._near_repeats),
            (0.9, "rises", self._rises),
        ):
            if self.cancel is not None and self.cancel():
                raise Cancelled
            self.tell(done, what)
            found += stage()
        self.tell(1.0, "done")
        return found

    def _places(self) -> list[Problem]:
        events = self.events
        self.places = crowded(self.cells, events.kind, events.usual, len(events.names), self.rate * PARTS["place"])

        def beyond(one: Found) -> float:
            return float(events.weight[one.kind]) * (one.events.size - one.expected)

        gravest = sorted(self.places.found, key=beyond, reverse=True)[:MOST_DESCRIBED]
        return [_place(events, self.cells, self.places, one) for one in gravest]

    def _near_repeats(self) -> list[Problem]:
        events = self.events
        found = patterns.near_repeats(
            events.x,
            events.y,
            events.at,
            events.kind,
            events.usual,
            len(events.names),
            lambda done: self.tell(0.5 + 0.4 * done, "near repeats"),
        )
        return [
            _pattern(events, "near_repeat", one, days=int(patterns.DAYS), distance=patterns.DISTANCE, over=events.days)
            for one in found
            if one.q <= self.rate * PARTS["near_repeat"]
        ]

    def _rises(self) -> list[Problem]:
        events = self.events
        labels, area = (None, None) if events.areas is None else np.unique(np.array(events.areas), return_inverse=True)
        size = 0 if labels is None else labels.size
        found = patterns.rises(events.at, events.kind, len(events.names), area, size)
        return [
            _pattern(events, "rise", one, days=patterns.RECENT, distance=None, over=float(patterns.RECENT))
            for one in found
            if one.q <= self.rate * PARTS["rise"]
        ]


def _events(
    x: Any,
    y: Any,
    at: Any,
    category: Any,
    harm: Mapping[str, float] | None,
    areas: Any,
    timed: Any,
    usual: Any,
    say: Any,
) -> _Events:
    across, up = points(x, y)
    enough(across.size, LEAST)
    size = across.size
    moments = np.full(size, np.datetime64("NaT"), dtype="datetime64[s]") if at is None else np.asarray(at)
    if not np.issubdtype(moments.dtype, np.datetime64):
        raise AnalysisRefused("no_moments", Words(*("at: datetime64",) * 3))
    names, kind = np.unique(np.array(["—"] * size if category is None else list(category)), return_inverse=True)
    known = ~np.isnat(moments) if timed is None else np.asarray(timed, dtype=bool) & ~np.isnat(moments)
    part = np.ones(size, dtype=bool) if usual is None else np.asarray(usual, dtype=bool)
    same_length(x=across, at=moments, category=kind, timed=known, usual=part)
    weights = {str(name): float(flat([value], "harm")[0]) for name, value in (harm or {}).items()}
    return _Events(
        across,
        up,
        moments.astype("datetime64[s]"),
        known,
        kind.ravel().astype(np.int64),
        [str(name) for name in names],
        np.flatnonzero(part),
        np.array([weights.get(str(name), 1.0) for name in names]),
        bool(weights),
        areas,
        say or (lambda a, b: (f"{a:.0f}", f"{b:.0f}")),
    )


def _place(events: _Events, cells: Cells, search: Search, one: Found) -> Problem:
    rows = one.events
    x, y = float(np.median(events.x[rows])), float(np.median(events.y[rows]))
    apart = np.hypot(events.x[rows] - x, events.y[rows] - y)
    # Nine in ten of its events: the corner of a cell must not make a place larger than it is.
    radius = max(50.0, float(np.quantile(apart, 0.9)))
    weight = float(events.weight[one.kind])
    excess = weight * (rows.size - one.expected)
    name = events.names[one.kind]
    return Problem(
        method="cell against an even spread, Poisson",
        n=int(rows.size),
        parameters={"cells": int(one.cells.size), "side": cells.side},
        notes=artefacts.of_events(events.x[rows], events.y[rows], events.at[rows], events.timed[rows], name),
        sort="place",
        name=name,
        statistic=rows.size / one.expected if one.expected >= 1 else None,
        expected=one.expected,
        interval=chosen_interval(rows.size, one.expected, search.chosen, search.tried),
        p_value=max(one.p, float(np.finfo(np.float64).tiny)),
        q_value=max(one.q, float(np.finfo(np.float64).tiny)),
        x=x,
        y=y,
        radius=radius,
        where=(*events.say(x, y), _area(events, rows)),
        harm=weight * rows.size,
        excess=excess,
        excess_per_day=excess / events.days,
        weighted=events.weighted,
        timing=timing(events.at[rows], events.timed[rows], events.span),
        events=rows,
    )


def _area(events: _Events, rows: Ints) -> str:
    """The label that most of the events carry."""
    if events.areas is None:
        return ""
    labels, count = np.unique([events.areas[row] for row in rows], return_counts=True)
    return str(labels[int(count.argmax())])


def _pattern(
    events: _Events, sort: str, one: patterns.Pattern, *, days: int, distance: float | None, over: float
) -> Problem:
    rows, weight, name = one.events, float(events.weight[one.kind]), events.names[one.kind]
    excess = weight * (one.observed - one.expected)
    notes = artefacts.of_events(events.x[rows], events.y[rows], events.at[rows], events.timed[rows], name)
    return Problem(
        method="near repeats, exact permutation moments"
        if sort == "near_repeat"
        else "last four weeks against those before",
        n=int(one.observed),
        parameters={},
        notes=tuple(note for note in notes if note.code not in ("chosen_high", "burst")),
        sort=sort,
        name=name,
        statistic=one.observed / one.expected if one.expected >= 1 else None,
        expected=one.expected,
        interval=chosen_interval(one.observed, one.expected, 1, len(events.names)) if sort == "rise" else None,
        p_value=one.p,
        q_value=one.q,
        x=None,
        y=None,
        radius=None,
        where=None if one.area < 0 else ("", "", _area(events, rows)),
        harm=weight * one.observed,
        excess=excess,
        excess_per_day=excess / over,
        weighted=events.weighted,
        timing=timing(events.at[rows], events.timed[rows], events.span),
        events=rows,
        days=days,
        distance=distance,
    )


def _notes(events: _Events, cells: Cells, places: Search) -> tuple[Note, ...]:
    size, apart = int(events.usual.size), np.unique(cells.of_event[events.usual]).size
    if size < LEAST or apart < 2:
        spots = np.unique(np.column_stack([events.x[events.usual], events.y[events.usual]]), axis=0).shape[0]
        return (Note("no_places", NO_PLACES, {"n": events.x.size, "count": size, "points": int(spots)}),)
    notes = [Note("even_spread", EVEN, {"area": round(cells.area * cells.side**2 / 1e6)})]
    if size < events.x.size / 2:
        notes.append(Note("few_places", FEW_PLACES, {"n": events.x.size, "count": size}))
    if not events.weighted and len(events.names) > 1:
        notes.append(Note("no_harm", HARMLESS))
    if events.span is None:
        notes.append(Note("no_times", NO_TIMES))
    if len(places.found) > MOST_DESCRIBED:
        notes.append(Note("shortened", SHORTENED, {"count": len(places.found), "kept": MOST_DESCRIBED}))
    return tuple(notes)
