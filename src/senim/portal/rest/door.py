"""The door of the REST interface: who asks, how often, what comes in, and every refusal as a problem (RFC 9457).

A problem is {"type", "title", "status", "detail", "code", "errors": [{"at", "code", "detail"}]}: `code` never changes
and is for programs; `title` and `detail` are sentences in the language that was asked for.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, NoReturn

from django.conf import settings
from django.core import signals
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.log import log_response
from django.utils.translation import gettext as _

from senim.kernel.errors import NotYours, Refused
from senim.portal import keyed
from senim.portal.models import ApiKey
from senim.portal.rest.checking import Fault
from senim.web.errors import TOO_BIG, TooMany
from senim.web.middleware import announced, passes_by_itself

log = logging.getLogger(__name__)
ROOT = "/api/v1"
JSON, GEOJSON, PROBLEM = "application/json", "application/geo+json", "application/problem+json"
#: A request is words.
MOST_BYTES = 256 * 2**10
#: Questions from one address, in each process; a partner's server and a town's network both stay below it.
CALLS = keyed.Reads("api", settings.CALLS_FROM_ADDRESS, 600)


class Problem(Exception):
    """A refusal: status, an unchanging word, a sentence, and what exactly is wrong where."""

    def __init__(self, status: int, code: str, text: Any, *, at: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(code)
        self.status, self.code, self.text = status, code, text
        self.faults = tuple(faults) or ((Fault(at, code, str(text)),) if at else ())


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that has passed the door. query and body follow their schemas; parts are those of the address."""

    request: HttpRequest
    key: ApiKey | None
    parts: Mapping[str, str]
    query: Mapping[str, Any]
    body: Any = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What an operation answers."""

    value: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def address(path: str) -> str:
    """A whole address of this interface."""
    return f"{settings.BASE_URL}{ROOT}{path}"


def who_asks(request: HttpRequest) -> ApiKey | None:
    """The key in `X-Api-Key` or `Authorization: Bearer`; never in the address, which logs keep. Raises Problem."""
    given = request.headers.get("X-Api-Key", "")
    kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
    given = given or (token.strip() if kind.lower() == "bearer" else "")
    if not given:
        return None
    key = keyed.key_of(request, given)
    if key is None:
        raise Problem(401, "key.unknown", _("This key is not known or was revoked."))
    return key


def let_in(request: HttpRequest) -> None:
    """Count it, and find whose key it is. Raises TooMany, Problem."""
    CALLS.check(request)
    CALLS.note(request)
    request.api_key = None  # type: ignore[attr-defined]
    request.api_key = who_asks(request)  # type: ignore[attr-defined]


def read_body(request: HttpRequest) -> Any:
    """The JSON that was sent. Raises Problem."""
    if request.content_type != JSON:
        raise Problem(415, "json_only", _("A body is sent as application/json."))
    if announced(request) > MOST_BYTES:
        raise Problem(413, "too_large", _("Too much was sent at once."))
    try:
        return json.loads(request.body.decode(), object_pairs_hook=_once_each, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Problem(400, "unreadable", _("This is not JSON, or not such as can be read.")) from None


def _once_each(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """One name twice in an object: readers differ in what they take, so that neither is taken."""
    listed = list(pairs)
    found = dict(listed)
    if len(found) != len(listed):
        raise ValueError
    return found


def _no_constant(_text: str) -> NoReturn:
    raise ValueError


def answer(request: HttpRequest, reply: Reply, media: str) -> HttpResponse:
    """A reply as JSON, with its mark: who has it already gets no body."""
    body = json.dumps(reply.value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    response = HttpResponse(body, status=reply.status, content_type=media, headers=dict(reply.headers))
    # GDAL asks how long it is before it reads.
    response["Content-Length"] = str(len(body))
    private = getattr(request, "api_key", None) is not None
    if request.method not in {"GET", "HEAD"}:
        patch_cache_control(response, private=True, no_store=True)
        return response
    patch_cache_control(response, no_cache=True, **({"private": True} if private else {"public": True}))
    patch_vary_headers(response, ("Accept-Language", "X-Api-Key", "Authorization"))
    if not private:
        # Open data without cookies: a page of another site may read them.
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def refusal(
    request: HttpRequest, problem: Problem, error: Exception | None = None, allowed: Iterable[str] = ()
) -> HttpResponse:
    """A problem as its answer."""
    value: dict[str, Any] = {
        "type": f"urn:senim:problem:{problem.code}",
        "title": str(titles()[problem.status]),
        "status": problem.status,
        "detail": str(problem.text),
        "code": problem.code,
        "errors": [fault.row() for fault in problem.faults],
    }
    response = HttpResponse(json.dumps(value, ensure_ascii=False), status=problem.status, content_type=PROBLEM)
    patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ("Accept-Language", "X-Api-Key", "Authorization"))
    if problem.status == HTTPStatus.INTERNAL_SERVER_ERROR and error is not None:
        # As Django does with what nobody caught: it stands in the log, and a test fails by it.
        signals.got_request_exception.send(sender=None, request=request)
        log_response("Internal Server Error: %s", request.path, response=response, request=request, exception=error)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after)
    if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "60"
    if problem.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="senim"'
    if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = ", ".join(allowed)
    return response


def titles() -> dict[int, str]:
    """What each status of a refusal says, in the present language."""
    return {
        400: _("The call does not follow the description"),
        401: _("A key is needed"),
        403: _("This key may not do this"),
        404: _("There is no such thing here"),
        405: _("Not with this method"),
        409: _("This name was given to something else"),
        413: _("Too much at once"),
        414: _("The address is too long; the server in front says so, not as a problem"),
        415: _("Not in this format"),
        422: _("This cannot be taken as it is"),
        429: _("Too many calls"),
        500: _("Our mistake"),
        503: _("Not answering for the moment"),
    }


def problem_of(error: Exception) -> Problem:
    """What a failure is to the asker; 500 where it is our own fault."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, NotYours):
        return Problem(404, "not_found", _("There is no such thing, or it is not yours."))
    if isinstance(error, Refused):
        return Problem(422, error.code, str(error))
    if passes_by_itself(error):
        log.error("the call was not carried out", exc_info=error)
    return Problem(*(_told_of(error) or (500, "our_mistake", _("We made a mistake. It is noted; try again later."))))


def _told_of(error: Exception) -> tuple[int, str, str] | None:
    """Status, word and sentence of what happens to a request on its way; None for anything else."""
    sentences: list[tuple[bool, tuple[int, str, str]]] = [
        (isinstance(error, TooMany), (429, "too_many", _("Too many requests. Try again later."))),
        (isinstance(error, UnreadablePostError), (400, "unreadable", _("What was sent could not be read."))),
        (isinstance(error, TOO_BIG), (413, "too_large", _("Too much was sent at once."))),
        (passes_by_itself(error),
         (503, "unavailable", _("The service is not answering for the moment. Nothing was saved."))),
    ]  # fmt: skip
    return next((told for fits, told in sentences if fits), None)


Run = Callable[[Asked], Reply]
