"""Forms of whoever keeps the installation: other bodies and their table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.web.forms import Form

EVERYWHERE = "everywhere"


class BodyForm(Form):
    """Another body: its name in three languages, where it is asked, how it is told."""

    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The link with what is asked goes there. The body needs no account."),
    )
    area = forms.ChoiceField(label=_("Where it is asked"))

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = areas

    def path(self) -> str:
        """The chosen area's path; "" for everywhere."""
        chosen: str = self.cleaned_data["area"]
        return "" if chosen == EVERYWHERE else chosen


class BodiesTableForm(Form):
    """A table of bodies, first checked, then written."""

    file = forms.FileField(label=_("Table of bodies"), help_text=_("CSV (UTF-8) or XLSX, at most 5 MB."))
    write = forms.BooleanField(
        label=_("Write what the check found"), required=False, help_text=_("Without this the table is only checked.")
    )
