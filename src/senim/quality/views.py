"""The pages of a person who rates: the form behind a link, the thanks, the entry of a printed code.

The secret stands in the address, so nothing here may write an address into a log: refusals are rendered, not raised,
and marked as logged already (Django would log the path of every answer from 400 on).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from senim.kernel.access import public, role
from senim.kernel.errors import NotYours, Refused
from senim.quality import actions, policies, presenters, selectors
from senim.quality.forms import CodeForm, RatingForm
from senim.quality.permissions import RATED
from senim.web.headers import secret_page
from senim.web.throttle import guessable

STATUS = {"rating.unknown": 404, "rating.expired": 410, "rating.withdrawn": 410, "rating.final": 410}

View = Callable[..., HttpResponse]


def _clear(view: View) -> View:
    """Answer a refusal with its sentence, and let the log keep the address of nobody's link."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            policies.check_rater(request.actor)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)
        except NotYours as refusal:
            return _refused(request, refusal, 403)
        except Refused as refusal:
            return _refused(request, refusal, STATUS.get(refusal.code, 409))

    return inner


def _refused(request: HttpRequest, refusal: Refused, status: int) -> HttpResponse:
    response = render(request, "quality/refused.html", {"refusal": refusal}, status=status)
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - see the module's docstring
    return response


@public
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
@guessable(404)
@_clear
def rate(request: HttpRequest, key: str) -> HttpResponse:
    """The form; sent again within 24 hours it corrects the same rating."""
    invited = selectors.invited(key)
    form = RatingForm(request.POST or None, initial=RatingForm.initial_of(invited.said))
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate(
                actor=request.actor, key=key, said=form.said(), language=(get_language() or "kk")[:2])  # type: ignore[attr-defined]
        except Refused as refusal:
            if refusal.code in STATUS:
                raise
            form.refuse(refusal)
        else:
            return redirect("quality:thanks", key=key)
    return render(request, "quality/rate.html", {"form": form, "invited": invited})


@public
@secret_page
@require_safe
@guessable(404)
@_clear
def thanks(request: HttpRequest, key: str) -> HttpResponse:
    """Thanks, and until when the rating may be changed."""
    invited = selectors.invited(key)
    if invited.said is None:
        return redirect("quality:rate", key=key)
    return render(request, "quality/thanks.html", {"key": key, "invited": invited})


@role(*RATED)
@secret_page
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """What people said of the own work and of the posts below: final ratings only."""
    language = (get_language() or "kk")[:2]
    found = selectors.latest(request.scope)  # type: ignore[attr-defined]
    return render(request, "quality/latest.html", {"rows": [presenters.row(one, language) for one in found]})


@public
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
@_clear
def enter_code(request: HttpRequest) -> HttpResponse:
    """For whoever was given paper and not a link."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("quality:rate", key=form.cleaned_data["key"])
    return render(request, "quality/code.html", {"form": form})
