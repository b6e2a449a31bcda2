"""The terms that the law sets: how well each is known, and the word of whoever compared one with the official text."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel import legal
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.scoping import Role
from senim.web.keeping_forms import VerifyForm

TAGS = {legal.Mark.VERIFIED: "info", legal.Mark.SECONDARY: "warn", legal.Mark.MEMORY: "bad", legal.Mark.OWN: ""}


def row_of(term: legal.Term) -> dict[str, Any]:
    """A row of the table of terms, in the present language."""
    spoken = get_language() or "kk"
    compared = bool(term.verified_by) and term.mark is legal.Mark.VERIFIED
    amount = legal.UNITS[term.unit].in_(spoken)
    return {
        "term": term,
        "since": term.valid_from.isoformat(),
        "says": term.explanation(spoken),
        "amount": amount if term.value is None else f"{term.value} {amount}",
        "act": term.citation(spoken),
        "mark": _("Compared") if compared else legal.MARKS[term.mark].in_(spoken),
        "tag": "good" if compared else TAGS[term.mark],
        "may": term.mark is not legal.Mark.OWN and not compared,
    }


@role(Role.ADMIN)
@never_cache
def terms(request: HttpRequest) -> HttpResponse:
    """Every row: what the law says first, what nobody compared on top."""
    rows = [row_of(one) for one in legal.terms()]
    rows.sort(key=lambda row: (row["term"].mark is legal.Mark.OWN, not row["may"], row["term"].code, row["since"]))
    return render(request, "web/keeping_terms.html", {"rows": rows})


@role(Role.ADMIN)
@never_cache
def verify(request: HttpRequest, code: str, since: str) -> HttpResponse:
    """Write down who compared a row with the official text, and when."""
    term = next((one for one in legal.terms() if one.code == code and one.valid_from.isoformat() == since), None)
    if term is None or term.mark is legal.Mark.OWN:
        raise Http404
    form = VerifyForm(request.POST or None, initial={"at": today()})
    if request.method == "POST" and form.is_valid():
        actor: Any = request.actor  # type: ignore[attr-defined]
        try:
            legal.verify(
                actor=actor, code=code, valid_from=date.fromisoformat(since), by=form.cleaned_data["by"],
                at=form.cleaned_data["at"],
            )
        except legal.NoTerm as error:
            raise Http404 from error
        messages.success(request, _("It is written down. The public page shows it too."))
        return redirect("web:terms")
    shown = {"form": form, "row": row_of(term), "full": term.full_act(get_language() or "kk")}
    return render(request, "web/keeping_verify.html", shown, status=422 if form.errors else 200)
