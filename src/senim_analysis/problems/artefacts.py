"""What could make a candidate problem an artefact of recording: looked for in its own events."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import Floats
from senim_analysis.result import Note
from senim_analysis.words import Words

ONE_ADDRESS, MIDNIGHT, TWICE, ONE_WEEK, FIRST_DAY = 0.5, 0.2, 0.05, 0.4, 0.12

#: Kinds whose number follows how much is looked for, in the words of files in several languages.
FOUND_BY_LOOKING = (
    *(
        "narcotic",
        "drug",
        "prostitution",
        "vice",
        "under the influence",
        "dui",
        "weapon violation",
        "gambling",
        "liquor",
    ),
    *(
        "drunk",
        "vagrancy",
        "loiter",
        "disorderly",
        "наркот",
        "есірткі",
        "оружи",
        "қару",
        "нетрезв",
        "мас күй",
        "хулиган",
    ),
    *("бұзақылық", "проститу", "азарт", "құмар"),
)

CHOSEN = Words(
    "Орын оқиға көп болғаны үшін таңдалды: келесі кезеңде ештеңе жасалмаса да азаюы мүмкін.",
    "Место выбрано потому, что событий много: в следующем периоде их может стать меньше и без мер.",
    "The place was chosen for its many events: the next period may have fewer without any measure.",
)
ADDRESS = Words(
    "Оқиғалардың {share} %-ы бір нүктеде ({count}): бір ғимарат па, әлде әдепкі мекенжай ма?",
    "{share} % событий в одной точке ({count}): одно здание или адрес по умолчанию?",
    "{share}% of the events are on one point ({count}): one building, or a default address?",
)
MIDNIGHTS = Words(
    "{share} % дәл 00:00-де: сағаты белгісіз болуы мүмкін.",
    "{share} % ровно в 00:00: час, возможно, неизвестен.",
    "{share}% are at 00:00 exactly: the hour may not be known.",
)
DOUBLES = Words(
    "{count} оқиға басқасымен орны мен минуты бойынша бірдей: қайталап жазылған болуы мүмкін.",
    "{count} событий совпадают с другим по месту и минуте: возможно, записаны дважды.",
    "{count} events share place and minute with another: they may be recorded twice.",
)
BURST = Words(
    "{share} % бір аптада ({start} бастап): тұрақты мәселе емес, бір оқиға не жаппай енгізу болуы мүмкін.",
    "{share} % за одну неделю (с {start}): возможно, это один случай или ввод пачкой, а не постоянная проблема.",
    "{share}% fell into one week (from {start}): one incident or a batch of entries perhaps, not a lasting problem.",
)
FIRSTS = Words(
    "{share} % айдың 1-күнінде: топтап енгізілген болуы мүмкін.",
    "{share} % первого числа месяца: возможно, вносили пачкой.",
    "{share}% are on the first of a month: they may have been entered in batches.",
)
LOOKED_FOR = Words(
    "Бұл түрдің саны полиция қаншалықты іздегеніне байланысты: көп жерде қадағалау да көп болуы мүмкін.",
    "Число таких событий зависит от того, сколько их искали: там, где их много, может быть просто больше проверок.",
    "The number of these depends on how much was looked for: where there are many there may just be more checks.",
)


def of_events(
    x: Floats, y: Floats, at: npt.NDArray[np.datetime64], timed: npt.NDArray[np.bool_], kind: str
) -> tuple[Note, ...]:
    """Notes on one candidate, the gravest first."""
    notes = [*_of_place(x, y), *_of_doubles(x, y, at), *_of_times(at, timed)]
    if any(word in kind.casefold() for word in FOUND_BY_LOOKING):
        notes.append(Note("looked_for", LOOKED_FOR))
    return (*notes, Note("chosen_high", CHOSEN))


def _of_place(x: Floats, y: Floats) -> list[Note]:
    _, count = np.unique(np.column_stack([x, y]), axis=0, return_counts=True)
    top = int(count.max())
    if count.size == 1 or top < max(5, ONE_ADDRESS * x.size):
        return []
    return [Note("one_address", ADDRESS, {"share": round(100 * top / x.size), "count": top})]


def _of_doubles(x: Floats, y: Floats, at: npt.NDArray[np.datetime64]) -> list[Note]:
    known = ~np.isnat(at)
    minute = at[known].astype("datetime64[m]").astype(np.float64)
    same = int(known.sum()) - np.unique(np.column_stack([x[known], y[known], minute]), axis=0).shape[0]
    return [Note("doubles", DOUBLES, {"count": same})] if same > max(2, TWICE * x.size) else []


def _of_times(at: npt.NDArray[np.datetime64], timed: npt.NDArray[np.bool_]) -> list[Note]:
    day, notes = at[~np.isnat(at)].astype("datetime64[D]"), []
    known = at[timed]
    midnight = float((known == known.astype("datetime64[D]")).mean()) if known.size else 0.0
    if midnight > MIDNIGHT:
        notes.append(Note("midnight", MIDNIGHTS, {"share": round(100 * midnight)}))
    if day.size < 10:
        return notes
    first = float((day == day.astype("datetime64[M]").astype("datetime64[D]")).mean())
    if first > FIRST_DAY:
        notes.append(Note("first_of_month", FIRSTS, {"share": round(100 * first)}))
    ordered = np.sort(day)
    after = np.searchsorted(ordered, ordered + 7) - np.arange(ordered.size)
    most, start = int(after.max()), ordered[int(after.argmax())]
    if most >= ONE_WEEK * day.size and ordered[-1] - ordered[0] > np.timedelta64(28, "D"):
        notes.append(Note("burst", BURST, {"share": round(100 * most / day.size), "start": str(start)}))
    return notes
