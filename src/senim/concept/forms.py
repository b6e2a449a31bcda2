"""The form of a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.concept.domain import SAID, Said
from senim.web import widgets
from senim.web.forms import Form

Choices = list[tuple[str, str]]


class ReportForm(Form):
    """What a body says of a measure, at which deadline, and by what it is shown."""

    point = forms.ChoiceField(label=_("Which deadline"))
    body = forms.ChoiceField(label=_("Which body reports"))
    said = forms.TypedChoiceField(label=_("How it stands"), coerce=Said, widget=widgets.RadioSelect)
    words = forms.CharField(
        label=_("What was done"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Facts and numbers, no names of people."),
    )
    link = forms.CharField(
        label=_("Link to the document"), max_length=500, required=False, help_text=_("Begins with https://")
    )
    file = forms.FileField(label=_("Or its file: PDF or picture"), required=False, widget=widgets.FileInput)

    def __init__(self, *args: Any, points: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("point", points), ("body", bodies), ("said", _said())):
            field: Any = self.fields[name]
            field.choices = choices


def _said() -> Choices:
    return [(one.value, str(label)) for one, label in SAID.items()]
