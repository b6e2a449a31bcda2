"""The form by which a file arrives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from senim.kernel import clock
from senim.territory.domain import ImportKind, Level
from senim.territory.importing.issues import sentence
from senim.territory.importing.plan import Options
from senim.territory.importing.reading import LIMIT_MB
from senim.territory.labels import KINDS, LEVELS
from senim.web.forms import Form
from senim.web.widgets import DateInput, RadioSelect


class UploadForm(Form):
    """What the file holds, from which day, and where it comes from."""

    kind = forms.ChoiceField(
        label=_("What does the file hold?"),
        widget=RadioSelect(hints={
            ImportKind.AREAS: _("GeoJSON with boundaries, or the KATO classifier as CSV"),
            ImportKind.STREETS: _("GeoJSON with lines"),
            ImportKind.ADDRESSES: _("CSV: street_kk, street_ru, house, lon, lat, area"),
            ImportKind.POINTS: _("CSV: code, kind, name_kk, name_ru, lon, lat, phone, hours"),
        }))
    file = forms.FileField(label=_("File"), help_text=_("UTF-8 or Windows-1251; .gz is unpacked. Coordinates are "
                                                        "longitude and latitude in degrees (WGS 84)."))
    level = forms.ChoiceField(label=_("Level of the areas"), required=False)
    valid_from = forms.DateField(label=_("From which day does it hold?"), widget=DateInput,
                                 help_text=_("Until then the boundaries kept so far answer."))
    complete = forms.BooleanField(
        label=_("The file holds all areas of this level"), required=False,
        help_text=_("What it does not hold within the same district ends on that day."))
    area_code = forms.CharField(label=_("Code of the area for rows that name none"), max_length=24, required=False)
    source = forms.CharField(label=_("Source and licence"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, levels = self.fields["kind"], self.fields["level"]
        kinds.choices = [(str(kind), capfirst(str(label))) for kind, label in KINDS.items()]  # type: ignore[attr-defined]
        said = [(str(level), capfirst(str(LEVELS[level]))) for level in Level]
        levels.choices = [("", capfirst(_("as the codes or rows say"))), *said]  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = clock.today()

    def clean_file(self) -> Any:
        """A file that is too large is refused before it is read into memory."""
        upload = self.cleaned_data["file"]
        if upload.size > LIMIT_MB * 2**20:
            raise forms.ValidationError(sentence("too_big", {"limit": LIMIT_MB}), code="too_big")
        return upload

    def options(self) -> Options:
        """How the file is to be read."""
        data = self.cleaned_data
        return Options(valid_from=data["valid_from"], level=data["level"], source=data["source"],
                       area_code=data["area_code"], complete=data["complete"])
