"""An operation as a head or the ministry defines it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.cabinet.actions.returns import OperationValues
from senim.cabinet.domain import OUTCOMES, PURPOSES
from senim.cabinet.forms.visits import labelled
from senim.web import widgets
from senim.web.forms import Form


class OperationForm(Form):
    """Names, period, area, what counts, by which day."""

    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=160)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160)
    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    since = forms.DateField(label=_("First day"), widget=widgets.DateInput)
    until = forms.DateField(label=_("Last day"), widget=widgets.DateInput)
    due_on = forms.DateField(label=_("Return due on"), widget=widgets.DateInput)
    purposes = forms.MultipleChoiceField(
        label=_("What for: which visits count"),
        required=False,
        widget=widgets.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: all."),
    )
    outcomes = forms.MultipleChoiceField(
        label=_("What came of it: which visits count"),
        required=False,
        widget=widgets.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: all."),
    )
    marked_only = forms.BooleanField(
        label=_("Count only visits that the officer put under this operation"), required=False
    )

    def __init__(self, *args: Any, areas: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["area"].choices = areas
        fields["purposes"].choices = labelled(PURPOSES)
        fields["outcomes"].choices = labelled(OUTCOMES)

    def values(self) -> OperationValues:
        data = self.cleaned_data
        return OperationValues(
            (data["name_kk"], data["name_ru"], data["name_en"]),
            data["since"],
            data["until"],
            data["due_on"],
            tuple(data["purposes"]),
            tuple(data["outcomes"]),
            data["marked_only"],
        )
