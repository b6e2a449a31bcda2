"""The door of the interface: who asks, how often, and every refusal in the form of the specification.

A refusal is a list of {"code": 400, "description": "a sentence", "reason": "a_word"}: `code` is the status, `reason`
never changes and is for programs, the sentence is in the language that was asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from senim.kernel.errors import Refused
from senim.portal.domain import RIGHTS, Right
from senim.portal.keyed import Reads, key_of, may
from senim.portal.models import ApiKey
from senim.portal.open311.formats import FORMATS, render
from senim.web.errors import TOO_BIG, TooMany
from senim.web.middleware import announced, passes_by_itself

log = logging.getLogger(__name__)


class Problem(Exception):
    """A refusal: status, an unchanging word, a sentence. Several are told together."""

    def __init__(self, status: int, reason: str, text: Any, *more: tuple[str, Any]) -> None:
        super().__init__(reason)
        self.status = status
        self.faults = [(reason, text), *more]

    def rows(self) -> list[dict[str, Any]]:
        return [{"code": self.status, "description": str(text), "reason": reason} for reason, text in self.faults]


#: Questions from one address, in each process. A partner's server and a town's network both stay below it.
READS = Reads("open311", settings.CALLS_FROM_ADDRESS, 600)
#: A request is words; a picture that a client attaches is not taken, but shall not lose the words.
MOST_BYTES = 10 * 2**20

Answer = tuple[str, Any]
View = Callable[..., Answer]


def answers(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """For the views of the interface: each gives (root, value), a refusal is raised. methods: what may be asked."""
    allowed = (*methods, "HEAD") if "GET" in methods else methods

    def outer(view: View) -> Callable[..., HttpResponse]:
        @csrf_exempt  # No session and no cookie opens anything here: a key does.
        @wraps(view)
        def inner(request: HttpRequest, form: str = "", **parts: str) -> HttpResponse:
            shown = form if form in FORMATS else _wished(request)
            try:
                _let_in(request, form, allowed)
                response = _response(shown, *view(request, **parts))
            except Exception as error:  # noqa: BLE001 - what is not a refusal is raised again
                response = _refusal(shown, _problem_of(error), error)
            if response.status_code == 405:
                response["Allow"] = ", ".join(allowed)
            if getattr(request, "api_key", None) or request.method not in {"GET", "HEAD"}:
                patch_cache_control(response, private=True, no_store=True)
            return response

        return inner

    return outer


def _let_in(request: HttpRequest, form: str, allowed: tuple[str, ...]) -> None:
    """Count it, look at method and format, find whose key it is."""
    READS.check(request)
    READS.note(request)
    if request.method not in allowed:
        raise Problem(405, "method_not_allowed", _("This address does not take that method."))
    if form not in FORMATS:
        raise Problem(404, "not_found", _("There is no such address. Addresses end with .json or .xml."))
    if announced(request) > MOST_BYTES:  # before a byte is read: the key may stand in it
        raise RequestDataTooBig
    request.api_key = who_asks(request)  # type: ignore[attr-defined]


def _wished(request: HttpRequest) -> str:
    """The format of a refusal where the address names none."""
    return "xml" if "xml" in request.headers.get("Accept", "") and not request.accepts("application/json") else "json"


def _response(form: str, root: str, value: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(render(form, root, value), status=status, content_type=FORMATS[form])


def _refusal(form: str, problem: Problem, error: Exception) -> HttpResponse:
    response = _response(form, "errors", problem.rows(), problem.status)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after)
    return response


def _problem_of(error: Exception) -> Problem:
    """What a failure is to the asker. Raises again what is our own fault."""
    match error:
        case Problem():
            return error
        case TooMany():
            return Problem(429, "too_many", _("Too many requests. Try again later."))
        case Refused():
            return Problem(400, error.code, str(error))
        case MultiPartParserError() | UnreadablePostError():
            return Problem(400, "unreadable", _("What was sent could not be read."))
    if isinstance(error, TOO_BIG):
        return Problem(413, "too_large", _("Too much was sent at once."))
    if passes_by_itself(error):
        log.error("the request was not carried out", exc_info=error)
        return Problem(503, "unavailable", _("The service is not answering for the moment. Nothing was saved."))
    raise error


def who_asks(request: HttpRequest) -> ApiKey | None:
    """The key of a request: the parameter `api_key`, or the header `X-Api-Key`, which no log of addresses keeps.

    None without one. Raises Problem where it is none of ours or was revoked: both are told alike.
    """
    given = request.headers.get("X-Api-Key") or request.GET.get("api_key") or _posted(request)
    if not given:
        return None
    key = key_of(request, given)
    if key is None:
        raise Problem(403, "key_unknown", _("This api_key is not known or was revoked."))
    return key


def _posted(request: HttpRequest) -> str:
    return str(request.POST.get("api_key", "")) if request.method == "POST" else ""


def needs_key(request: HttpRequest, right: Right) -> ApiKey:
    """The key of a request that cannot be made without one that opens it. Raises Problem."""
    return with_right(request.api_key, right)  # type: ignore[attr-defined]


def with_right(key: ApiKey | None, right: Right) -> ApiKey:
    """A key that opens something. Raises Problem."""
    if key is None:
        raise Problem(403, "key_missing", _("This needs an api_key. The administrator of this service hands it out."))
    if not may(key, right):
        words = _("This key does not open that: it has no right to “%(right)s”.") % {"right": RIGHTS[right]}
        raise Problem(403, "key_right", words)
    return key
