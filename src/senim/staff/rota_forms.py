"""The forms of the duty calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.staff.domain import WEEKDAYS, AbsenceKind
from senim.staff.labels import ABSENCE_KINDS, SHIFT_KINDS, WEEKDAYS_SHORT
from senim.staff.models import Account
from senim.web.forms import Form
from senim.web.widgets import CheckboxSelectMultiple, DateInput, RadioSelect, TimeInput

#: What nobody chooses by hand: a period of one form.
MOST = timedelta(days=366)


def people_choices(people: list[Account], empty: Any = "—") -> list[tuple[Any, Any]]:
    return [("", empty), *((one.pk, one.full_name) for one in people)]


class ShiftForm(Form):
    """Which days a post is manned, from when to when."""

    first = forms.DateField(label=_("First day"), widget=DateInput)
    last = forms.DateField(label=_("Last day"), widget=DateInput)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days of the week"), coerce=int, widget=CheckboxSelectMultiple(inline=True)
    )
    starts = forms.TimeField(label=_("Begins at"), widget=TimeInput)
    ends = forms.TimeField(
        label=_("Ends at"),
        widget=TimeInput,
        help_text=_("An hour before the beginning is on the next day; the same hour is a whole day."),
    )
    kind = forms.ChoiceField(label=_("Kind of shift"), widget=RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["weekdays"].choices = [(number, str(WEEKDAYS_SHORT[day])) for number, day in enumerate(WEEKDAYS)]
        fields["kind"].choices = [(str(kind), str(label)) for kind, label in SHIFT_KINDS.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first. Check the two dates."))
        return data

    def days(self) -> list[date]:
        """The chosen days of the week between the two days."""
        data = self.cleaned_data
        first, last = data["first"], min(data["last"], data["first"] + MOST)
        every = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [day for day in every if day.weekday() in data["weekdays"]]


class AwayForm(Form):
    """Who is away, why, from which day to which, and who stands in."""

    account = forms.TypedChoiceField(label=_("Who is away"), coerce=int)
    kind = forms.ChoiceField(
        label=_("Reason of the absence"),
        widget=RadioSelect,
        help_text=_("Seen by you, the heads above and the person. Residents read only who stands in."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput)
    substitute = forms.TypedChoiceField(
        label=_("Who stands in"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("From the first day this person sees the queue and the duties of the post and acts for it."),
    )

    def __init__(self, *args: Any, people: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["account"].choices = people_choices(people)
        fields["substitute"].choices = people_choices(people, _("nobody yet"))
        fields["kind"].choices = kinds()


def kinds() -> list[tuple[str, str]]:
    return [(str(kind), str(ABSENCE_KINDS[kind])) for kind in AbsenceKind]


class SickForm(Form):
    """Until when one is ill, as far as one knows."""

    ends_on = forms.DateField(
        label=_("Last day, as far as you know"),
        widget=DateInput,
        help_text=_("You can make it longer or shorter later."),
    )


class UntilForm(Form):
    """A new last day."""

    ends_on = forms.DateField(label=_("Last day"), widget=DateInput)


class CoverForm(Form):
    """Who stands in for what is left."""

    account = forms.TypedChoiceField(label=_("Who stands in"), coerce=int)

    def __init__(self, *args: Any, people: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["account"]
        field.choices = people_choices(people)
