"""The report of a scan: what the file can bear, where the problems are, one card for each, and how it was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim_analysis.io.incidents import Incidents
from senim_analysis.problems.cells import Cells, lay
from senim_analysis.problems.problem import Problem
from senim_analysis.problems.search import Problems
from senim_analysis.problems.timing import DAY_NAMES, timing
from senim_analysis.report import charts, maps
from senim_analysis.report import wording as w
from senim_analysis.report.markup import figure, folded, number, page, said, table, words
from senim_analysis.report.parts import HOW, escaped, made, notes, quality, span
from senim_analysis.words import Percent, Words, written


@dataclass(frozen=True, slots=True)
class Scan:
    """What the page shows."""

    file: str
    incidents: Incidents
    problems: Problems
    outline: Sequence[Any]
    limit: int
    version: str
    command: str
    language: str


def scan_page(scan: Scan) -> str:
    """The whole HTML file."""
    cells = lay(scan.incidents.x, scan.incidents.y, scan.problems.side)
    shown = scan.problems.problems[: scan.limit]
    title = Words(*(w.TITLE.fill(language, {"file": scan.file}) for language in ("kk", "ru", "en")))
    body = "".join(
        [
            _head(scan, title),
            quality(scan.incidents.quality),
            _list(scan, shown, cells),
            _patterns(scan.problems.patterns),
            _by_kind(scan.problems.problems),
            _all(scan.incidents),
            _how(scan),
        ]
    )
    return page(title, body, language=scan.language)


def _head(scan: Scan, title: Words) -> str:
    at = scan.incidents.at[~np.isnat(scan.incidents.at)]
    period = span(at.min(), at.max()) if at.size else "—"
    rate = Percent(scan.problems.parameters["rate"])
    cells = [
        (number(scan.incidents.quality.n), w.EVENTS),
        (period, w.PERIOD),
        (number(round(scan.problems.area / 1e6)), w.AREA),
        (number(scan.problems.statistic), w.FOUND),
        (number(rate), w.RATE),
    ]
    figures = "".join(f"<li><b>{value}</b>{words(name)}</li>" for value, name in cells)
    return f'<h1>{words(title)}</h1><ul class="figures">{figures}</ul>'


def _list(scan: Scan, shown: Sequence[Problem], cells: Cells) -> str:
    title = f"<h2>{words(w.LIST)}</h2>"
    if not shown:
        answer = words(w.NONE) if scan.problems.blind is None else said(scan.problems.blind.sentence)
        return f'{title}<p class="lead">{answer}</p>' + _map(scan, shown, cells) + notes(scan.problems.notes)
    order = w.RANKED if shown[0].weighted else w.BY_NUMBER
    lead = words(order, {"shown": len(shown), "all": len(scan.problems.problems)})
    cards = "".join(_card(scan, rank, one) for rank, one in enumerate(shown, start=1))
    reading = f"<h3>{words(w.READING)}</h3>{notes(scan.problems.notes)}"
    return f"{title}<p>{words(w.QUESTION)} {lead}</p>{_map(scan, shown, cells)}{reading}{cards}"


def _map(scan: Scan, shown: Sequence[Problem], cells: Cells) -> str:
    counts = np.bincount(cells.of_event, minlength=cells.inside.size)
    marks = [(rank, one.x, one.y) for rank, one in enumerate(shown, 1) if one.x is not None and one.y is not None]
    names = maps.area_names(scan.incidents)
    drawing = maps.town(cells, counts, marks, "map", scan.outline, names)
    caption = f'<span id="map">{words(w.MAP, {"side": cells.side})}</span> {maps.legend(cells, counts)}'
    links = "".join(_line(rank, one) for rank, one in enumerate(shown, start=1))
    listed = f'<div><p class="mute much">{words(w.COLUMNS)}</p><ol class="ranks">{links}</ol></div>' if links else ""
    return f'<div class="beside">{figure(drawing, caption)}{listed}</div>'


def _line(rank: int, one: Problem) -> str:
    """A problem in two lines: what and how much, where and when."""
    times = "" if one.statistic is None else f" · {_times(one.statistic)}"
    return (
        f'<li><a href="#p{rank}"><span class="rank">{rank}</span><b>{escaped(one.name)}</b></a> '
        f'<span class="much">{number(one.n)}{times}</span><br>'
        f'<span class="mute">{said(lambda language: _short_place(one, language) + _short_hours(one, language))}</span></li>'
    )


def _times(value: float) -> str:
    return f"×{number(value, 1 if value < 100 else 0)}"


def _short_place(one: Problem, language: str) -> str:
    """The name of the area where it has one; the card has the coordinates."""
    return one.where[2] if one.where and one.where[2] else one.place(language)


def _short_hours(one: Problem, language: str) -> str:
    window = one.timing.window
    if window is None or not one.timing.known:
        return ""
    end = (window.start + window.hours) % 24
    days = "" if window.days == "every_day" else f", {DAY_NAMES[window.days].fill(language)}"
    return f" · {window.start:02d}:00–{end:02d}:00{days}"


def _card(scan: Scan, rank: int, one: Problem) -> str:
    key = f"p{rank}"
    facts = [
        (w.COUNT, number(one.n)),
        (w.EXPECTED, number(one.expected, 1 if one.expected < 100 else 0)),
        (w.TIMES, "—" if one.statistic is None else number(one.statistic, 1 if one.statistic < 100 else 0)),
        (w.INTERVAL, said(lambda language: _interval(one, language))),
        *([(w.HARM, number(float(round(one.harm))))] if one.weighted else []),
        (w.BEYOND, number(one.excess_per_day, 2)),
        *_share(scan.incidents, one),
    ]
    listed = "".join(f"<div><dt>{words(name)}</dt><dd>{value}</dd></div>" for name, value in facts)
    own = [note for note in one.notes if note.code != "chosen_high"]
    general = "".join(f'<p class="mute">{said(note.sentence)}</p>' for note in one.notes if note.code == "chosen_high")
    return (
        f'<article class="card" id="{key}"><header><span class="rank">{rank}</span><h3>{escaped(one.name)} '
        f'<span class="mute">{said(one.place)}</span></h3></header><p class="lead">{said(one.sentence)}</p>'
        f'<dl>{listed}</dl><div class="strip">{_drawings(scan, one, key)}</div>'
        f"<h4>{words(w.CAUTION)}</h4>{notes(own)}{general}</article>"
    )


def _share(incidents: Incidents, one: Problem) -> list[tuple[Words, str]]:
    """What part of all that is recorded there is of this kind, and in the whole file: a busy place, or this problem?"""
    if one.x is None or one.y is None or one.radius is None or len(incidents.kinds) < 2:
        return []
    near = np.hypot(incidents.x - one.x, incidents.y - one.y) <= one.radius
    of_kind = incidents.kind == incidents.kind[one.events[0]]
    here, everywhere = float(of_kind[near].mean()), float(of_kind.mean())
    return [(w.HERE, words(w.HERE_OF, {"here": round(100 * here), "all": round(100 * everywhere)}))]


def _interval(one: Problem, language: str) -> str:
    if one.interval is None:
        return "—"
    low, high = (written(edge, language, 1 if edge < 100 else 0) for edge in one.interval)
    return f"{low}–{high}"


def _drawings(scan: Scan, one: Problem, key: str) -> str:
    parts = []
    if one.radius is not None:
        caption = words(w.NEARBY, {"radius": one.reach})
        drawing = maps.place(one, scan.incidents.x, scan.incidents.y, f"{key}m")
        parts.append(figure(drawing, f'<span id="{key}m">{caption}</span>'))
    week, months = one.timing.week, one.timing.months
    if one.timing.known:
        drawing = charts.clock(week, f"{key}c", one.timing.window)
        twin = folded(words(w.AS_TABLE), charts.clock_table(week))
        parts.append(figure(drawing, f'<span id="{key}c">{words(w.HOURS, {"top": float(week.max())})}</span>', twin))
    if months.size > 2:
        first = _first(scan.incidents)
        drawing = charts.trend(months, charts.month_marks(first, months.size), f"{key}t")
        twin = folded(words(w.AS_TABLE), charts.month_table(first, months))
        parts.append(figure(drawing, f'<span id="{key}t">{words(w.MONTHS)}</span>', twin))
    return "".join(parts)


def _first(incidents: Incidents) -> Any:
    return incidents.at[~np.isnat(incidents.at)].min()


def _patterns(found: Sequence[Problem]) -> str:
    if not found:
        return ""
    rows = (
        [
            escaped(one.name),
            number(one.n),
            number(one.expected, 0 if one.expected >= 10 else 1),
            "—" if one.statistic is None else number(one.statistic, 2),
        ]
        for one in found
    )
    head = [words(w.KIND), words(w.PAIRS), words(w.EXPECTED), words(w.TIMES)]
    return f"<h2>{words(w.PATTERNS)}</h2><p>{words(w.PATTERNS_LEAD)}</p>" + table(head, rows)


def _by_kind(found: Sequence[Problem]) -> str:
    """Three places of each kind: what is rare and grave does not vanish behind what is frequent."""
    rows, seen = [], dict.fromkeys((one.name for one in found), 0)
    for rank, one in enumerate(found, start=1):
        seen[one.name] += 1
        if seen[one.name] <= 3 and one.sort == "place":
            times = "—" if one.statistic is None else number(one.statistic, 1 if one.statistic < 100 else 0)
            rows.append(
                (
                    one.name,
                    rank,
                    [
                        escaped(one.name),
                        f'<span class="whole">{rank}</span>',
                        said(one.place),
                        said(one.hours),
                        number(one.n),
                        times,
                    ],
                )
            )
    if len(seen) < 2:
        return ""
    rows.sort(key=lambda row: row[:2])
    head = [words(w.KIND), "№", words(w.WHERE), words(w.WHEN), words(w.COUNT), words(w.TIMES)]
    return f"<h2>{words(w.BY_KIND)}</h2>" + table(head, (row[2] for row in rows), numbers=4)


def _all(incidents: Incidents) -> str:
    at = incidents.at[~np.isnat(incidents.at)]
    if not at.size:
        return ""
    whole = timing(incidents.at, incidents.timed, (at.min(), at.max()))
    parts = []
    if whole.known:
        caption = said(
            lambda language: (
                _said_hours(whole.window, language) + w.HOURS.fill(language, {"top": float(whole.week.max())})
            )
        )
        twin = folded(words(w.AS_TABLE), charts.clock_table(whole.week))
        parts.append(figure(charts.clock(whole.week, "allc", whole.window), f'<span id="allc">{caption}</span>', twin))
    if whole.months.size > 2:
        marks = charts.month_marks(at.min(), whole.months.size)
        twin = folded(words(w.AS_TABLE), charts.month_table(at.min(), whole.months))
        drawing = charts.trend(whole.months, marks, "allt", band=False)
        parts.append(figure(drawing, f'<span id="allt">{words(w.BY_MONTH)}</span>', twin))
    day = at.astype("datetime64[D]")
    daily = np.bincount((day - day.min()).astype(np.int64))
    caption = words(w.YEAR, {"low": int(daily.min()), "high": int(daily.max())})
    year = figure(charts.calendar(day, "alld"), f'<span id="alld">{caption}</span>')
    return f'<h2>{words(w.ALL)}</h2><div class="pair">{"".join(parts)}</div>{year}'


def _said_hours(window: Any, language: str) -> str:
    """The hours that stand out, as the start of a caption."""
    if window is None:
        return ""
    end = (window.start + window.hours) % 24
    return f"{DAY_NAMES[window.days].fill(language).capitalize()} {window.start:02d}:00–{end:02d}:00. "


def _how(scan: Scan) -> str:
    params = {
        "side": scan.problems.side,
        "tried": scan.problems.tried,
        "rate": 100 * float(scan.problems.parameters["rate"]),
    }
    return f"<h2>{words(HOW)}</h2><p>{words(w.HOW_TEXT, params)}</p>{made(scan.version, scan.command)}"
