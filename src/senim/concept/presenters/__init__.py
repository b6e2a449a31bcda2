"""What the public pages show: the document as it is, with our translation beside it and its oddities marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.concept.domain import (
    AIMS,
    KINDS,
    ODD_KINDS,
    YEARS,
    Aim,
    Concept,
    Executor,
    Expected,
    Figure,
    Indicator,
    Kind,
    Measure,
    Oddity,
    Quantity,
    Result,
)
from senim.concept.words import UNITS, deadline_name
from senim.web import charts
from senim.web.words import language, number

#: From so many yearly points on a figure is drawn as a line.
DRAWN_FROM = 3


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of the document."""
    names = [
        ("concept", _("The plan")),
        ("indicators", _("Indicators")),
        ("figures", _("Figures before")),
        ("oddities", _("Oddities of the text")),
    ]
    return [{"label": label, "url": reverse(f"concept:{name}"), "current": name == current} for name, label in names]


def measure_card(one: Measure, made: Concept) -> dict[str, Any]:
    """A measure with its results, bodies, numbers and what is odd about it."""
    return {
        "number": one.number,
        "text": str(one.text),
        "original": one.text.kk if language() != "kk" else "",
        "results": [result_row(each) for each in one.results],
        "bodies": bodies(one.bodies),
        "bodies_printed": " ".join(one.bodies_printed.split()),
        "quantities": [_quantity(each) for each in one.quantities],
        "oddities": [oddity_row(each) for each in made.odd_at(one.number)],
        "at": one.at,
    }


def result_row(one: Result) -> dict[str, str]:
    return {
        "form": str(one.form),
        "form_printed": one.form.kk if language() != "kk" else "",
        "deadline": str(deadline_name(one.deadline, one.printed)),
        "printed": " ".join(one.printed.split()) if language() != "kk" else "",
    }


def bodies(rows: Iterable[Executor]) -> list[dict[str, Any]]:
    """Short name, name, and whether the plan says "by agreement"."""
    return [
        {
            "short": str(one.body.shorts),
            "name": str(one.body.name),
            "by_agreement": one.by_agreement,
            "code": one.body.code,
        }
        for one in rows
    ]


def _quantity(one: Quantity) -> dict[str, Any]:
    parts = [f"{year}: {number(value)}" for year, value in one.years.items()]
    if one.yearly is not None:
        parts.insert(0, _("%(number)s a year") % {"number": number(one.yearly)})
    return {"name": str(one.name), "total": one.total, "parts": " · ".join(parts), "odd": bool(one.odd)}


def oddity_row(one: Oddity) -> dict[str, Any]:
    """Where it stands, what is printed, why it is odd."""
    places = [*one.measures, *(_("indicator %(number)s") % {"number": each} for each in one.indicators)]
    return {
        "code": one.code,
        "kind": str(ODD_KINDS[one.kind]),
        "printed": one.printed,
        "why": str(one.why),
        "places": places,
        "measures": one.measures,
        "indicators": one.indicators,
        "at": ", ".join(f"@{each}" for each in one.at),
    }


# --- indicators -------------------------------------------------------------------------------


def target(one: Indicator, value: Decimal, year: int) -> str:
    """ "61,2 %", "−10 %", "at least 77 %": a target as people read it."""
    shown = number(value, 1 if value % 1 else 0)
    unit = {"percent": " %", "points": ""}.get(one.unit, "")
    if one.kind is Kind.CHANGE:
        return f"{'−' if one.aim is Aim.DOWN else '+'}{shown}{unit}"
    return _("at least %(value)s") % {"value": shown + unit} if year in one.least else shown + unit


def indicator_rows(made: Concept) -> list[dict[str, Any]]:
    """The table of the twelve: a row for each, with its yearly targets."""
    return [
        {
            "number": one.number,
            "plan": one.plan,
            "name": str(one.name),
            "kind": str(KINDS[one.kind]),
            "aim": str(AIMS[one.aim]),
            "targets": [target(one, one.years[year], year) for year in YEARS],
        }
        for one in made.indicators
    ]


def indicator_charts(made: Concept) -> list[charts.Chart]:
    """A small line for each indicator, from zero: what the years ask for."""
    return [_indicator_chart(one) for one in made.indicators]


def _indicator_chart(one: Indicator) -> charts.Chart:
    first, last = (target(one, one.years[year], year) for year in (YEARS[0], YEARS[-1]))
    words = {"first": first, "last": last}
    if one.kind is Kind.CHANGE:
        sentence = _("Change against 2022: %(first)s in 2024, %(last)s in 2028.") % words
    else:
        sentence = _("%(first)s in 2024, %(last)s in 2028.") % words
    series = [charts.Series(str(one.name), [float(value) for value in one.years.values()])]
    labels = [str(year) for year in YEARS]
    unit = " %" if one.unit == "percent" else ""
    title = f"{one.number}. {one.name}"
    return charts.line(title, sentence, labels, series, label=_("Year"), unit=unit, digits=1, height=130)


def expected_rows(rows: Iterable[Expected]) -> list[dict[str, Any]]:
    return [{"number": one.number, "text": str(one.text)} for one in rows]


# --- the figures before -----------------------------------------------------------------------


def figure_rows(made: Concept, part: str) -> list[dict[str, Any]]:
    """The series of a part of the document, in its order."""
    marked = {code: odd for odd in made.oddities for code in odd.figures}
    return [
        {
            "name": str(one.name),
            "points": _points(one),
            "unit": str(UNITS[one.unit]),
            "about": one.about,
            "at": ", ".join(f"@{each}" for each in one.at),
            "odd": marked[one.code].code if one.code in marked else "",
        }
        for one in made.figures
        if one.part == part
    ]


def _points(one: Figure) -> str:
    return "; ".join(f"{_period(key)}: {_value(value)}" for key, value in one.points.items())


def _period(key: str) -> str:
    return _("when it was written") if key == "now" else key.replace("-", "–") if key[:4].isdigit() else key


def _value(value: Decimal | tuple[Decimal, Decimal]) -> str:
    if isinstance(value, tuple):
        return "–".join(_value(one) for one in value)
    places = -int(value.as_tuple().exponent)
    return number(value, max(places, 0))


def figure_charts(made: Concept) -> list[charts.Chart]:
    """Lines of the figures that have at least three years."""
    return [_figure_chart(one) for one in made.figures if one.key == "period" and len(one.points) >= DRAWN_FROM]


def _figure_chart(one: Figure) -> charts.Chart:
    values = {key: float(value) for key, value in one.points.items() if isinstance(value, Decimal)}
    first, *_between, last = values
    sentence = _("%(first_year)s: %(first)s, %(last_year)s: %(last)s (%(unit)s).") % {
        "first_year": first,
        "first": number(values[first]),
        "last_year": last,
        "last": number(values[last]),
        "unit": UNITS[one.unit],
    }
    digits = 0 if all(value.is_integer() for value in values.values()) else 1
    series = [charts.Series(str(one.name), list(values.values()))]
    title = str(one.name)[:1].upper() + str(one.name)[1:]
    return charts.line(title, sentence, list(values), series, label=_("Year"), digits=digits, height=150)


def counts(made: Concept) -> Mapping[str, int]:
    """How much the document holds, for its first sentence."""
    return {"tasks": len(made.tasks), "measures": len(made.measures), "oddities": len(made.oddities)}


def shortened(text: str, most: int) -> str:
    """The first words of a text, at most so many characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0].rstrip(",;:–(") + "…"


def short_names(rows: Sequence[Any]) -> str:
    return ", ".join(str(one.shorts) for one in rows)
