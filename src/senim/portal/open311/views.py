"""The addresses of Open311 GeoReport v2. What each gives is (outermost element, value)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.kernel.access import public
from senim.kernel.scoping import PUBLIC
from senim.portal import selectors
from senim.portal.domain import Right
from senim.portal.open311 import filing, reading, rows, words
from senim.portal.open311.door import Answer, Problem, answers, needs_key


@public
@answers("GET")
def discovery(request: HttpRequest) -> Answer:  # noqa: ARG001 - the same for everyone
    """Where the interface is, in which formats, who hands out keys."""
    return "discovery", words.discovery()


@public
@answers("GET")
def services(request: HttpRequest) -> Answer:  # noqa: ARG001 - the same for everyone
    """Every category as a service."""
    return "services", words.services()


@public
@answers("GET")
def definition(request: HttpRequest, code: str) -> Answer:  # noqa: ARG001 - the same for everyone
    """The typed questions of one service."""
    if code not in appeals.CATEGORIES:
        raise Problem(404, "service_code.unknown", _("There is no such service_code. See services.json."))
    return "service_definition", words.definition(appeals.category(code))


@public
@answers("GET", "POST")
def requests(request: HttpRequest) -> Answer:
    """GET: public requests, masked, and the key's own. POST: file one, with a key."""
    if request.method == "POST":
        return "service_requests", [filing.file_request(request)]
    return "service_requests", _found(reading.sought(request.GET, request.api_key))  # type: ignore[attr-defined]


@public
@answers("GET")
def one_request(request: HttpRequest, number: str) -> Answer:
    """One request: masked where it is public, whole for the key that sent it, not there for everybody else."""
    asked = reading.one(number, request.api_key)  # type: ignore[attr-defined]
    found = _found(asked) if asked else []
    if not found:
        raise Problem(404, "service_request_id.unknown", _("There is no such request, or it is not public."))
    return "service_requests", found


@public
@answers("GET")
def token(request: HttpRequest, name: str) -> Answer:
    """The number of what the key has sent under a name of its own: for whoever lost the reply."""
    number = selectors.number_under(needs_key(request, Right.FOLLOW), name)
    if number is None:
        raise Problem(404, "token.unknown", _("Nothing was sent under this name by this key."))
    return "service_requests", [{"service_request_id": number, "token": name}]


@public
@answers("GET", "POST")
def nowhere(request: HttpRequest, rest: str) -> Answer:  # noqa: ARG001 - whatever it is, it is not there
    """Every other address, in the form of the specification."""
    raise Problem(404, "not_found", _("There is no such address. Addresses end with .json or .xml."))


def _found(sought: appeals.Sought) -> list[dict[str, Any]]:
    return [rows.row(seen) for seen in appeals.for_outside(PUBLIC, sought)]
