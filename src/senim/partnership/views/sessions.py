"""Sessions: called, their agenda, their minutes."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel import files
from senim.kernel.access import role
from senim.kernel.clock import local, now
from senim.partnership import presenters
from senim.partnership.actions import minutes, sessions
from senim.partnership.domain import ItemOutcome, SessionState
from senim.partnership.forms.bodies import (
    AttendanceForm,
    CorrectionForm,
    DecisionForm,
    HeardForm,
    ItemForm,
    MaterialForm,
    ReasonForm,
    WhenForm,
)
from senim.partnership.models import Item, Session
from senim.partnership.permissions import ORGANISERS, READERS, SITTING, can
from senim.partnership.selectors import bodies as reads
from senim.partnership.views.common import must_be_able
from senim.staff.api import StaffRequest
from senim.web.asking import ask, found, posted, press

PLAN, KEEP, BRING = "partnership.plan_session", "partnership.keep_minutes", "partnership.bring_item"


def _at(session_id: int) -> str:
    return reverse("partnership:session", args=[session_id])


def _session(request: StaffRequest, session_id: int, action: str) -> Session:
    one = found(reads.session, request.scope, session_id)
    must_be_able(request, action, one.body.area_path)
    return one


def _item(request: StaffRequest, item_id: int, action: str) -> Item:
    one = found(reads.item, request.scope, item_id)
    must_be_able(request, action, one.session.body.area_path)
    return one


@role(*ORGANISERS)
@never_cache
def plan(request: StaffRequest, body_id: int) -> HttpResponse:
    """Call a session."""
    one = found(reads.body, request.scope, body_id)
    must_be_able(request, PLAN, one.area_path)
    form = WhenForm(posted(request))

    def act() -> object:
        return sessions.plan(
            actor=request.actor, body_id=body_id, starts_at=form.starts_at(), place=form.cleaned_data["place"]
        )

    return ask(
        request,
        form,
        act,
        title=_("Call a session"),
        back=reverse("partnership:body", args=[body_id]),
        done=_("The session is called."),
        intro=_("Members with an e-mail address get a letter."),
    )


@role(*ORGANISERS)
@never_cache
def move(request: StaffRequest, session_id: int) -> HttpResponse:
    """Another time or place for a session."""
    one = _session(request, session_id, PLAN)
    at = local(one.starts_at)
    form = WhenForm(posted(request), initial={"day": at.date(), "time": at.time(), "place": one.place})

    def act() -> object:
        return sessions.move(
            actor=request.actor, session_id=session_id, starts_at=form.starts_at(), place=form.cleaned_data["place"]
        )

    return ask(
        request,
        form,
        act,
        title=_("Another time or place"),
        back=_at(session_id),
        done=_("The session is moved."),
        intro=_("Members with an e-mail address get a letter."),
    )


@role(*ORGANISERS)
@never_cache
def cancel(request: StaffRequest, session_id: int) -> HttpResponse:
    """Call a session off."""
    _session(request, session_id, PLAN)
    form = ReasonForm(posted(request))
    return ask(
        request,
        form,
        lambda: sessions.cancel(actor=request.actor, session_id=session_id, reason=form.cleaned_data["reason"]),
        title=_("Call the session off"),
        back=_at(session_id),
        done=_("The session is called off."),
        intro=_("Members with an e-mail address get a letter."),
    )


@role(*READERS)
@never_cache
def session(request: StaffRequest, session_id: int) -> HttpResponse:
    """One session: agenda with materials, who is there, what was said and decided."""
    one = found(reads.session, request.scope, session_id)
    state, path = SessionState(one.state), one.body.area_path
    present, absent = presenters.attendance_rows(one)
    keeps = can(request.scope, KEEP, path)
    context = {
        **presenters.session_row(one),
        "name": str(one.body.name),
        "area": presenters.area_name(path),
        "items": [presenters.item_row(row) for row in one.items.all()],
        "present": present,
        "absent": absent,
        "quorum": presenters.quorum_sentence(one),
        "rule": presenters.quorum_words(one.body.quorum),
        "corrections": list(one.corrections.all()),
        "planned": state is SessionState.PLANNED,
        "held": state is SessionState.HELD,
        "may_plan": can(request.scope, PLAN, path) and state is SessionState.PLANNED,
        "may_note": keeps and state in {SessionState.PLANNED, SessionState.HELD} and one.starts_at <= now(),
        "may_keep": keeps and state is SessionState.HELD,
        "may_correct": keeps and one.is_closed,
        "may_bring": can(request.scope, BRING, path) and state in {SessionState.PLANNED, SessionState.HELD},
    }
    return render(request, "partnership/session.html", context)


@role(*READERS)
@never_cache
def minutes_page(request: StaffRequest, session_id: int) -> HttpResponse:
    """The minutes on paper."""
    one = found(reads.session, request.scope, session_id)
    if SessionState(one.state) not in {SessionState.HELD, SessionState.CLOSED}:
        return redirect(_at(session_id))
    present, absent = presenters.attendance_rows(one)
    context = {
        **presenters.session_row(one),
        "name": str(one.body.name),
        "area": presenters.area_name(one.body.area_path),
        "items": [presenters.item_row(row) for row in one.items.all()],
        "present": present,
        "absent": absent,
        "quorum": presenters.quorum_sentence(one),
        "corrections": list(one.corrections.all()),
    }
    return render(request, "partnership/minutes.html", context)


@role(*SITTING)
@never_cache
def bring_item(request: StaffRequest, session_id: int) -> HttpResponse:
    """Put an item on the agenda."""
    _session(request, session_id, BRING)
    form = ItemForm(posted(request))
    return ask(
        request,
        form,
        lambda: sessions.bring_item(actor=request.actor, session_id=session_id, **form.cleaned_data),
        title=_("An item of the agenda"),
        back=_at(session_id),
        done=_("The item is on the agenda."),
    )


@role(*ORGANISERS)
@require_POST
def drop_item(request: StaffRequest, item_id: int) -> HttpResponse:
    """Take an item off the agenda."""
    one = found(reads.item, request.scope, item_id)
    return press(
        request,
        lambda: sessions.drop_item(actor=request.actor, item_id=item_id),
        back=_at(one.session_id),
        done=_("The item is off the agenda."),
    )


@role(*SITTING)
@never_cache
def add_material(request: StaffRequest, item_id: int) -> HttpResponse:
    """Add a material to an item."""
    one = _item(request, item_id, BRING)
    form = MaterialForm(posted(request), request.FILES or None)

    def act() -> object:
        data = form.cleaned_data
        return sessions.add_material(
            actor=request.actor, item_id=item_id, title=data["title"], upload=data["file"], link=data["link"]
        )

    return ask(
        request,
        form,
        act,
        title=_("A material: %(item)s") % {"item": one.title},
        back=_at(one.session_id),
        done=_("The material is added."),
    )


@role(*READERS)
@never_cache
def material(request: StaffRequest, material_id: int) -> HttpResponseBase:
    """A material that is a file."""
    one = found(reads.material, request.scope, material_id)
    if one.file is None:
        raise Http404("a link, not a file")
    return files.respond(request, one.file, name=one.title)


@role(*ORGANISERS)
@never_cache
def attendance(request: StaffRequest, session_id: int) -> HttpResponse:
    """Note who is there."""
    one = _session(request, session_id, KEEP)
    members = presenters.member_choices(one.body, one.day)
    initial = {
        "present": [row.member_id for row in one.attendance.all() if row.present],
        "chaired_by": one.chaired_by_id,
        "kept_by": one.kept_by_id,
        "guests": one.guests,
    }
    form = AttendanceForm(posted(request), members=members, initial=initial)

    def act() -> object:
        data = form.cleaned_data
        return minutes.record_attendance(
            actor=request.actor,
            session_id=session_id,
            present_ids=data["present"],
            guests=data["guests"],
            chaired_by=data["chaired_by"],
            kept_by=data["kept_by"],
        )

    return ask(
        request,
        form,
        act,
        title=_("Who is there"),
        back=_at(session_id),
        done=_("The attendance is noted."),
        intro=_("Quorum: %(rule)s. Members on the day: %(count)d.")
        % {"rule": presenters.quorum_words(one.body.quorum), "count": len(members)},
    )


@role(*ORGANISERS)
@never_cache
def record_item(request: StaffRequest, item_id: int) -> HttpResponse:
    """Write the minutes of an item."""
    one = _item(request, item_id, KEEP)
    outcome = one.outcome if one.outcome != ItemOutcome.OPEN else ItemOutcome.HEARD.value
    form = HeardForm(posted(request), initial={"heard": one.heard, "outcome": outcome})

    def act() -> object:
        data = form.cleaned_data
        return minutes.record_item(
            actor=request.actor, item_id=item_id, heard=data["heard"], outcome=ItemOutcome(data["outcome"])
        )

    return ask(
        request,
        form,
        act,
        title=one.title,
        back=_at(one.session_id),
        done=_("The minutes are saved."),
    )


@role(*ORGANISERS)
@never_cache
def decide(request: StaffRequest, item_id: int) -> HttpResponse:
    """Write a decision down."""
    one = _item(request, item_id, KEEP)
    body = found(reads.body, request.scope, one.session.body_id)
    form = DecisionForm(
        posted(request), owners=presenters.owner_choices(body), initial={"votes_for": one.session.present or 0}
    )

    def act() -> object:
        data = form.cleaned_data
        return minutes.decide(
            actor=request.actor,
            item_id=item_id,
            text=data["text"],
            owner=data["owner"],
            due_on=data["due_on"],
            votes=form.votes(),
        )

    return ask(
        request,
        form,
        act,
        title=_("A decision: %(item)s") % {"item": one.title},
        back=_at(one.session_id),
        done=_("The decision is under control."),
        intro=presenters.quorum_sentence(one.session),
    )


@role(*ORGANISERS)
@require_POST
def close(request: StaffRequest, session_id: int) -> HttpResponse:
    """Close the minutes."""
    return press(
        request,
        lambda: minutes.close(actor=request.actor, session_id=session_id),
        back=_at(session_id),
        done=_("The minutes are closed."),
    )


@role(*ORGANISERS)
@never_cache
def correct(request: StaffRequest, session_id: int) -> HttpResponse:
    """Mend a mistake in closed minutes."""
    _session(request, session_id, KEEP)
    form = CorrectionForm(posted(request))
    return ask(
        request,
        form,
        lambda: minutes.correct(actor=request.actor, session_id=session_id, text=form.cleaned_data["text"]),
        title=_("A correction of the minutes"),
        back=_at(session_id),
        done=_("The correction is added."),
        intro=_("The first text stays; the correction stands beside it."),
    )
