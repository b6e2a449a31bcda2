"""Hours of the week. An event known only to lie between two moments is spread over the hours between."""

from __future__ import annotations

import numpy as np

from senim.incidents.arrays import Floats
from senim.incidents.events import Events
from senim.incidents.panels.base import Panel, figure, head, heat, made, say
from senim.incidents.wording import WEEKDAYS
from senim.kernel.labels import Label
from senim.web.charts import Chart

#: Longer intervals say nothing about the hour.
LONGEST = 72 * 60
TITLE = Label("Апта сағаттары", "Часы недели", "Hours of the week")
SENTENCE = Label(
    "Ең көп шоғырланған уақыт: {day}, сағат {start}–{end}. Осы үш сағатқа {share} % келеді; біркелкі болса, "
    "{even} % болар еді.",
    "Больше всего — {day}, {start}–{end} ч: на эти три часа приходится {share} %, при ровном распределении было "
    "бы {even} %.",
    "The busiest is {day}, {start} to {end}: these three hours hold {share} % where an even spread would give "
    "{even} %.",
)
NO_HOURS = Label(
    "Таңдаудағы оқиғалардың сағаты белгісіз.",
    "Час событий выборки неизвестен.",
    "The hour of the selected events is not known.",
)
DEFINITION = Label(
    "Жергілікті уақыт. Басталуы мен аяқталуы белгілі оқиға екеуінің арасындағы сағаттарға тең бөлінеді (аористік "
    "әдіс); "
    "72 сағаттан ұзақ аралық алынбайды.",
    "Местное время. Событие с известными началом и концом делится поровну по часам между ними (аористический метод); "
    "промежутки дольше 72 часов не берутся.",
    "Local time. An event known to lie between two moments is spread evenly over the hours between (aoristic method); "
    "intervals longer than 72 hours are left out.",
)
LEFT_OUT = Label("Сағаты белгісіз: {count}.", "Час неизвестен: {count}.", "Hour unknown: {count}.")


def week(events: Events) -> tuple[Floats, int]:
    """([weekday, hour] of events, how many were left out). Whole-minute weights."""
    grid = np.zeros(168)
    known = events.timed & ~np.isnat(events.at)
    minute = _minutes(events.at[known])
    ends = events.until[known]
    until = np.where(np.isnat(ends), minute, _minutes(ends))
    length = until - minute
    kept = length <= LONGEST
    short = kept & (length < 1)
    np.add.at(grid, _hour(minute[short]), 1.0)
    start, end = minute[kept & ~short], until[kept & ~short]
    first = start // 60 * 60
    while start.size:
        overlap = np.minimum(end, first + 60) - np.maximum(start, first)
        np.add.at(grid, _hour(first), overlap / (end - start))
        first = first + 60
        go_on = first < end
        start, end, first = start[go_on], end[go_on], first[go_on]
    return grid.reshape(7, 24), int(events.n - kept.sum())


def _minutes(moments: np.ndarray) -> np.ndarray:
    return np.where(np.isnat(moments), 0, moments.astype("datetime64[m]").astype(np.int64))


def _hour(minute: np.ndarray) -> np.ndarray:
    """Monday 0:00 is 0. 1 January 1970 was a Thursday."""
    found: np.ndarray = (minute // 60 + 72) % 168
    return found


def panel(events: Events, language: str) -> Panel:
    """The grid of seven days and 24 hours."""
    grid, left_out = week(events)
    names = [day.in_(language) for day in WEEKDAYS]
    drawing, height = heat(grid.tolist(), names, [(hour, f"{hour}") for hour in range(0, 24, 3)])
    rows = [
        [name, *(figure(round(float(one), 1), language) for one in row), figure(round(float(row.sum())), language)]
        for name, row in zip(names, grid, strict=True)
    ]
    total = Label("барлығы", "всего", "all").in_(language)
    hours = head(Label("күн", "день", "day").in_(language), *(f"{hour}" for hour in range(24)), total)
    chart = Chart(TITLE.in_(language), _sentence(grid, language), drawing, height, hours, rows)
    note = say(LEFT_OUT, language, count=left_out) if left_out else ""
    return made("clock", chart, DEFINITION.in_(language), events.lineage, language, note=note)


def _sentence(grid: Floats, language: str) -> str:
    total = grid.sum()
    if not total:
        return NO_HOURS.in_(language)
    flat = grid.ravel()
    three = flat + np.roll(flat, -1) + np.roll(flat, -2)
    best = int(three.argmax())
    return say(
        SENTENCE,
        language,
        day=WEEKDAYS[best // 24].in_(language),
        start=best % 24,
        end=(best + 3) % 24 or 24,
        share=round(100 * float(three[best]) / total, 1),
        even=round(100 * 3 / 168, 1),
    )
