"""A version of a form, and the check of a paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.documents.markup import LONGEST
from senim.web import widgets
from senim.web.forms import Form


def _text(label: str, language: str, *, required: bool = True) -> forms.CharField:
    attrs = {"rows": 16, "lang": language, "class": "mono", "spellcheck": "true"}
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=forms.Textarea(attrs=attrs))


class VersionForm(Form):
    """The texts of a new version in each language, and from when it is in force."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kk = _text("Қазақша", "kk")
    ru = _text("Русский", "ru")
    en = _text("English", "en", required=False)
    valid_from = forms.DateField(label=_("In force from"), widget=widgets.DateInput)
    valid_to = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=widgets.DateInput,
        help_text=_("Leave it empty where no end is known. After this day no document is issued with this version."),
    )
    note = forms.CharField(label=_("What changed and on what ground"), max_length=300)


class CheckForm(Form):
    """Number and code of a paper."""

    number = forms.CharField(label=_("Number of the document"), max_length=60)
    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Nine letters and digits, for example 7K3M-42QX-9.")
    )
