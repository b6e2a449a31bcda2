"""Pages of the named officers. A list without a word of what was said; every opening is written down first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.tips import presenters, selectors
from senim.tips.actions import desk as acts
from senim.tips.forms import CloseForm, HandForm, ReasonForm, ReplyForm
from senim.tips.permissions import COUNTERS, HANDLERS
from senim.web.asking import found, posted, press
from senim.web.headers import secret_page
from senim.web.paging import page_of
from senim.web.words import language

SIZE = 50


@role(*HANDLERS)
@secret_page
@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """Messages of the regions that this person is named for, who waits longest on top; no words."""
    page = page_of(request, SIZE)
    closed = request.GET.get("state") == "closed"
    rows = selectors.inbox(request.scope, closed=closed, offset=page.offset, limit=SIZE)
    if rows is None:
        return render(request, "tips/not_named.html", {"may_name": bool(selectors.named_by(request.scope))})
    context = {
        "rows": [presenters.row(one, language()) for one in rows[:SIZE]],
        "closed": closed,
        "may_name": bool(selectors.named_by(request.scope)),
        **page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "tips/inbox.html", context)


@role(*HANDLERS)
@secret_page
@require_safe
def tip(request: StaffRequest, number: str) -> HttpResponse:
    """One message: opened, and the opening written down before it is shown."""
    found(lambda: acts.note_opened(actor=request.actor, number=number))
    return _shown(request, number)


def _shown(request: StaffRequest, number: str, status: int = 200, **forms: Any) -> HttpResponse:
    one = found(selectors.one, request.scope, number)
    given = {"reply": ReplyForm(), "hand": HandForm(), "close": CloseForm(), **forms}
    for name, form in given.items():
        form.auto_id = f"{name}_%s"  # three forms on one page: every control needs an id of its own
    context = {**presenters.desk(one, language()), "forms": given, "opened": next(iter(forms), "")}
    return render(request, "tips/tip.html", context, status=status)


def _reply(request: StaffRequest, number: str, form: ReplyForm) -> None:
    acts.reply(actor=request.actor, number=number, text=form.cleaned_data["text"])


def _hand(request: StaffRequest, number: str, form: HandForm) -> None:
    acts.hand_over(
        actor=request.actor, number=number, reference=form.cleaned_data["reference"],
        registered_at=form.registered_at(),
    )


def _close(request: StaffRequest, number: str, form: CloseForm) -> None:
    acts.close(actor=request.actor, number=number, outcome=form.came_of_it, text=form.cleaned_data["text"])


#: name: form, what is done, what is said then.
ACTS: dict[str, tuple[type[Any], Callable[..., None], Any]] = {
    "reply": (ReplyForm, _reply, lambda: _("The reply waits for the sender.")),
    "hand": (HandForm, _hand, lambda: _("The registration is kept.")),
    "close": (CloseForm, _close, lambda: _("The message is closed.")),
}


@role(*HANDLERS)
@secret_page
@require_POST
def act(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """Reply, hand over to the duty unit, close."""
    if name not in ACTS:
        raise Http404
    found(selectors.one, request.scope, number)
    form_class, do, done = ACTS[name]
    form = form_class(request.POST)
    if not form.is_valid():
        return _shown(request, number, 422, **{name: form})
    try:
        do(request, number, form)
    except NotYours as error:
        raise Http404 from error
    except Refused as refused:
        form.refuse(refused)
        return _shown(request, number, 422, **{name: form})
    return press(request, lambda: None, back=reverse("tips:tip", args=[number]), done=done())


@role(*HANDLERS)
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: StaffRequest, number: str) -> HttpResponse:
    """The contact of a confidential message: asked for with a reason, shown once on this page."""
    one = found(selectors.one, request.scope, number)
    form, shown = ReasonForm(posted(request)), ""
    if request.method == "POST" and form.is_valid():
        try:
            shown = acts.open_contact(actor=request.actor, number=number, reason=form.cleaned_data["reason"])
        except NotYours as error:
            raise Http404 from error
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "shown": shown, **presenters.row(one, language())}
    return render(request, "tips/contact.html", context, status=422 if form.errors else 200)


@role(*HANDLERS)
@secret_page
@require_safe
def picture(request: StaffRequest, number: str, picture_id: int) -> HttpResponse:
    """A photo of a message, unsealed for one of its readers."""
    mime, content = found(selectors.picture, request.scope, number, picture_id)
    response = HttpResponse(content, content_type=mime)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@role(*COUNTERS)
@secret_page
@require_safe
def counts(request: StaffRequest) -> HttpResponse:
    """How many messages each office has, by state; small numbers masked, nothing else."""
    return render(request, "tips/counts.html", {"rows": presenters.counts(request.scope, language())})
