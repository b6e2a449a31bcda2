"""The staff pages. Views hold no rules: they fill forms, call an action, show what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from senim.kernel import ids
from senim.kernel.access import account, public, role, staff
from senim.kernel.errors import Refused
from senim.kernel.scoping import Role
from senim.staff import actions, cards, forms, import_plan, portraits, presenters, selectors
from senim.staff.domain import EndReason, Kind
from senim.staff.load import directory
from senim.staff.models import Account
from senim.staff.requests import StaffRequest
from senim.web import nav

LEADERS = (Role.HEAD, Role.ADMIN)


def _language() -> str:
    return get_language() or "kk"


@account
def home(request: StaffRequest) -> HttpResponse:
    """Where signing in leads: the first page of the person's own navigation."""
    links = [link for link in nav.links_for(request.scope, "") if link.url != request.path]
    return redirect(links[0].url if links else "staff:mine")


@staff
def mine(request: StaffRequest) -> HttpResponse:
    """My posts: what I hold, over which area, until when, who stands above me."""
    rows = selectors.own_posts(request.scope, _language())
    return render(request, "staff/mine.html", {"posts": [presenters.own_post(row, _language()) for row in rows]})


@role(*LEADERS)
def people(request: StaffRequest) -> HttpResponse:
    """Posts below mine and who is on them now."""
    find = request.GET.get("q", "")[:100]
    lines = selectors.posts_below(request.scope, _language(), find)
    page = presenters.page_of(lines, request.GET.get("page", "1"))
    return render(
        request,
        "staff/people.html",
        {
            "page": page,
            "rows": [presenters.line(one, _language()) for one in page.rows],
            "find": find,
            "invitations": selectors.open_invitations(request.scope),
        },
    )


@role(*LEADERS)
def post(request: StaffRequest, post_id: int) -> HttpResponse:
    """One post: who is, will be and was on it, and what can be done."""
    row = selectors.post_seen(request.scope, post_id)
    holdings = selectors.holdings_of_post(request.scope, post_id)
    return render(request, "staff/post.html", presenters.post_page(row, holdings, _language()))


def _change_post(request: StaffRequest, post_id: int, form_class: Any, act: Any, title: str, done: str) -> HttpResponse:
    row = selectors.post_seen(request.scope, post_id)
    people = selectors.candidates(request.scope)
    form = form_class(request.POST or None, people=people, initial={"starts_on": presenters.today()})
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
            "under": presenters.title(row, _language()),
            "back": presenters.post_url(post_id),
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
    return _change_post(
        request,
        post_id,
        forms.TraineeForm,
        lambda data: actions.train(
            actor=request.actor, post_id=post_id, account_id=data["account"], mentor_id=mentor, **_period(data)
        ),
        _("Assign a trainee"),
        _("The trainee is assigned."),
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
            "under": presenters.title(directory().posts[post_id], _language()),
            "back": presenters.post_url(post_id),
            "danger": True,
        },
    )


@role(*LEADERS)
def person(request: StaffRequest, account_id: int) -> HttpResponse:
    """One person: posts in time, absence."""
    one, rows = selectors.person_seen(request.scope, account_id)
    form = forms.AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.register_absence(
                actor=request.actor,
                account_id=account_id,
                starts_at=forms.start_of(data["starts_on"]),
                ends_at=forms.end_of(data["ends_on"]),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("The absence is noted. Appoint a substitute if somebody has to answer meanwhile.")
            )
            return redirect("staff:person", account_id)
    return render(request, "staff/person.html", presenters.person_page(one, rows, form, _language()))


@role(*LEADERS)
@require_POST
def sign_out_person(request: StaffRequest, account_id: int) -> HttpResponse:
    """End all sessions of a person: a lost telephone."""
    actions.sign_out_other(actor=request.actor, account_id=account_id)
    messages.success(request, _("All sessions of this person have ended."))
    return redirect("staff:person", account_id)


@role(*LEADERS)
def invite(request: StaffRequest) -> HttpResponse:
    """Invite a person to a post."""
    scope = request.scope
    choices = presenters.post_choices(selectors.posts_below(scope, _language()), _language())
    form = forms.InviteForm(
        request.POST or None,
        posts=choices,
        post_required=not scope.has(Role.ADMIN),
        initial={"post": request.GET.get("post")},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.invite(actor=request.actor, email=data["email"], language=data["language"], post_id=data["post"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("staff:people")
    return render(
        request, "staff/form.html", {"form": form, "title": _("Invite a person"), "back": presenters.people_url()}
    )


@role(*LEADERS)
@require_POST
def withdraw(request: StaffRequest, invitation_id: int) -> HttpResponse:
    """Make an invitation worthless."""
    actions.withdraw_invitation(actor=request.actor, invitation_id=invitation_id)
    messages.success(request, _("The invitation no longer works."))
    return redirect("staff:people")


@public
def accept(request: StaffRequest, token: str) -> HttpResponse:
    """The invited person makes the account and is signed in."""
    invitation = selectors.invitation_by_token(ids.token_hash(token))
    if invitation is None:
        return render(request, "staff/invitation_gone.html", status=410)
    form = forms.AcceptForm(request.POST or None, initial={"language": invitation.language})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.accept_invitation(
                token=token, names=form.names(), password=data["password1"], language=data["language"]
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _sign_in(request, made)
    title = presenters.title(directory().posts[invitation.post_id], _language()) if invitation.post_id else ""
    return render(request, "staff/accept.html", {"form": form, "email": invitation.email, "post": title})


def _sign_in(request: StaffRequest, made: Account) -> HttpResponse:
    from senim.staff.adapter import AccountAdapter  # noqa: PLC0415 - loads allauth's models

    AccountAdapter(request).login(request, made)
    return HttpResponseRedirect(AccountAdapter(request).get_login_redirect_url(request))


@public
def photo(request: StaffRequest, post_id: int) -> HttpResponseBase:
    """The face of whoever holds a post: the photograph, or a drawn portrait that says so."""
    found = directory()
    row = found.posts.get(post_id)
    if row is None or not row.active:
        raise Http404
    holder = found.on_post(post_id, Kind.HOLDER, presenters.now())
    one = found.people.get(holder) if holder is not None else None
    if one is not None and one.photo_id is not None:
        return presenters.stored_photo(request, one.photo_id)
    name = cards.name_in(one, _language()) if one else ""
    response = HttpResponse(
        portraits.portrait(name, presenters.portrait_label(vacant=one is None)), content_type="image/svg+xml"
    )
    response["Cache-Control"] = "public, max-age=3600"
    return response


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
