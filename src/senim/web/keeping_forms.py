"""Forms of whoever keeps the installation: a day of the calendar, a legal term that somebody compared."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.kernel import calendar
from senim.kernel.clock import today
from senim.kernel.workdays import Day, Kind
from senim.web.forms import Form
from senim.web.widgets import DateInput, RadioSelect

#: How far back a decree may still come: one that is signed after its day.
BACK = timedelta(days=60)
OFF, WORKING = "off", "working"


def last_day() -> date:
    """The end of next year: as far as the list and the form reach."""
    return date(today().year + 1, 12, 31)


class DecreeForm(Form):
    """A day that a decree makes off or working."""

    day = forms.DateField(label=_("Day"), widget=DateInput)
    kind = forms.ChoiceField(
        label=_("What the day becomes"),
        choices=[(OFF, _("A day off")), (WORKING, _("A working day"))],
        widget=RadioSelect(inline=True),
    )
    moved_from = forms.DateField(
        label=_("From which day its rest or work is moved"), widget=DateInput, required=False
    )
    ground = forms.CharField(
        label=_("Ground"),
        max_length=200,
        help_text=_("One line that residents read beside their due day. Write it in Kazakh and in Russian."),
    )
    act = forms.CharField(label=_("Act"), max_length=200, help_text=_("The decree with its date and number."))

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not today() - BACK <= day <= last_day():
            raise ValidationError(_("Enter a day of the last two months, of this year or of the next."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        day, kind = data.get("day"), data.get("kind")
        if day and kind and calendar.as_if(day, None).is_working(day) is (kind == WORKING):
            self.add_error(
                "kind", _("It is a working day already.") if kind == WORKING else _("It is a day off already.")
            )
        if day and data.get("moved_from") == day:
            self.add_error("moved_from", _("A day is not moved from itself."))
        return data

    def said(self) -> Day:
        """The decree as the calendar would hold it."""
        data = self.cleaned_data
        kind = Kind.MOVED_WORKING if data["kind"] == WORKING else Kind.MOVED_OFF
        ground = data["ground"]
        return Day(data["day"], kind, ground, ground, ground, data["act"], data["moved_from"], "decree")


class VerifyForm(Form):
    """Who compared a legal term with the official text, and when."""

    by = forms.CharField(
        label=_("Who compared it"),
        max_length=120,
        help_text=_("Name and position. It is shown on the public page of legal terms."),
    )
    at = forms.DateField(label=_("When"), widget=DateInput)
    sure = forms.BooleanField(label=_("Value, act, article and days of validity agree with the official text"))

    def clean_at(self) -> date:
        at: date = self.cleaned_data["at"]
        if at > today():
            raise ValidationError(_("The day cannot lie in the future."))
        return at
