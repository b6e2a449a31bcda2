"""The applicant's own page: receipt, state, talk, answer, reopening, the question of the fourth week.

Three doors lead to it: the link of the receipt, the code typed by hand, and (sensitive appeals) what this browser has
open, at an address that says nothing. Whichever it is, the right is the secret behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from senim.appeals import presenters, selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import talk, uploads
from senim.appeals.forms import AddForm, FollowForm, SolvedForm, TextForm
from senim.appeals.models import Appeal
from senim.appeals.report import read_secret, secret_hash
from senim.appeals.views import joined
from senim.appeals.views import opened as browser
from senim.kernel import files
from senim.kernel.access import public
from senim.kernel.errors import NotYours, Refused
from senim.web.headers import secret_page
from senim.web.throttle import GUESSES, guessable

MISSING = "appeals/no_such.html"


@dataclass(frozen=True, slots=True)
class Door:
    """What the applicant came with. secret: "" where only its hash is known (what this browser has open)."""

    hash: bytes
    secret: str = ""


def _door(secret: str) -> Door | None:
    """The door of a link or of a typed code; None for what cannot be a secret."""
    plain = read_secret(secret)
    return Door(secret_hash(plain), plain) if plain else None


def _found(door: Door | None) -> Appeal | None:
    try:
        return selectors.by_secret(door.hash) if door else None
    except NotYours:
        return None


def _missing(request: HttpRequest) -> HttpResponse:
    return render(request, MISSING, status=404)


@public
@csrf_exempt  # The secret that is typed is the only right there is; no session stands behind it.
@secret_page
@guessable(404)
def find(request: HttpRequest) -> HttpResponse:
    """Type the code of the receipt.

    A sensitive appeal is shown and acted on at this very address: its secret must not enter the device's history.
    """
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        door = _door(form.cleaned_data["code"])
        appeal = _found(door)
        if door and appeal is None and selectors.joined_by_secret(door.hash):
            return redirect("appeals:follow", secret=door.secret)
        if door is None or appeal is None:
            GUESSES.note(request)
            form.add_error(
                "code", _("We do not know this code. Check every letter and digit; O and 0, I and 1 are the same.")
            )
        elif not appeal.sensitive:
            return redirect("appeals:follow", secret=door.secret)
        else:
            browser.remember(request, door.hash)  # its files open by that
            return IN_PLACE.get(request.POST.get("do", ""), _look)(request, door)
    return render(request, "appeals/find.html", {"form": form}, status=422 if form.errors else 200)


@public
@secret_page
def opened(request: HttpRequest) -> HttpResponse:
    """A sensitive appeal that this browser has open: seen and acted on at an address that says nothing."""
    kept = browser.recalled(request)
    if kept is None:
        return render(request, "appeals/find.html", {"form": FollowForm(), "closed": True})
    name = request.POST.get("do", "") if request.method == "POST" else ""
    return IN_PLACE.get(name, _look)(request, Door(kept))


def _shown(request: HttpRequest, door: Door | None, template: str, status: int = 200, **more: Any) -> HttpResponse:
    appeal = _found(door)
    if door is None or appeal is None:
        return _missing(request)
    return _drawn(request, door, appeal, template, status, **more)


def _drawn(
    request: HttpRequest, door: Door, appeal: Appeal, template: str, status: int = 200, **more: Any
) -> HttpResponse:
    forms = {
        "add_form": AddForm(),
        "reopen_form": TextForm(label=_("What is not solved?")),
        "solved_form": SolvedForm(),
        **more,
    }
    for name, form in forms.items():
        if hasattr(form, "auto_id"):
            form.auto_id = f"{name}_%s"  # three forms on one page: every control needs an id of its own
    return render(request, template, {**presenters.applicant_context(appeal, door.secret), **forms}, status=status)


def _look(request: HttpRequest, door: Door | None) -> HttpResponse:
    return _shown(request, door, "appeals/follow.html")


def _at_link(request: HttpRequest, secret: str, template: str) -> HttpResponse:
    """A page at its secret link; a sensitive appeal leaves that address at once."""
    door = _door(secret)
    appeal = _found(door)
    if door is None or appeal is None:
        return (door and joined.look(request, door.secret, template)) or _missing(request)
    if not appeal.sensitive:
        return _drawn(request, door, appeal, template)
    browser.remember(request, door.hash)
    return redirect("appeals:opened")


@public
@secret_page
@guessable(404)
def follow(request: HttpRequest, secret: str) -> HttpResponse:
    """Where it stands, what comes next, who holds it, the talk and the answer."""
    return _at_link(request, secret, "appeals/follow.html")


@public
@secret_page
@guessable(404)
def receipt(request: HttpRequest, secret: str) -> HttpResponse:
    """The receipt: number, link, QR, who holds it, by when and why."""
    return _at_link(request, secret, "appeals/receipt.html")


def show_receipt(request: HttpRequest, secret: str, *, draft: str = "") -> HttpResponse:
    """`draft`: the secret of the draft at whose address it is shown; quick exit deletes it: "back" finds nothing."""
    return _shown(request, _door(secret), "appeals/receipt.html", exit_draft=draft)


@public
@secret_page
@guessable(404)
def letter(request: HttpRequest, secret: str) -> HttpResponse:
    """The answer as a letter, for paper."""
    return _at_link(request, secret, "appeals/letter.html")


def _act(
    request: HttpRequest,
    door: Door | None,
    do: Callable[[bytes], object],
    done: str,
    form_name: str = "",
    form: Any = None,
) -> HttpResponse:
    """Do one thing for the holder of the secret and come back to the page; a refusal stands beside its form."""
    if door is None:
        return _missing(request)
    try:
        do(door.hash)
    except NotYours:
        return _missing(request)
    except Refused as refused:
        if form is not None:
            form.refuse(refused)
        said = {form_name: form} if form is not None else {"refusal": str(refused)}
        return _shown(request, door, "appeals/follow.html", status=422, **said)
    messages.success(request, done)
    if not door.secret:
        return redirect("appeals:opened")
    if request.resolver_match and request.resolver_match.url_name == "find":
        return _look(request, door)
    return redirect("appeals:follow", secret=door.secret)


def _add(request: HttpRequest, door: Door | None) -> HttpResponse:
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, door, "appeals/follow.html", status=422, add_form=form)

    def do(hash_: bytes) -> object:
        selectors.by_secret(hash_)
        stored = uploads.accept(request.FILES.getlist("files"))
        return talk.add(secret_hash=hash_, text=form.cleaned_data["text"], file_ids=tuple(one.pk for one in stored))

    return _act(request, door, do, _("Thank you, it is added."), "add_form", form)


def _withdraw(request: HttpRequest, door: Door | None) -> HttpResponse:
    return _act(request, door, lambda hash_: talk.withdraw(secret_hash=hash_), _("You withdrew the appeal."))


def _council(request: HttpRequest, door: Door | None) -> HttpResponse:
    said = _("It is sent to the public council too.")
    return _act(request, door, lambda hash_: talk.send_to_council(secret_hash=hash_), said)


def _reopen(request: HttpRequest, door: Door | None) -> HttpResponse:
    form = TextForm(request.POST, label=_("What is not solved?"))
    if not form.is_valid():
        return _shown(request, door, "appeals/follow.html", status=422, reopen_form=form)
    return _act(
        request,
        door,
        lambda hash_: answers.ask_reopen(secret_hash=hash_, reason=form.cleaned_data["text"]),
        _("Your request goes to the head. You will see the decision here."),
        "reopen_form",
        form,
    )


def _solved(request: HttpRequest, door: Door | None) -> HttpResponse:
    form = SolvedForm(request.POST)
    if not form.is_valid():
        return _shown(request, door, "appeals/follow.html", status=422, solved_form=form)
    data = form.cleaned_data
    return _act(
        request,
        door,
        lambda hash_: answers.still_solved(secret_hash=hash_, yes=data["solved"] == "yes", words=data["words"]),
        _("Thank you for telling us."),
        "solved_form",
        form,
    )


@public
@csrf_exempt  # The secret in the address is the only right there is; no session stands behind it.
@secret_page
@guessable(404)
@require_POST
def add(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer the question or add words and files."""
    return _add(request, _door(secret))


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """Take it back."""
    return _withdraw(request, _door(secret))


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def council(request: HttpRequest, secret: str) -> HttpResponse:
    """Send the complaint to the public council's advisory body too."""
    return _council(request, _door(secret))


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def reopen(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask once to open it again."""
    return _reopen(request, _door(secret))


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def solved(request: HttpRequest, secret: str) -> HttpResponse:
    """Still solved after four weeks?"""
    return _solved(request, _door(secret))


@public
@secret_page
@guessable(404)
def file(request: HttpRequest, secret: str, file_id: int) -> HttpResponseBase:
    """A file of the applicant's own appeal."""
    return _file(request, _door(secret), file_id)


@public
@secret_page
def opened_file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """A file of the appeal that this browser has open."""
    kept = browser.recalled(request)
    return _file(request, Door(kept) if kept else None, file_id)


def _file(request: HttpRequest, door: Door | None, file_id: int) -> HttpResponseBase:
    appeal = _found(door)
    rows = appeal.files.all() if appeal else ()
    asked = next((row for row in rows if row.pk == file_id and row.public), None)
    return files.respond(request, asked.file) if asked else _missing(request)


#: What the applicant of a sensitive appeal may do where no secret stands in the address.
IN_PLACE = {"add": _add, "withdraw": _withdraw, "council": _council, "reopen": _reopen, "solved": _solved}
