"""The public page of a problem, where a resident says "this concerns me too": no account, no script, one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from senim.appeals import api as appeals
from senim.kernel import legal
from senim.kernel.access import public
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC, SYSTEM, Actor
from senim.problems.actions import voices
from senim.problems.forms.pages import VoiceForm
from senim.problems.models import Problem
from senim.problems.outcome import PASS, PASS_LIVES
from senim.problems.presenters import public as words
from senim.problems.presenters.parts import language
from senim.problems.selectors import public as selectors
from senim.web import marks
from senim.web.asking import came_from
from senim.web.throttle import GUESSES, VOICES


class Browser(marks.Browser):
    """What only this browser keeps: a random number, and the problems that it joined by an appeal (its notes)."""

    __slots__ = ()

    def mark(self, problem: Problem) -> bytes | None:
        """What is stored of this browser for one problem; another one for every problem. None: it never spoke."""
        return self.mark_on(f"{marks.SALT}.{problem.pk}")

    def kept(self, response: HttpResponse) -> HttpResponse:
        """Let the browser keep it for as long as the mark is kept here."""
        return self.keep(response, int(legal.term("problem.voice_kept", today()).value or 0))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: HttpRequest, key: str) -> HttpResponse:
    """What is done about a problem, how many people it concerns, and how that is counted; say so, or take it back."""
    problem = selectors.shown(PUBLIC, key)
    if problem is None:
        raise Http404
    browser = Browser.of(request)
    form = VoiceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _said(request, problem, browser, form.cleaned_data["code"], back="back" in request.POST)
        except NotYours as error:
            raise Http404 from error
        except Refused as refused:
            if refused.code == "no_code":
                GUESSES.note(request)
            form.refuse(refused)
    mark = browser.mark(problem)
    context = {
        "one": selectors.one(PUBLIC, key, language()),
        "said": mark is not None and selectors.has_said(PUBLIC, problem, mark),
        "said_by_appeal": key in browser.notes,
        "form": form,
        **words.concern(problem),
    }
    return render(request, "problems/concern.html", context, status=422 if form.errors else 200)


def _said(request: HttpRequest, problem: Problem, browser: Browser, code: str, *, back: bool) -> HttpResponse:
    """Join or leave, by the appeal where a code stands there, by this browser otherwise; then the page again."""
    key = problem.public_number or ""
    response = redirect("problems:concern", key=key)
    if code:
        GUESSES.check(request)
        own = appeals.by_code(code)
        _by_appeal(request, key, own, browser.mark(problem), back=back)
        others = tuple(one for one in browser.notes if one != key)
        browser.notes = others if back else (*others, key)
        browser.speak()
        return browser.kept(response)
    if back:
        if (mark := browser.mark(problem)) and voices.leave(actor=Actor.citizen(), number=key, mark=mark):
            messages.success(request, _("It is taken back."))
        return response
    if key in browser.notes:
        return response  # this browser's person is counted by the appeal already
    VOICES.check(request)
    browser.speak()
    mark = browser.mark(problem)
    assert mark is not None
    if voices.join(actor=Actor.citizen(), number=key, mark=mark):
        VOICES.note(request)
        messages.success(request, _("Thank you. You are counted."))
    return browser.kept(response)


def _by_appeal(
    request: HttpRequest, key: str, own: appeals.OwnAppeal | None, mark: bytes | None = None, *, back: bool
) -> None:
    actor = Actor.citizen()
    if back:
        if voices.leave_by_appeal(actor=actor, number=key, own=own):
            messages.success(request, _("It is taken back."))
    elif voices.join_by_appeal(actor=actor, number=key, own=own, mark=mark):
        messages.success(request, _("Thank you. You are counted by your appeal, once with all your appeals."))
    else:
        messages.success(request, _("You are counted already, by your appeal."))


@public
@csrf_exempt  # The signed pass of the applicant's own page is the only right there is; no session stands behind it.
@require_POST
def with_appeal(request: HttpRequest, key: str) -> HttpResponse:
    """Join, or leave, from the applicant's own page, without typing a code."""
    try:
        found: Any = signing.loads(request.POST.get("pass", ""), salt=PASS, max_age=PASS_LIVES)
        _by_appeal(request, key, appeals.own(SYSTEM, int(found)), back="back" in request.POST)
    except signing.BadSignature:
        messages.error(request, _("This page was open for too long. Open your appeal again."))
    except NotYours as error:
        raise Http404 from error
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(came_from(request) or "/")
