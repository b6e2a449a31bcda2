"""The applicant's own page: receipt, state, talk, answer, reopening, the question of the fourth week."""

from __future__ import annotations

from collections.abc import Callable
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
from senim.kernel import files
from senim.kernel.access import public
from senim.kernel.errors import NotYours, Refused
from senim.web.headers import secret_page
from senim.web.throttle import GUESSES, guessable

MISSING = "appeals/no_such.html"


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
        secret = read_secret(form.cleaned_data["code"]) or ""
        try:
            appeal = selectors.by_secret(secret_hash(secret))
        except NotYours:
            GUESSES.note(request)
            form.add_error(
                "code", _("We do not know this code. Check every letter and digit; O and 0, I and 1 are the same.")
            )
        else:
            if not appeal.sensitive:
                return redirect("appeals:follow", secret=secret)
            return IN_PLACE.get(request.POST.get("do", ""), follow)(request, secret=secret)
    return render(request, "appeals/find.html", {"form": form}, status=422 if form.errors else 200)


def _missing(request: HttpRequest) -> HttpResponse:
    return render(request, MISSING, status=404)


def _found(secret: str) -> tuple[str, Appeal] | None:
    """The secret as it is hashed and its appeal; None for a secret that nothing answers to."""
    plain = read_secret(secret)
    if plain is None:
        return None
    try:
        return plain, selectors.by_secret(secret_hash(plain))
    except NotYours:
        return None


def _shown(request: HttpRequest, secret: str, template: str, status: int = 200, **more: Any) -> HttpResponse:
    found = _found(secret)
    if found is None:
        return _missing(request)
    plain, appeal = found
    forms = {
        "add_form": AddForm(),
        "reopen_form": TextForm(label=_("What is not solved?")),
        "solved_form": SolvedForm(),
        **more,
    }
    for name, form in forms.items():
        if hasattr(form, "auto_id"):
            form.auto_id = f"{name}_%s"  # three forms on one page: every control needs an id of its own
    return render(request, template, {**presenters.applicant_context(appeal, plain), **forms}, status=status)


@public
@secret_page
@guessable(404)
def follow(request: HttpRequest, secret: str) -> HttpResponse:
    """Where it stands, what comes next, who holds it, the talk and the answer."""
    return _shown(request, secret, "appeals/follow.html")


@public
@secret_page
@guessable(404)
def receipt(request: HttpRequest, secret: str) -> HttpResponse:
    """The receipt: number, link, QR, who holds it, by when and why."""
    return show_receipt(request, secret)


def show_receipt(request: HttpRequest, secret: str, *, draft: str = "") -> HttpResponse:
    """`draft`: the secret of the draft at whose address it is shown; quick exit deletes it: "back" finds nothing."""
    return _shown(request, secret, "appeals/receipt.html", exit_draft=draft)


@public
@secret_page
@guessable(404)
def letter(request: HttpRequest, secret: str) -> HttpResponse:
    """The answer as a letter, for paper."""
    return _shown(request, secret, "appeals/letter.html")


def _act(
    request: HttpRequest, secret: str, do: Callable[[bytes], object], done: str, form_name: str, form: Any = None
) -> HttpResponse:
    """Do one thing for the holder of the secret and come back to the page; a refusal stands beside its form."""
    plain = read_secret(secret)
    if plain is None:
        return _missing(request)
    try:
        do(secret_hash(plain))
    except NotYours:
        return _missing(request)
    except Refused as refused:
        if form is None:
            return _shown(request, secret, "appeals/follow.html", status=422, refusal=str(refused))
        form.refuse(refused)
        return _shown(request, secret, "appeals/follow.html", status=422, **{form_name: form})
    messages.success(request, done)
    if request.resolver_match and request.resolver_match.url_name == "find":
        return follow(request, secret=plain)
    return redirect("appeals:follow", secret=plain)


@public
@csrf_exempt  # The secret in the address is the only right there is; no session stands behind it.
@secret_page
@guessable(404)
@require_POST
def add(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer the question or add words and files."""
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, secret, "appeals/follow.html", status=422, add_form=form)

    def do(hash_: bytes) -> object:
        selectors.by_secret(hash_)
        stored = uploads.accept(request.FILES.getlist("files"))
        return talk.add(secret_hash=hash_, text=form.cleaned_data["text"], file_ids=tuple(one.pk for one in stored))

    return _act(request, secret, do, _("Thank you, it is added."), "add_form", form)


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """Take it back."""
    return _act(request, secret, lambda hash_: talk.withdraw(secret_hash=hash_), _("You withdrew the appeal."), "")


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def council(request: HttpRequest, secret: str) -> HttpResponse:
    """Send the complaint to the public council's advisory body too."""
    return _act(
        request,
        secret,
        lambda hash_: talk.send_to_council(secret_hash=hash_),
        _("It is sent to the public council too."),
        "",
    )


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def reopen(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask once to open it again."""
    form = TextForm(request.POST, label=_("What is not solved?"))
    if not form.is_valid():
        return _shown(request, secret, "appeals/follow.html", status=422, reopen_form=form)
    return _act(
        request,
        secret,
        lambda hash_: answers.ask_reopen(secret_hash=hash_, reason=form.cleaned_data["text"]),
        _("Your request goes to the head. You will see the decision here."),
        "reopen_form",
        form,
    )


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def solved(request: HttpRequest, secret: str) -> HttpResponse:
    """Still solved after four weeks?"""
    form = SolvedForm(request.POST)
    if not form.is_valid():
        return _shown(request, secret, "appeals/follow.html", status=422, solved_form=form)
    data = form.cleaned_data
    return _act(
        request,
        secret,
        lambda hash_: answers.still_solved(secret_hash=hash_, yes=data["solved"] == "yes", words=data["words"]),
        _("Thank you for telling us."),
        "solved_form",
        form,
    )


@public
@secret_page
@guessable(404)
def file(request: HttpRequest, secret: str, file_id: int) -> HttpResponseBase:
    """A file of the applicant's own appeal."""
    found = _found(secret)
    rows = found[1].files.all() if found else ()
    asked = next((row for row in rows if row.pk == file_id and row.public), None)
    return files.respond(request, asked.file) if asked else _missing(request)


#: What the applicant of a sensitive appeal may do at the address where the code is typed.
IN_PLACE = {"add": add, "withdraw": withdraw, "council": council, "reopen": reopen, "solved": solved}
