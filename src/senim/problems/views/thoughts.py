"""Residents' thoughts: the open problems of a place, what people think of one, and the group's reading of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senim.kernel.access import public, role
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC, Actor
from senim.problems.actions import thoughts as acts
from senim.problems.domain import Stage, ThoughtState
from senim.problems.forms.pages import ThoughtForm
from senim.problems.models import Problem
from senim.problems.permissions import READERS, can_act
from senim.problems.presenters import file as shown
from senim.problems.presenters import public as words
from senim.problems.presenters.parts import language
from senim.problems.selectors import public as selectors
from senim.problems.selectors import thoughts as reads
from senim.problems.views.file import find
from senim.problems.views.voices import Browser
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.asking import press
from senim.web.throttle import VOICES

MOST = 100


@public
@never_cache
@require_safe
def themes(request: HttpRequest, code: str) -> HttpResponse:
    """The problems of a place that residents may know of, each with the door to think along."""
    here = territory.area_by_code(code)
    if here is None:
        raise Http404
    rows = selectors.on_beat(PUBLIC, here.path, language(), limit=MOST)
    context = {"name": territory.name_of(here, language()), "code": code, "rows": rows}
    return render(request, "problems/themes.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thoughts(request: HttpRequest, key: str) -> HttpResponse:
    """What residents think of a problem and how they would solve it; say it, change it, take it back."""
    problem = selectors.shown(PUBLIC, key)
    if problem is None:
        raise Http404
    browser = Browser.of(request)
    form = ThoughtForm(request.POST if request.method == "POST" and "back" not in request.POST else None)
    if request.method == "POST" and ("back" in request.POST or form.is_valid()):
        try:
            return _said(request, problem, browser, form)
        except NotYours as error:
            raise Http404 from error
        except Refused as refused:
            form.refuse(refused)
    context = {
        "one": selectors.one(PUBLIC, key, language()),
        "rows": reads.shown_of(PUBLIC, problem),
        "own": reads.own(PUBLIC, problem, browser.mark(problem)),
        "form": form,
        **words.concern(problem),
    }
    return render(request, "problems/thoughts.html", context, status=422 if form.errors else 200)


def _said(request: HttpRequest, problem: Problem, browser: Browser, form: ThoughtForm) -> HttpResponse:
    key, actor = problem.public_number or "", Actor.citizen()
    response = redirect("problems:thoughts", key=key)
    if "back" in request.POST:
        if (kept := browser.mark(problem)) and acts.take_back(actor=actor, number=key, mark=kept):
            messages.success(request, _("Your thought is taken back."))
        return response
    VOICES.check(request)
    browser.speak()
    mark = browser.mark(problem)
    assert mark is not None
    acts.say(actor=actor, number=key, mark=mark, text=form.cleaned_data["text"], language=language()[:2])
    VOICES.note(request)
    messages.success(request, _("Thank you. The group reads it first, then everybody may."))
    return browser.kept(response)


@role(*READERS)
@never_cache
@require_safe
def read(request: StaffRequest, number: str) -> HttpResponse:
    """What residents think of a file, those that wait to be read on top."""
    problem = find(request, number)
    context = {
        "problem": problem,
        "head": shown.head(problem),
        "rows": reads.to_read(request.scope, problem),
        "waiting": ThoughtState.WAITING,
        "shown": ThoughtState.SHOWN,
        "may": can_act(request.scope, "problems.judge_thought", problem) and problem.stage != Stage.CLOSED,
    }
    return render(request, "problems/thoughts_read.html", context)


@role(*READERS)
@require_POST
def judge(request: StaffRequest, number: str, thought_id: int) -> HttpResponse:
    """Show a thought to residents, or do not."""
    problem, show = find(request, number), "show" in request.POST
    return press(
        request,
        lambda: acts.judge(actor=request.actor, problem_id=problem.pk, thought_id=thought_id, show=show),
        back=reverse("problems:thoughts_read", args=[number]),
        done=_("Residents see it now.") if show else _("Residents do not see it."),
    )
