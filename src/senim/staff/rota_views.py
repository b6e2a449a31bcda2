"""The duty calendar: the grid of a week or month, shifts, who is away, who stands in, and one's own illness."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel import clock
from senim.kernel.access import role, staff
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Role
from senim.staff import actions, forms, permissions, presenters, rota, rota_checks, rota_forms, selectors
from senim.staff import rota_presenters as show
from senim.staff import rota_selectors as reads
from senim.staff.domain import AbsenceKind, ShiftKind
from senim.staff.requests import StaffRequest
from senim.web.words import language

LEADERS = (Role.HEAD, Role.ADMIN)


@staff
@never_cache
def calendar(request: StaffRequest) -> HttpResponse:
    """Who is there when: the own posts, and those below a head; by week or by month, for the screen and for A4."""
    view = show.MONTH if request.GET.get("view") == show.MONTH else show.WEEK
    first, last = show.period_of(view, request.GET.get("from", ""), clock.today())
    posts = reads.calendar_posts(request.scope)
    rosters = rota.rosters([post.id for post in posts], first, last, language())
    heads = request.scope.has(Role.HEAD)
    below = {post.id: rosters[post.id] for post in posts if heads and permissions.commands(request.scope, post.id)}
    begin, end = rota.span(first)[0], rota.span(last)[1]
    context = {
        "view": view,
        "first": first,
        "last": last,
        "ways": show.around(view, first, last),
        "head": show.head_row(first, last, language()),
        "rows": show.grid(rosters, language(), frozenset(below), view),
        "clashes": [show.clash(one, language()) for one in rota_checks.clashes(below, clock.today())],
        "absences": [show.absence(one, language()) for one in reads.absences_below(request.scope, begin, end)],
        "mine": [show.absence(one, language()) for one in reads.own_absences(request.scope)],
        "may_plan": heads,
        "may_sick": request.scope.has(*permissions.OWN),
        "made": clock.now(),
    }
    return render(request, "staff/rota.html", context)


@role(Role.HEAD)
def shifts(request: StaffRequest, post_id: int) -> HttpResponse:
    """Write down shifts of a post, or take away those that have not begun."""
    row = selectors.post_seen(request.scope, post_id)
    today = clock.today()
    initial = {"first": today, "last": today + timedelta(days=13), "kind": ShiftKind.BEAT, "weekdays": [0, 1, 2, 3, 4]}
    form = rota_forms.ShiftForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.plan_shifts(
                actor=request.actor,
                post_id=post_id,
                days=form.days(),
                starts=data["starts"],
                ends=data["ends"],
                kind=ShiftKind(data["kind"]),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Shifts written down: %(n)d.") % {"n": len(made)})
            return redirect("staff:shifts", post_id)
    rows = [rota.timed(one) for one in reads.coming_shifts(request.scope, post_id, today)]
    context = {
        "form": form,
        "post": row,
        "title": presenters.title(row, language()),
        "rows": [
            {
                "id": one.id,
                "day": show.day_words(one.day, one.day, language()),
                "times": one.words,
                "kind": show.SHIFT_KINDS[ShiftKind(one.kind)].in_(language()),
                "begun": one.starts_at <= clock.now(),
            }
            for one in rows
        ],
    }
    return render(request, "staff/shifts.html", context, status=422 if form.errors else 200)


@role(Role.HEAD)
@require_POST
def drop_shift(request: StaffRequest, post_id: int) -> HttpResponse:
    """Take shifts of a post away."""
    selectors.post_seen(request.scope, post_id)
    wanted = [int(one) for one in request.POST.getlist("shift") if one.isascii() and one.isdigit() and len(one) < 16]
    try:
        gone = actions.drop_shifts(actor=request.actor, shift_ids=wanted)
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Shifts taken away: %(n)d.") % {"n": gone})
    return redirect("staff:shifts", post_id)


@role(*LEADERS)
def away(request: StaffRequest) -> HttpResponse:
    """Write down that somebody is away, and who stands in."""
    people = selectors.candidates(request.scope)
    initial = {"starts_on": clock.today(), "kind": AbsenceKind.LEAVE, "account": request.GET.get("who")}
    form = rota_forms.AwayForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.register_absence(
                actor=request.actor,
                account_id=data["account"],
                starts_at=forms.start_of(data["starts_on"]),
                ends_at=forms.end_of(data["ends_on"]),
                kind=AbsenceKind(data["kind"]),
                substitute_id=data["substitute"],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _said(data["substitute"] is not None))
            return redirect("staff:absence", made.pk)
    context = {
        "form": form,
        "title": _("Somebody is away"),
        "button": _("Note the absence"),
        "back": show.reverse("staff:rota"),
    }
    return render(request, "staff/form.html", context, status=422 if form.errors else 200)


def _said(covered: bool) -> str:
    if covered:
        return _("The absence is noted. Who stands in sees the queue and the duties of the post from the first day.")
    return _("The absence is noted. Appoint a substitute if somebody has to answer meanwhile.")


@role(*permissions.OWN)
def ill(request: StaffRequest) -> HttpResponse:
    """I am ill: from now until a day. The head is shown that nobody stands in."""
    form = rota_forms.SickForm(request.POST or None, initial={"ends_on": clock.today() + timedelta(days=2)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_sick(actor=request.actor, ends_at=forms.end_of(form.cleaned_data["ends_on"]))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is noted, and your head sees it. Get well soon."))
            return redirect("staff:rota")
    context = {
        "form": form,
        "title": _("I am ill"),
        "under": _("From now on. Residents read who stands in for you, never why."),
        "button": _("Note it"),
        "back": show.reverse("staff:rota"),
    }
    return render(request, "staff/form.html", context, status=422 if form.errors else 200)


def _seen(request: StaffRequest, absence_id: int) -> Any:
    try:
        return reads.absence_seen(request.scope, absence_id)
    except NotYours as error:
        raise Http404(str(error)) from error


@staff
@never_cache
def absence(request: StaffRequest, absence_id: int) -> HttpResponse:
    """One absence: until when, who stands in; longer, shorter, over."""
    seen = _seen(request, absence_id)
    shown = show.absence_page(seen, language())
    form = rota_forms.UntilForm(request.POST or None, initial={"ends_on": shown["absence"]["last"]})
    people = reads.may_stand_in(request.scope, seen.row) if shown["may_cover"] else []
    if request.method == "POST" and seen.may_change and form.is_valid():
        try:
            actions.change_absence(
                actor=request.actor, absence_id=absence_id, ends_at=forms.end_of(form.cleaned_data["ends_on"])
            )
        except NotYours:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The last day is changed."))
            return redirect("staff:absence", absence_id)
    context = {**shown, "form": form, "cover": rota_forms.CoverForm(people=people)}
    return render(request, "staff/absence.html", context, status=422 if form.errors else 200)


@role(*LEADERS)
@require_POST
def cover(request: StaffRequest, absence_id: int) -> HttpResponse:
    """Appoint who stands in for what is left of an absence."""
    seen = _seen(request, absence_id)
    form = rota_forms.CoverForm(request.POST, people=reads.may_stand_in(request.scope, seen.row))
    if form.is_valid():
        try:
            actions.cover(actor=request.actor, absence_id=absence_id, account_id=form.cleaned_data["account"])
        except NotYours:
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The substitute is appointed."))
    else:
        messages.error(request, _("Choose who stands in."))
    return redirect("staff:absence", absence_id)


@staff
@require_POST
def back(request: StaffRequest, absence_id: int) -> HttpResponse:
    """The person is back: the absence ends, and every substitution made for it."""
    _seen(request, absence_id)
    try:
        actions.come_back(actor=request.actor, absence_id=absence_id)
    except NotYours:
        raise Http404("not for this person to end") from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The absence has ended, and with it every substitution made for it."))
    return redirect("staff:rota")
