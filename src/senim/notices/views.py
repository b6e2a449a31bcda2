"""Pages of notices: what residents read (without a script, as a feed too), and what the staff write."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senim.kernel import files
from senim.kernel.access import public, role
from senim.kernel.clock import now
from senim.kernel.scoping import PUBLIC, Role
from senim.notices import actions, presenters, selectors
from senim.notices.domain import KINDS, Kind, Why
from senim.notices.forms import EndForm, NoticeForm, SignForm
from senim.notices.permissions import READERS
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.asking import ask, found, posted, press
from senim.web.paging import page_of
from senim.web.words import language

SIZE = 50
FEED = 30


# --- residents ------------------------------------------------------------------------------------------------------


def _area(code: str) -> territory.AreaInfo:
    area = territory.area_by_code(code)
    if area is None:
        raise Http404
    return area


@public
@require_safe
def index(_request: HttpRequest) -> HttpResponse:
    """To the notices of the whole land, from where one chooses a place."""
    land = territory.areas_list(territory.Level.COUNTRY)
    if not land:
        raise Http404
    return redirect("notices:area", code=land[0].code)


@public
@require_safe
@never_cache
def area(request: HttpRequest, code: str) -> HttpResponse:
    """What is shown today for an area: its own notices, those around it, those inside."""
    here, page = _area(code), page_of(request, SIZE)
    rows = selectors.current(here.path)[page.offset : page.offset + SIZE + 1]
    context = {
        "name": territory.name_of(here, language()),
        "code": code,
        "rows": [presenters.row(one, language()) for one in rows[:SIZE]],
        "inside": [{"code": one.code, "name": territory.name_of(one, language())}
                   for one in territory.children(here.id, language())],
        "around": [{"code": one.code, "name": territory.name_of(one, language())}
                   for one in territory.ancestors(here.id)],
        **page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "notices/area.html", context)


@public
@require_safe
@never_cache
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """The same as Atom. A feed is kept by whoever reads it, so it names nobody: a search is its kind and its link."""
    here = _area(code)
    rows = [presenters.row(one, language()) for one in selectors.current(here.path)[:FEED]]
    for row in rows:
        row["url"] = request.build_absolute_uri(reverse("notices:public", args=[row["number"]]))
    context = {
        "name": territory.name_of(here, language()),
        "rows": rows,
        "language": language(),
        "url": request.build_absolute_uri(reverse("notices:area", args=[code])),
        "self": request.build_absolute_uri(),
        "updated": max((row["changed"] for row in rows), default=now()),
    }
    return render(request, "notices/feed.xml", context, content_type="application/atom+xml; charset=utf-8")


@public
@require_safe
@never_cache
def public_notice(request: HttpRequest, number: str) -> HttpResponse:
    """One notice; where it has ended only that, without a name, a word or a photo."""
    one = selectors.shown(number)
    if one is None:
        if not selectors.was_ever(PUBLIC, number):
            raise Http404
        return render(request, "notices/ended.html", status=410)
    return render(request, "notices/public.html", {"row": presenters.row(one, language())})


@public
@require_safe
@never_cache
def photo(request: HttpRequest, number: str) -> HttpResponseBase:
    """The photo of a notice while it is shown."""
    one = selectors.photo_of(PUBLIC, number)
    if one is None or one.photo is None:
        raise Http404
    return files.respond(request, one.photo)


# --- staff ----------------------------------------------------------------------------------------------------------


@role(*READERS)
@never_cache
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """Notices of the own areas."""
    page, ended = page_of(request, SIZE), request.GET.get("state") == "ended"
    rows = selectors.mine(request.scope, ended=ended, offset=page.offset, limit=SIZE)
    context = {
        "rows": [presenters.line(one, language()) for one in rows[:SIZE]],
        "ended": ended,
        "kinds": [(kind, label) for kind, label in KINDS.items() if _areas(request, kind)],
        **page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "notices/desk.html", context)


def _areas(request: StaffRequest, kind: Kind) -> list[tuple[int, str]]:
    return presenters.area_choices(request.scope, kind, language())


@role(*READERS)
@never_cache
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """Write a notice of a kind: a draft that nobody outside sees."""
    areas = _areas(request, Kind(kind)) if kind in set(Kind) else []
    if not areas:
        raise Http404
    form = NoticeForm(posted(request), request.FILES or None, kind=Kind(kind), areas=areas)
    made: list[str] = []

    def act() -> None:
        kept = actions.accept_photo(form.cleaned_data["photo"])
        row = actions.write(
            actor=request.actor, kind=Kind(kind), area_id=form.cleaned_data["area"], values=form.values(), photo=kept)
        made.append(row.number)

    answer = ask(
        request, form, act, title=KINDS[Kind(kind)], back=reverse("notices:desk"), done=_("The draft is kept."),
        button=_("Keep the draft"), intro=_("Residents see it when it is published, and not before its first day."))
    return redirect("notices:notice", number=made[0]) if made else answer


@role(*READERS)
@never_cache
@require_safe
def notice(request: StaffRequest, number: str) -> HttpResponse:
    """One notice as it stands, with what one may do."""
    return _shown(request, number)


def _shown(request: StaffRequest, number: str, status: int = 200, **forms: Any) -> HttpResponse:
    one = found(selectors.one, request.scope, number)
    context = {
        **presenters.desk(request.scope, one, language()), "sign_form": SignForm(), "end_form": EndForm(), **forms}
    return render(request, "notices/notice.html", context, status=status)


@role(*READERS)
@never_cache
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Other words, days, photo."""
    one = found(selectors.one, request.scope, number)
    if request.method != "POST" and not presenters.desk(request.scope, one, language())["may_change"]:
        raise Http404
    form = NoticeForm(
        posted(request), request.FILES or None, kind=Kind(one.kind), areas=None, has_photo=one.photo_id is not None,
        initial=NoticeForm.initial_of(one))

    def act() -> object:
        data = form.cleaned_data
        return actions.change(
            actor=request.actor, number=number, values=form.values(), version=data["version"] or 0,
            photo=actions.accept_photo(data["photo"]), drop=bool(data.get("drop")))

    return ask(
        request, form, act, title=KINDS[Kind(one.kind)], back=reverse("notices:notice", args=[number]),
        done=_("The change is kept."))


@role(*READERS)
@never_cache
@require_POST
def ask_signature(request: StaffRequest, number: str) -> HttpResponse:
    """Send it to whoever signs."""
    found(selectors.one, request.scope, number)
    return press(
        request, lambda: actions.ask_signature(actor=request.actor, number=number),
        back=reverse("notices:notice", args=[number]), done=_("It stands on the day of whoever signs it."))


@role(*READERS)
@never_cache
@require_POST
def publish(request: StaffRequest, number: str) -> HttpResponse:
    """Publish what names nobody."""
    found(selectors.one, request.scope, number)
    return press(
        request, lambda: actions.publish(actor=request.actor, number=number),
        back=reverse("notices:notice", args=[number]), done=_("Residents see it from its first day."))


@role(Role.HEAD, Role.DUTY)
@never_cache
@require_POST
def sign(request: StaffRequest, number: str) -> HttpResponse:
    """Sign with the password, and publish what names a person."""
    found(selectors.one, request.scope, number)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _shown(request, number, 422, sign_form=form)
    given = form.cleaned_data["password"]
    return press(
        request,
        lambda: actions.publish(
            actor=request.actor, number=number,
            password_holds=lambda: get_adapter(request).reauthenticate(request.user, given)),
        back=reverse("notices:notice", args=[number]), done=_("Signed and published."))


@role(*READERS)
@never_cache
@require_http_methods(["POST"])
def end(request: StaffRequest, number: str) -> HttpResponse:
    """End it at once; whom it named it forgets."""
    found(selectors.one, request.scope, number)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _shown(request, number, 422, end_form=form)
    return press(
        request, lambda: actions.end(actor=request.actor, number=number, why=Why(form.cleaned_data["why"])),
        back=reverse("notices:notice", args=[number]),
        done=_("It has ended. Residents see no name and no photo of it."))


@role(*READERS)
@never_cache
@require_safe
def own_photo(request: StaffRequest, number: str) -> HttpResponseBase:
    """The photo of a notice of the own area, before it is published too."""
    one = found(selectors.one, request.scope, number)
    if one.photo is None:
        raise Http404
    return files.respond(request, one.photo)
