"""One's own page, and the filters of lists."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.ease import lists, presenters, selectors
from senim.ease.actions import filters as acts
from senim.ease.forms import FilterForm
from senim.ease.lists import StaffList
from senim.ease.permissions import KEEPERS
from senim.kernel.access import role
from senim.staff.api import StaffRequest
from senim.web.asking import ask, posted, press


def open_list(request: StaffRequest, code: str) -> StaffList:
    """A list that is open to this person; what is not, is not there."""
    one = lists.find(code)
    if one is None or not request.scope.has(*one.roles):
        raise Http404(code)
    return one


@role(*KEEPERS)
@never_cache
def keep(request: StaffRequest, code: str) -> HttpResponse:
    """Give what is chosen in a list a name."""
    one = open_list(request, code)
    asked = lists.asked(request, code)
    form = FilterForm(posted(request))
    values = lists.in_words(one, asked.chosen, asked.known)
    return ask(
        request,
        form,
        lambda: acts.keep(
            actor=request.actor, code=code, given={**asked.chosen, **dict.fromkeys(asked.gone, "?")},
            name=form.cleaned_data["name"], shared=form.cleaned_data["shared"]),
        title=_("Keep this filter"),
        back=presenters.address(one, asked.chosen),
        done=_("The filter is kept: it stands above the list."),
        template="ease/keep.html",
        list=one.title,
        values=values,
        words="q" in request.GET,
    )


@role(*KEEPERS)
@never_cache
def one_filter(request: StaffRequest, filter_id: int) -> HttpResponse:
    """A kept filter: what it chooses, what of it is gone; another name, shared or not."""
    row = selectors.one_filter(request.scope, filter_id)
    if row is None:
        raise Http404("not one's own")
    shown = presenters.filter_row(request.scope, row)
    form = FilterForm(
        posted(request), initial={"name": row.name, "shared": row.unit_id is not None},
        may_share=row.owner_id == request.actor.account_id)
    return ask(
        request,
        form,
        lambda: acts.rename(
            actor=request.actor, filter_id=filter_id, name=form.cleaned_data["name"],
            shared=form.cleaned_data.get("shared", True)),
        title=_("Kept filter"),
        back=reverse("ease:mine"),
        done=_("It is saved."),
        template="ease/filter.html",
        shown=shown,
    )


@role(*KEEPERS)
@require_POST
def remove(request: StaffRequest, filter_id: int) -> HttpResponse:
    """Remove a kept filter."""
    if selectors.one_filter(request.scope, filter_id) is None:
        raise Http404("not one's own")
    return press(
        request, lambda: acts.remove(actor=request.actor, filter_id=filter_id), back=reverse("ease:mine"),
        done=_("The filter is removed."))
