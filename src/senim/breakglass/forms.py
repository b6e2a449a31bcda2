"""The forms of an opening and of its review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.breakglass.domain import GROUNDS, LONGEST, Ground
from senim.breakglass.registry import Kind
from senim.web.forms import Form


class OpenForm(Form):
    """One record by its number, a ground, a reason. `token` lets it be sent once."""

    sensitive = True

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What you open"), widget=forms.RadioSelect)
    number = forms.CharField(label=_("Its number"), max_length=20, widget=forms.TextInput(attrs={"class": "w-10"}))
    ground = forms.ChoiceField(
        label=_("Why it cannot wait"), widget=forms.RadioSelect,
        choices=lambda: [(str(one), str(words)) for one, words in GROUNDS.items()])
    reason = forms.CharField(
        label=_("In your own words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What happens, and what you need from this record. Your head reads it at once."))

    def __init__(self, *args: Any, kinds: Mapping[str, Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, str(one.name)) for code, one in kinds.items()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["number"].help_text = ", ".join(sorted({one.example for one in kinds.values()}))
        if len(choices) == 1:
            self.fields["kind"].initial = choices[0][0]

    def why(self) -> Ground:
        return Ground(self.cleaned_data["ground"])


class ReviewForm(Form):
    """A verdict and its words."""

    sensitive = True

    verdict = forms.ChoiceField(
        label=_("Your verdict"), widget=forms.RadioSelect,
        choices=lambda: [("yes", _("Justified: it could not wait")), ("no", _("Not justified"))])
    reason = forms.CharField(
        label=_("Why you judge so"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person who opened it reads this. It cannot be changed later."))
