"""Finding one's inspector, by address or by where the device says it is; a key for another application."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.portal.domain import RIGHTS
from senim.web import widgets
from senim.web.forms import Form


class FindForm(Form):
    """One line of address. lon and lat are filled in by the device or the map where a person asks for it."""

    sensitive = True

    q = forms.CharField(
        label=_("Street and house"), max_length=120,
        error_messages={"required": _("Write a street and a house, or choose from the list.")},
        help_text=_("For example: Абай 12. The former name of a street will do as well."),
        widget=forms.TextInput(attrs={"class": "w-20", "type": "search", "enterkeyhint": "search"}),
    )
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever is found by the device has nothing to write.
        self.fields["q"].required = not (self.data.get("lon") and self.data.get("lat"))

    @property
    def place(self) -> tuple[float, float] | None:
        """Where the device says the person is, once the form is valid."""
        lon, lat = self.cleaned_data.get("lon"), self.cleaned_data.get("lat")
        return None if lon is None or lat is None else (lon, lat)


class KeyForm(Form):
    """Another application that may send requests for residents."""

    name = forms.CharField(label=_("Name of the application"), max_length=120)
    contact = forms.EmailField(
        label=_("E-mail of who answers for it"), max_length=254, help_text=_("For questions and before it is revoked.")
    )
    rights = forms.MultipleChoiceField(
        label=_("What the key opens"), choices=lambda: [(str(right), str(label)) for right, label in RIGHTS.items()],
        widget=widgets.CheckboxSelectMultiple, error_messages={"required": _("Choose at least one.")},
        help_text=_("Give no more than the application does. What everyone may read needs no key."),
    )
    per_hour = forms.IntegerField(
        label=_("Requests in an hour, at most"), min_value=1, max_value=100_000,
        help_text=_("What comes above is refused until the hour is over; reading is not counted."),
    )
