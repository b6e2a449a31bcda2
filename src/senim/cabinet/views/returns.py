"""Operations and returns: defined once, filled by visits, shown with their definition, taken away as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.cabinet.actions import returns as acts
from senim.cabinet.forms.returns import OperationForm
from senim.cabinet.permissions import DEFINERS, RETURN_READERS
from senim.cabinet.presenters import returns as show
from senim.cabinet.presenters.areas import area_choices
from senim.cabinet.selectors import returns as reads
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted
from senim.web.sheets import csv_answer


@role(*RETURN_READERS)
@never_cache
def returns(request: StaffRequest) -> HttpResponse:
    """Operations of the own area and the months' returns of the own posts."""
    context = {
        "operations": [show.operation_row(one) for one in reads.operations(request.scope)],
        "months": show.months(request.scope, today()),
        "may_define": request.scope.has(*DEFINERS),
    }
    return render(request, "cabinet/returns.html", context)


@role(*DEFINERS)
@never_cache
def define(request: StaffRequest) -> HttpResponse:
    """Define an operation: from then on its return fills itself."""
    form = OperationForm(posted(request), areas=area_choices(request.scope, DEFINERS))
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.define(actor=request.actor, values=form.values(), area_id=form.cleaned_data["area"])
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            said = _("The operation is defined. It stands on the day of every inspector of the area.")
            messages.success(request, said)
            return redirect("cabinet:operation", operation_id=made.pk)
    context = {
        "form": form,
        "title": _("Define an operation"),
        "back": "..",
        "intro": _("Nobody will have to fill in a return: visits are counted by what you choose here."),
        "button": _("Define"),
    }
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


def _operation(request: StaffRequest, operation_id: int) -> dict[str, Any]:
    one = found(reads.operation, request.scope, operation_id)
    counted = reads.counted(request.scope, one)
    return show.operation_page(one, counted, reads.confirmed(request.scope, one), request.scope)


@role(*RETURN_READERS)
@never_cache
def operation(request: StaffRequest, operation_id: int) -> HttpResponse:
    """The return of an operation, with its definition."""
    return render(request, "cabinet/return.html", {"page": _operation(request, operation_id)})


@role(*RETURN_READERS)
@never_cache
def operation_csv(request: StaffRequest, operation_id: int) -> HttpResponseBase:
    """The same as a file."""
    return _file(_operation(request, operation_id), f"operation-{operation_id}")


def _month(request: StaffRequest, post_id: int, month: str) -> dict[str, Any]:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise Http404("no such month") from error
    counted, row = found(reads.month, request.scope, post_id, first)
    return show.month_page(post_id, first, counted, row, request.scope)


@role(*RETURN_READERS)
@never_cache
def month(request: StaffRequest, post_id: int, month: str) -> HttpResponse:
    """The month's return of a post."""
    return render(request, "cabinet/return.html", {"page": _month(request, post_id, month)})


@role(*RETURN_READERS)
@never_cache
def month_csv(request: StaffRequest, post_id: int, month: str) -> HttpResponseBase:
    """The same as a file."""
    return _file(_month(request, post_id, month), f"month-{post_id}")


def _file(page: dict[str, Any], name: str) -> HttpResponseBase:
    return csv_answer(show.as_csv(page), name)
