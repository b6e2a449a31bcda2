"""The Concept as one JSON document, for whoever wants to compute with it: `senim concept export FILE.json`.

Shape: {"about", "directions": [{"number", "title": {"kk", "ru", "en"}, "tasks": [{"number", "title", "measures":
[{"number", "text", "results": [{"form", "printed", "due", "periods", "last_day"}], "bodies": [{"short", "code",
"by_agreement"}], "quantities", "oddities"}]}]}], "indicators": [{"number", "plan", "kind", "years": {"2024": ...}}],
"expected_results", "figures", "oddities", "abbreviations", "bodies"}. `at` is the place in the source, in characters.
Numbers are JSON numbers as printed; Kazakh is the source's, Russian and English are this project's translations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from senim.concept.domain import BASE_YEAR, Concept, Executor, Measure, Quantity, Result
from senim.concept.loader import concept
from senim.kernel.labels import Label

FORMAT = 1


def document(made: Concept | None = None) -> dict[str, Any]:
    """The whole Concept, ready for json.dumps."""
    one = made or concept()
    return {
        "format": FORMAT,
        "about": {
            "title": label(one.passport.title),
            "act": label(one.passport.act),
            "adopted": one.passport.adopted,
            "address": one.passport.address,
            "translations": {"kk": "source", "ru": "Senim, unofficial", "en": "Senim, unofficial"},
        },
        "directions": [
            {
                **titled(direction),
                "tasks": [
                    {**titled(task), "measures": [measure(row, one) for row in task.measures]}
                    for task in direction.tasks
                ],
            }
            for direction in one.directions
        ],
        "indicators": [
            {
                "number": row.number,
                "code": row.code,
                "plan": row.plan or None,
                "at": row.at,
                "name": label(row.name),
                "printed": row.printed,
                "kind": row.kind.value,
                "against": BASE_YEAR if row.kind == "change" else None,
                "aim": row.aim.value,
                "unit": row.unit,
                "years": {str(year): number(value) for year, value in row.years.items()},
                "at_least": sorted(row.least),
                "bodies": executors(row.bodies),
            }
            for row in one.indicators
        ],
        **_rest(one),
    }


def _rest(one: Concept) -> dict[str, Any]:
    return {
        "expected_results": [
            {
                "number": row.number,
                "code": row.code,
                "at": row.at,
                "text": label(row.text),
                "unit": row.unit,
                "than": row.than.value,
                "value": number(row.value),
                "was": number(row.was),
                "also": number(row.also),
            }
            for row in one.expected
        ],
        "figures": [
            {
                "code": row.code,
                "part": row.part,
                "at": list(row.at),
                "name": label(row.name),
                "unit": row.unit,
                "key": row.key,
                "about": row.about,
                "points": {key: number(value) for key, value in row.points.items()},
            }
            for row in one.figures
        ],
        "oddities": [
            {
                "code": row.code,
                "kind": row.kind.value,
                "at": list(row.at),
                "printed": list(row.printed),
                "why": label(row.why),
                "measures": list(row.measures),
                "indicators": list(row.indicators),
                "figures": list(row.figures),
                "says": number(row.says),
                "adds": number(row.adds),
            }
            for row in one.oddities
        ],
        "abbreviations": [
            {"list": row.book, "at": row.at, "short": row.short, "full": label(row.full)} for row in one.abbreviations
        ],
        "bodies": [
            {"short": row.short, "shorts": label(row.shorts), "code": row.code, "name": label(row.name)}
            for row in one.bodies
        ],
    }


def measure(row: Measure, one: Concept) -> dict[str, Any]:
    return {
        "number": row.number,
        "at": row.at,
        "text": label(row.text),
        "results": [_result(each) for each in row.results],
        "bodies": executors(row.bodies),
        "bodies_printed": row.bodies_printed,
        "quantities": [_quantity(each) for each in row.quantities],
        "oddities": [each.code for each in one.odd_at(row.number)],
    }


def _result(row: Result) -> dict[str, Any]:
    due = row.deadline
    return {
        "at": row.at,
        "form": label(row.form),
        "printed": row.printed,
        "due": due.notation,
        "repeat": due.repeat.value,
        "begins": due.begins.isoformat(),
        "periods": [str(each) for each in due.periods],
        "last_day": due.ends.isoformat(),
    }


def _quantity(row: Quantity) -> dict[str, Any]:
    return {
        "name": label(row.name),
        "total": row.total,
        "yearly": row.yearly,
        "years": {str(year): value for year, value in row.years.items()},
        "oddity": row.odd or None,
    }


def titled(row: Any) -> dict[str, Any]:
    return {"number": row.number, "at": row.at, "title": label(row.title)}


def label(one: Label) -> dict[str, str]:
    return {"kk": one.kk, "ru": one.ru, "en": one.en}


def executors(rows: Iterable[Executor]) -> list[dict[str, Any]]:
    return [{"short": row.body.short, "code": row.body.code, "by_agreement": row.by_agreement} for row in rows]


def number(value: Decimal | tuple[Decimal, Decimal] | None) -> Any:
    """A JSON number as printed: 60 stays 60 and 61.2 stays 61.2; a pair becomes a list."""
    if isinstance(value, tuple):
        return [number(one) for one in value]
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def counts(one: Concept) -> Mapping[str, int]:
    """What a document holds, for the sentence of the command."""
    return {
        "directions": len(one.directions),
        "tasks": len(one.tasks),
        "measures": len(one.measures),
        "indicators": len(one.indicators),
        "expected results": len(one.expected),
        "figures": len(one.figures),
        "oddities": len(one.oddities),
    }
