"""Meetings with residents: the staff's pages and what everyone sees."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.ease.api import lists
from senim.kernel.access import public, role
from senim.kernel.clock import local, now
from senim.kernel.scoping import PUBLIC
from senim.partnership import hooks, presenters, staff_lists
from senim.partnership.actions import meetings as acts
from senim.partnership.domain import MeetingState
from senim.partnership.forms.bodies import ReasonForm, WhenForm
from senim.partnership.forms.meetings import AnswerForm, HeldForm, MeetingForm, QuestionForm
from senim.partnership.models import Meeting
from senim.partnership.permissions import HOSTS, MEETING_READERS, can
from senim.partnership.selectors import meetings as reads
from senim.partnership.views.common import must_be_able
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.asking import ask, found, posted, press
from senim.web.paging import page_of

SIZE = 50


def _at(meeting_id: int) -> str:
    return reverse("partnership:meeting", args=[meeting_id])


def _meeting(request: StaffRequest, meeting_id: int) -> Meeting:
    one = found(reads.meeting, request.scope, meeting_id)
    must_be_able(request, acts.HOLD, one.area_path)
    return one


@role(*MEETING_READERS)
@never_cache
def meetings(request: StaffRequest) -> HttpResponse:
    """Meetings with residents of the own areas: to come, held, questions answered and published."""
    page, asked = page_of(request, SIZE), lists.asked(request, staff_lists.MEETINGS)
    rows = reads.meetings(request.scope, offset=page.offset, limit=SIZE, state=asked.get("state"))
    context = {
        "rows": [presenters.meeting_row(row) for row in rows[:SIZE]],
        "may_announce": request.scope.has(*HOSTS),
        **page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "partnership/meetings.html", context)


@role(*MEETING_READERS)
@never_cache
def meeting(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """One meeting: announced, held, its questions with answers."""
    one = found(reads.meeting, request.scope, meeting_id)
    may = can(request.scope, acts.HOLD, one.area_path)
    begun, state = one.starts_at <= now(), MeetingState(one.state)
    context = {
        **presenters.meeting_row(one),
        "questions": list(one.questions.all()),
        "may": may,
        "may_move": may and state is MeetingState.PLANNED,
        "may_hold": may and state is MeetingState.PLANNED and begun,
        "may_ask": may and begun and state is not MeetingState.CANCELLED,
        "parts": hooks.of_meeting(request.scope, one),
    }
    return render(request, "partnership/meeting.html", context)


@role(*HOSTS)
@never_cache
def announce(request: StaffRequest) -> HttpResponse:
    """Announce a meeting with residents."""
    areas = presenters.area_choices(request.scope, HOSTS, presenters.DOWN_TO_BEATS)
    form = MeetingForm(posted(request), areas=areas)

    def act() -> object:
        data = form.cleaned_data
        return acts.announce(
            actor=request.actor,
            area_id=data["area"],
            starts_at=form.starts_at(),
            place=data["place"],
            topic=data["topic"],
        )

    return ask(
        request,
        form,
        act,
        title=_("Announce a meeting"),
        back=reverse("partnership:meetings"),
        done=_("The meeting is announced."),
        intro=_("It stands on the pages of the beats at once."),
        button=_("Announce"),
    )


@role(*HOSTS)
@never_cache
def move(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """Another time or place for a meeting."""
    one = _meeting(request, meeting_id)
    at = local(one.starts_at)
    form = WhenForm(posted(request), initial={"day": at.date(), "time": at.time(), "place": one.place})

    def act() -> object:
        return acts.move(
            actor=request.actor, meeting_id=meeting_id, starts_at=form.starts_at(), place=form.cleaned_data["place"]
        )

    return ask(
        request, form, act, title=_("Another time or place"), back=_at(meeting_id), done=_("The meeting is moved.")
    )


@role(*HOSTS)
@never_cache
def cancel(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """Call a meeting off."""
    _meeting(request, meeting_id)
    form = ReasonForm(posted(request))
    return ask(
        request,
        form,
        lambda: acts.cancel(actor=request.actor, meeting_id=meeting_id, reason=form.cleaned_data["reason"]),
        title=_("Call the meeting off"),
        back=_at(meeting_id),
        done=_("The meeting is called off."),
        intro=_("Residents read the reason for two weeks."),
    )


@role(*HOSTS)
@never_cache
def hold(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """Write down how a meeting went."""
    _meeting(request, meeting_id)
    form = HeldForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return acts.hold(actor=request.actor, meeting_id=meeting_id, residents=data["residents"], told=data["told"])

    return ask(
        request, form, act, title=_("The meeting was held"), back=_at(meeting_id), done=_("The meeting is recorded.")
    )


@role(*HOSTS)
@never_cache
def add_question(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """Write down a question of a resident."""
    _meeting(request, meeting_id)
    form = QuestionForm(posted(request))
    return ask(
        request,
        form,
        lambda: acts.ask(actor=request.actor, meeting_id=meeting_id, asked=form.cleaned_data["asked"]),
        title=_("A question from the meeting"),
        back=_at(meeting_id),
        done=_("The question is recorded."),
    )


@role(*HOSTS)
@never_cache
def answer(request: StaffRequest, question_id: int) -> HttpResponse:
    """Answer a question."""
    one = found(reads.question, request.scope, question_id)
    must_be_able(request, acts.HOLD, one.meeting.area_path)
    form = AnswerForm(posted(request), initial={"public_text": one.public_text or one.asked, "answer": one.answer})

    def act() -> object:
        data = form.cleaned_data
        return acts.answer(
            actor=request.actor, question_id=question_id, public_text=data["public_text"], text=data["answer"]
        )

    return ask(
        request,
        form,
        act,
        title=_("Write the answer"),
        back=_at(one.meeting_id),
        done=_("The answer is saved. Publish it when it is right."),
        intro=one.asked,
    )


@role(*HOSTS)
@require_POST
def publish(request: StaffRequest, question_id: int) -> HttpResponse:
    """Publish an answer, or take it back."""
    one = found(reads.question, request.scope, question_id)
    shown = request.POST.get("shown", "yes") == "yes"
    return press(
        request,
        lambda: acts.publish(actor=request.actor, question_id=question_id, shown=shown),
        back=_at(one.meeting_id),
        done=_("The answer is published.") if shown else _("The answer is taken back."),
    )


@public
def public_meeting(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """One meeting for everyone: when and where, what was told, questions with answers."""
    shown = reads.public_meeting(PUBLIC, meeting_id)
    if shown is None:
        raise Http404("no such meeting")
    one, questions = shown
    context = {**presenters.meeting_row(one), "questions": questions, "parts": hooks.of_meeting(PUBLIC, one)}
    return render(request, "partnership/public_meeting.html", context)


@public
def area_meetings(request: StaffRequest, code: str) -> HttpResponse:
    """Meetings with the residents of an area, for everyone."""
    area = territory.area_by_code(code)
    if area is None:
        raise Http404("no such area")
    rows = reads.public_meetings(PUBLIC, area.path, now(), limit=100)
    name = territory.name_of(area, presenters.language())
    return render(request, "partnership/area_meetings.html", {"name": name, **presenters.public_rows(rows)})
