"""The report of black spots: the rule, the map, the list with the period before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from senim_analysis.io.incidents import Incidents
from senim_analysis.problems.cells import lay
from senim_analysis.report import maps
from senim_analysis.report.markup import figure, number, page, said, table, words
from senim_analysis.report.parts import HOW, escaped, made, notes, quality
from senim_analysis.roads import BlackSpot, BlackSpots
from senim_analysis.words import Words, written

TITLE = Words("Апат ошақтары: {file}", "Очаги аварийности: {file}", "Black spots: {file}")
LIST = Words("Ошақтар", "Очаги", "Spots")
MAP = Words(
    "Есептік кезеңдегі апаттар {side} м ұяшықтармен: бір ұяшықта қанша. Нөмірлер — тізімдегі орын.",
    "ДТП отчётного периода по ячейкам {side} м: сколько в одной. Номера — места в списке.",
    "Crashes of the reporting period by cells of {side} m: how many in one. Numbers are ranks in the list.",
)
HEAD = (
    Words("Қайда", "Где", "Where"),
    Words("Түрлері", "Виды", "Kinds"),
    Words("Апат", "ДТП", "Crashes"),
    Words("95 % аралық", "Интервал 95 %", "95% interval"),
    Words("Алдыңғы кезең", "Предыдущий период", "Period before"),
    Words("Радиусы, м", "Радиус, м", "Radius, m"),
)
RULE = Words(
    "Ереже: {name}. Ұзындығы {window} м; кез келген түрден {any_kind}{same}; {period} күн. {legal}.",
    "Правило: {name}. Длина {window} м; любых видов {any_kind}{same}; {period} дней. {legal}.",
    "The rule: {name}. Length {window} m; {any_kind} of any kind{same}; {period} days. {legal}.",
)
SAME = Words(" не бір түрден {count}", " или одного вида {count}", " or {count} of one kind")


@dataclass(frozen=True, slots=True)
class Spots:
    """What the page shows. rows: the incidents that were looked at."""

    file: str
    incidents: Incidents
    rows: npt.NDArray[np.int64]
    result: BlackSpots
    version: str
    command: str
    language: str


def spots_page(one: Spots) -> str:
    """The whole HTML file."""
    title = Words(*(TITLE.fill(language, {"file": one.file}) for language in ("kk", "ru", "en")))
    head = ["№", *(words(name) for name in HEAD)]
    rows = ([str(rank), *_row(one, spot)] for rank, spot in enumerate(one.result.spots, start=1))
    listed = f"<h2>{words(LIST)}</h2>{_map(one)}{table(head, rows, numbers=3)}" if one.result.spots else ""
    lead = f'<p class="lead">{said(one.result.sentence)}</p>{notes(one.result.notes)}'
    how = f"<h2>{words(HOW)}</h2><p>{_rule(one.result)}</p>{made(one.version, one.command)}"
    return page(
        title, f"<h1>{words(title)}</h1>{lead}{listed}{quality(one.incidents.quality)}{how}", language=one.language
    )


def _row(one: Spots, spot: BlackSpot) -> list[str]:
    projection = one.incidents.projection
    if projection is None:
        where = f"{spot.x:.0f}, {spot.y:.0f}"
    else:
        lon, lat = projection.degrees([spot.x], [spot.y])
        where = f"{lat[0]:.5f}, {lon[0]:.5f}"
    kinds = ", ".join(f"{name}: {count}" for name, count in sorted(spot.kinds.items(), key=lambda pair: -pair[1]))
    low, high = spot.interval
    interval = said(lambda language: f"{written(low, language, 1)}–{written(high, language, 1)}")
    before = "—" if spot.previous is None else number(spot.previous)
    return [where, escaped(kinds), number(spot.count), interval, before, number(round(spot.radius))]


def _map(one: Spots) -> str:
    """Not along roads, whose kilometres are no place on a plane."""
    if one.result.parameters["along_roads"]:
        return ""
    x, y = one.incidents.x[one.rows], one.incidents.y[one.rows]
    cells = lay(x, y)
    counts = np.bincount(cells.of_event, minlength=cells.inside.size)
    marks = [(rank, spot.x, spot.y) for rank, spot in enumerate(one.result.spots[:99], start=1)]
    caption = f'<span id="map">{words(MAP, {"side": cells.side})}</span> {maps.legend(cells, counts)}'
    return figure(maps.town(cells, counts, marks, "map"), caption)


def _rule(result: BlackSpots) -> str:
    rule = result.parameters["rule"]
    same = "" if rule["same_kind"] is None else SAME
    return said(
        lambda language: RULE.fill(
            language,
            {
                "name": rule["name"],
                "window": rule["window"],
                "any_kind": rule["any_kind"],
                "same": same.fill(language, {"count": rule["same_kind"]}) if isinstance(same, Words) else "",
                "period": rule["period_days"],
                "legal": rule["legal_reference"],
            },
        )
    )
