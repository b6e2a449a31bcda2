"""The document for everyone: plan, indicators, figures, and what is odd in it."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from senim.concept import export, presenters
from senim.concept.domain import YEARS
from senim.concept.loader import concept as the_concept
from senim.kernel.access import public


@public
def concept(request: HttpRequest) -> HttpResponse:
    """The Concept 2024-2028: directions, tasks, expected results."""
    made = the_concept()
    directions = [
        {
            "number": one.number,
            "title": str(one.title),
            "tasks": [
                {"number": task.number, "title": str(task.title), "count": len(task.measures)} for task in one.tasks
            ],
        }
        for one in made.directions
    ]
    context = {
        "passport": made.passport,
        "title": str(made.passport.title),
        "act": str(made.passport.act),
        "directions": directions,
        "expected": presenters.expected_rows(made.expected),
        "tabs": presenters.tabs("concept"),
        **presenters.counts(made),
    }
    return render(request, "concept/concept.html", context)


@public
def direction(request: HttpRequest, direction: int) -> HttpResponse:
    """One direction of the plan: its tasks with every measure."""
    made = the_concept()
    one = next((each for each in made.directions if each.number == direction), None)
    if one is None:
        raise Http404(str(direction))
    tasks = [
        {
            "number": task.number,
            "title": str(task.title),
            "measures": [presenters.measure_card(each, made) for each in task.measures],
        }
        for task in one.tasks
    ]
    indicators = [row for row in presenters.indicator_rows(made) if row["plan"].startswith(f"{direction}.")]
    context = {
        "number": one.number,
        "title": str(one.title),
        "tasks": tasks,
        "indicators": indicators,
        "years": YEARS,
        "tabs": presenters.tabs(""),
    }
    return render(request, "concept/direction.html", context)


@public
def measure(request: HttpRequest, number: str) -> HttpResponse:
    """One measure as it is printed, with our translation and what is odd."""
    made = the_concept()
    one = made.measure(number)
    if one is None:
        raise Http404(number)
    task = made.tasks[one.task - 1]
    direction = next(each for each in made.directions if task in each.tasks)
    context = {
        "one": presenters.measure_card(one, made),
        "task": task,
        "direction": direction,
        "tabs": presenters.tabs(""),
    }
    return render(request, "concept/measure.html", context)


@public
def indicators(request: HttpRequest) -> HttpResponse:
    """The twelve target indicators with their yearly targets, and the expected results."""
    made = the_concept()
    context = {
        "rows": presenters.indicator_rows(made),
        "oddities": [presenters.oddity_row(one) for one in made.oddities if one.indicators],
        "charts": presenters.indicator_charts(made),
        "expected": presenters.expected_rows(made.expected),
        "years": YEARS,
        "tabs": presenters.tabs("indicators"),
    }
    return render(request, "concept/indicators.html", context)


@public
def figures(request: HttpRequest) -> HttpResponse:
    """What parts 2.1 and 2.2 of the Concept say of the years before it."""
    made = the_concept()
    parts = [{"part": part, "rows": presenters.figure_rows(made, part)} for part in ("2.1", "2.2")]
    context = {"parts": parts, "charts": presenters.figure_charts(made), "tabs": presenters.tabs("figures")}
    return render(request, "concept/figures.html", context)


@public
def oddities(request: HttpRequest) -> HttpResponse:
    """What is odd in the document: marked, never repaired."""
    made = the_concept()
    rows = [presenters.oddity_row(one) for one in made.oddities]
    return render(request, "concept/oddities.html", {"rows": rows, "tabs": presenters.tabs("oddities")})


@public
def data(_request: HttpRequest) -> HttpResponse:
    """The whole Concept as one JSON document."""
    text = json.dumps(export.document(), ensure_ascii=False, indent=1)
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="concept-2024-2028.json"'},
    )
