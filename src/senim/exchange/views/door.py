"""The door of partners: a signed message about a referral. No session, no cookie: the signature is the right."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from senim.appeals import api as appeals
from senim.exchange import seal, selectors
from senim.exchange.actions import incoming
from senim.exchange.delivery import signing
from senim.exchange.models import Partner
from senim.kernel import clock
from senim.kernel.access import public
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC
from senim.web.errors import TooMany
from senim.web.middleware import announced
from senim.web.throttle import Throttle

#: Wrong signatures from one address in ten minutes; right ones are not counted.
WRONG = Throttle("exchange_wrong", 60, 600)
MOST_BYTES = 64 * 1024
STEPS = (appeals.Hand.ACCEPTED, appeals.Hand.DECLINED, appeals.Hand.ANSWERED)


class _Bad(Exception):
    """A message that cannot be read; the reason never changes."""


@public
@csrf_exempt
@require_POST
def hear(request: HttpRequest, code: str) -> JsonResponse:
    """Take a partner's signed event: 200 with `result` (done, late) and `repeated`, else a `reason`."""
    response = _answer(request, code)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _answer(request: HttpRequest, code: str) -> JsonResponse:
    try:
        WRONG.check(request)
    except TooMany as many:
        response = _refusal(429, "too_many")
        response["Retry-After"] = str(many.retry_after)
        return response
    body = b"" if announced(request) > MOST_BYTES else request.body
    if announced(request) > MOST_BYTES or len(body) > MOST_BYTES:
        return _refusal(413, "too_large")
    partner = _who(request, code, body)
    if partner is None:
        WRONG.note(request)
        return _refusal(401, "signature")
    try:
        outcome = incoming.hear(partner=partner, event=_event(body), body=body)
    except (_Bad, incoming.Taken, Refused) as error:
        return _refusal(*_why(error))
    return JsonResponse({"result": outcome.result, "repeated": outcome.repeated})


def _why(error: Exception) -> tuple[int, str]:
    match error:
        case incoming.Taken():
            return 409, "event_taken"
        case NotYours():
            return 404, "referral_unknown"
        case Refused():
            return 400, error.code
    return 400, error.args[0]


def _refusal(status: int, reason: str) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)


#: For whom nobody knows the same work is done: whether a code is known cannot be read from the time.
_NOBODY = b"a key that nobody has"


def _who(request: HttpRequest, code: str, body: bytes) -> Partner | None:
    """The active partner whose key signed this body a short while ago."""
    partner = selectors.partner(PUBLIC, code)
    try:
        key = seal.unlock(partner.in_key) if partner else _NOBODY
    except Refused:
        key, partner = _NOBODY, None
    timestamp, given = (request.headers.get(name, "") for name in (signing.TIMESTAMP, signing.SIGNATURE))
    signed = signing.holds(key, timestamp, body, given, int(clock.now().timestamp()))
    return partner if signed else None


def _event(body: bytes) -> incoming.Event:
    """The event of a body. Raises _Bad."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _Bad("not_json") from error
    if not isinstance(data, dict):
        raise _Bad("not_json")
    event = _text(data, "event", 64)
    state = _text(data, "state", 20)
    if state not in STEPS:
        raise _Bad("state_unknown")
    step = appeals.Hand(state)
    said = _text(data, "text", 10_000, empty=step is appeals.Hand.ACCEPTED)
    return incoming.Event(event, _whole(data, "sequence"), _whole(data, "referral"), step, said)


def _text(data: dict[str, Any], name: str, most: int, *, empty: bool = False) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > most or "\x00" in value or not (value.strip() or empty):
        raise _Bad(f"{name}_invalid")
    try:
        value.encode()
    except UnicodeEncodeError as error:  # half of a sign
        raise _Bad(f"{name}_invalid") from error
    return value


def _whole(data: dict[str, Any], name: str) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**62:
        raise _Bad(f"{name}_invalid")
    return value
