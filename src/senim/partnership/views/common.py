"""What the pages share: a form that asks, acts and goes back; and what is not there for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from senim.kernel.errors import NotYours, Refused
from senim.partnership.permissions import can
from senim.staff.api import StaffRequest

Found = TypeVar("Found")


def found(read: Callable[..., Found], *args: Any) -> Found:
    """What a selector gives; what a person may not see is not there."""
    try:
        return read(*args)
    except NotYours as error:
        raise Http404(str(error)) from error


def must_be_able(request: StaffRequest, action: str, path: str) -> None:
    """A form of an act that this person may not do is not there; sending it is refused with a sentence."""
    if request.method in {"GET", "HEAD"} and not can(request.scope, action, path):
        raise Http404(action)


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
    intro: Any = "",
    button: Any = "",
    template: str = "web/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form; when it is sent and whole, act and go back. A refusal of the domain stands at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "title": title, "back": back, "intro": intro, "button": button, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def press(request: HttpRequest, act: Callable[[], object], *, back: str, done: Any) -> HttpResponse:
    """A button without a form: act and go back, with a sentence either way."""
    try:
        act()
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(back)
