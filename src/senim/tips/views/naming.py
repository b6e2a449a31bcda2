"""Pages of those who name the readers of a region."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from senim.kernel.access import role
from senim.staff.api import StaffRequest
from senim.tips import presenters, selectors
from senim.tips.actions import naming as acts
from senim.tips.forms import NameForm
from senim.tips.permissions import NAMERS
from senim.web.asking import ask, posted, press
from senim.web.words import language


@role(*NAMERS)
@never_cache
@require_safe
def named(request: StaffRequest) -> HttpResponse:
    """Who reads protected messages in the own regions: by whose order, until when."""
    areas = selectors.named_by(request.scope)
    if not areas:
        raise Http404
    return render(request, "tips/named.html", {"areas": [presenters.named(*one, language()) for one in areas]})


@role(*NAMERS)
@never_cache
def name(request: StaffRequest, area_id: int) -> HttpResponse:
    """Name somebody: a head or somebody of a duty unit of the region."""
    area = next((one for one, _rows in selectors.named_by(request.scope) if one.id == area_id), None)
    if area is None:
        raise Http404
    form = NameForm(posted(request), people=presenters.could_be_named(request.scope, area, language()))

    def act() -> object:
        data = form.cleaned_data
        return acts.name(
            actor=request.actor, area_id=area_id, account_id=data["account"], ground=data["ground"],
            ends_on=data["ends_on"],
        )

    return ask(
        request, form, act, title=_("Name a reader"), back=reverse("tips:named"), done=_("The person is named."),
        intro=_("Only this person and those named beside will read the messages of the region. You do not read them."),
        button=_("Name this person"),
    )


@role(*NAMERS)
@never_cache
@require_POST
def end(request: StaffRequest, naming_id: int) -> HttpResponse:
    """End a naming at once."""
    return press(
        request, lambda: acts.end(actor=request.actor, naming_id=naming_id), back=reverse("tips:named"),
        done=_("The naming has ended."),
    )
