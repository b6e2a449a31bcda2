"""The plan as a timeline: a picture made on the server, with the same rows as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from senim.concept.domain import FIRST_YEAR, LAST_YEAR, STANDINGS, YEARS, Measure, Standing
from senim.concept.presenters import short_names, shortened
from senim.concept.selectors import Stand
from senim.concept.words import deadline_name, period_name
from senim.web import charts, words

ROW, TOP, LETTERS = 44, 26, 36
#: Six weeks beyond the last year, so that the signs of its last day are whole.
START, END = date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 2, 12)
#: A sign for each standing, so that the picture does not speak by colour alone.
SIGNS = {
    Standing.DONE: "✓",
    Standing.DIFFERS: "≠",
    Standing.OVERDUE: "!",
    Standing.NEAR: "•",
    Standing.LATER: "",
}


def chart(title: str, rows: Sequence[Stand], today: date) -> charts.Chart:
    """Measures down, 2024 to 2028 across: the years of work as a bar, each deadline as a sign."""
    by_measure: dict[str, list[Stand]] = defaultdict(list)
    for row in rows:
        by_measure[row.measure.number].append(row)
    groups = list(by_measure.values())
    height = TOP + len(groups) * ROW + 6
    drawn = [_frame(height, today), *(_row(place, group) for place, group in enumerate(groups))]
    late = sum(row.late for row in rows)
    sentence = _("%(measures)s measures, %(points)s deadlines; past due on %(day)s: %(late)s.") % {
        "measures": len(groups),
        "points": len(rows),
        "day": words.day(today),
        "late": late,
    }
    head = [
        {"label": name} for name in (_("Measure"), _("Deadline"), _("Stages and standing"), _("Responsible bodies"))
    ]
    note = "  ".join(f"{SIGNS[kind] or '○'} {STANDINGS[kind]}" for kind in Standing)
    drawing = format_html_join("", "{}", ((part,) for part in drawn))
    return charts.Chart(title, sentence, drawing, height, head, [_table_row(group) for group in groups], note)


def _at(day: date) -> str:
    return charts.percent(day.toordinal(), START.toordinal(), END.toordinal())


def _frame(height: int, today: date) -> SafeString:
    """The years, and a line where today is."""
    years = format_html_join(
        "",
        '<line class="ch-g" x1="{0}" x2="{0}" y1="0" y2="{1}"/>'
        '<text class="ch-t ch-m" x="{0}" dx="4" y="14">{2}</text>',
        ((_at(date(year, 1, 1)), height, year) for year in YEARS),
    )
    if not START <= today < END:
        return years
    return format_html(
        '{}<line class="gantt-today" x1="{}" x2="{}" y1="18" y2="{}"/>', years, _at(today), _at(today), height
    )


def _row(place: int, group: Sequence[Stand]) -> SafeString:
    measure, y = group[0].measure, TOP + place * ROW
    begins = min(result.deadline.begins for result in measure.results)
    ends = max(row.on.ends for row in group)
    name = f"{measure.number} {shortened(str(measure.text), LETTERS)}"
    start, width = _at(begins), charts.percent(ends.toordinal() - begins.toordinal() + 1, 0, (END - START).days)
    signs = format_html_join(
        "",
        '<circle class="gantt-{}" cx="{}" cy="{}" r="7"/>'
        '<text class="gantt-s" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (row.standing.value, _at(row.on.ends), y + 29, _at(row.on.ends), y + 33, SIGNS[row.standing])
            for row in group
        ),
    )
    return format_html(
        '<text class="ch-t" x="0" y="{}">{}</text>'
        '<rect class="ch-band" x="{}" y="{}" width="{}" height="12" rx="2"/>{}',
        *(y + 14, name, start, y + 23, width, signs),
    )


def _table_row(group: Sequence[Stand]) -> list[str]:
    measure: Measure = group[0].measure
    deadlines = "; ".join(str(deadline_name(one.deadline, one.printed)) for one in measure.results)
    standing = "; ".join(f"{period_name(row.point.period)}: {STANDINGS[row.standing]}" for row in group)
    bodies = short_names([one.body for one in measure.bodies])
    return [f"{measure.number} {shortened(str(measure.text), 90)}", deadlines, standing, bodies]
