"""The calendar: each day of the last year, and the totals of months."""

from __future__ import annotations

import numpy as np

from senim.incidents.events import Events
from senim.incidents.panels.base import Panel, figure, head, heat, made, say
from senim.incidents.wording import MONTHS, WEEKDAYS
from senim.kernel import formats
from senim.kernel.labels import Label
from senim.web.charts import Chart

WEEKS = 53
TITLE = Label("Күнтізбе", "Календарь", "Calendar")
SENTENCE = Label(
    "Соңғы жылдың ең көп күні: {day}, {count} оқиға; орташа күн - {mean}. Оқиғасыз күн: {empty}.",
    "Самый насыщенный день последнего года — {day}, событий {count}; в среднем за день {mean}. Дней без событий: "
    "{empty}.",
    "The fullest day of the last year was {day} with {count} events; a day has {mean} on average. Days without "
    "events: {empty}.",
)
NO_DAYS = Label(
    "Таңдаудағы оқиғалардың күні белгісіз.",
    "День событий выборки неизвестен.",
    "The day of the selected events is not known.",
)
DEFINITION = Label(
    "Соңғы оқиғаға дейінгі 53 апта, жергілікті күн бойынша; қою түс - көп оқиға. Айлар кестеде.",
    "53 недели до последнего события по местным суткам; темнее — больше. Месяцы — в таблице.",
    "The 53 weeks up to the newest event by local day; darker is more. Months stand in the table.",
)


def panel(events: Events, language: str) -> Panel:
    """A column a week, a row a weekday; the table twin gives months."""
    day = events.at[~np.isnat(events.at)].astype("datetime64[D]")
    if not day.size:
        chart = Chart(TITLE.in_(language), NO_DAYS.in_(language), heat([[0]], [""], [])[0], 30, head(""), [])
        return made("calendar", chart, DEFINITION.in_(language), events.lineage, language)
    last = day.max()
    # The last column is the week of the newest event, from Monday.
    end = last + (6 - int((last.astype(np.int64) + 3) % 7))
    start = end - (WEEKS * 7 - 1)
    counts = np.bincount((day[day >= start] - start).astype(np.int64), minlength=WEEKS * 7)
    grid = counts.reshape(WEEKS, 7).T.astype(float)
    grid.T.flat[int((last - start).astype(int)) + 1 :] = -1
    drawing, height = heat(
        grid.tolist(), [one.in_(language) for one in WEEKDAYS], _months(start, language), row_height=16
    )
    lived = counts[max(0, int((day.min() - start).astype(int))) : int((last - start).astype(int)) + 1]
    best = int(counts.argmax())
    sentence = say(
        SENTENCE,
        language,
        day=formats.day((start + best).astype(object), language),
        count=int(counts[best]),
        mean=round(float(lived.mean()), 1),
        empty=int((lived == 0).sum()),
    )
    table = head(Label("ай", "месяц", "month").in_(language), Label("оқиға", "событий", "events").in_(language))
    chart = Chart(TITLE.in_(language), sentence, drawing, height, table, _rows(day, language))
    return made("calendar", chart, DEFINITION.in_(language), events.lineage, language)


def _months(start: np.datetime64, language: str) -> list[tuple[int, str]]:
    """(week, name) where a month begins, every second one."""
    first = (start + np.arange(WEEKS * 7)).astype("datetime64[M]").astype(np.int64)
    changes = np.flatnonzero(np.diff(first)) + 1
    return [(int(place) // 7, MONTHS[int(first[place]) % 12].in_(language)) for place in changes[::2]]


def _rows(day: np.ndarray, language: str) -> list[list[str]]:
    months = day.astype("datetime64[M]").astype(np.int64)
    first = int(months.min())
    counts = np.bincount(months - first)
    return [
        [f"{MONTHS[(first + place) % 12].in_(language)} {1970 + (first + place) // 12}", figure(int(count), language)]
        for place, count in enumerate(counts)
    ][-60:]
