"""The quarterly report: written in place, kept, signed with the password, published with figures as they stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import transaction

from senim.cabinet import figures, policies
from senim.cabinet.actions.common import log
from senim.cabinet.domain import TEXTS, Quarter, ReportState
from senim.cabinet.models import Report, ReportFile
from senim.cabinet.permissions import can_report, not_yours
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.partnership import api as partnership
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import when

MOST = 2000


def keep(
    *, actor: Actor, area_id: int, quarter: Quarter, spoken: str, texts: Mapping[str, str], edits: int
) -> Report:
    """Keep what was written in one language. edits: how often it had been saved when the page was opened.

    Raises NotYours, Refused("changed") where somebody saved it meanwhile, Refused("personal") where a text for
    everyone seems to name somebody.
    """
    area = _beat(actor, area_id)
    said = {part: texts.get(part, "").strip()[:MOST] for part in TEXTS}
    for part, words in said.items():
        policies.check(not partnership.looks_personal(words), "personal", part)
    with transaction.atomic():
        row, _made = Report.objects.select_for_update(of=("self",)).get_or_create(
            area_id=area.id,
            year=quarter.year,
            quarter=quarter.number,
            defaults={"area_path": area.path, "edited_at": now(), "edited_by_id": actor.account_id},
        )
        if row.edits != edits:
            raise _changed(row)
        row.texts = {**row.texts, spoken: said}
        row.edits += 1
        row.edited_at, row.edited_by_id = now(), actor.account_id
        row.save(update_fields=["texts", "edits", "edited_at", "edited_by"])
        log(actor, "report_written", row, row.area_path, language=spoken, edits=row.edits)
    return row


def _beat(actor: Actor, area_id: int) -> territory.AreaInfo:
    try:
        area = territory.area(area_id)
    except KeyError:
        raise not_yours() from None
    if area.level is not territory.Level.BEAT or not can_report(actor.scope, area.path):
        raise not_yours()
    return area


def _changed(row: Report) -> Exception:
    return policies.refuse("changed", who=staff.person_name(row.edited_by_id), when=str(when(row.edited_at)))


def publish(
    *, actor: Actor, area_id: int, quarter: Quarter, password_holds: Callable[[], bool], write: bool = True
) -> Report:
    """Sign and publish what was kept, with the figures of this moment. write: make the PDF behind, in a job.

    password_holds: whether the password that was just given is the signer's; asked last, so that it is not asked for
    nothing. Raises NotYours, Refused (quarter not over, nothing written, wrong password).
    """
    area = _beat(actor, area_id)
    counted = figures.of(figures.Place(area.id, area.path, quarter))
    with transaction.atomic():
        rows = Report.objects.select_for_update(of=("self",))
        row = rows.filter(area_id=area.id, year=quarter.year, quarter=quarter.number).first()
        policies.check_publish(row.texts if row else {}, quarter.last, today())
        assert row is not None
        policies.check(password_holds(), "password", "password")
        row.published = {"figures": counted, "texts": row.texts}
        row.state, row.version = ReportState.PUBLISHED, row.version + 1
        row.signed_by_id, row.signed_post_id, row.signed_at = actor.account_id, actor.post_id, now()
        row.save()
        log(actor, "report_published", row, row.area_path, version=row.version)
        if write:
            transaction.on_commit(lambda: _enqueue(row.pk, row.version))
    return row


def _enqueue(report_id: int, version: int) -> None:
    from senim.cabinet.tasks import print_report  # noqa: PLC0415 - the task imports the actions

    print_report.enqueue(report_id, version)


def keep_files(*, actor: Actor, report_id: int, version: int, made: Mapping[str, bytes]) -> None:
    """Keep the PDF of a version in each language; those of the versions before go. An older version changes nothing."""
    with transaction.atomic():
        row = Report.objects.select_for_update(of=("self",)).filter(pk=report_id, version=version).first()
        if row is None:
            return
        ReportFile.objects.filter(report=row).delete()
        ReportFile.objects.bulk_create(
            ReportFile(report=row, version=version, language=language, content=content)
            for language, content in made.items()
        )
        log(actor, "report_printed", row, row.area_path, version=version)
