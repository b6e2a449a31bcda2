"""What every answer tells the browser: run only our code, embed us nowhere, keep nothing that is private."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control

PERMISSIONS = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), fullscreen=(self), "
    "geolocation=(self), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
)
#: Not `no-referrer`: under it browsers send `Origin: null` with a form, and the forgery check would refuse every form
#: of a page without JavaScript. Under `same-origin` no other site ever learns the address of a page, secret or not.
REFERRER = "same-origin"


def content_policy() -> str:
    """Our own origin and nothing else, besides the map tiles of the installation if it has any."""
    tiles = getattr(settings, "MAP_TILE_ORIGIN", "")
    parts = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' {tiles}".strip(),
        "connect-src": "'self'",
        "object-src": "'none'",
        "frame-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    policy = "; ".join(f"{name} {value}" for name, value in parts.items())
    return policy + ("; upgrade-insecure-requests" if getattr(settings, "HTTPS", False) else "")


def dress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Put the headers of the house on an answer; what a view has set itself stays."""
    given = {
        "Content-Security-Policy": content_policy(),
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": REFERRER,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if seconds := getattr(settings, "SECURE_HSTS_SECONDS", 0):
        given["Strict-Transport-Security"] = f"max-age={seconds}; includeSubDomains"
    for name, value in given.items():
        response.headers.setdefault(name, value)
    if not response.has_header("Cache-Control") and response.get("Content-Type", "").startswith(
        ("text/", "application/")
    ):
        _cache(request, response)
    return response


def _cache(request: HttpRequest, response: HttpResponse) -> None:
    """Public pages are asked for again each time; whatever belongs to a person is never kept."""
    view = getattr(getattr(request, "resolver_match", None), "func", None)
    open_to_all = getattr(getattr(view, "access", None), "kind", "public") == "public"
    if open_to_all and request.method in {"GET", "HEAD"} and response.status_code < 400:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)


#: A file is answered as a stream, which is a response but no HttpResponse.
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[..., Answer]


def secret_page(view: View[Answer]) -> View[Answer]:
    """For pages behind a secret link and of sensitive categories: never stored, never indexed, never referred to."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return inner


def shared_page(seconds: int) -> Callable[[View[Answer]], View[Answer]]:
    """For answers that are the same for everyone (open data, base map): any cache may keep them for `seconds`."""

    def outer(view: View[Answer]) -> View[Answer]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, public=True, max_age=seconds)
            return response

        return inner

    return outer
