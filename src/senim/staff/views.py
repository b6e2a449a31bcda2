"""The staff pages. Views hold no rules: they fill forms, call an action, show what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from senim.kernel import ids
from senim.kernel.access import account, public, role, staff
from senim.kernel.errors import Refused
from senim.kernel.scoping import Role
from senim.staff import actions, forms, presenters, selectors
from senim.staff.domain import Kind
from senim.staff.load import directory
from senim.staff.models import Account
from senim.staff.requests import StaffRequest
from senim.web import nav
from senim.web.words import language

LEADERS = (Role.HEAD, Role.ADMIN)


@account
def home(request: StaffRequest) -> HttpResponse:
    """Where signing in leads: the first page of the person's own navigation."""
    links = [link for link in nav.links_for(request.scope, "") if link.url != request.path]
    return redirect(links[0].url if links else "staff:mine")


@staff
def mine(request: StaffRequest) -> HttpResponse:
    """My posts: what I hold, over which area, until when, who stands above me."""
    rows = selectors.own_posts(request.scope, language())
    return render(request, "staff/mine.html", {"posts": [presenters.own_post(row, language()) for row in rows]})


@role(*LEADERS)
def people(request: StaffRequest) -> HttpResponse:
    """Posts below mine and who is on them now."""
    find = request.GET.get("q", "")[:100]
    lines = selectors.posts_below(request.scope, language(), find)
    page = presenters.page_of(lines, request.GET.get("page", "1"))
    return render(
        request,
        "staff/people.html",
        {
            "page": page,
            "rows": [presenters.line(one, language()) for one in page.rows],
            "find": find,
            "may_arrange": request.scope.has(Role.ADMIN),
            "invitations": selectors.open_invitations(request.scope),
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
    return render(request, "staff/person.html", presenters.person_page(one, rows, form, language()))


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
    choices = presenters.post_choices(selectors.posts_below(scope, language()), language())
    form = forms.InviteForm(
        request.POST or None,
        posts=choices,
        post_required=not scope.has(Role.ADMIN),
        initial={"post": request.GET.get("post")},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.invite(
                actor=request.actor, email=data["email"], language=data["language"], post_id=data["post"],
                iin=data.get("iin", ""))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("staff:people")
    return render(
        request,
        "staff/form.html",
        {
            "form": form,
            "title": _("Invite a person"),
            "button": _("Send the invitation"),
            "back": presenters.people_url(),
        },
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
    title = presenters.title(directory().posts[invitation.post_id], language()) if invitation.post_id else ""
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
    return presenters.face(request, found.on_post(post_id, Kind.HOLDER, presenters.now()), language())
