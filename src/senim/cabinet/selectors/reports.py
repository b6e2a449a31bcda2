"""Reports to residents: those one writes, and those that everyone reads."""

from __future__ import annotations

from senim.cabinet.domain import Quarter, ReportState
from senim.cabinet.models import Report, ReportFile
from senim.cabinet.permissions import REPORTERS, can_report, not_yours, reports_seen
from senim.kernel.scoping import Scope, within
from senim.territory import api as territory


def beats(scope: Scope, limit: int = 60) -> list[territory.AreaInfo]:
    """The beats whose reports a person writes. No query."""
    own = scope.paths(*REPORTERS)
    return [one for one in territory.areas_list(territory.Level.BEAT) if within(one.path, own)][:limit]


def reports(scope: Scope, quarters: list[Quarter]) -> dict[tuple[int, Quarter], Report]:
    """The reports of some quarters that a person may read before they are published. One query."""
    years = {one.year for one in quarters}
    rows = Report.objects.filter(reports_seen(scope), year__in=years).defer("texts", "published")
    return {(row.area_id, Quarter(row.year, row.quarter)): row for row in rows}


def report(scope: Scope, area_id: int, quarter: Quarter) -> Report | None:
    """A report as it is being written; None before the first word. Raises NotYours for another's beat. One query."""
    try:
        area = territory.area(area_id)
    except KeyError:
        raise not_yours() from None
    if area.level is not territory.Level.BEAT or not (scope.everything or can_report(scope, area.path)):
        raise not_yours()
    return Report.objects.filter(area=area_id, year=quarter.year, quarter=quarter.number).first()


def by_id(scope: Scope, report_id: int) -> Report | None:
    """A report for whoever may read it before it is published. One query."""
    return Report.objects.filter(reports_seen(scope), pk=report_id).first()


def published(scope: Scope, area_id: int, quarter: Quarter | None = None, limit: int = 8) -> list[Report]:  # noqa: ARG001
    """Published reports of a beat, the newest first, for everyone. One query."""
    rows = Report.objects.filter(area=area_id, state=ReportState.PUBLISHED)
    if quarter is not None:
        rows = rows.filter(year=quarter.year, quarter=quarter.number)
    return list(rows.order_by("-year", "-quarter")[:limit])


def printed(scope: Scope, report_id: int) -> list[str]:  # noqa: ARG001 - published for everyone
    """The languages in which a published report is there as PDF. One query."""
    found = set(ReportFile.objects.filter(report=report_id).values_list("language", flat=True))
    return [language for language in territory.LANGUAGES if language in found]


def file(scope: Scope, area_id: int, quarter: Quarter, language: str) -> bytes | None:  # noqa: ARG001
    """The PDF of a published report. One query."""
    rows = ReportFile.objects.filter(
        report__area=area_id,
        report__year=quarter.year,
        report__quarter=quarter.number,
        report__state=ReportState.PUBLISHED,
        language=language,
    )
    found = rows.order_by("-version").values_list("content", flat=True).first()
    return bytes(found) if found is not None else None


def newest(scope: Scope, limit: int) -> list[tuple[Report, list[str]]]:
    """(report, languages in which it is printed) of the own beats, the newest first. Two queries."""
    rows = list(Report.objects.filter(reports_seen(scope)).defer("texts", "published").order_by("-edited_at")[:limit])
    found = ReportFile.objects.filter(report__in=rows).values_list("report", "language")
    printed: dict[int, list[str]] = {}
    for report_id, language in found:
        printed.setdefault(report_id, []).append(language)
    public = {row.pk for row in rows if row.state == ReportState.PUBLISHED}
    return [
        (row, [one for one in territory.LANGUAGES if row.pk in public and one in printed.get(row.pk, ())])
        for row in rows
    ]
