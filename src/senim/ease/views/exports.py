"""Taking a list along, and who did."""

from __future__ import annotations

from itertools import chain

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.ease import lists, presenters, selectors
from senim.ease.actions import exports as acts
from senim.ease.domain import REASONS, Form, Reason
from senim.ease.forms import TakeForm
from senim.ease.permissions import KEEPERS
from senim.ease.views.filters import open_list
from senim.kernel import clock, spreadsheet
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web.asking import posted
from senim.web.sheets import csv_answer, xlsx_answer
from senim.web.words import language, when


@role(*KEEPERS)
@never_cache
def take(request: StaffRequest, code: str) -> HttpResponseBase:
    """A list as a file: say why, then it comes; that somebody took it along is written down."""
    one = open_list(request, code)
    asked = lists.asked(request, code)
    form = TakeForm(posted(request), initial={"form": Form.XLSX})
    if request.method == "POST" and form.is_valid():
        try:
            return _file(request, code, form)
        except NotYours:
            raise
        except Refused as refusal:
            form.refuse(refusal)
    columns = one.columns_for(request.scope)
    context = {
        "form": form,
        "list": one.title,
        "back": presenters.address(one, asked.chosen),
        "values": lists.in_words(one, asked.chosen, asked.known),
        "words": asked.words,
        "count": one.rows(request.scope, asked).count(),
        "columns": [column.label for column in columns],
        "left_out": [column.label for column in one.columns if column not in columns],
        "masked": [column.label for column in columns if column.people],
    }
    return render(request, "ease/take.html", context, status=422 if form.errors else 200)


def _file(request: StaffRequest, code: str, form: TakeForm) -> HttpResponseBase:
    said, asked, spoken = form.cleaned_data, lists.asked(request, code), language()
    one = open_list(request, code)
    taken = acts.take(
        actor=request.actor, code=code, asked=asked, form=Form(said["form"]), reason=Reason(said["reason"]),
        words=said["words"], language=spoken)
    name = f"senim-{code.replace('.', '-')}-{clock.today():%Y-%m-%d}-{taken.row.pk}"
    about = [
        [_("List"), one.title],
        *lists.in_words(one, asked.chosen, asked.known),
        [_("Rows"), taken.row.rows],
        [_("Taken along"), when(taken.row.at)],
        [_("Taken by"), request.actor.label],
        [_("What for"), f"{REASONS[Reason(taken.row.reason)]}: {taken.row.words}"],
        [_("Number in the log"), taken.row.pk],
    ]
    if taken.row.form == Form.XLSX:
        return xlsx_answer(
            spreadsheet.xlsx_file(taken.head, taken.rows, title=str(one.title), about=about), name)
    return csv_answer(spreadsheet.csv_pieces(chain([taken.head], taken.rows)), name)


@role(*KEEPERS)
@never_cache
def taken(request: StaffRequest) -> HttpResponse:
    """What oneself and, for a head, the posts below took along, the newest first."""
    rows = [presenters.export_row(row) for row in selectors.exports(request.scope)]
    return render(request, "ease/taken.html", {"rows": rows})
