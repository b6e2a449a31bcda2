"""What the pages of the control show: points with their standing, the bodies, and who owes what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.concept.domain import SAID, STANDINGS, Concept, Measure, Said, Standing
from senim.concept.models import Report
from senim.concept.presenters import short_names, shortened
from senim.concept.selectors import Share, Stand
from senim.concept.words import period_name

#: The kind of the tag of each standing.
TAGS = {
    Standing.DONE: "good",
    Standing.DIFFERS: "warn",
    Standing.OVERDUE: "bad",
    Standing.NEAR: "info",
    Standing.LATER: "",
}
#: The lists of the first page: which standings each shows.
SHOWN: dict[str, tuple[Standing, ...]] = {
    "late": (Standing.OVERDUE,),
    "next": (Standing.NEAR, Standing.LATER),
    "differ": (Standing.DIFFERS,),
    "done": (Standing.DONE,),
}
ROW_LETTERS = 110


def tabs(rows: Sequence[Stand], show: str, body: str) -> list[dict[str, Any]]:
    """The lists with their counts."""
    found = Counter(row.standing for row in rows)
    names = {"late": _("Past due"), "next": _("Next"), "differ": _("The bodies differ"), "done": _("Reported done")}
    tail = f"&body={body}" if body else ""
    return [
        {
            "label": names[code],
            "url": f"?show={code}{tail}",
            "current": code == show,
            "count": sum(found[one] for one in kinds),
        }
        for code, kinds in SHOWN.items()
    ]


def pages(current: str) -> list[dict[str, Any]]:
    """The pages of the control."""
    names = [("control", _("Deadlines")), ("bodies", _("Who owes what")), ("timeline", _("Timeline"))]
    return [{"label": label, "url": reverse(f"concept:{name}"), "current": name == current} for name, label in names]


def listed(rows: Iterable[Stand], show: str) -> list[dict[str, Any]]:
    """One list: what is past due by its day, what comes by its day, what is done newest first."""
    chosen = [row for row in rows if row.standing in SHOWN[show]]
    chosen.sort(key=lambda row: row.on.by, reverse=show == "done")
    return [stand_row(row) for row in chosen]


def stand_row(row: Stand) -> dict[str, Any]:
    """A point as a row of a list."""
    result = row.measure.results[row.point.result - 1]
    return {
        "number": row.measure.number,
        "text": shortened(str(row.measure.text), ROW_LETTERS),
        "form": shortened(str(result.form), ROW_LETTERS),
        "period": str(period_name(row.point.period)),
        "stage": row.point.stage,
        "by": row.on.by,
        "moved": row.on.by != row.on.ends,
        "near": row.on.near,
        "late": row.late,
        "soon": row.standing is Standing.NEAR,
        "standing": str(STANDINGS[row.standing]),
        "tag": TAGS[row.standing],
        "moves": short_names(row.moves),
        "said": [
            {"body": _short(row.measure, body), "word": str(SAID[word]), "at": at}
            for body, (word, at) in row.said.items()
        ],
    }


def _short(measure: Measure, code: str) -> str:
    return next((str(one.body.shorts) for one in measure.bodies if one.body.code == code), code)


def body_choices(made: Concept, show: str, body: str) -> list[dict[str, Any]]:
    """The bodies as links that narrow the list."""
    return [
        {
            "short": str(one.shorts),
            "name": str(one.name),
            "url": f"?show={show}&body={one.code}",
            "current": one.code == body,
        }
        for one in made.bodies
        if any(made.owed_by(one.code))
    ]


def owes(made: Concept, rows: Sequence[Stand]) -> dict[str, Any]:
    """The map: bodies down, tasks across; in a cell the measures, those past due in brackets, * where by agreement."""
    late = {row.measure.number for row in rows if row.late}
    lines = []
    for body in made.bodies:
        cells = [_cell(body.code, task.measures, late) for task in made.tasks]
        if any(cell["count"] for cell in cells):
            lines.append({"short": str(body.shorts), "name": str(body.name), "code": body.code, "cells": cells})
    tasks = [
        {"number": task.number, "title": str(task.title), "direction": _direction(task.number)} for task in made.tasks
    ]
    return {"lines": lines, "tasks": tasks}


def _direction(task: int) -> int:
    return 1 if task <= 7 else 2 if task <= 10 else 3


def _cell(code: str, measures: Iterable[Measure], late: set[str]) -> dict[str, Any]:
    mine = [one for one in measures if one.has(code)]
    agreed = [each for one in mine for each in one.bodies if each.body.code == code and each.by_agreement]
    return {
        "count": len(mine),
        "late": sum(one.number in late for one in mine),
        "agreed": bool(mine) and len(agreed) == len(mine),
    }


def share_rows(rows: Iterable[Share]) -> list[dict[str, Any]]:
    return [
        {
            "short": str(one.body.shorts),
            "name": str(one.body.name),
            "code": one.body.code,
            "measures": one.measures,
            "leads": one.leads,
            "due": one.due,
            "done": one.done,
            "past": one.past,
            "ahead": one.ahead,
        }
        for one in rows
    ]


def report_rows(rows: Iterable[Report], measure: Measure, points: Sequence[Stand]) -> list[dict[str, Any]]:
    """The history of a measure, newest first."""
    periods = {row.point.key: str(period_name(row.point.period)) for row in points}
    return [
        {
            "id": row.pk,
            "body": _short(measure, row.body),
            "said": str(SAID[Said(row.said)]),
            "tag": "good" if row.said == Said.DONE else "",
            "period": periods.get(row.point, row.point),
            "words": row.words,
            "link": row.link,
            "has_file": row.file_id is not None,
            "at": row.at,
            "by": row.by_id,
        }
        for row in rows
    ]


def point_choices(rows: Iterable[Stand]) -> list[tuple[str, str]]:
    """The deadlines of a measure to choose from, as "2nd form: first half of 2025"."""
    made = []
    for row in rows:
        form = shortened(str(row.measure.results[row.point.result - 1].form), 60)
        made.append((row.point.key, f"{period_name(row.point.period)}: {form}"))
    return made


def first_open(rows: Sequence[Stand]) -> str:
    """The deadline that a new report is most likely about: the first that is not done."""
    return next((row.point.key for row in rows if row.standing is not Standing.DONE), rows[-1].point.key)
