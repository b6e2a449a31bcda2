"""The quarterly report: written, signed, read by everyone."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from senim.cabinet import figures
from senim.cabinet.actions import reports as acts
from senim.cabinet.domain import REPORT_STATES, TEXTS, Quarter, ReportState
from senim.cabinet.forms.reports import ReportForm, SignForm
from senim.cabinet.models import Report
from senim.cabinet.permissions import REPORTERS
from senim.cabinet.presenters.reports import build, document
from senim.cabinet.presenters.words import quarter_words
from senim.cabinet.selectors import reports as reads
from senim.kernel.access import public, role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.asking import found, posted
from senim.web.words import language

SPOKEN = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def _quarter(year: int, quarter: int) -> Quarter:
    if not (2020 <= year <= 2100 and 1 <= quarter <= 4):
        raise Http404("no such quarter")
    return Quarter(year, quarter)


@role(*REPORTERS)
@never_cache
def reports(request: StaffRequest) -> HttpResponse:
    """The reports of the own beats: the quarter that runs, and those before."""
    present = Quarter.of(today())
    quarters = [present, present.before(), present.before().before()]
    kept = reads.reports(request.scope, quarters)
    rows = [_row(beat, quarters, kept) for beat in reads.beats(request.scope)]
    heads = [quarter_words(one) for one in quarters]
    return render(request, "cabinet/reports.html", {"rows": rows, "heads": heads})


def _row(beat: territory.AreaInfo, quarters: list[Quarter], kept: dict[Any, Report]) -> dict[str, Any]:
    cells = []
    for one in quarters:
        row = kept.get((beat.id, one))
        state = str(REPORT_STATES[ReportState(row.state)]) if row else _("not begun")
        url = reverse("cabinet:report", args=[beat.id, one.year, one.number])
        cells.append({"url": url, "state": state, "title": quarter_words(one)})
    return {"name": territory.name_of(beat, language()), "cells": cells}


def _spoken(request: StaffRequest) -> str:
    asked = request.GET.get("spoken", "")
    return asked if asked in SPOKEN else language()


def _texts(row: Report | None) -> dict[str, dict[str, str]]:
    return row.texts if row else {}


@role(*REPORTERS)
@never_cache
def report(request: StaffRequest, area_id: int, year: int, quarter: int) -> HttpResponse:
    """Write a report beside its figures, which are made from what was entered already."""
    which = _quarter(year, quarter)
    row = found(reads.report, request.scope, area_id, which)
    spoken = _spoken(request)
    initial = {"edits": row.edits if row else 0, **_texts(row).get(spoken, {})}
    form = ReportForm(posted(request), initial=initial, spoken=spoken)
    if request.method == "POST" and form.is_valid():
        try:
            acts.keep(
                actor=request.actor,
                area_id=area_id,
                quarter=which,
                spoken=spoken,
                texts={part: form.cleaned_data[part] for part in TEXTS},
                edits=form.cleaned_data["edits"],
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
            row = _theirs(request, form, refused, area_id, which) or row
        else:
            messages.success(request, _("Kept. Nothing is published before you sign."))
            return redirect(f"{request.path}?spoken={spoken}")
    return _writing(request, area_id, which, row, form, SignForm(), spoken)


def _theirs(request: StaffRequest, form: Any, refused: Refused, area_id: int, which: Quarter) -> Report | None:
    """After somebody else's saving: their version is shown, and one's own may be saved over it once it was compared."""
    if refused.code != "changed":
        return None
    row = found(reads.report, request.scope, area_id, which)
    data = form.data.copy()
    data["edits"] = row.edits if row else 0
    form.data = data
    return row


def _writing(
    request: StaffRequest, area_id: int, which: Quarter, row: Report | None, form: Any, sign: Any, spoken: str
) -> HttpResponse:
    area = territory.area(area_id)
    counted = figures.of(figures.Place(area_id, area.path, which))
    context = {
        "form": form,
        "sign": sign,
        "doc": build(area_id, which, counted, _texts(row), spoken),
        "row": row,
        "state": str(REPORT_STATES[ReportState(row.state)]) if row else "",
        "is_public": row is not None and row.state == ReportState.PUBLISHED,
        "over": which.last < today(),
        "last": which.last,
        "tabs": [
            {
                "label": name,
                "url": f"{reverse('cabinet:report', args=[area_id, which.year, which.number])}?spoken={code}",
                "current": code == spoken,
            }
            for code, name in SPOKEN.items()
        ],
        "publish_url": reverse("cabinet:publish", args=[area_id, which.year, which.number]),
        "public_url": reverse("cabinet:public_report", args=[area.code, which.year, which.number]),
    }
    bad = form.errors or sign.errors
    return render(request, "cabinet/report.html", context, status=422 if bad else 200)


@role(*REPORTERS)
@require_POST
@never_cache
def publish(request: StaffRequest, area_id: int, year: int, quarter: int) -> HttpResponse:
    """Sign with the password and publish."""
    which = _quarter(year, quarter)
    row = found(reads.report, request.scope, area_id, which)
    sign = SignForm(request.POST)
    if sign.is_valid():
        given = sign.cleaned_data["password"]
        try:
            acts.publish(
                actor=request.actor,
                area_id=area_id,
                quarter=which,
                password_holds=lambda: get_adapter(request).reauthenticate(request.user, given),
            )
        except NotYours:
            raise
        except Refused as refused:
            sign.refuse(refused)
        else:
            messages.success(request, _("The report is signed and published on the page of the beat."))
            return redirect("cabinet:report", area_id=area_id, year=year, quarter=quarter)
    spoken = language()
    form = ReportForm(initial={"edits": row.edits if row else 0, **_texts(row).get(spoken, {})}, spoken=spoken)
    return _writing(request, area_id, which, row, form, sign, spoken)


def _area(code: str) -> territory.AreaInfo:
    area = territory.area_by_code(code)
    if area is None:
        raise Http404("no such area")
    return area


@public
@require_safe
def told(request: StaffRequest, code: str) -> HttpResponse:
    """All published reports of a beat."""
    area = _area(code)
    rows = [
        {
            "url": reverse("cabinet:public_report", args=[code, row.year, row.quarter]),
            "title": quarter_words(Quarter(row.year, row.quarter)),
            "at": row.signed_at,
        }
        for row in reads.published(PUBLIC, area.id, limit=40)
    ]
    context = {"name": territory.name_of(area, language()), "rows": rows, "code": code}
    return render(request, "cabinet/told.html", context)


@public
@require_safe
def public_report(request: StaffRequest, code: str, year: int, quarter: int) -> HttpResponse:
    """One published report, as it was signed."""
    area = _area(code)
    row = next(iter(reads.published(PUBLIC, area.id, _quarter(year, quarter))), None)
    if row is None:
        raise Http404("no such report")
    files = [
        {"label": SPOKEN[one], "url": reverse("cabinet:pdf", args=[code, year, quarter, one])}
        for one in reads.printed(PUBLIC, row.pk)
    ]
    context = {"doc": document(row, language()), "files": files, "code": code}
    return render(request, "cabinet/public_report.html", context)


@public
@require_safe
def pdf(
    request: StaffRequest,  # noqa: ARG001 - the signature is Django's
    code: str,
    year: int,
    quarter: int,
    spoken: str,
) -> HttpResponse:
    """A published report on paper."""
    content = reads.file(PUBLIC, _area(code).id, _quarter(year, quarter), spoken[:2])
    if content is None:
        raise Http404("not printed")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="report-{year}-{quarter}-{spoken[:2]}.pdf"'
    return response
