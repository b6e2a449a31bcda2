"""The forms of incidents: a selection, a file, its columns."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.incidents.domain import FEED_KINDS, METHODS, FeedKind, Selection
from senim.incidents.importing.mapping import ROLES
from senim.incidents.importing.reading import LIMIT_MB
from senim.incidents.panels import Look
from senim.incidents.panels.points import LISTED
from senim.web.forms import Form
from senim.web.widgets import DateInput

HOURS = {
    "": (),
    "night": (22, 23, 0, 1, 2, 3, 4, 5),
    "morning": (6, 7, 8, 9, 10, 11),
    "day": (12, 13, 14, 15, 16, 17),
    "evening": (18, 19, 20, 21),
}
#: Metres that may be chosen for the density.
BANDWIDTHS = (50, 100, 200, 300, 500, 1000, 2000)
DAYS = {"": (), "week": (0, 1, 2, 3, 4), "weekend": (5, 6)}


#: Corners of a drawn place.
MOST_CORNERS = 200


def _corners(data: dict[str, Any]) -> list[str]:
    return data["place"].split(",") if data["place"] else []


class SelectionForm(Form):
    """What is looked at. Choices are given: (code, name) of kinds, feeds and areas that the person may see."""

    kinds = forms.MultipleChoiceField(label=_("Kinds of events"), required=False)
    feeds = forms.MultipleChoiceField(label=_("Sources"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("To"), required=False, widget=DateInput)
    time = forms.ChoiceField(
        label=_("Time of day"),
        required=False,
        choices=[
            ("", _("any")),
            ("night", _("night, 22–6")),
            ("morning", _("morning, 6–12")),
            ("day", _("day, 12–18")),
            ("evening", _("evening, 18–22")),
        ],
    )
    days = forms.ChoiceField(
        label=_("Days"),
        required=False,
        choices=[("", _("any")), ("week", _("Monday to Friday")), ("weekend", _("Saturday and Sunday"))],
    )
    bandwidth = forms.ChoiceField(label=_("Bandwidth of the density"), required=False)
    survey = forms.ChoiceField(label=_("Survey layer"), required=False)
    place = forms.CharField(required=False, widget=forms.HiddenInput)
    points = forms.BooleanField(
        label=_("Show single events"), required=False, help_text=_("Who opened them, and when, is written down.")
    )
    without_appeals = forms.BooleanField(label=_("Without residents' appeals"), required=False)
    officer_discovered = forms.BooleanField(label=_("With what officers discovered"), required=False)

    def __init__(self, data: Any, *, kinds: Any, feeds: Any, areas: Any, near: bool, surveys: Any) -> None:
        super().__init__(data)
        if not near:
            del self.fields["points"]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
        self.fields["feeds"].choices = feeds  # type: ignore[attr-defined]
        self.fields["survey"].choices = [("", _("none")), *surveys]  # type: ignore[attr-defined]
        if not surveys:
            del self.fields["survey"]
        metres = [(str(one), _("%(metres)s m") % {"metres": one}) for one in BANDWIDTHS]
        self.fields["bandwidth"].choices = [("", _("suggested")), *metres]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", _("all of your area")), *areas]  # type: ignore[attr-defined]
        self.fields["kinds"].widget.attrs["size"] = 6
        self.fields["feeds"].widget.attrs["size"] = 4

    def clean_place(self) -> tuple[tuple[float, float], ...]:
        """The corners of a drawn place ("lon lat,lon lat,..."), which come from a candidate of a scan."""
        try:
            corners = tuple((float(lon), float(lat)) for lon, lat in map(str.split, _corners(self.cleaned_data)))
        except ValueError:
            corners = ((math.nan, math.nan),)
        whole = all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in corners)
        if not whole or len(corners) in (1, 2) or len(corners) > MOST_CORNERS:
            raise forms.ValidationError(_("The place cannot be read. Open it from the list of candidates."))
        return corners

    def look(self, *, whole: bool = False) -> Look:
        """How a valid form wants it drawn."""
        data = self.cleaned_data
        return Look(whole, float(data["bandwidth"] or 0), LISTED if data.get("points") else 0, data.get("survey", ""))

    def selection(self) -> Selection:
        """The selection of a valid form."""
        data = self.cleaned_data
        return Selection(
            kinds=tuple(data["kinds"]),
            feeds=tuple(data["feeds"]),
            paths=(data["area"],) if data["area"] else (),
            polygon=data["place"],
            since=data["since"],
            until=data["until"],
            hours=tuple(sorted(HOURS[data["time"]])),
            weekdays=DAYS[data["days"]],
            appeals=not data["without_appeals"],
            officer_discovered=data["officer_discovered"],
        )


class FileForm(Form):
    """A file of a source."""

    feed = forms.ChoiceField(label=_("Source"))
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX, Parquet, GeoJSON or ArcGIS JSON; .gz is unpacked. Coordinates in degrees (WGS 84)."),
    )
    complete = forms.BooleanField(
        label=_("The file holds all events of its period"),
        required=False,
        help_text=_("What was there before in that period and is not in the file will count no longer."),
    )

    def __init__(self, *args: Any, feeds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feed"].choices = feeds  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """A file that is too large is refused before it is read into memory."""
        upload = self.cleaned_data["file"]
        if upload.size > LIMIT_MB * 2**20:
            raise forms.ValidationError(_("The file is too large. Split it by period."), code="too_big")
        return upload


class FeedForm(Form):
    """A new source."""

    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=160)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Who notices"))
    area = forms.ChoiceField(label=_("For which area"))
    zone = forms.CharField(label=_("Time zone"), max_length=40, initial="Asia/Almaty")

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(str(one), str(FEED_KINDS[one])) for one in FeedKind]
        self.fields["kind"].choices, self.fields["area"].choices = kinds, areas  # type: ignore[attr-defined]


class ColumnsForm(Form):
    """Which column of the file is what. One field a column of ours."""

    def __init__(self, data: Any, *, columns: dict[str, str], mapping: dict[str, str], zone: str) -> None:
        super().__init__(data)
        names = [("", _("none"))] + [
            (name, f"{name} ({sample})" if sample else name) for name, sample in columns.items()
        ]
        for role, label in ROLES.items():
            self.fields[role] = forms.ChoiceField(
                label=str(label), choices=names, required=role == "from", initial=mapping.get(role, "")
            )
        self.fields["zone"] = forms.CharField(label=_("Time zone"), max_length=40, initial=zone)

    def columns(self) -> dict[str, str]:
        """{our column: the file's}."""
        return {role: self.cleaned_data[role] for role in ROLES if self.cleaned_data.get(role)}


class WeightForm(Form):
    """How much harm an event of a kind does, and who says so."""

    weigh = forms.ChoiceField(label=_("Kind of event"))
    harm = forms.FloatField(label=_("Weight of harm, days"), min_value=0, max_value=10_000)
    source = forms.CharField(label=_("Who settled it, and where it is written"), max_length=200)

    def __init__(self, *args: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weigh"].choices = kinds  # type: ignore[attr-defined]


class RunForm(Form):
    """Which analysis."""

    method = forms.ChoiceField(choices=[(str(one), str(one)) for one in METHODS])
