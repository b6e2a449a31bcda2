"""The day: one list, a walk over it, the same on paper, and what settles with one tap."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.cabinet.permissions import READERS, VISITORS
from senim.cabinet.presenters import day as show
from senim.cabinet.selectors import day as reads
from senim.cabinet.selectors.day import Day
from senim.cabinet.views.common import whole
from senim.kernel import duties, undo
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Role
from senim.staff.api import StaffRequest
from senim.web import undoing
from senim.web.asking import found


def _shown(request: StaffRequest) -> tuple[Day, bool]:
    """(the day that is asked for, whether it is the asker's own)."""
    post = whole(request.GET.get("post"))
    shown = found(reads.day, request.scope, today(), post)
    return shown, set(shown.posts) <= request.scope.posts()


@role(*READERS)
@never_cache
def day(request: StaffRequest) -> HttpResponse:
    """What I owe, ordered by when and where; a head looks at the day of a post below."""
    shown, mine = _shown(request)
    goes = mine and request.scope.has(*VISITORS)
    by_route = request.GET.get("by") == "route"
    whole = request.GET.get("all") == "1"
    query = f"post={shown.posts[0]}&" if not mine else ""
    context = {
        "groups": show.groups(shown, mine, by_route, goes, whole),
        "tally": show.tally(shown),
        "walk": show.walk_words(shown),
        "by_route": by_route,
        "query": query,
        "whose": show.whose(request.scope, shown),
        "done": [show.visit_row(one) for one in shown.done],
        "may_visit": goes,
        "below": show.below_rows(reads.below(request.scope)) if mine and request.scope.has(Role.HEAD) else [],
        "on": shown.on,
    }
    return render(request, "cabinet/day.html", context)


@role(*READERS)
@never_cache
def slip(request: StaffRequest) -> HttpResponse:
    """The same list for paper, in the order of the walk."""
    shown, mine = _shown(request)
    context = {
        "groups": show.groups(shown, mine=False, by_route=True),
        "walk": show.walk_words(shown),
        "whose": show.whose(request.scope, shown),
        "on": shown.on,
        "mine": mine,
    }
    return render(request, "cabinet/slip.html", context)


@role(*READERS)
@require_POST
def settle(request: StaffRequest) -> HttpResponse:
    """One tap: an outcome of a duty that needs no words."""
    try:
        with undo.within(request.actor) as bar:
            said = duties.settle(request.actor, request.POST.get("key", "")[:80], request.POST.get("outcome", "")[:20])
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        undoing.say(request, str(said), bar)
    return redirect("cabinet:day")
