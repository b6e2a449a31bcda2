"""The end of a run: where, what came of it, why steps stayed open."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.web.forms import Form


class FinishForm(Form):
    why_open = forms.CharField(
        label=_("Why steps stayed open"),
        max_length=600,
        required=False,
        widget=forms.TextInput(attrs={"list": "reasons"}),
        help_text=_("Not needed here, another service did it, no time: a sentence is enough."),
    )
    place = forms.CharField(label=_("Where"), max_length=300, required=False)
    words = forms.CharField(
        label=_("In a sentence"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What came of it. No names and no data of people."),
    )
