"""Bodies, their members and trainings."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel.access import role
from senim.kernel.clock import today
from senim.partnership import presenters
from senim.partnership.actions import bodies as acts
from senim.partnership.forms.bodies import BodyForm, EndForm, EndMemberForm, MemberForm, TrainingForm
from senim.partnership.models import Body
from senim.partnership.permissions import ORGANISERS, READERS, can
from senim.partnership.selectors import bodies as reads
from senim.partnership.views.common import must_be_able
from senim.staff.api import StaffRequest
from senim.web.asking import ask, found, posted


@role(*READERS)
@never_cache
def bodies(request: StaffRequest) -> HttpResponse:
    """Groups, commissions and councils: members now, the next session, decisions under control."""
    rows = [presenters.body_row(one) for one in reads.bodies(request.scope)]
    context = {"rows": rows, "may_found": request.scope.has(*ORGANISERS), "owners": reads.owners(request.scope)}
    return render(request, "partnership/bodies.html", context)


@role(*READERS)
@never_cache
def body(request: StaffRequest, body_id: int) -> HttpResponse:
    """One body: who sits there now and sat before, sessions, trainings."""
    one = found(reads.body, request.scope, body_id)
    here, gone = presenters.member_rows(one)
    context = {
        **presenters.body_row(one),
        "here": here,
        "gone": gone,
        "trainings": presenters.training_rows(one),
        "quorum": presenters.quorum_words(one.quorum),
        "sessions": [presenters.session_row(row) for row in reads.sessions_of(request.scope, body_id)],
        "may": can(request.scope, "partnership.keep_body", one.area_path),
    }
    return render(request, "partnership/body.html", context)


@role(*ORGANISERS)
@never_cache
def found_body(request: StaffRequest) -> HttpResponse:
    """Found a body."""
    areas = presenters.area_choices(request.scope, ORGANISERS)
    form = BodyForm(posted(request), areas=areas)
    return ask(
        request,
        form,
        lambda: acts.found(actor=request.actor, values=form.values(), area_id=form.cleaned_data["area"]),
        title=_("A new body"),
        back=reverse("partnership:bodies"),
        done=_("The body is founded."),
    )


def _body(request: StaffRequest, body_id: int, action: str = "partnership.keep_body") -> Body:
    one = found(reads.body, request.scope, body_id)
    must_be_able(request, action, one.area_path)
    return one


def _back(body_id: int) -> str:
    return reverse("partnership:body", args=[body_id])


@role(*ORGANISERS)
@never_cache
def change_body(request: StaffRequest, body_id: int) -> HttpResponse:
    """Change a body's names, act or quorum."""
    one = _body(request, body_id)
    names = ("kind", "name_kk", "name_ru", "name_en", "act", "founded_on", "quorum_kind", "quorum_value")
    form = BodyForm(posted(request), initial={name: getattr(one, name) for name in names})
    return ask(
        request,
        form,
        lambda: acts.change(actor=request.actor, body_id=body_id, values=form.values()),
        title=_("Change the body"),
        back=_back(body_id),
        done=_("The body is saved."),
        intro=_("Sessions that were held keep the quorum of their day."),
    )


@role(*ORGANISERS)
@never_cache
def end_body(request: StaffRequest, body_id: int) -> HttpResponse:
    """End a body."""
    _body(request, body_id)
    form = EndForm(posted(request), initial={"on": today()})
    return ask(
        request,
        form,
        lambda: acts.end(actor=request.actor, body_id=body_id, on=form.cleaned_data["on"]),
        title=_("End the body"),
        back=_back(body_id),
        done=_("The body is ended."),
        intro=_("It calls no more sessions. Its minutes stay, and its decisions stay under control."),
    )


@role(*ORGANISERS)
@never_cache
def add_member(request: StaffRequest, body_id: int) -> HttpResponse:
    """Take in a member for a term."""
    _body(request, body_id)
    form = MemberForm(posted(request))
    return ask(
        request,
        form,
        lambda: acts.add_member(actor=request.actor, body_id=body_id, values=form.values()),
        title=_("A new member"),
        back=_back(body_id),
        done=_("The member is taken in."),
    )


@role(*ORGANISERS)
@never_cache
def end_member(request: StaffRequest, member_id: int) -> HttpResponse:
    """End a member's term."""
    one = found(reads.member, request.scope, member_id)
    must_be_able(request, "partnership.keep_members", one.body.area_path)
    form = EndMemberForm(posted(request), initial={"on": today()})

    def act() -> object:
        data = form.cleaned_data
        return acts.end_member(actor=request.actor, member_id=member_id, on=data["on"], reason=data["reason"])

    return ask(
        request,
        form,
        act,
        title=_("End the term: %(name)s") % {"name": one.full_name},
        back=_back(one.body_id),
        done=_("The term is ended."),
        intro=_("What this member attended and was taught stays."),
    )


@role(*ORGANISERS)
@never_cache
def record_training(request: StaffRequest, body_id: int) -> HttpResponse:
    """Write down a training of members."""
    one = _body(request, body_id)
    names = [(member.pk, f"{member.full_name}, {member.organisation}") for member in one.members.all()]
    form = TrainingForm(posted(request), members=names)

    def act() -> object:
        data = form.cleaned_data
        return acts.record_training(
            actor=request.actor,
            body_id=body_id,
            title=data["title"],
            held_on=data["held_on"],
            hours=data["hours"],
            taught_by=data["taught_by"],
            member_ids=data["members"],
        )

    return ask(request, form, act, title=_("A training"), back=_back(body_id), done=_("The training is recorded."))
