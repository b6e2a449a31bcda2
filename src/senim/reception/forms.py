"""Forms: a time and a contact for a resident; a conversation, a reception on the road, a desk for the staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.appeals import api as appeals
from senim.kernel.clock import LOCAL
from senim.reception.domain import CAME_OF, MATTERS, SITTINGS, CameOf
from senim.reception.wording import REFUSALS
from senim.web import widgets
from senim.web.forms import Form

Choices = Sequence[tuple[Any, Any]]


def labelled(table: Any) -> list[tuple[str, str]]:
    return [(str(code), str(label)) for code, label in table.items()]


def offer(form: forms.BaseForm, name: str, answers: Sequence[Any]) -> None:
    """Give a choice its answers, which are known only when the page is asked for."""
    field = form.fields[name]
    assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))
    field.choices = answers


class SearchForm(Form):
    """Where somebody lives, to find who receives there."""

    q = forms.CharField(label=_("Street and house"), max_length=120, help_text=_("For example: Abai 12"))


class BookForm(Form):
    """A contact for the reminder; a name and a matter if they like. `time`: another one, when the first is gone."""

    sensitive = True
    time = forms.CharField(max_length=13, required=False, widget=forms.HiddenInput)
    contact = forms.CharField(
        label=_("Phone or e-mail"),
        max_length=254,
        error_messages={"required": lazystr(REFUSALS["no_contact"])},
        help_text=_("We remind you and tell you if the officer cannot come. It is deleted a month later."),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, help_text=_("You need not give it.")
    )
    topic = forms.CharField(
        label=_("What it is about"),
        max_length=200,
        required=False,
        help_text=_("In two or three words, so that the officer can prepare. You may leave it empty."),
    )

    def clean_contact(self) -> str:
        typed = self.cleaned_data["contact"].strip()
        if "@" in typed:
            try:
                validate_email(typed)
            except ValidationError as error:
                raise ValidationError(_("Enter an e-mail address such as name@example.kz.")) from error
            return typed
        return appeals.phone_or_refuse(typed)

    def ways(self) -> dict[str, str]:
        """The contact as a telephone number or as an address."""
        contact = self.cleaned_data["contact"]
        return {"email": contact} if "@" in contact else {"phone": contact}


class CodeForm(Form):
    """The code of a receipt, typed by hand."""

    sensitive = True
    code = forms.CharField(label=_("Code of your booking"), max_length=40, help_text=_("Sixteen letters and digits."))


class LocalDateTimeField(forms.DateTimeField):
    """A moment of Kazakhstan's clock, wherever the device thinks it is."""

    widget = widgets.DateTimeInput

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(LOCAL).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value


class TalkForm(Form):
    """One conversation on one page. The second half is filled only where somebody else must act."""

    sensitive = True
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    where = forms.ChoiceField(label=_("Where"))
    arrived_at = LocalDateTimeField(label=_("When the person came"))
    matter = forms.ChoiceField(label=_("What about"))
    sitting = forms.MultipleChoiceField(
        label=_("Who listened"), required=False, widget=widgets.CheckboxSelectMultiple(inline=True)
    )
    asked = forms.CharField(
        label=_("What was asked"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In your words, without names and addresses of people."),
    )
    came_of = forms.ChoiceField(
        label=_("What comes of it"), widget=widgets.RadioSelect, initial=CameOf.ANSWERED.value
    )
    said = forms.CharField(
        label=_("What was answered"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = forms.ChoiceField(label=_("To which body"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    address = forms.CharField(
        label=_("Where it is"), max_length=200, required=False,
        help_text=_("The address that the matter is about, if there is one."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False,
        help_text=_("Only if the person wants to give it. Without a name it is registered as anonymous."),
    )
    phone = forms.CharField(
        label=_("Phone for news"), max_length=24, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )

    def __init__(self, *args: Any, places: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "where", places)
        offer(self, "matter", labelled(MATTERS))
        offer(self, "sitting", labelled(SITTINGS))
        offer(self, "came_of", labelled(CAME_OF))
        offer(self, "body", [("", "—"), *bodies])
        groups = [(str(one.label), [(item.code, str(item.label)) for item in appeals.of_group(one.code)])
                  for one in appeals.GROUPS]
        offer(self, "category", [("", "—"), *groups])

    def clean_phone(self) -> str:
        return appeals.phone_or_refuse(self.cleaned_data["phone"])


class TripForm(Form):
    """A reception on the road: for whom, when, where, who sits there."""

    area = forms.TypedChoiceField(label=_("For whose residents"), coerce=int)
    day = forms.DateField(label=_("Day"), widget=widgets.DateInput)
    starts_at = forms.TimeField(label=_("Opens at"), widget=widgets.TimeInput)
    ends_at = forms.TimeField(label=_("Closes at"), widget=widgets.TimeInput)
    place = forms.CharField(
        label=_("Place"), max_length=200, help_text=_("As residents know it: the square before the school.")
    )
    sitting = forms.MultipleChoiceField(
        label=_("Who will be there"), required=False, widget=widgets.CheckboxSelectMultiple(inline=True)
    )

    def __init__(self, *args: Any, areas: Choices | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sitting", labelled(SITTINGS))
        if areas is None:  # it is being moved: whose it is and who comes stand
            del self.fields["area"], self.fields["sitting"]
        else:
            offer(self, "area", areas)

    def moments(self) -> tuple[datetime, datetime]:
        """From and until, aware."""
        data = self.cleaned_data
        day, start, end = data["day"], data["starts_at"], data["ends_at"]
        return datetime.combine(day, start, LOCAL), datetime.combine(day, end, LOCAL)


class ReasonForm(Form):
    """Why it is called off."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class HeldForm(Form):
    """How it went, for everyone."""

    told = forms.CharField(
        label=_("How it went"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Everyone reads this. No names, no addresses of people."),
    )


class DeskForm(Form):
    """How a place receives."""

    bookable = forms.BooleanField(
        label=_("Times can be booked"), required=False, help_text=_("Without booking one can always come.")
    )
    minutes = forms.IntegerField(label=_("Minutes for one visitor"), min_value=5, max_value=120)
    capacity = forms.IntegerField(label=_("Visitors at one time"), min_value=1, max_value=20)
    office = forms.BooleanField(label=_("It is a front office of several bodies"), required=False)
    sitting = forms.MultipleChoiceField(
        label=_("Who sits there"), required=False, widget=widgets.CheckboxSelectMultiple(inline=True)
    )

    def __init__(self, *args: Any, of_point: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of_point:
            offer(self, "sitting", labelled(SITTINGS))
        else:
            del self.fields["office"], self.fields["sitting"]


class HandForm(Form):
    """Who receives instead."""

    post = forms.TypedChoiceField(label=_("Who receives instead"), coerce=int)

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "post", posts)
