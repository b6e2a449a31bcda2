"""The forms of a look-up: one register and one subject, or one camera and one minute; each with purpose and ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.kernel.clock import LOCAL
from senim.kernel.labels import Label
from senim.registers.domain import PURPOSES, SUBJECTS, Camera, Purpose, Register
from senim.web.forms import Form
from senim.web.widgets import DateParts


def _named(labels: Mapping[Any, Label]) -> list[tuple[str, str]]:
    return [(str(code), str(label)) for code, label in labels.items()]


class _Asks(Form):
    """What every question needs. `token` lets an answer be shown once."""

    sensitive = True

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(label=_("For what"), choices=lambda: _named(PURPOSES), widget=forms.RadioSelect)
    ground = forms.CharField(
        label=_("Ground"), max_length=120, widget=forms.TextInput(attrs={"class": "w-20", "list": "grounds"}),
        help_text=_("The number of an appeal on your desk, or a duty of your day: this field offers them."),
        error_messages={"required": _("Write the ground: a look-up without one is not made.")})

    def why(self) -> Purpose:
        return Purpose(self.cleaned_data["purpose"])


class LookUpForm(_Asks):
    """One subject in one register."""

    field_order = ("token", "register", "subject", "purpose", "ground")

    register = forms.ChoiceField(label=_("Which register"), widget=forms.RadioSelect)
    subject = forms.CharField(
        label=_("Whom or what"), max_length=40, widget=forms.TextInput(attrs={"class": "w-20"}),
        help_text=_("A whole personal number or a whole plate. There is no search by a part, and no list."))

    def __init__(self, *args: Any, registers: Mapping[str, Register], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = [  # type: ignore[attr-defined]
            (code, f"{one.title} ({SUBJECTS[one.subject]})") for code, one in registers.items()]


class StillForm(_Asks):
    """One camera at one minute."""

    field_order = ("token", "camera", "on", "at", "purpose", "ground")

    camera = forms.ChoiceField(label=_("Camera"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Day"), widget=DateParts)
    at = forms.TimeField(
        label=_("Minute"), input_formats=["%H:%M"], widget=forms.TextInput(attrs={"class": "w-5"}),
        help_text=_("For example 18:30."))

    def __init__(self, *args: Any, cameras: Sequence[Camera], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["camera"].choices = [  # type: ignore[attr-defined]
            (one.code, str(one.title)) for one in cameras]

    def moment(self) -> datetime:
        return datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"], LOCAL)
