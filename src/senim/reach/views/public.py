"""For everyone: the nearest point on foot, and all points as a list. Neither needs a script, a map or an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from senim.kernel.access import public
from senim.kernel.clock import today
from senim.kernel.scoping import PUBLIC
from senim.reach import conditions, presenters, selectors, yardsticks
from senim.reach.domain import DOORS, Near
from senim.reach.forms import PlaceForm
from senim.territory import api as territory
from senim.web.headers import secret_page
from senim.web.words import language

HITS = 12


@public
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def near(request: HttpRequest) -> HttpResponse:
    """The nearest point from an address or a place. Sent by POST: where somebody is belongs in no log."""
    form = PlaceForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "reach/near.html", {"form": form}, status=422 if form.errors else 200)
    if form.place:
        return _shown(request, form, selectors.nearest(*form.place), "")
    if house := form.cleaned_data["house"]:
        return _of_house(request, form, house)
    words = form.cleaned_data["q"].strip()
    hits = territory.find_addresses(words, HITS, language())
    exact = [one for one in hits if one.address_id and one.exact]
    if len(hits) == 1 and exact:
        return _of_house(request, form, exact[0].address_id or 0)
    return render(request, "reach/near.html", {"form": form, "words": words, "hits": hits, "asked": True})


def _of_house(request: HttpRequest, form: PlaceForm, house: int) -> HttpResponse:
    hit = territory.house(house, language())
    if hit is None:
        raise Http404
    if hit.lon is None:  # a house without coordinates: the points around it, as a list
        above = territory.ancestors(hit.area_id) if hit.area_id else ()
        return redirect("reach:area", above[-1].code) if above else redirect("reach:all")
    return _shown(request, form, selectors.of_address(PUBLIC, house), hit.label)


def _shown(request: HttpRequest, form: PlaceForm, found: list[Near], label: str) -> HttpResponse:
    context = {
        "form": form, "label": label, "found": [presenters.near(one) for one in found], "answered": True,
        "how": presenters.way_words(found, {str(code): one for code, one in yardsticks.on(today()).items()}),
    }
    return render(request, "reach/near.html", context)


@public
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Areas, for finding a point without an address and without a map."""
    roots = territory.children(None, language())
    shown = territory.children(roots[0].id, language()) if len(roots) == 1 else roots
    return render(request, "reach/all.html", {"areas": [_row(one) for one in shown], "name": ""})


@public
@require_safe
def of_area(request: HttpRequest, code: str) -> HttpResponse:
    """All points of an area with their hours, and the areas inside it."""
    here = territory.area_by_code(code)
    if here is None:
        raise Http404
    known = conditions.latest()
    points = [
        presenters.point(one, known.get(one.id)) for one in territory.points_of(here.id) if one.kind in DOORS
    ]
    inside = [one for one in territory.children(here.id, language()) if one.level is not territory.Level.BEAT]
    return render(request, "reach/all.html", {
        "areas": [_row(one) for one in inside], "name": territory.name_of(here, language()), "points": points})


def _row(one: territory.AreaInfo) -> dict[str, str]:
    return {"code": one.code, "name": territory.name_of(one, language())}
