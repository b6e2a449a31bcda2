"""The one write of this context: a report of a body on a measure."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction

from senim.concept.domain import Said, point
from senim.concept.loader import concept
from senim.concept.models import Report
from senim.concept.permissions import REPORT, check
from senim.concept.policies import check as must
from senim.concept.policies import check_body, check_said, check_words, refuse
from senim.kernel import audit, files
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor

#: What may be attached: a document or a picture of it.
EVIDENCE = ("image", "document")


@dataclass(frozen=True, slots=True)
class ReportValues:
    """point: "4.4/2/2025-H1"; body: the code of bodies.toml; link: of the document, https."""

    point: str
    body: str
    said: Said
    words: str
    link: str = ""


def report(*, actor: Actor, measure: str, values: ReportValues, upload: File[bytes] | None = None) -> Report:
    """Add what a body says of a measure at a point, with its evidence. Nothing that was said before is changed."""
    check(actor, REPORT)
    one = concept().measure(measure)
    if one is None:
        raise refuse("no_measure")
    at = point(one, values.point)
    if at is None:
        raise refuse("no_point", field="point")
    check_body(one, values.body)
    check_words(values.words, values.link)
    check_said(one, at, values.said, evidence=bool(values.link) or upload is not None, today=today())
    stored = files.accept(upload, kinds=EVIDENCE) if upload is not None else None
    with transaction.atomic():
        last = Report.objects.filter(measure=measure, point=at.key, body=values.body).order_by("-at", "-id").first()
        same = last is not None and (last.said, last.words, last.link) == (values.said.value, values.words, values.link)
        must(not same or stored is not None, "same_again", field="words")
        row = Report.objects.create(
            measure=measure,
            point=at.key,
            body=values.body,
            said=values.said.value,
            words=values.words,
            link=values.link,
            file=stored,
            at=now(),
            by_id=actor.account_id,
        )
        data = {"measure": measure, "point": at.key, "body": values.body, "said": values.said.value}
        audit.record(actor, "concept.reported", ("report", row.pk), data=data)
    return row
