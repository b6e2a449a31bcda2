"""Concept: what did the state promise until 2028, who answers, and where does it stand?

The only door of this context.

concept() -> Concept            the whole document as data: directions, tasks, measures, indicators, figures, oddities
document() -> dict              the same, ready for JSON (`senim concept export FILE.json`)
stands(scope, today)            every control point of the plan with its standing and whose move it is (1 query)
shares(stands, today)           what each body owes and has done: its contribution, for the National Report (no query)
report(actor, measure, values)  what a body says of a measure, added to its history; for the demonstration
ReportValues, Said, Standing    what they take and give
"""

from senim.concept.actions import ReportValues, report
from senim.concept.domain import Concept, Measure, Point, Said, Standing, points
from senim.concept.export import document
from senim.concept.loader import concept
from senim.concept.selectors import Share, Stand, shares, stands

__all__ = [
    "Concept",
    "Measure",
    "Point",
    "ReportValues",
    "Said",
    "Share",
    "Stand",
    "Standing",
    "concept",
    "document",
    "points",
    "report",
    "shares",
    "stands",
]
