"""A visit: everything that is known stands there already, what came of it is the button that saves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.cabinet.domain import OUTCOMES, PURPOSES
from senim.cabinet.wording import REFUSALS
from senim.kernel.clock import LOCAL
from senim.web import widgets
from senim.web.forms import Form

TYPED = "typed"


def labelled(table: Any) -> list[tuple[str, str]]:
    return [(code.value, str(label)) for code, label in table.items()]


class LocalDateTimeField(forms.DateTimeField):
    """A moment of Kazakhstan's clock, wherever the device thinks it is."""

    widget = widgets.DateTimeInput

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(LOCAL).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value


class VisitForm(Form):
    """where: the place of the duty, one of the places of late, the beat as a whole, or `typed`."""

    where = forms.ChoiceField(label=_("Where"), widget=widgets.RadioSelect, required=False)
    typed = forms.CharField(
        label=_("Another place"),
        max_length=300,
        required=False,
        help_text=_("An address or words: “the yard behind school 5”."),
    )
    purpose = forms.ChoiceField(label=_("What for"))
    words = forms.CharField(
        label=_("In a sentence"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you saw and did. No names and no data of people."),
    )
    at = LocalDateTimeField(label=_("When"), error_messages={"required": lazystr(REFUSALS["no_time"])})
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=widgets.FileInput(accept="image/*", attrs={"capture": "environment"}),
        help_text=_("The place, not people. Position and camera are taken out of the file."),
    )
    next_words = forms.CharField(label=_("Next step"), max_length=300, required=False)
    next_on = forms.DateField(label=_("Its day"), required=False, widget=widgets.DateInput)
    operation = forms.ChoiceField(label=_("Operation"), required=False)
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        widget=widgets.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), lazystr(REFUSALS["no_outcome"])),
    )
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Any = (), operations: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["where"].choices = [*places, (TYPED, _("Another place"))]
        fields["purpose"].choices = labelled(PURPOSES)
        fields["outcome"].choices = labelled(OUTCOMES)
        if operations:
            fields["operation"].choices = [("", "—"), *operations]
        else:
            del fields["operation"]

    def clean(self) -> dict[str, Any]:
        """A position of the device is a pair on this earth, or nothing."""
        data = super().clean() or self.cleaned_data
        lon, lat = data.get("lon"), data.get("lat")
        if lon is None or lat is None or not (-180 <= lon <= 180 and -90 <= lat <= 90):
            data["lon"] = data["lat"] = None
        return data


class CorrectForm(VisitForm):
    """A correction: the same, with why, and how often it had been corrected when this page was opened."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AsideForm(Form):
    """A declaration; nobody asks who the relative is."""

    sure = forms.BooleanField(
        label=_("I am related to, or close with, somebody concerned in this matter"),
        help_text=_("Do not write who it is. The matter goes to your head; you take no further step in it."),
    )
