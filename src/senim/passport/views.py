"""The passport: read, written entry by entry, questioned, printed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from senim.kernel.access import public, role
from senim.kernel.clock import today
from senim.kernel.errors import Refused
from senim.kernel.scoping import PUBLIC, Role
from senim.passport import actions, presenters, selectors
from senim.passport.domain import PARTS, Section
from senim.passport.forms import AnswerForm, QuestionForm, ReasonForm, entry_form, initial_of
from senim.passport.permissions import ANSWERERS, KEEPERS, READERS, can
from senim.staff import api as staff
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.asking import ask, found, posted, press
from senim.web.words import language


def _at(area_id: int) -> str:
    return reverse("passport:beat", args=[area_id])


def _section(code: str) -> Section:
    if code not in set(Section):
        raise Http404("no such section")
    return Section(code)


@role(*READERS)
@never_cache
def beats(request: StaffRequest) -> HttpResponse:
    """The beats whose passport one may read; the only one opens at once."""
    rows = selectors.beats(request.scope)
    if len(rows) == 1:
        return redirect(_at(rows[0].id))
    shown = [{"name": territory.name_of(one, language()), "url": _at(one.id)} for one in rows]
    return render(request, "passport/beats.html", {"rows": shown})


@role(*READERS)
@never_cache
def beat(request: StaffRequest, area_id: int) -> HttpResponse:
    """The passport of a beat, on a screen or on A4."""
    passport = found(selectors.of, request.scope, area_id)
    spoken, path = language(), passport.area.path
    sections = presenters.sections(passport, spoken)
    context = {
        "passport": passport,
        "name": territory.name_of(passport.area, spoken),
        "officer": _officer(area_id, spoken),
        "groups": presenters.figure_groups(passport, spoken),
        "sections": sections,
        "old": sum(row["stale"] for one in sections for row in one["rows"]),
        "doubts": [_doubt(one, request, spoken) for one in passport.doubts],
        "may_write": can(request.scope, "passport.write", path),
        "may_ask": can(request.scope, "passport.question", path),
        "on": today(),
    }
    return render(request, "passport/beat.html", context)


def _officer(area_id: int, spoken: str) -> staff.OfficerCard | None:
    serving = staff.serving(area_id, Role.INSPECTOR, None, spoken)
    return staff.officer_card(serving.post_id, spoken) if serving else None


def _doubt(one: Any, request: StaffRequest, spoken: str) -> dict[str, Any]:
    try:
        title = presenters.told_of(one.figure, spoken).title.in_(spoken)
    except KeyError:
        title = one.figure
    may = one.answered_at is None and request.scope.covers(one.area_path, *ANSWERERS)
    who = staff.person_name(one.by_id, spoken)
    answered_by = staff.person_name(one.answered_by_id, spoken) if one.answered_at else ""
    return {"doubt": one, "title": title, "who": who, "answered_by": answered_by, "may": may}


@role(*KEEPERS)
@never_cache
def add(request: StaffRequest, area_id: int, section: str) -> HttpResponse:
    """Write a new entry of a section."""
    which = _section(section)
    area = found(selectors.beat, request.scope, area_id)
    if not can(request.scope, "passport.write", area.path):
        raise Http404("not one's own beat")
    form = entry_form(which)(posted(request))
    return ask(
        request,
        form,
        lambda: actions.add(actor=request.actor, area_id=area_id, section=which, content=form.cleaned_data),
        title=f"{PARTS[which].title}: {_('new entry')}",
        intro=PARTS[which].hint,
        back=_at(area_id),
        done=_("The entry is kept."),
    )


@role(*KEEPERS)
@never_cache
def change(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Write an entry anew; somebody else's version is shown beside one's own."""
    row = found(selectors.entry, request.scope, entry_id)
    section = Section(row.section)
    form = entry_form(section)(posted(request), initial=initial_of(row))

    def act() -> object:
        edits = form.cleaned_data["edits"] or 0
        return actions.change(actor=request.actor, entry_id=entry_id, content=form.cleaned_data, edits=edits)

    def theirs(form: Any, refusal: Refused) -> dict[str, Any]:
        if refusal.code != "changed":
            return {}
        _entry, versions = selectors.history(request.scope, entry_id)
        form.data = form.data.copy()
        form.data["edits"] = versions[0].number
        return {"theirs": presenters.version(versions[0], section, language())}

    return ask(
        request, form, act,
        title=PARTS[section].title, intro=PARTS[section].hint, back=_at(row.area_id), done=_("The entry is kept."),
        refused=theirs, template="passport/entry.html", history=reverse("passport:history", args=[entry_id]))


@role(*KEEPERS)
@require_POST
def confirm(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Still true today."""
    row = found(selectors.entry, request.scope, entry_id)
    return press(
        request, lambda: actions.confirm(actor=request.actor, entry_id=entry_id),
        back=f"{_at(row.area_id)}#e{entry_id}", done=_("Confirmed: true today."))


@role(*KEEPERS)
@never_cache
def end(request: StaffRequest, entry_id: int) -> HttpResponse:
    """No longer so: the entry goes into history."""
    row = found(selectors.entry, request.scope, entry_id)
    form = ReasonForm(posted(request))
    return ask(
        request, form,
        lambda: actions.end(actor=request.actor, entry_id=entry_id, reason=form.cleaned_data["reason"]),
        title=_("Take the entry out"), back=_at(row.area_id), done=_("The entry is history now."))


@role(*READERS)
@never_cache
@require_safe
def history(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Every version of an entry: who wrote what and when."""
    row, versions = found(selectors.history, request.scope, entry_id)
    section, spoken = Section(row.section), language()
    context = {
        "row": row,
        "title": row.content.get("name") or str(PARTS[section].title),
        "versions": [presenters.version(one, section, spoken) for one in versions],
        "back": _at(row.area_id),
    }
    return render(request, "passport/history.html", context)


@role(*READERS)
@never_cache
@require_safe
def past(request: StaffRequest, area_id: int) -> HttpResponse:
    """Entries that are no longer so."""
    area = found(selectors.beat, request.scope, area_id)
    rows = [
        {"row": one, "title": one.content.get("name") or str(PARTS[Section(one.section)].title),
         "url": reverse("passport:history", args=[one.pk])}
        for one in found(selectors.ended, request.scope, area_id)
    ]
    name = territory.name_of(area, language())
    return render(request, "passport/past.html", {"rows": rows, "name": name, "back": _at(area_id)})


@role(*READERS)
@never_cache
def question(request: StaffRequest, area_id: int, figure: str) -> HttpResponse:
    """Question a figure that the system computed."""
    passport = found(selectors.of, request.scope, area_id)
    one = next((one for one in passport.figures if one.code == figure), None)
    if one is None:
        raise Http404("no such figure")
    shown = presenters.figure(one, language())
    form = QuestionForm(posted(request))
    return ask(
        request, form,
        lambda: actions.question(
            actor=request.actor, area_id=area_id, figure=figure, showed=shown["value"],
            words=form.cleaned_data["words"]),
        title=f"{shown['title']}: {shown['value']}", intro=shown["definition"], back=_at(area_id),
        done=_("Your question is kept; the answer will stand on this page."), button=_("Send the question"))


@role(*ANSWERERS)
@never_cache
def answer(request: StaffRequest, doubt_id: int) -> HttpResponse:
    """Answer a question about a figure."""
    row = found(selectors.doubt, request.scope, doubt_id)
    form = AnswerForm(posted(request))
    return ask(
        request, form,
        lambda: actions.answer(actor=request.actor, doubt_id=doubt_id, words=form.cleaned_data["answer"]),
        title=_("Write the answer"), intro=row.words, back=_at(row.area_id), done=_("The answer is kept."))


@public
@require_safe
def on_beat(request: StaffRequest, code: str) -> HttpResponse:
    """Who and what is on the beat, as far as residents may know."""
    area = territory.area_by_code(code)
    if area is None:
        raise Http404("no such area")
    spoken = language()
    rows = selectors.shown(PUBLIC, area.id)
    context = {
        "name": territory.name_of(area, spoken),
        "title": presenters.ON_BEAT.in_(spoken),
        "groups": presenters.public_groups(rows, spoken),
        "code": code,
    }
    return render(request, "passport/public.html", context)
