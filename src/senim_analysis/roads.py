"""Black spots by the letter of a rule, and what is expected of a site once luck is taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from scipy.stats import chi2

from senim_analysis import breaks
from senim_analysis.checks import Floats, Ints, days, enough, flat, points, same_length
from senim_analysis.result import Note, Result
from senim_analysis.road_rules import BlackSpotRule, as_rule
from senim_analysis.windows import Need, Window, take
from senim_analysis.words import Words

SPOTS = Words(
    "«{rule}» ережесі бойынша {spots} ошақ: {period} күндегі {n} апаттың {share} %-ы осында ({legal}).",
    "По правилу «{rule}» очагов аварийности: {spots}; на них {share} % из {n} ДТП за {period} дней ({legal}).",
    "By the rule '{rule}' there are {spots} black spots, with {share}% of the {n} crashes in {period} days ({legal}).",
)
NO_SPOTS = Words(
    "«{rule}» ережесі бойынша ошақ жоқ: {period} күнде {n} апат ({legal}).",
    "По правилу «{rule}» очагов нет: {n} ДТП за {period} дней ({legal}).",
    "By the rule '{rule}' there is no black spot: {n} crashes in {period} days ({legal}).",
)
NO_KINDS = Words(
    "Апат түрі берілмеген: ережедегі «бір түрлі {count} апат» талабы қолданылмады.",
    "Вид ДТП не дан: условие правила «{count} ДТП одного вида» не применено.",
    "The kind of crash is not given: the clause '{count} crashes of one kind' was not applied.",
)
NO_CASUALTIES = Words(
    "Зардап шеккендер туралы дерек жоқ: барлық апат зардаппен деп саналды.",
    "О пострадавших данных нет: все ДТП сочтены с пострадавшими.",
    "There is nothing on casualties: every crash was taken to have them.",
)
NOT_IN_FORCE = Words(
    "{day} күні бұл ереже күшінде емес ({start} – {end}).",
    "На {day} это правило не действует ({start} – {end}).",
    "The rule is not in force on {day} ({start} – {end}).",
)
LUCK = Words(
    "Ошақтар апат санына қарап таңдалды, сондықтан келер жылы шара болмаса да азаюы ықтимал. Қауіпті кездейсоқтықтан ажырату үшін empirical_bayes_expected "
    "қолданыңыз және алдыңғы кезеңді қараңыз.",
    "Очаги выбраны по числу ДТП, поэтому на будущий год оно, скорее всего, снизится и без мер. Чтобы отделить опасность от случая, "
    "возьмите empirical_bayes_expected и посмотрите на предыдущий период.",
    "Spots were chosen for their counts, so next year's are likely to be lower without any measure. To tell danger from luck, "
    "use empirical_bayes_expected and look at the period before.",
)
UNVERIFIED = Words(
    "Ереже ресми мәтінмен салыстырылмаған ({mark}): қолданар алдында тексеріңіз.",
    "Правило не сверено с официальным текстом ({mark}): сверьте перед применением.",
    "The rule was not checked against the official text ({mark}): check it before use.",
)
PLANE = Words(
    "Жол желісі берілмеген: терезе — диаметрі {window} м шеңбер, ол қатар жолдарды қосып алуы мүмкін.",
    "Дорожная сеть не дана: окно — круг диаметром {window} м, он может захватить соседние дороги.",
    "No road network is given: the window is a disc of {window} m across, which may take in neighbouring roads.",
)


@dataclass(frozen=True, slots=True)
class BlackSpot:
    """One spot. members: places of its crashes in the input. kind: the kind that makes it one, None: any.

    interval: 95 %, of the count that its true rate would give in such a period. previous: crashes inside it in the
    period of the same length before, None where the data do not reach back.
    """

    x: float
    y: float
    radius: float
    count: int
    kind: str | None
    kinds: Mapping[str, int]
    fullness: float
    interval: tuple[float, float]
    previous: int | None
    members: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class BlackSpots(Result):
    """`statistic`: number of spots; `spots`: the fullest first. n: crashes that the rule looks at."""

    statistic: int
    spots: tuple[BlackSpot, ...]

    def sentence(self, language: str) -> str:
        rule = self.parameters["rule"]
        inside = sum(spot.count for spot in self.spots)
        return (SPOTS if self.spots else NO_SPOTS).fill(
            language,
            {
                "rule": rule["name"],
                "spots": len(self.spots),
                "n": self.n,
                "period": rule["period_days"],
                "share": round(100 * inside / max(1, self.n)),
                "legal": rule["legal_reference"],
            },
        )

    def to_dict(self) -> dict[str, Any]:
        return {**Result.to_dict(self), "spots": [spot.to_dict() for spot in self.spots]}


def black_spots(
    x: Any,
    y: Any,
    t: Any,
    *,
    rule: BlackSpotRule | Mapping[str, Any],
    kinds: Any = None,
    casualties: Any = None,
    roads: Any = None,
    until: Any = None,
) -> BlackSpots:
    """Stretches or places that a legal rule calls black spots, disjoint, the fullest first.

    x, y: metres; with `roads` (a name for each crash) x is the distance along the road and y is not used. t:
    datetime64 or days. kinds: kind of each crash. casualties: number of harmed, or true/false. until: last moment of
    the reporting period, by default the last crash. Raises AnalysisRefused for degrees, not-a-number, odd rules.
    Source: the rule itself (`rule.legal_reference`).
    """
    law = as_rule(rule)
    across, up = points(x, y)
    moments = days(t)
    same_length(x=across, t=moments)
    enough(across.size, 1)
    labels = _labels(kinds, across.size, "kinds")
    chosen = _chosen(moments, _until(t, until, moments), law, _harmed(casualties, across.size))
    held = np.flatnonzero(chosen["now"])
    names, codes = (
        np.unique(labels[held], return_inverse=True)
        if labels is not None
        else (np.array(["-"]), np.zeros(held.size, dtype=np.int64))
    )
    need = Need(law.any_kind, law.same_kind if labels is not None else None)
    street = _labels(roads, across.size, "roads")
    lines = None if street is None else np.unique(street, return_inverse=True)[1].astype(np.int64)
    windows = take(
        across[held], up[held], codes.astype(np.int64), need, law.window, None if lines is None else lines[held]
    )
    spots = tuple(_spot(one, held, across, up, names, codes, chosen, law, lines) for one in windows)
    return BlackSpots(
        method="disjoint fullest windows under a legal rule",
        n=int(held.size),
        parameters={"rule": law.to_dict(), "along_roads": lines is not None},
        notes=_notes(law, labels, casualties, lines, t, until),
        statistic=len(spots),
        spots=spots,
    )


def _labels(values: Any, size: int, name: str) -> Any:
    if values is None:
        return None
    labels = np.array([str(value) for value in values])
    same_length(x=np.empty(size), **{name: labels})
    return labels


def _harmed(casualties: Any, size: int) -> Any:
    if casualties is None:
        return np.ones(size, dtype=bool)
    harmed = flat(casualties, "casualties") > 0
    same_length(x=np.empty(size), casualties=harmed)
    return harmed


def _until(t: Any, until: Any, moments: Floats) -> float:
    """The end of the period in the days of `moments`."""
    if until is None:
        return float(moments.max())
    array = np.asarray(t)
    if np.issubdtype(array.dtype, np.datetime64):
        start = array.min().astype("datetime64[D]")
        return float((np.datetime64(until, "s") - start) / np.timedelta64(1, "D"))
    return float(until)


def _chosen(moments: Floats, end: float, law: BlackSpotRule, harmed: Any) -> dict[str, Any]:
    """Which crashes the rule looks at now, and which it would have looked at one period earlier."""
    counted = harmed if law.casualties_only else np.ones(moments.size, dtype=bool)
    now = counted & (moments <= end) & (moments > end - law.period_days)
    earlier = counted & (moments <= end - law.period_days) & (moments > end - 2 * law.period_days)
    # Data that reach back less than most of the earlier period cannot speak of it.
    reaches = float(moments.min()) <= end - 1.95 * law.period_days
    return {"now": now, "earlier": earlier if reaches else None}


def _spot(
    one: Window,
    held: Ints,
    x: Floats,
    y: Floats,
    names: Any,
    codes: Any,
    chosen: dict[str, Any],
    law: BlackSpotRule,
    lines: Any,
) -> BlackSpot:
    members = held[one.members]
    cx, cy = _middle(x[members], y[members] * (lines is None))
    apart = np.abs(x - cx) if lines is not None else np.hypot(x - cx, y - cy)
    radius = float(apart[members].max())
    there = apart <= max(radius, law.window / 2)
    if lines is not None:
        there &= lines == lines[members[0]]
    counted = {
        str(names[code]): int(n) for code, n in zip(*np.unique(codes[one.members], return_counts=True), strict=True)
    }
    return BlackSpot(
        x=cx,
        y=cy,
        radius=radius,
        count=int(members.size),
        kind=None if one.kind < 0 else str(names[one.kind]),
        kinds=counted if names[0] != "-" else {},
        fullness=one.fullness,
        interval=poisson_bounds(int(members.size)),
        previous=None if chosen["earlier"] is None else int((there & chosen["earlier"]).sum()),
        members=tuple(int(member) for member in members),
    )


def _middle(x: Floats, y: Floats) -> tuple[float, float]:
    """The centre of the smallest disc that holds the points (Badoiu, Clarkson 2003), to a thousandth of its radius."""
    cx, cy = float(x.mean()), float(y.mean())
    for step in range(1, 1000):
        far = int(np.argmax(np.hypot(x - cx, y - cy)))
        cx, cy = cx + (x[far] - cx) / (step + 1), cy + (y[far] - cy) / (step + 1)
    return float(cx), float(cy)


def poisson_bounds(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact (Garwood) interval of a Poisson mean."""
    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * count + 2)) / 2


def _notes(law: BlackSpotRule, labels: Any, casualties: Any, lines: Any, t: Any, until: Any) -> tuple[Note, ...]:
    notes = [Note("luck", LUCK)]
    if law.same_kind is not None and labels is None:
        notes.append(Note("no_kinds", NO_KINDS, {"count": law.same_kind}))
    if law.casualties_only and casualties is None:
        notes.append(Note("no_casualties", NO_CASUALTIES))
    if lines is None:
        notes.append(Note("plane", PLANE, {"window": law.window}))
    if law.mark != "verified":
        notes.append(Note("unverified_rule", UNVERIFIED, {"mark": law.mark}))
    last = _last_day(t, until)
    if last is not None:
        notes += _dated(law, last)
    return tuple(notes)


def _last_day(t: Any, until: Any) -> date | None:
    array = np.asarray(t)
    if not np.issubdtype(array.dtype, np.datetime64):
        return None
    return date.fromisoformat(str(np.datetime64(until if until is not None else array.max(), "D")))


def _dated(law: BlackSpotRule, last: date) -> list[Note]:
    """What the calendar has against the rule, or against the comparison with the period before."""
    notes = []
    if not law.in_force(last):
        span = {"start": law.valid_from.isoformat(), "end": law.valid_to.isoformat() if law.valid_to else "…"}
        notes.append(Note("rule_not_in_force", NOT_IN_FORCE, {"day": last.isoformat(), **span}))
    start = last - timedelta(days=2 * law.period_days)
    notes += [
        Note(one.code, one.what, {"source": one.source}) for one in breaks.crossed(start, last, subject="crashes")
    ]
    return notes
