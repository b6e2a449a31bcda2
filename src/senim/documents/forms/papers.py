"""What a record does not say of a document, the signature, the withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.documents.actions.papers import LONGEST
from senim.documents.domain import Entry, Variable
from senim.web.forms import Form


class FillForm(Form):
    """The variables that the officer says: those that the record is silent about, and those that may be said otherwise.

    Nothing is required here: a draft may be kept unfinished; what is missing is told, and asked when it is signed.
    """

    sensitive = True
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, variables: Mapping[str, Variable], spoken: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = list(variables)
        for code, one in variables.items():
            self.fields[code] = _field(one, spoken)

    def typed(self) -> dict[str, str]:
        """What was typed, by variable."""
        return {code: self.cleaned_data[code] for code in self.codes}


def _field(one: Variable, spoken: str) -> forms.CharField:
    widget: forms.Widget = forms.TextInput(attrs={"lang": spoken, "autocomplete": "off"})
    most = 300
    if one.entry is Entry.TEXT:
        most = LONGEST
        widget = forms.Textarea(attrs={"rows": 5, "lang": spoken, "data-max": LONGEST})
    elif one.entry is Entry.IIN:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    hint = lazystr(one.hint) if one.hint else ""
    made = forms.CharField(label=lazystr(one.name), help_text=hint, required=False, max_length=most, widget=widget)
    made.needed = one.required  # type: ignore[attr-defined]  # a draft may be kept without it, a paper not
    return made


class SignForm(Form):
    """The signature: one's password once more."""

    password = forms.CharField(
        label=_("Your password, as a signature"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        max_length=200,
    )


class WithdrawForm(Form):
    """Why a signed paper is taken back."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=300)
