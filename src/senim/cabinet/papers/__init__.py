"""Papers that are made from a visit: the act of a preventive talk, a representation; and the reports to residents.

A report is written, signed, published and printed on its own pages (`actions.reports`); here it is only a kind among
the documents, with its content and files as they are. Nothing of it is doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.urls import reverse

from senim.cabinet.domain import REPORT_STATES, Quarter, ReportState
from senim.cabinet.models import Visit
from senim.cabinet.permissions import REPORTERS
from senim.cabinet.presenters.words import quarter_words
from senim.cabinet.selectors.reports import newest
from senim.cabinet.selectors.visits import visit
from senim.documents import api as documents
from senim.documents.api import Filled, Kind, Row, Value
from senim.kernel.clock import local
from senim.kernel.formats import moment
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope
from senim.problems.api import REPRESENTATION
from senim.territory import api as territory
from senim.web.words import language as usual

MAKERS = frozenset({Role.INSPECTOR, Role.ASSISTANT, Role.TRAINEE, Role.JUVENILE, Role.HEAD})
SIGNERS = frozenset({Role.INSPECTOR, Role.JUVENILE, Role.HEAD})
VISIT = Label("сапар жазбасы", "запись о визите", "the visit as it was written down")
TALK = Label("Профилактикалық әңгіме актісі", "Акт профилактической беседы", "Act of a preventive talk")
REPORT = Label("Тұрғындарға есеп", "Отчёт перед жителями", "Report to residents")


def register() -> None:
    """Call it from AppConfig.ready."""
    documents.register(
        Kind(
            "talk",
            TALK,
            of="visit",
            makers=MAKERS,
            signers=SIGNERS,
            folder=Path(__file__).parent / "talk",
            fill=talk,
        )
    )
    documents.fill_from(REPRESENTATION, "visit", representation)
    documents.register(
        Kind(
            "quarterly_report",
            REPORT,
            of="beat",
            makers=REPORTERS,
            signers=REPORTERS,
            rows=reports,
            url=lambda: reverse("cabinet:reports"),
        )
    )


def _visit(scope: Scope, subject: str) -> Visit:
    which = subject.rpartition(":")[2]
    return visit(scope, int(which) if which.isascii() and which.isdigit() and len(which) < 16 else 0)


def _filled(row: Visit, spoken: str, values: dict[str, Value]) -> Filled:
    about = f"{moment(row.at, spoken)}, {row.place}"
    return Filled(values, row.area_path, row.post_id, about[:200], language=spoken)


def talk(scope: Scope, subject: str, language: str) -> Filled:
    """When, where and about what the visit was. With whom, only the officer says: a visit names nobody."""
    row, spoken = _visit(scope, subject), language or usual()
    values = {
        "when": Value(moment(row.at, spoken), VISIT),
        "place": Value(row.place, VISIT),
        "matter": Value(row.words, VISIT),
    }
    return _filled(row, spoken, values)


def representation(scope: Scope, subject: str, language: str) -> Filled:
    """Where the visit was and what was found there."""
    row, spoken = _visit(scope, subject), language or usual()
    found = "\n".join(filter(None, (f"{moment(row.at, spoken)}.", row.words)))
    return _filled(row, spoken, {"place": Value(row.place, VISIT), "found": Value(found, VISIT)})


def reports(scope: Scope, limit: int) -> Sequence[Row]:
    """The newest reports of the own beats, as their own pages keep them. Two queries."""
    found = []
    for row, printed in newest(scope, limit):
        area = territory.area(row.area_id)
        files = [
            (one.upper(), reverse("cabinet:pdf", args=[area.code, row.year, row.quarter, one])) for one in printed
        ]
        url = reverse("cabinet:report", args=[row.area_id, row.year, row.quarter])
        title = f"{territory.name_of(area, usual())}, {quarter_words(Quarter(row.year, row.quarter))}"
        at = local(row.signed_at or row.edited_at)
        found.append(Row(title, "", at, str(REPORT_STATES[ReportState(row.state)]), url, tuple(files)))
    return found
