"""Research: agreements, exports, the log, the rule of the disclosure check."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Role
from senim.partnership import presenters
from senim.partnership.actions import research as acts
from senim.partnership.datasets import COLUMNS
from senim.partnership.domain import Grain
from senim.partnership.forms.bodies import ReasonForm
from senim.partnership.forms.research import AgreementForm, ExportForm, RuleForm
from senim.partnership.permissions import AGREERS, RESEARCH_READERS
from senim.partnership.selectors import research as reads
from senim.partnership.views.common import must_be_able
from senim.staff.api import StaffRequest
from senim.web.asking import ask, found, posted
from senim.web.paging import page_of

SIZE = 50


@role(*RESEARCH_READERS)
@never_cache
def research(request: StaffRequest) -> HttpResponse:
    """Agreements with universities and the log of every export."""
    page = page_of(request, SIZE)
    rows = reads.exports(request.scope, offset=page.offset, limit=SIZE)
    context = {
        "agreements": [presenters.agreement_row(request.scope, row) for row in reads.agreements(request.scope)],
        "exports": [presenters.export_row(row) for row in rows[:SIZE]],
        "rule": presenters.rule_words(reads.rule_on(request.scope, today())),
        "may_agree": request.scope.has(*AGREERS),
        **page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "partnership/research.html", context)


@role(*AGREERS)
@never_cache
def agree(request: StaffRequest) -> HttpResponse:
    """Write an agreement with a university down."""
    form = AgreementForm(posted(request), areas=presenters.area_choices(request.scope, AGREERS))
    return ask(
        request,
        form,
        lambda: acts.agree(actor=request.actor, values=form.values(), area_id=form.cleaned_data["area"]),
        title=_("An agreement with a university"),
        back=reverse("partnership:research"),
        done=_("The agreement is recorded."),
    )


@role(*AGREERS)
@never_cache
def end_agreement(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """End an agreement before its time."""
    one = found(reads.agreement, request.scope, agreement_id)
    must_be_able(request, "partnership.agree", one.area_path)
    form = ReasonForm(posted(request))
    return ask(
        request,
        form,
        lambda: acts.end_agreement(actor=request.actor, agreement_id=agreement_id, reason=form.cleaned_data["reason"]),
        title=_("End the agreement: %(name)s") % {"name": one.institution},
        back=reverse("partnership:research"),
        done=_("The agreement is ended."),
    )


@role(Role.ANALYST)
@never_cache
def export(request: StaffRequest, agreement_id: int) -> HttpResponse:
    """Make an export for a university: checked, given as a file, written into the log."""
    one = found(reads.agreement, request.scope, agreement_id)
    must_be_able(request, "partnership.export", one.area_path)
    last = today().replace(day=1) - timedelta(days=1)
    first = (last.replace(day=1) - timedelta(days=330)).replace(day=1)
    initial = {"first": first, "last": last, "columns": list(COLUMNS)}
    form = ExportForm(posted(request), agreed=one.datasets, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.export(actor=request.actor, agreement_id=agreement_id, values=form.values())
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            named = {"Content-Disposition": content_disposition_header(True, made.name) or ""}
            return HttpResponse(made.content, content_type=made.mime, headers=named)
    context = {
        "form": form,
        "title": _("An export for %(name)s") % {"name": one.institution},
        "back": reverse("partnership:research"),
        "button": _("Check and take the file"),
        "intro": presenters.rule_words(reads.rule_on(request.scope, today())),
    }
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


@role(Role.ADMIN)
@never_cache
def rule(request: StaffRequest) -> HttpResponse:
    """The disclosure check: the rules so far, and a new one."""
    now_valid = reads.rule_on(request.scope, today())
    names = ("k", "kinds", "finest", "withheld_most")
    initial = {"valid_from": today(), **{name: getattr(now_valid, name) for name in names}}
    form = RuleForm(posted(request), initial=initial)

    def act() -> object:
        return acts.set_rule(actor=request.actor, **{**form.cleaned_data, "finest": Grain(form.cleaned_data["finest"])})

    return ask(
        request,
        form,
        act,
        title=_("Disclosure check"),
        back=reverse("partnership:rule"),
        done=_("The rule is set."),
        template="partnership/rule.html",
        rows=[(row, presenters.rule_words(row)) for row in reads.rules(request.scope)],
    )
