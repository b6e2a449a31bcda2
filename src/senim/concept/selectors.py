"""Every read of what bodies reported; the first argument is who asks. The plan itself comes from the loader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from senim.concept.domain import (
    Body,
    Concept,
    Dates,
    Measure,
    Point,
    Said,
    Standing,
    dates,
    points,
    standing,
    whose_move,
)
from senim.concept.loader import concept
from senim.concept.models import Report
from senim.concept.permissions import sees
from senim.concept.words import REFUSALS
from senim.kernel import calendar
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope

#: The body that the resolution charges with the control.
KEEPER = "mia"
#: point -> body -> (the last it said, when).
Last = Mapping[str, Mapping[str, tuple[Said, datetime]]]


@dataclass(frozen=True, slots=True)
class Stand:
    """A point of a measure on a day: its dates, what the bodies said last, how it stands, whose move it is."""

    measure: Measure
    point: Point
    on: Dates
    said: Mapping[str, tuple[Said, datetime]]
    standing: Standing
    moves: tuple[Body, ...]

    @property
    def late(self) -> bool:
        return self.standing is Standing.OVERDUE


@dataclass(frozen=True, slots=True)
class Share:
    """What a body owes and has done on a day. due: its points whose day has come; done: of these, by its own word;
    past: of these, past due; ahead: the next day on which something of it is due."""

    body: Body
    measures: int
    leads: int
    due: int
    done: int
    past: int
    ahead: date | None


def stands(scope: Scope, today: date) -> list[Stand]:
    """Every point of the plan with its standing, in the order of the plan. One query."""
    _may_see(scope)
    made = concept()
    return _stands(made, _last(Report.objects.all()), today)


def stands_of(scope: Scope, measure: Measure, today: date) -> list[Stand]:
    """The points of one measure. One query."""
    _may_see(scope)
    last = _last(Report.objects.filter(measure=measure.number))
    return [_stand(measure, one, on, last, today) for one, on in _dated(calendar.current().version)[measure.number]]


def reports(scope: Scope, number: str) -> list[Report]:
    """What was reported on a measure, newest first, with the file. One query."""
    _may_see(scope)
    return list(Report.objects.filter(measure=number).select_related("file").order_by("-at", "-id"))


def report(scope: Scope, pk: int) -> Report:
    """One report with its file; NotYours where there is none, or this person may not see it."""
    _may_see(scope)
    row = Report.objects.select_related("file").filter(pk=pk).first()
    if row is None:
        raise NotYours("not_yours", REFUSALS["not_yours"])
    return row


def shares(rows: Iterable[Stand], today: date) -> list[Share]:
    """What each body owes and has done, in the order of bodies.toml: nobody is ranked. No query."""
    made, by_body = concept(), defaultdict(list)
    for row in rows:
        for one in row.measure.bodies:
            by_body[one.body.code].append(row)
    return [_share(made, body, by_body[body.code], today) for body in made.bodies if by_body[body.code]]


def _share(made: Concept, body: Body, rows: list[Stand], today: date) -> Share:
    owed = list(made.owed_by(body.code))
    due = [row for row in rows if row.on.by < today]
    ahead = [row.on.by for row in rows if row.on.by >= today and row.standing is not Standing.DONE]
    return Share(
        body=body,
        measures=len(owed),
        leads=sum(one.lead == body for one in owed),
        due=len(due),
        done=sum(row.said.get(body.code, (None,))[0] is Said.DONE for row in due),
        past=sum(row.late for row in due),
        ahead=min(ahead, default=None),
    )


def _may_see(scope: Scope) -> None:
    if not sees(scope):
        raise NotYours("not_yours", REFUSALS["not_yours"])


def _last(rows: Iterable[Report]) -> Last:
    """The last word of each body at each point; `rows` is ordered by time."""
    found: dict[str, dict[str, tuple[Said, datetime]]] = defaultdict(dict)
    queried = rows.values_list("point", "body", "said", "at")  # type: ignore[attr-defined]
    for point, body, said, at in queried.order_by("at", "id"):
        found[point][body] = (Said(said), at)
    return found


@lru_cache(maxsize=4)
def _dated(version: str) -> Mapping[str, tuple[tuple[Point, Dates], ...]]:  # noqa: ARG001 - a decree makes all anew
    """The points of every measure with their days, by the working calendar of this version."""
    working = calendar.current().is_working
    return {
        measure.number: tuple((one, dates(one.period, working)) for one in points(measure))
        for measure in concept().measures
    }


def _stands(made: Concept, last: Last, today: date) -> list[Stand]:
    dated = _dated(calendar.current().version)
    return [_stand(measure, one, on, last, today) for measure in made.measures for one, on in dated[measure.number]]


def _stand(measure: Measure, point: Point, on: Dates, last: Last, today: date) -> Stand:
    said = last.get(point.key, {})
    words = {body: word for body, (word, _at) in said.items()}
    stands_so = standing(measure, words, on, today)
    keeper = concept().body(KEEPER)
    assert keeper is not None, "bodies.toml has the ministry"
    return Stand(measure, point, on, said, stands_so, whose_move(measure, words, stands_so, keeper))
