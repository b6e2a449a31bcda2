"""From an address to its operation: the method, the key and its rights, the parameters, the body, the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from senim.kernel.access import public
from senim.portal.domain import RIGHTS, Right
from senim.portal.keyed import may
from senim.portal.models import ApiKey
from senim.portal.rest import checking, door
from senim.portal.rest.door import Asked, Problem
from senim.portal.rest.shapes import Shapes, resolved
from senim.portal.rest.table import Operation, shapes_of
from senim.web.words import language

View = Callable[..., HttpResponse]


def view_of(methods: Mapping[str, Operation]) -> View:
    """The view of one address."""
    allowed = [*methods, *(("HEAD",) if "GET" in methods else ())]

    @csrf_exempt  # No session and no cookie opens anything here: a key does.
    def view(request: HttpRequest, **parts: str) -> HttpResponse:
        try:
            door.let_in(request)
            one = _by_method(methods, str(request.method))
            return door.answer(request, one.run(_asked(request, one, parts)), one.media)
        except Exception as error:  # noqa: BLE001 - what is not a refusal is logged as our own fault
            return door.refusal(request, door.problem_of(error), error, allowed)

    view.__doc__ = "; ".join(f"{one.method}: {one.name}" for one in methods.values()) + ", by programs."
    return public(view)


def _by_method(methods: Mapping[str, Operation], method: str) -> Operation:
    one = methods.get("GET" if method == "HEAD" else method)
    if one is None:
        raise Problem(405, "method_not_allowed", _("This address does not take that method."))
    return one


def _asked(request: HttpRequest, one: Operation, parts: Mapping[str, str]) -> Asked:
    """The call, checked against the table. Raises Problem."""
    key = request.api_key  # type: ignore[attr-defined]
    if one.needs:
        _may(key, one.needs)
    shapes = shapes_of(language())
    query, faults = checking.read_query(request.GET, resolved(shapes.of(one.query), shapes.components), shapes)
    if faults:
        raise Problem(400, "not_as_described", _told(), faults=faults)
    return Asked(request, key, parts, query, _body(request, one, shapes) if one.body is not None else None)


def _may(key: ApiKey | None, needs: Right) -> None:
    if key is None:
        raise Problem(401, "key.missing", _("This needs a key. The administrator of this service hands it out."))
    if not may(key, needs):
        words = _("This key does not open that: it has no right to “%(right)s”.") % {"right": RIGHTS[needs]}
        raise Problem(403, "key.right", words)


def _body(request: HttpRequest, one: Operation, shapes: Shapes) -> Any:
    body = door.read_body(request)
    if faults := list(checking.faults_of(body, shapes.of(one.body), shapes)):
        raise Problem(400, "not_as_described", _told(), faults=faults)
    if checking.hidden(body):
        raise Problem(422, "hidden_characters", _("There is a hidden character in the text that cannot be kept."))
    return body


def _told() -> str:
    return _("Mend what is named under errors; the description is at /api/v1/openapi.json.")


@public
@csrf_exempt
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001 - whatever it is, it is not there
    """Every other address, as a problem."""
    try:
        door.let_in(request)
    except Exception as error:  # noqa: BLE001 - what is not a refusal is logged as our own fault
        return door.refusal(request, door.problem_of(error), error)
    words = _("There is no such address. All are in /api/v1/openapi.json.")
    return door.refusal(request, Problem(404, "not_found", words))
