"""Invented reports on the measures of the Concept, so that its control shows every standing.

The plan is real, the reports are not: each says so in its first words. What is past due here is past due by chance.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from senim.concept.api import Measure, Point, ReportValues, Said, concept, points, report
from senim.kernel.clock import LOCAL, frozen
from senim.kernel.scoping import Actor

INVENTED = "Демонстрация үшін ойдан шығарылған есеп. "
WORDS = {
    Said.DONE: "Аяқтау нысаны бойынша құжат қабылданды.",
    Said.PART: "Өңірлердің бір бөлігінде енгізілді, қалғаны жоспарда.",
    Said.GOING: "Жұмыс тобы құрылды, жоба келісуде.",
    Said.NOT: "Бізге түскен жоқ, келісу аяқталмаған.",
}
#: Of a hundred points whose day has come: so many are done, then so many are under way, the others are silent.
DONE, GOING = 86, 93
#: Measures at which a second body says otherwise.
DISPUTED = frozenset({"7.4", "10.1"})
AT = time(11, 20)


def play(seed: int, end: datetime) -> int:
    """Write the reports of the years until `end`, each at its moment; returns how many."""
    chance, today, made = random.Random(seed * 31), end.astimezone(LOCAL).date(), 0
    for measure in concept().measures:
        for point in points(measure):
            lot = chance.randrange(100)
            if point.period.last < today:
                made += _past(measure, point, lot, chance.randrange(2, 25))
    return made


def _past(measure: Measure, point: Point, lot: int, before: int) -> int:
    """What was said of a point: some days before its last day."""
    day = point.period.last - timedelta(days=before)
    if measure.number in DISPUTED:
        _said(measure, point, measure.lead.code, Said.DONE, day)
        _said(measure, point, measure.bodies[-1].body.code, Said.NOT, day + timedelta(days=1))
        return 2
    if lot < DONE:
        _said(measure, point, measure.lead.code, Said.DONE, day)
        return 1
    if lot < GOING:
        _said(measure, point, measure.lead.code, Said.PART if lot % 2 else Said.GOING, day)
        return 1
    return 0


def _said(measure: Measure, point: Point, body: str, said: Said, day: date) -> None:
    link = "https://example.kz/invented" if said is Said.DONE else ""
    values = ReportValues(point.key, body, said, INVENTED + WORDS[said], link)
    with frozen(datetime.combine(day, AT, LOCAL)):
        report(actor=Actor.system("demo"), measure=measure.number, values=values)
