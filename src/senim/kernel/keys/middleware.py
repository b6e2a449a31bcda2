"""A web process looks at the ring at most once a second, so that a new signing key needs no restart."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from senim.kernel.keys import ring


class KeysMiddleware:
    """Stands first: what signs and what checks signatures comes after it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        ring.whole()
        return self.get_response(request)
