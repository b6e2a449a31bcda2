"""What is written in a report, and the password that signs it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.cabinet.actions.reports import MOST
from senim.cabinet.domain import TEXTS
from senim.web.forms import Form


class ReportForm(Form):
    """The written parts in one language."""

    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, spoken: str = "kk", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, (label, hint) in TEXTS.items():
            self.fields[part] = forms.CharField(
                label=lazystr(label),
                help_text=lazystr(hint),
                required=False,
                max_length=MOST,
                widget=forms.Textarea(attrs={"rows": 4, "lang": spoken, "data-max": MOST}),
            )


class SignForm(Form):
    """The signature: one's password once more."""

    password = forms.CharField(
        label=_("Your password, as a signature"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        max_length=200,
    )
