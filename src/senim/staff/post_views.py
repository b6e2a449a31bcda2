"""The pages of a post: who is on it, what it is, and the table that brings in many."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from senim.kernel.access import role
from senim.kernel.errors import Refused
from senim.kernel.scoping import Role
from senim.staff import actions, forms, import_plan, presenters, selectors
from senim.staff.directory import PostRow
from senim.staff.domain import EndReason
from senim.staff.load import directory
from senim.staff.requests import StaffRequest
from senim.web.words import language

LEADERS = (Role.HEAD, Role.ADMIN)


@role(*LEADERS)
def post(request: StaffRequest, post_id: int) -> HttpResponse:
    """One post: who is, will be and was on it, and what can be done."""
    row = selectors.post_seen(request.scope, post_id)
    holdings = selectors.holdings_of_post(request.scope, post_id)
    shown = presenters.post_page(row, holdings, language())
    return render(request, "staff/post.html", {**shown, "may_arrange": request.scope.has(Role.ADMIN)})


def _change_post(
    request: StaffRequest,
    post_id: int,
    form_class: Any,
    act: Any,
    title: str,
    done: str,
    initial: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    row = selectors.post_seen(request.scope, post_id)
    people = selectors.candidates(request.scope)
    given = {"starts_on": presenters.today(), **(initial or {})}
    form = form_class(request.POST or None, people=people, **more, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect("staff:post", post_id)
    return render(
        request,
        "staff/form.html",
        {
            "form": form,
            "title": title,
            "under": presenters.title(row, language()),
            "back": presenters.post_url(post_id),
            "button": title,
        },
    )


def _period(data: dict[str, Any]) -> dict[str, Any]:
    last = data.get("ends_on")
    return {"starts_at": forms.start_of(data["starts_on"]), "ends_at": forms.end_of(last) if last else None}


@role(*LEADERS)
def substitute(request: StaffRequest, post_id: int) -> HttpResponse:
    """Appoint who stands in."""
    return _change_post(
        request,
        post_id,
        forms.SubstituteForm,
        lambda data: actions.substitute(
            actor=request.actor, post_id=post_id, account_id=data["account"], **_period(data)
        ),
        _("Appoint a substitute"),
        _("The substitute is appointed."),
    )


@role(*LEADERS)
def appoint(request: StaffRequest, post_id: int) -> HttpResponse:
    """Appoint who holds the post."""
    return _change_post(
        request,
        post_id,
        forms.AppointForm,
        lambda data: actions.appoint(actor=request.actor, post_id=post_id, account_id=data["account"], **_period(data)),
        _("Appoint to the post"),
        _("The appointment is made."),
    )


@role(*LEADERS)
def train(request: StaffRequest, post_id: int) -> HttpResponse:
    """Put a trainee beside whoever is on the post."""
    mentor = next(directory().accounts_on(post_id, presenters.now()), 0)
    # The end is data with its source: a legal term of this house, and the head may choose another day.
    initial = {"ends_on": presenters.mentoring_ends(presenters.today())}
    return _change_post(
        request,
        post_id,
        forms.TraineeForm,
        lambda data: actions.train(
            actor=request.actor, post_id=post_id, account_id=data["account"], mentor_id=mentor, **_period(data)
        ),
        _("Assign a trainee"),
        _("The trainee is assigned."),
        initial,
        said=presenters.mentoring_words(),
    )


@role(*LEADERS)
def end(request: StaffRequest, post_id: int, holding_id: int) -> HttpResponse:
    """End a holding, with the reason. A dismissal works at once, everywhere."""
    rows = selectors.holdings_of_post(request.scope, post_id)
    holding = next((row for row in rows if row.pk == holding_id), None)
    if holding is None:
        raise Http404
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_holding(
                actor=request.actor, holding_id=holding_id, reason=EndReason(form.cleaned_data["reason"])
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It has ended. Rights and open sessions ended with it."))
            return redirect("staff:post", post_id)
    return render(
        request,
        "staff/form.html",
        {
            "form": form,
            "title": _("End it: %(name)s") % {"name": holding.account.full_name},
            "under": presenters.title(directory().posts[post_id], language()),
            "back": presenters.post_url(post_id),
            "button": _("End it"),
            "danger": True,
        },
    )


@role(*LEADERS)
def contact(request: StaffRequest, post_id: int) -> HttpResponse:
    """How residents reach a post: telephone and hours."""
    row = selectors.post_seen(request.scope, post_id)
    form = forms.ContactForm(request.POST or None, initial=presenters.contact_of(row, language()))
    if request.method == "POST" and form.is_valid():
        actions.update_post(actor=request.actor, post_id=post_id, values=form.cleaned_data)
        messages.success(request, _("Residents see the new telephone and hours now."))
        return redirect("staff:post", post_id)
    title = _("Telephone and hours")
    shown = {
        "form": form,
        "title": title,
        "under": presenters.title(row, language()),
        "back": presenters.post_url(post_id),
    }
    return render(request, "staff/form.html", shown)


@role(Role.ADMIN)
def arrange(request: StaffRequest, post_id: int | None = None) -> HttpResponse:
    """The administrator makes or changes a post with its areas."""
    row = selectors.post_seen(request.scope, post_id) if post_id is not None else None
    choices = [
        one
        for one in presenters.post_choices(selectors.posts_below(request.scope, language()), language())
        if one[0] != post_id
    ]
    initial = presenters.post_of(row, language()) if row else None
    form = forms.PostForm(request.POST or None, posts=choices, fixed=row is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = _arrange(request, row, dict(form.cleaned_data))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The post is saved."))
            return redirect("staff:post", made) if form.cleaned_data["active"] else redirect("staff:people")
    title = _("Change the post") if row else _("A new post")
    back = presenters.post_url(row.id) if row else presenters.people_url()
    return render(request, "staff/form.html", {"form": form, "title": title, "back": back})


def _arrange(request: StaffRequest, row: PostRow | None, data: dict[str, Any]) -> int:
    areas = data.pop("areas")
    code, kind = data.pop("code", ""), data.pop("role", "")
    post_id = row.id if row else None
    return actions.arrange_post(
        actor=request.actor, post_id=post_id, code=code, role=kind, values=data, area_ids=areas
    ).pk


@role(Role.ADMIN)
def import_posts(request: StaffRequest) -> HttpResponse:
    """Bring in a table of posts: first checked, then, with the box ticked, written whole or not at all."""
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        content, write = form.cleaned_data["file"].read(), form.cleaned_data["write"]
        try:
            made = (import_plan.carry_out if write else import_plan.plan)(content, actor=request.actor)
        except import_plan.NotClean as error:
            made, write = error.plan, False
        shown = presenters.import_result(made, written=write)
    return render(request, "staff/import.html", {"form": form, **shown})
