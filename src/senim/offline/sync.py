"""What the page of the device asks for in the background: JSON, under the session of its person and with the token
against forgery; a device shows its key besides. Every answer is kept by nobody on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from senim.cabinet.api import WRITERS
from senim.kernel.access import public, role
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.offline import actions, selectors
from senim.offline import bundle as bundles
from senim.offline.actions.entries import known_of
from senim.offline.domain import BATCH, ROUNDS, TEXT_BYTES, Clock
from senim.offline.models import Device
from senim.offline.reading import moment, refuse, whole
from senim.staff.api import StaffRequest

#: What a device answers to "how do you stand" fits in here many times.
SMALL = 2048


def _refused(error: Refused, status: int = 422) -> JsonResponse:
    return JsonResponse({"code": error.code, "words": str(error)}, status=status)


def _read(text: str | bytes, most: int) -> Any:
    """JSON of at most so many bytes. Raises Refused."""
    if len(text) > most:
        raise refuse("batch")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise refuse("shape") from None


# Exempt from the forgery check: a device asks when nobody is signed in. Whoever asks needs the device's own mark, of
# 256 random bits; all it does is to note when the device asked and how much it still held.
@csrf_exempt
@never_cache
@public
@require_POST
def contact(request: HttpRequest) -> JsonResponse:
    """A device asks by its mark whether it is lost, and says how much it has not sent."""
    try:
        said = _read(request.body, SMALL) if len(request.body) <= SMALL else {}
    except Refused as error:
        return _refused(error, 400)
    said = said if isinstance(said, Mapping) else {}
    token, unsent = whole(str(said.get("mark", "")))[:100], said.get("unsent")
    counted = isinstance(unsent, int) and not isinstance(unsent, bool)
    return JsonResponse({"standing": actions.heard(token=token, unsent=unsent if counted else None)})


@never_cache
@role(*WRITERS)
@require_GET
def session(request: StaffRequest) -> JsonResponse:
    """Who is signed in, as a tag; a fresh token against forgery; the server's clock."""
    return JsonResponse({
        "owner": selectors.owner_tag(request.scope),
        "csrf": get_token(request),
        "now": now().isoformat(),
        "rounds": ROUNDS,
    })


@never_cache
@role(*WRITERS)
@require_POST
def device(request: StaffRequest) -> JsonResponse:
    """Register this device for the one who asks; its secrets are said this once."""
    try:
        said = _read(request.body, SMALL)
        name = said.get("name", "") if isinstance(said, Mapping) else ""
        row, mark, key = actions.register(actor=request.actor, name=whole(str(name)).replace("\x00", ""))
    except Refused as error:
        return _refused(error)
    return JsonResponse({"device": row.pk, "mark": mark, "key": f"{mark}.{key}"})


def _device(request: StaffRequest) -> Device:
    return selectors.device(request.scope, request.headers.get("X-Senim-Device", "")[:200])


@never_cache
@role(*WRITERS)
@require_POST
def bundle(request: StaffRequest) -> JsonResponse:
    """The day, the beat and the cards to take along, onto an own device that is not lost."""
    try:
        one = _device(request)
    except Refused as error:
        return _refused(error, 409)
    made = bundles.build(request.scope)
    actions.carried(actor=request.actor, device=one, duties=made.duties, left=made.left)
    return JsonResponse(made.content)


@never_cache
@role(*WRITERS)
@require_POST
def items(request: StaffRequest) -> JsonResponse:
    """Take entries of a device, each with its own answer; photos come beside them as `photo-TOKEN`."""
    try:
        one = _device(request)
        said = _read(request.POST.get("items", ""), TEXT_BYTES)
        rows = said.get("items") if isinstance(said, Mapping) else None
        sent = moment(said.get("now")) if isinstance(said, Mapping) else None
        if not isinstance(rows, list) or sent is None:
            raise refuse("shape")
        if len(rows) > BATCH:
            raise refuse("batch")
        if said.get("owner") != selectors.owner_tag(request.scope):
            raise refuse("device")
    except Refused as error:
        return _refused(error, 409 if error.code in {"device", "lost"} else 422)
    known = known_of(request.actor, rows)
    clock = Clock.compare(sent, now())
    answers = [
        actions.take(
            actor=request.actor,
            device=one,
            row=row,
            clock=clock,
            known=known,
            photo=request.FILES.get(f"photo-{row.get('token')}") if isinstance(row, Mapping) else None,
        ).to_json()
        for row in rows
    ]
    actions.synced(actor=request.actor, device=one)
    return JsonResponse({"answers": answers, "now": now().isoformat()})
