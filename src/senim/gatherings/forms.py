"""Forms of gatherings and promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.gatherings.domain import KINDS, Kind
from senim.kernel.clock import LOCAL
from senim.web import widgets
from senim.web.forms import Form

_PUBLIC = _("Everyone reads this. No names, no addresses of people.")


def _lines(label: Any, *, required: bool = False, hint: Any = _PUBLIC, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=2000, required=required, help_text=hint, widget=area)


class WhenForm(Form):
    """Day, time and place."""

    day = forms.DateField(label=_("Day"), widget=widgets.DateInput)
    time = forms.TimeField(label=_("Time"), widget=widgets.TimeInput)
    place = forms.CharField(label=_("Place"), max_length=200)

    def starts_at(self) -> datetime:
        """The moment in Kazakhstan."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], LOCAL)


class PlanForm(WhenForm):
    """A gathering to plan."""

    kind = forms.ChoiceField(label=_("Kind of gathering"), widget=widgets.RadioSelect)
    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    theme = forms.CharField(label=_("What it is about"), max_length=300)
    is_open = forms.BooleanField(
        label=_("Residents see it on the page of their beat"), required=False, initial=True,
        help_text=_("Courses and briefings of officers are never shown."))
    hours = forms.IntegerField(
        label=_("Hours of the course"), min_value=1, max_value=400, required=False, help_text=_("Only for a course."))
    field_order = ["kind", "area", "theme", "day", "time", "place", "is_open", "hours"]

    def __init__(
        self, *args: Any, areas: Sequence[tuple[int, str]], kinds: Sequence[Kind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["area"].choices = areas
        fields["kind"].choices = [(one.value, lazystr(KINDS[one])) for one in kinds]
        if not set(kinds) & {Kind.TRAINING}:
            del self.fields["hours"]


class ReasonForm(Form):
    """Why it is called off."""

    reason = forms.CharField(label=_("Why?"), max_length=300, help_text=_PUBLIC)


class HeldForm(Form):
    """How a gathering with residents went."""

    residents = forms.IntegerField(label=_("How many residents came"), min_value=0, max_value=100_000)
    asked = _lines(_("What was asked"))
    told = _lines(_("What was told"))


class PresentForm(Form):
    """Which officers were at a course or a briefing."""

    present = forms.TypedMultipleChoiceField(
        label=_("Who was there"), coerce=int, required=False, widget=widgets.CheckboxSelectMultiple)
    told = _lines(_("What was taught"), hint="")

    def __init__(self, *args: Any, officers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["present"]
        field.choices = list(officers.items())


class PromiseForm(Form):
    """What was promised, and by when."""

    words = forms.CharField(label=_("What was promised"), max_length=300, help_text=_PUBLIC)
    due_on = forms.DateField(label=_("By which day"), widget=widgets.DateInput, help_text=_("It comes onto your day."))


class OutcomeForm(Form):
    """What came of a promise."""

    way = forms.ChoiceField(label=_("What came of it"), widget=widgets.RadioSelect)
    outcome = forms.CharField(label=_("In words"), max_length=300, required=False, help_text=_PUBLIC)
    due_on = forms.DateField(
        label=_("The new day"), widget=widgets.DateInput, required=False, help_text=_("Only where it will be later."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["way"]
        field.choices = [
            ("kept", _("It is kept")), ("later", _("It will be later")), ("released", _("It will not be kept"))]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("way") == "later" and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Enter the day."))
        return data


class AreaForm(Form):
    """The area and the days of the indicators."""

    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    since = forms.DateField(label=_("First day"), widget=widgets.DateInput)
    until = forms.DateField(label=_("Last day"), widget=widgets.DateInput)

    def __init__(self, *args: Any, areas: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = areas
