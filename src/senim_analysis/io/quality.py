"""What is odd about a file of incidents, before anything is concluded from it: each oddity with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import Floats, Ints
from senim_analysis.result import Note, Result, plain
from senim_analysis.words import Words, written

#: A point with this share of all events, whose kinds are mixed as in the whole file, is where addresses end up.
DEFAULT_SHARE, DEFAULT_LEAST, LIKE_ALL = 0.01, 100, 0.2
TOP = 10
MANY_KINDS = 1000

SUMMARY = Words(
    "{n} жол; {placed} оқиғаның орны белгілі ({share} %), {dated} оқиғаның сағаты белгілі. Назар аударатын жайт: {count}.",
    "{n} строк; место известно у {placed} событий ({share} %), час — у {dated}. На что обратить внимание: {count}.",
    "{n} rows; {placed} events have a place ({share}%), {dated} have an hour. Things to look at: {count}.",
)
NO_PLACE = Words(
    "{count} оқиғаның ({share} %) координатасы жоқ: картада да, іздеуде де жоқ. Олар көп жерде өткен болса, қорытынды ауысады.",
    "У {count} событий ({share} %) нет координат: их нет ни на карте, ни в поиске. Если они сосредоточены где-то, вывод сместится.",
    "{count} events ({share}%) have no coordinates: they are neither on the map nor in the search. If they cluster, the finding shifts.",
)
FAR = Words(
    "{count} оқиға қалғандарынан тым алыс ({far} км-ден әрі): алып тасталды. Координаталарын тексеріңіз.",
    "{count} событий слишком далеко от остальных (дальше {far} км): отброшены. Проверьте координаты.",
    "{count} events lie too far from the others (beyond {far} km): left out. Check their coordinates.",
)
SWAPPED = Words(
    "Бойлық пен ендік ауысып кеткен сияқты: ендік {lat}, бойлық {lon}. Бағандарды ауыстырыңыз.",
    "Похоже, долгота и широта перепутаны: широта {lat}, долгота {lon}. Поменяйте столбцы местами.",
    "Longitude and latitude look exchanged: latitude {lat}, longitude {lon}. Exchange the columns.",
)
DEFAULTS = Words(
    "{count} оқиға ({share} %) түрлері бүкіл файлдағыдай аралас нүктелерге жинақталған (ондай нүкте: {points}). Бұл әдепкі мекенжайға "
    "(бөлімше, қала орталығы) ұқсайды: орын іздеуге алынбады. Ең ірісі — {top} оқиға.",
    "{count} событий ({share} %) собраны в точках, где виды перемешаны как во всём файле (таких точек: {points}). Похоже на адреса по умолчанию "
    "(отдел, центр города): в поиск мест не взяты. Самая большая точка — {top} событий.",
    "{count} events ({share}%) sit where the kinds are mixed as in the whole file (points like that: {points}). That looks like default addresses "
    "(a station, a town centre): they are left out of the search for places. The largest point has {top}.",
)
TOP_POINTS = Words(
    "Ең жиі нүктелерде ({points}) оқиғалардың {share} %-ы, біріншісінде — {top}. Бір ғимарат па, әлде әдепкі мекенжай ма, тексеріңіз.",
    "На самых частых точках ({points}) {share} % событий, на первой — {top}. Проверьте: одно здание это или адрес по умолчанию.",
    "The commonest points ({points}) have {share}% of the events, the first has {top}. Check whether it is one building or a default address.",
)
ROUNDED = Words(
    "Координаталардың дәлдігі шамамен {metres} м: одан ұсақ орын туралы ештеңе айтуға болмайды.",
    "Точность координат около {metres} м: о местах мельче судить нельзя.",
    "Coordinates are precise to about {metres} m: nothing can be said of places smaller than that.",
)
MIDNIGHT = Words(
    "{count} оқиға ({share} %) дәл 00:00-де: бұл белгісіз сағаттың орнына қойылуы мүмкін. Сағаттық қорытындыға сақ болыңыз.",
    "{count} событий ({share} %) ровно в 00:00: так часто пишут неизвестный час. Осторожно с выводами о часах.",
    "{count} events ({share}%) are at 00:00 exactly: an unknown hour is often written so. Be careful with hours.",
)
WHOLE_HOURS = Words(
    "Оқиғалардың {share} %-ы толық сағатта (минуты 00): уақыт шамамен жазылған.",
    "{share} % событий записаны на ровный час: время указано приблизительно.",
    "{share}% of the events are on the full hour: times are written roughly.",
)
FIRST_DAY = Words(
    "Айдың 1-күніне {count} оқиға тиген, күтілгеннен {times} есе көп: топтап енгізілген болуы мүмкін.",
    "На 1-е число приходится {count} событий, в {times} раза больше ожидаемого: возможно, вносили пачкой.",
    "The first of the month has {count} events, {times} times what is expected: they may have been entered in batches.",
)
FUTURE = Words(
    "{count} оқиғаның күні әлі келген жоқ: алып тасталды.",
    "{count} событий датированы будущим: отброшены.",
    "{count} events are dated in the future: left out.",
)
ALL_FUTURE = Words(
    "Барлық оқиғаның күні әлі келген жоқ: күн бағанын және күн мен айдың ретін тексеріңіз.",
    "Все события датированы будущим: проверьте столбец даты и порядок дня и месяца.",
    "All events are dated in the future: check the column of the date and the order of day and month.",
)
DUPLICATES = Words(
    "{count} жол орны, уақыты және түрі бойынша басқа жолды қайталайды: бір оқиға екі рет жазылмағанын тексеріңіз.",
    "{count} строк повторяют другую по месту, времени и виду: проверьте, не записано ли одно событие дважды.",
    "{count} rows repeat another one in place, time and kind: check that no event is recorded twice.",
)
SAME_KEY = Words(
    "{count} жолдың нөмірі ({key}) қайталанады: әр оқиғаның бірінші жолы ғана алынды.",
    "У {count} строк повторяется номер ({key}): взята только первая строка каждого.",
    "{count} rows repeat a number ({key}): only the first row of each was taken.",
)
KINDS = Words(
    "{count} түр бар: тым ұсақ. Ірі топтарға біріктіріңіз; мұнда ең көп {kept} түр алынды, қалғаны «басқа».",
    "Видов {count}: слишком дробно. Объедините их; здесь взяты {kept} самых частых, остальные — «другое».",
    "There are {count} kinds: too many to judge. Merge them; the {kept} commonest were taken here, the rest is 'other'.",
)
CLOCK = Words(
    "Кезең 2024 жылғы 1 наурыздан өтеді: Қазақстанның бұрын UTC+6 болған жерлерінде сағат сол түні бір сағатқа шегерілді. "
    "29 ақпанның 23:00–24:00 аралығы екі рет болды; онда тұрған оқиға: {count}. Сағаттарды сол күнге дейін және кейін бөлек салыстырыңыз.",
    "Период переходит через 1 марта 2024 года: там, где в Казахстане было UTC+6, часы в эту ночь перевели на час назад. "
    "Час с 23:00 до 24:00 29 февраля был дважды; событий в нём: {count}. Часы до и после этого дня сравнивайте отдельно.",
    "The period crosses 1 March 2024: where Kazakhstan had UTC+6, clocks went back one hour that night. "
    "The hour from 23:00 to 24:00 of 29 February came twice; events in it: {count}. Compare hours before and after that day apart.",
)
GAP = Words(
    "{start} – {end} аралығында бірде-бір оқиға жоқ ({days} күн): дерек толық па?",
    "С {start} по {end} нет ни одного события ({days} дней): полны ли данные?",
    "There is no event from {start} to {end} ({days} days): are the data complete?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReport(Result):
    """`placed`, `timed`: events with a place, with an hour. top_points: the commonest points. figures: shares by name."""

    placed: int
    timed: int
    top_points: tuple[Mapping[str, Any], ...]
    figures: Mapping[str, float]

    def sentence(self, language: str) -> str:
        return SUMMARY.fill(
            language,
            {
                "n": self.n,
                "placed": self.placed,
                "share": written(100 * self.placed / max(1, self.n), language, 1),
                "dated": self.timed,
                "count": len(self.notes),
            },
        )

    def to_dict(self) -> dict[str, Any]:
        return {**Result.to_dict(self), "top_points": plain(self.top_points)}


def percent(part: float, whole: float) -> float:
    return round(100 * part / max(1.0, whole), 1)


def points(x: Floats, y: Floats) -> tuple[Ints, Ints]:
    """(number of the point of each event, events at each point)."""
    _, place, count = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True, return_counts=True)
    return place.ravel().astype(np.int64), count.astype(np.int64)


def defaults(place: Ints, count: Ints, kinds: Ints) -> npt.NDArray[np.bool_]:
    """Which points look like default addresses: many events, of kinds mixed as in the whole file.

    With fewer than four kinds the mixture says nothing, and no point is called so.
    """
    n, variety = place.size, int(kinds.max(initial=-1)) + 1
    out = np.zeros(count.size, dtype=bool)
    if variety < 4:
        return out
    whole = np.bincount(kinds, minlength=variety) / n
    for point in np.flatnonzero(count >= max(DEFAULT_LEAST, DEFAULT_SHARE * n)):
        here = np.bincount(kinds[place == point], minlength=variety) / count[point]
        # Half the sum of the differences: the share of events that would have to change their kind.
        out[point] = np.abs(here - whole).sum() / 2 < LIKE_ALL
    return out


def of_points(x: Floats, y: Floats, place: Ints, count: Ints, odd: npt.NDArray[np.bool_]) -> list[Note]:
    """Notes on default addresses, on crowded points, on rounding."""
    n, notes = place.size, []
    if odd.any():
        held = int(count[odd].sum())
        notes.append(
            Note(
                "defaults",
                DEFAULTS,
                {"count": held, "share": percent(held, n), "points": int(odd.sum()), "top": int(count[odd].max())},
            )
        )
    top = np.sort(count)[::-1][:TOP]
    if n >= 100 and percent(int(top.sum()), n) >= 5:
        share = percent(int(top.sum()), n)
        notes.append(Note("top_points", TOP_POINTS, {"points": int(top.size), "share": share, "top": int(top[0])}))
    step = _step(x, y)
    if step > 20:
        notes.append(Note("rounded", ROUNDED, {"metres": round(step)}))
    return notes


def _step(x: Floats, y: Floats) -> float:
    """The distance between neighbouring values of the coordinates, where they lie on a lattice; 0 where they do not."""
    steps = []
    for axis in (x, y):
        apart = np.diff(np.unique(np.round(axis, 1)))
        apart = apart[apart > 0.2]
        steps.append(float(np.median(apart)) if apart.size > 10 and np.ptp(axis) / np.median(apart) < 2000 else 0.0)
    return min(steps) if x.size > 200 and min(steps) > 0 and np.unique(np.round(x, 1)).size < x.size / 5 else 0.0


def of_times(
    at: npt.NDArray[np.datetime64], timed: npt.NDArray[np.bool_], *, kazakhstan: bool
) -> tuple[list[Note], dict[str, float]]:
    """Notes on midnight, full hours, first days, gaps and the change of the clock, and the shares themselves."""
    known = at[~np.isnat(at)]
    if not known.size:
        return [], {}
    day = known.astype("datetime64[D]")
    second = (at[timed] - at[timed].astype("datetime64[D]")) / np.timedelta64(1, "s")
    first = ((day - day.astype("datetime64[M]")) / np.timedelta64(1, "D") == 0).sum()
    span = int((day.max() - day.min()) / np.timedelta64(1, "D")) + 1
    figures = {
        "midnight": float((second == 0).mean()) if second.size else 0.0,
        "whole_hours": float((second % 3600 == 0).mean()) if second.size else 0.0,
        "first_of_month": float(first / known.size),
    }
    notes = []
    if figures["midnight"] > 0.02:
        count = int((second == 0).sum())
        notes.append(Note("midnight", MIDNIGHT, {"count": count, "share": percent(count, second.size)}))
    if figures["whole_hours"] > 0.3:
        notes.append(Note("whole_hours", WHOLE_HOURS, {"share": round(100 * figures["whole_hours"])}))
    firsts = _firsts(day.min(), day.max())
    expected = known.size * firsts / span
    if firsts and first > max(20.0, 1.5 * expected):
        notes.append(Note("first_of_month", FIRST_DAY, {"count": int(first), "times": round(first / expected, 1)}))
    if kazakhstan and day.min() < np.datetime64("2024-03-01") <= day.max():
        twice = (at[timed] >= np.datetime64("2024-02-29T23:00")) & (at[timed] < np.datetime64("2024-03-01"))
        notes.append(Note("clock_2024", CLOCK, {"count": int(twice.sum())}))
    return notes + _gap(day, span), figures


def _firsts(start: np.datetime64, end: np.datetime64) -> int:
    """First days of months in the period."""
    months = np.arange(start.astype("datetime64[M]"), end.astype("datetime64[M]") + 1).astype("datetime64[D]")
    return int(((months >= start) & (months <= end)).sum())


def _gap(day: npt.NDArray[np.datetime64], span: int) -> list[Note]:
    """The longest run of days without events, where chance would not make one."""
    met = np.unique(day)
    if met.size < 3:
        return []
    apart = np.diff(met) / np.timedelta64(1, "D")
    place = int(np.argmax(apart))
    empty = int(apart[place]) - 1
    # With n events over the span, a run of e empty days has a chance of about span * exp(-n e / span).
    if empty < 3 or span * np.exp(-day.size * empty / span) > 0.001:
        return []
    gap = {"start": str(met[place] + 1), "end": str(met[place + 1] - 1), "days": empty}
    return [Note("gap", GAP, gap)]


def duplicates(place: Ints, at: npt.NDArray[np.datetime64], kinds: Ints) -> int:
    """Rows that repeat another one in place, minute and kind."""
    known = ~np.isnat(at)
    rows = np.column_stack([place[known], at[known].astype("datetime64[m]").astype(np.int64), kinds[known]])
    return int(known.sum() - np.unique(rows, axis=0).shape[0]) if rows.size else 0
