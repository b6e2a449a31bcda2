"""When it happens if nobody saw it: each event spread over the minutes in which it can have happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Literal

import numpy as np

from senim_analysis.checks import Floats, Ints, enough, same_length
from senim_analysis.choices import one_of
from senim_analysis.civil import MISSING, Zone, minutes, years_of, zone_of
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.words import NOT_A_PERSON, ONE_EVENT, Percent, Words

WEEK = 7 * 24 * 60
#: 1 January 1970 was a Thursday: three days after the week began.
_THURSDAY = 3 * 24 * 60
#: A clock that nobody touches.
STILL = Zone(np.empty(0, dtype=np.int64), np.zeros(1, dtype=np.int64))

NO_START = Words(
    "{count} оқиғаның басталған уақыты жоқ. Оларды бөлек санаңыз.",
    "У {count} событий нет начала. Считайте их отдельно.",
    "{count} events have no start. Count them apart.",
)
NO_END = Words(
    "{count} оқиғаның соңы белгісіз: басталған сағатына жазылды.",
    "У {count} событий нет конца: отнесены к часу начала.",
    "{count} events have no end: they are put into the hour of their start.",
)
REVERSED = Words(
    "{count} оқиғаның соңы басынан бұрын: басталған сағатына жазылды, деректі тексеріңіз.",
    "У {count} событий конец раньше начала: отнесены к часу начала, проверьте данные.",
    "{count} events end before they start: they are put into the hour of their start; check the data.",
)
LONG = Words(
    "{count} оқиға бір аптадан ұзақ: барлық сағатқа тең бөлінді, олар уақыт туралы ештеңе айтпайды.",
    "{count} событий длились неделю и дольше: поровну по всем часам, о времени они не говорят.",
    "{count} events span a week or longer: spread evenly over all hours, they say nothing about time.",
)
TWICE = Words(
    "{count} уақыт сағат артқа жылжыған кезге түседі: ол сағат екі рет болды, бастауы алғашқысы деп алынды.",
    "{count} моментов приходятся на час, который был дважды (перевод часов назад): начало взято по первому разу.",
    "{count} times fall into the hour that happened twice (the clock went back): a start is read as the first.",
)
CHANGED = Words(
    "{count} аралықтың ішінде сағат ауыстырылды: қабырға сағатымен саналды.",
    "В {count} промежутках переводили часы: посчитано по настенным часам.",
    "The clock was changed within {count} spans: they are counted by the clock on the wall.",
)
MIDNIGHT = Words(
    "Оқиғалардың {share}-ы дәл 00:00-де басталған: бұл белгісіз уақыттың орнына қойылған мән болуы мүмкін.",
    "{share} событий начинаются ровно в 00:00: возможно, так записано неизвестное время.",
    "{share} of the events start at 00:00 sharp: this may stand for an unknown time.",
)
WHEN = Words(
    "{n} оқиғаның {share}-ы {first}–{last} аралығында болуы ықтимал (сағаттар тең болса — 25 %); ең жиі күн — {day} ({most}).",
    "Из {n} событий {share} вероятнее всего пришлись на {first}–{last} (при равных часах 25 %); чаще всего {day} ({most}).",
    "Of {n} events {share} probably happened between {first} and {last} (25% if all hours were alike); "
    "most on {day} ({most}).",
)
DAYS = (
    Words("дүйсенбі", "понедельник", "Monday"),
    Words("сейсенбі", "вторник", "Tuesday"),
    Words("сәрсенбі", "среда", "Wednesday"),
    Words("бейсенбі", "четверг", "Thursday"),
    Words("жұма", "пятница", "Friday"),
    Words("сенбі", "суббота", "Saturday"),
    Words("жексенбі", "воскресенье", "Sunday"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aoristic(Result):
    """`table`: [7, 24], expected number of events in each hour of the week, Monday first; it adds up to n.

    missing_end, reversed, long: events that say little (see the notes); twice: times in an hour that happened twice.
    """

    table: Floats
    missing_end: int
    reversed: int
    long: int
    twice: int

    def sentence(self, language: str) -> str:
        hours = self.table.sum(0)
        block = np.array([np.take(hours, range(first, first + 6), mode="wrap").sum() for first in range(24)])
        first, days = int(block.argmax()), self.table.sum(1)
        params = {
            "n": self.n,
            "share": Percent(block[first] / self.n),
            "first": f"{first:02d}:00",
            "last": f"{(first + 6) % 24:02d}:00",
            "day": DAYS[int(days.argmax())],
            "most": Percent(days.max() / self.n),
        }
        return f"{WHEN.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def aoristic(start: Any, end: Any, *, timezone: str | tzinfo, clock: Literal["wall", "real"] = "wall") -> Aoristic:
    """Hours of the week, each event spread evenly over the whole minutes from its start to its end (Ratcliffe 2002).

    start, end: [event]; datetime64 and naive datetimes are the civil time of `timezone` ("Asia/Almaty"), datetimes with
    a zone of their own are moments and are brought to it; NaT or None is an unknown end. No end, an end before the start
    and a span under two minutes count as the hour of the start; a week or longer counts as 1/168 everywhere.
    clock: `wall` counts the minutes that the clock on the wall passes, as published tables do; `real` the minutes that
    passed, so that an hour that happened twice weighs double and one that was skipped nothing.
    Raises AnalysisRefused for dates without hours, unknown zones and events without a start.
    """
    one_of(clock, "clock", ("wall", "real"))
    first, first_utc = minutes(start, "start")
    last, last_utc = minutes(end, "end")
    same_length(start=first, end=last)
    enough(first.size, 1)
    if (first == MISSING).any():
        raise AnalysisRefused("no_start", NO_START, count=int((first == MISSING).sum()))
    zone = zone_of(timezone, years_of(first, last))
    known = last != MISSING
    begins, ends, twice = _moments(zone, first, np.where(known, last, first), (first_utc, last_utc))
    real, wall = ends - begins, zone.local(ends) - zone.local(begins)
    span = np.where(known & (real > 0), real if clock == "real" else wall, 0)
    long = span >= WEEK
    used = (zone, begins) if clock == "real" else (STILL, zone.local(begins))
    table = _spread(used[0], used[1][~long], np.maximum(span[~long], 1)) + long.sum() / 168
    found = {
        "no_end": int((~known).sum()),
        "reversed": int((known & (real < 0)).sum()),
        "long": int(long.sum()),
        "twice": twice,
        "changed": int((known & (real > 0) & ~long & (real != wall)).sum()) if clock == "wall" else 0,
    }
    return Aoristic(
        method="aoristic analysis, whole minutes",
        n=first.size,
        parameters={"timezone": str(timezone), "clock": clock},
        notes=_notes(found, float((zone.local(begins) % 1440 == 0).mean()), first.size),
        table=table,
        missing_end=found["no_end"],
        reversed=found["reversed"],
        long=found["long"],
        twice=twice,
    )


def _moments(zone: Zone, first: Ints, last: Ints, utc: tuple[bool, bool]) -> tuple[Ints, Ints, int]:
    """Starts and ends in UTC minutes, and how many of them fell into an hour that happened twice."""
    begins = first if utc[0] else zone.utc(first)
    twice = 0 if utc[0] else int(zone.twice(first).sum())
    if utc[1]:
        return begins, last, twice
    ends, second = zone.utc(last), zone.twice(last)
    ends = np.where(second & (ends < begins), zone.utc(last, later=True), ends)
    return begins, ends, twice + int((second & (last != first)).sum())


def _spread(zone: Zone, begins: Ints, span: Ints) -> Floats:
    """[7, 24]: weight 1/span for each minute, by differences: one addition where a piece begins, one where it ends."""
    slope = np.zeros(2 * WEEK + 1)
    weight = 1.0 / span
    ends = begins + span
    while begins.size:
        where = np.searchsorted(zone.changes, begins, side="right")
        change = np.append(zone.changes, np.iinfo(np.int64).max)[where]
        stop = np.minimum(ends, change)
        at = (begins + zone.offsets[where] + _THURSDAY) % WEEK
        slope += np.bincount(at, weights=weight, minlength=slope.size)
        slope -= np.bincount(at + stop - begins, weights=weight, minlength=slope.size)
        rest = stop < ends
        begins, ends, weight = stop[rest], ends[rest], weight[rest]
    minute = np.cumsum(slope)[:-1]
    folded = minute[:WEEK] + minute[WEEK:]
    table: Floats = np.maximum(folded, 0.0).reshape(7, 24, 60).sum(2)
    return table


def _notes(found: dict[str, int], midnight: float, n: int) -> tuple[Note, ...]:
    words = {"no_end": NO_END, "reversed": REVERSED, "long": LONG, "twice": TWICE, "changed": CHANGED}
    notes = [Note(code, words[code], {"count": count}) for code, count in found.items() if count]
    if n == 1:
        notes.append(Note("one_event", ONE_EVENT))
    if n >= 20 and midnight > 0.05:
        notes.append(Note("midnight", MIDNIGHT, {"share": Percent(midnight)}))
    return tuple(notes)
