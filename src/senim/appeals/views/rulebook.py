"""The routing table for its administrator: what is in force, comes and ended; one more, one less, another order."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.appeals import rule_words
from senim.appeals.actions import rulebook as acts
from senim.appeals.domain import Target
from senim.appeals.forms.keeping import EndRuleForm, RuleForm
from senim.appeals.permissions import ACTIONS
from senim.appeals.presenters import keeping
from senim.appeals.presenters.parts import language
from senim.appeals.selectors import keeping as reads
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused

KEEPERS = tuple(ACTIONS[acts.ACTION][1])


def _table(request: HttpRequest) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    scope: Any = request.scope  # type: ignore[attr-defined]
    return keeping.rule_table(reads.all_rules(scope))


@role(*KEEPERS)
@never_cache
def rules(request: HttpRequest) -> HttpResponse:
    """The table with its steps, and below it the rows that ended."""
    rows, ended = _table(request)
    return render(request, "appeals/keeping/rules.html", {"rows": rows, "ended": ended})


@role(*KEEPERS)
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """A new rule: first in words, then, pressed again, it stands."""
    form = RuleForm(request.POST or None, rules=keeping.rule_places(_table(request)[0]))
    words = ""
    if request.method == "POST" and form.is_valid():
        target = Target(form.cleaned_data["target"])
        words = rule_words.in_words(form.conditions(), target, language())
        if request.POST.get("sure") == "yes" and _added(request, form, target):
            messages.success(request, _("The rule is kept: %(words)s") % {"words": words})
            return redirect("appeals:rulebook")
    context = {"form": form, "words": "" if form.errors else words}
    return render(request, "appeals/keeping/rule.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, form: RuleForm, target: Target) -> bool:
    actor: Any = request.actor  # type: ignore[attr-defined]
    try:
        acts.add_rule(
            actor=actor,
            name=form.name(),
            conditions=form.conditions(),
            target=target,
            before=form.cleaned_data["before"],
            starts_at=form.starts_at(),
        )
    except NotYours:
        raise
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


@role(*KEEPERS)
@never_cache
def end(request: HttpRequest, rule_id: int) -> HttpResponse:
    """End a rule, at once or from a day."""
    row = next((one for one in _table(request)[0] if one["rule"].pk == rule_id), None)
    if row is None:
        raise Http404
    form = EndRuleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actor: Any = request.actor  # type: ignore[attr-defined]
        try:
            acts.end_rule(actor=actor, rule_id=rule_id, ends_at=form.ends_at())
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The rule ends. What it decided stays as it was."))
            return redirect("appeals:rulebook")
    context = {
        "form": form,
        "title": _("End the rule"),
        "intro": row["words"],
        "back": reverse("appeals:rulebook"),
        "button": _("End it"),
    }
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


@role(*KEEPERS)
@require_POST
def move(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Let a rule change places with the one above or below."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    try:
        acts.move_rule(actor=actor, rule_id=rule_id, up=request.POST.get("way") == "up")
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The order is changed."))
    return redirect("appeals:rulebook")
