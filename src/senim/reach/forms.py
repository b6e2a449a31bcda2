"""The forms of walking distance: where am I, in what state is this point, by what value, where could a post stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.kernel.clock import today
from senim.kernel.labels import Label
from senim.reach.domain import CANDIDATES, EQUIPMENT, MOST_POSTS, STATES, YARDSTICKS, Candidates, State
from senim.web.forms import Form
from senim.web.widgets import DateParts


def _named(labels: Mapping[Any, Label]) -> list[tuple[str, str]]:
    """Choices in the language of the request."""
    return [(str(code), str(label)) for code, label in labels.items()]


class PlaceForm(Form):
    """One line of address. lon and lat are filled in by the device or the map, where a person asks for it."""

    sensitive = True

    q = forms.CharField(
        label=_("Street and house"), max_length=120,
        error_messages={"required": _("Write a street and a house, mark the place, or choose from the list.")},
        help_text=_("For example: Абай 12. What you write is not kept."),
        widget=forms.TextInput(attrs={"class": "w-20", "type": "search", "enterkeyhint": "search"}),
    )
    lon = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-180, max_value=180)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-90, max_value=90)
    house = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placed = self.data.get("lon") and self.data.get("lat")
        self.fields["q"].required = not (placed or self.data.get("house"))

    @property
    def place(self) -> tuple[float, float] | None:
        """Where the device or the map says the person is, once the form is valid."""
        lon, lat = self.cleaned_data.get("lon"), self.cleaned_data.get("lat")
        return None if lon is None or lat is None else (lon, lat)


class StateForm(Form):
    """What somebody found at a point."""

    state = forms.ChoiceField(label=_("State"), choices=lambda: _named(STATES), widget=forms.RadioSelect)
    since = forms.DateField(label=_("Since when it is so"), widget=DateParts)
    note = forms.CharField(
        label=_("What residents should know"), max_length=300, required=False,
        help_text=_("Public. For example: under repair until May, come to Abai 5 meanwhile."),
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = self.initial.get("since", today())
        for code, label in EQUIPMENT.items():
            self.fields[code] = forms.IntegerField(
                label=str(label), required=False, min_value=0, max_value=999,
                widget=forms.NumberInput(attrs={"class": "w-5", "inputmode": "numeric"}))

    def equipment(self) -> dict[str, int]:
        """What was counted; an empty line was not."""
        counted = {code: self.cleaned_data[code] for code in EQUIPMENT}
        return {code: count for code, count in counted.items() if count is not None}

    def found(self) -> State:
        return State(self.cleaned_data["state"])


class YardstickForm(Form):
    """Another value, with its source."""

    code = forms.ChoiceField(label=_("What"), choices=lambda: _named(YARDSTICKS), widget=forms.RadioSelect)
    value = forms.FloatField(label=_("Value"), widget=forms.TextInput(attrs={"class": "w-5", "inputmode": "decimal"}))
    source = forms.CharField(
        label=_("Source"), max_length=400,
        help_text=_("Who measured it, where, on how many; or the paper with its year."),
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class PlanForm(Form):
    """Where would new posts help most?"""

    area = forms.TypedChoiceField(label=_("For which area"), coerce=int, choices=())
    posts = forms.IntegerField(
        label=_("How many new posts"), min_value=1, max_value=MOST_POSTS, initial=1,
        widget=forms.NumberInput(attrs={"class": "w-5", "inputmode": "numeric"}))
    candidates = forms.ChoiceField(
        label=_("Where may they stand"), initial=Candidates.HOUSES, widget=forms.RadioSelect,
        choices=lambda: _named(CANDIDATES))
    lots = forms.CharField(
        label=_("Lots"), required=False, widget=forms.Textarea(attrs={"rows": "5"}),
        help_text=_("A line each: name; longitude; latitude. For example: School yard; 71.43; 51.13"))

    def __init__(self, *args: Any, areas: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
