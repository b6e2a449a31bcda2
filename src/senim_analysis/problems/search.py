"""All incidents of a town to a ranked list of candidate problems, at a promised rate of false ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim_analysis.checks import positive, share
from senim_analysis.errors import Cancelled
from senim_analysis.problems import describe, patterns
from senim_analysis.problems.cells import Cells, lay
from senim_analysis.problems.events import LEAST, Events, events_of
from senim_analysis.problems.places import Found, Search, crowded
from senim_analysis.problems.problem import Problem
from senim_analysis.result import Note, Result
from senim_analysis.words import Words

#: How the promised rate is divided among the sorts of problems, so that the whole list keeps it.
PARTS = {"place": 0.6, "near_repeat": 0.2, "rise": 0.2}
#: More than this many places are not described; the list says how many there were.
MOST_DESCRIBED = 500

SENTENCE = Words(
    "{n} оқиғадан {count} ықтимал мәселе табылды (жалғанының үлесі орта есеппен {rate} %-дан аспайды); бірінші орында: {first}",
    "Из {n} событий найдено возможных проблем: {count} (доля ложных в среднем не больше {rate} %); на первом месте: {first}",
    "In {n} events candidate problems found: {count} (on average at most {rate}% false); first: {first}",
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
    "Орын бойынша ештеңе айтуға болмайды: {n} оқиғаның ішінде әдепкі мекенжайда емесі {count} ғана, олар {points} нүктеде. Координаталарды түзетіңіз.",
    "О местах сказать ничего нельзя: из {n} событий только {count} не на адресах по умолчанию, и они в точках числом {points}. Исправьте координаты.",
    "Nothing can be said of places: of {n} events only {count} are not at default addresses, on {points} points. Mend the coordinates.",
)
FEW_PLACES = Words(
    "Орын {n} оқиғаның ішінде {count} оқиға бойынша ғана ізделді: қалғаны әдепкі мекенжайда. Тізім бос болса да, мәселе жоқ деген сөз емес.",
    "Места искали только по {count} событиям из {n}: остальные на адресах по умолчанию. Пустой список не значит, что проблем нет.",
    "Places were looked for among {count} of {n} events only: the others are at default addresses. An empty list does not mean that there is no problem.",
)
SHORTENED = Words(
    "Барлығы {count} орын табылды, ең ауыр {kept} орын сипатталды.",
    "Всего найдено мест: {count}; описаны {kept} самых тяжёлых.",
    "{count} places were found in all; the {kept} gravest are described.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems(Result):
    """`statistic`: how many in all; problems: places and rises, the gravest first, by harm above what is expected, per day.

    patterns: kinds of event that others follow near and soon, over the whole area; they count pairs and have a list of
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
    Raises AnalysisRefused for degrees, fewer than 30 events, times that are no datetime64, cells too
    fine. Sources: Benjamini, Hochberg 1995; intervals of what was chosen: Benjamini, Yekutieli 2005; near repeats: Knox 1964.
    """
    events = events_of(x, y, at, category, harm, areas, timed, usual, say)
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
        self, events: Events, rate: float, side: float | None, tell: Any, cancel: Callable[[], bool] | None
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
        self.places = crowded(
            self.cells, events.x, events.y, events.kind, events.usual, len(events.names), self.rate * PARTS["place"]
        )

        def beyond(one: Found) -> float:
            return float(events.weight[one.kind]) * (one.events.size - one.expected)

        gravest = sorted(self.places.found, key=beyond, reverse=True)[:MOST_DESCRIBED]
        return [describe.place(events, self.cells, self.places, one) for one in gravest]

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
            describe.pattern(
                events, "near_repeat", one, days=int(patterns.DAYS), distance=patterns.DISTANCE, over=events.days
            )
            for one in found
            if one.q <= self.rate * PARTS["near_repeat"]
        ]

    def _rises(self) -> list[Problem]:
        events = self.events
        labels, area = (None, None) if events.areas is None else np.unique(np.array(events.areas), return_inverse=True)
        size = 0 if labels is None else labels.size
        found = patterns.rises(events.at, events.kind, len(events.names), area, size)
        return [
            describe.pattern(events, "rise", one, days=patterns.RECENT, distance=None, over=float(patterns.RECENT))
            for one in found
            if one.q <= self.rate * PARTS["rise"]
        ]


def _notes(events: Events, cells: Cells, places: Search) -> tuple[Note, ...]:
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
