"""One form for every section: its fields are those of the section."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.kernel.clock import today
from senim.passport.domain import BASES, PARTS, Part, Section
from senim.passport.models import Entry
from senim.passport.wording import FIELDS
from senim.web import widgets
from senim.web.forms import Form

HINTS = {
    "name": _("As it is called on its door or in the register."),
    "words": _("No names and no addresses of people."),
    "person": _("Only a person in a public function."),
    "contact": _("What the person or body gave for everyone."),
    "source": _("For example: a round of the beat, the list of the akimat, a meeting with residents."),
    "observed_on": _("After a year the day asks whether it is still true."),
    "count": _("A number of households."),
}
DAYS = frozenset({"agreed_on", "observed_on", "due_on"})


class EntryForm(Form):
    """What the forms of all sections share. `edits` says which version was open."""

    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


@cache
def entry_form(section: Section) -> type[EntryForm]:
    """The form of a section's entries."""
    return type(f"{section.value.title()}Form", (EntryForm,), dict(_fields(section)))


def _fields(section: Section) -> dict[str, forms.Field]:
    part = PARTS[section]
    return {name: _field(name, part, name in part.must) for name in (*part.fields, "source", "observed_on")}


def _field(name: str, part: Part, must: bool) -> forms.Field:
    common: dict[str, Any] = {"label": lazystr(FIELDS[name]), "required": must, "help_text": HINTS.get(name, "")}
    if name in {"kind", "basis"}:
        return _choice(name, part, common)
    if name in DAYS:
        begin = today if name == "observed_on" else None
        common["required"] = must or name == "observed_on"
        return forms.DateField(widget=widgets.DateInput, initial=begin, **common)
    if name == "count":
        return forms.IntegerField(min_value=0, max_value=100_000, **common)
    if name == "shown":
        return forms.BooleanField(**common)
    common["required"] = must or name == "source"
    lines = forms.Textarea(attrs={"rows": 3}) if name == "words" else None
    return forms.CharField(max_length=1000 if lines else 200, widget=lines, **common)


def _choice(name: str, part: Part, common: dict[str, Any]) -> forms.ChoiceField:
    if name == "basis":
        choices = [(one.value, lazystr(label)) for one, label in BASES.items()]
        return forms.ChoiceField(choices=choices, widget=widgets.RadioSelect, **common)
    return forms.ChoiceField(choices=[("", "—"), *((code, lazystr(one)) for code, one in part.kinds.items())], **common)


def initial_of(row: Entry) -> dict[str, Any]:
    """What an entry's form begins with."""
    return {**row.content, "shown": row.shown, "edits": row.edits}


class ReasonForm(Form):
    """Why an entry is taken out."""

    reason = forms.CharField(label=_("Why is it taken out?"), max_length=300, help_text=_("It stays in the history."))


class QuestionForm(Form):
    """What is doubted about a figure."""

    words = forms.CharField(
        label=_("What looks wrong?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The head and the analyst see it and answer here."))


class AnswerForm(Form):
    """The answer to a question about a figure."""

    answer = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
