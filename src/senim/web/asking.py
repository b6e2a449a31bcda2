"""What pages of staff share: a form that asks, acts and goes back; a button; and what is not there for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from senim.kernel.errors import NotYours, Refused

Found = TypeVar("Found")


def found(read: Callable[..., Found], *args: Any, **more: Any) -> Found:
    """What a selector gives; what a person may not see is not there."""
    try:
        return read(*args, **more)
    except NotYours as error:
        raise Http404(str(error)) from error


def posted(request: HttpRequest) -> Any:
    """What was sent, even where it is empty; None where nothing was."""
    return request.POST if request.method == "POST" else None


def ask(
    request: HttpRequest,
    form: Any,
    act: Callable[[], object],
    *,
    title: Any,
    back: str,
    done: Any,
    refused: Callable[[Any, Refused], dict[str, Any]] | None = None,
    template: str = "web/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form; when it is sent and whole, act and go back. A refusal of the domain stands at its field.

    refused(form, refusal): what the page shows besides, after a refusal (somebody else's version).
    """
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotYours:
            raise
        except Refused as refusal:
            form.refuse(refusal)
            shown = refused(form, refusal) if refused else {}
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "title": title, "back": back, **more, **shown}
    return render(request, template, context, status=422 if form.errors else 200)


def press(request: HttpRequest, act: Callable[[], object], *, back: str, done: Any) -> HttpResponse:
    """A button without a form: act and go back, with a sentence either way."""
    try:
        act()
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(back)


def came_from(request: HttpRequest) -> str:
    """The page of this site that a form stood on; "" for anything else."""
    address = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and known else ""
