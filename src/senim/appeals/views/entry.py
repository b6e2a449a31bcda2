"""An appeal entered by staff for a caller: 102, 1402, the counter, a visit, reception on the road."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from senim.appeals import presenters
from senim.appeals.actions import intake
from senim.appeals.domain import Channel, KnownAs
from senim.appeals.forms import EntryForm
from senim.appeals.permissions import ACTIONS
from senim.appeals.presenters.entered import entered
from senim.appeals.report import Contact, Report
from senim.kernel.access import role
from senim.kernel.errors import Refused
from senim.staff.api import StaffRequest
from senim.territory import api as territory


@role(*ACTIONS["appeals.enter"][1])
@never_cache
def enter(request: StaffRequest) -> HttpResponse:
    """One dense page; the receipt is read out or printed."""
    if request.method != "POST":
        form = EntryForm(
            initial={
                "key": secrets.token_hex(12),
                "known_as": "named",
                "safe_way": "link",
                "channel": Channel.CALL_102,
                "kind": "signal",
            }
        )
        return render(request, "appeals/enter.html", {"form": form})
    form = EntryForm(request.POST)
    valid = form.is_valid()
    address = form.cleaned_data.get("address", "")
    hits = territory.find_addresses(address, 8, get_language() or "kk") if address else []
    if valid and "find" not in request.POST:
        try:
            receipt = intake.enter(
                actor=request.actor, report=report_of(form.cleaned_data, hits), key=form.cleaned_data["key"]
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return render(request, "appeals/entered.html", entered(request.scope, receipt))
    return render(
        request,
        "appeals/enter.html",
        {"form": form, "hits": [hit for hit in map(presenters.hit_row, hits) if hit]},
        status=422 if form.errors and "find" not in request.POST else 200,
    )


def report_of(data: dict[str, Any], hits: list[Any]) -> Report:
    """The report of an entry form: the house that was chosen, else the only one that was found."""
    where = presenters.place_from(data["hit"])
    if not where and len(hits) == 1:
        where = presenters.place_from((presenters.hit_row(hits[0]) or {}).get("value", ""))
    place = ", ".join(part for part in (where.get("hit") or data["address"], data["place"]) if part)
    contact = Contact(
        name=data["name"],
        iin=data["iin"],
        phone=data["phone"],
        email=data["email"],
        safe_way=data["safe_way"],
        safe_note=data["safe_note"],
    )
    return Report(
        kind=data["kind"],
        category=data["category"],
        text=data["text"],
        language=get_language() or "kk",
        known_as=KnownAs(data["known_as"]),
        channel=Channel(data["channel"]),
        danger=data["danger"],
        happened_at=data["happened_at"],
        lon=where.get("lon"),
        lat=where.get("lat"),
        area_id=where.get("area_id"),
        place=place[:300],
        contact=contact,
        about=data["about"],
    )
