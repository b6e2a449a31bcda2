"""Forms: a code for a person; a document that was looked at, a hold, a decision for the staff."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from senim.kernel.iin import is_iin
from senim.kernel.persons import Marks
from senim.retention.domain import WISHES, Wish
from senim.retention.words import REFUSALS
from senim.web.forms import Form
from senim.web.widgets import DateParts


class CodeForm(Form):
    """A code or a link of the person's own. It is sent by POST alone: it belongs in no address and no log."""

    sensitive = True

    code = forms.CharField(
        label=_("Your code or link"), max_length=200, widget=forms.TextInput(attrs={"class": "w-20"}),
        help_text=_("From the receipt of an appeal, a booking or a protected message, or from the slip of a request."))


class FindForm(Form):
    """Who came, by what they are found, and by which document it was checked."""

    sensitive = True

    wish = forms.ChoiceField(label=_("What the person asks for"), widget=forms.RadioSelect)
    iin = forms.CharField(label=_("Personal number (IIN)"), max_length=20, required=False,
                          widget=forms.TextInput(attrs={"class": "w-10", "inputmode": "numeric"}))
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False,
                            widget=forms.TextInput(attrs={"class": "w-10", "inputmode": "tel"}))
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    checked = forms.CharField(
        label=_("How you checked who it is"), max_length=200,
        help_text=_("Which document you looked at; not its number."),
        error_messages={"required": lazystr(REFUSALS["checked"])})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wish"].choices = [(one.value, str(WISHES[one])) for one in Wish]  # type: ignore[attr-defined]

    def clean_iin(self) -> str:
        digits = "".join(one for one in self.cleaned_data["iin"] if one.isdigit())
        if self.cleaned_data["iin"].strip() and not is_iin(digits):
            raise forms.ValidationError(str(REFUSALS["iin"]), code="iin")
        return digits

    def marks(self) -> Marks:
        """What was typed, each in the form in which the tables have it."""
        data = self.cleaned_data
        digits = "".join(one for one in data["phone"] if one.isdigit())
        phone = f"+7{digits[-10:]}" if len(digits) in {10, 11} else ""
        return Marks(data["iin"], phone, data["email"].strip().lower())


class HoldForm(Form):
    """Which record is held, why, on what paper, until when."""

    number = forms.CharField(label=_("Number of the record"), max_length=20,
                             widget=forms.TextInput(attrs={"class": "w-10"}),
                             help_text=_("For example an appeal: 7K3M-42QX-9."))
    ground = forms.CharField(label=_("Ground"), max_length=200,
                             help_text=_("The number and day of the paper that asks for it."),
                             error_messages={"required": lazystr(REFUSALS["ground"])})
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                             error_messages={"required": lazystr(REFUSALS["reason"])})
    ends_on = forms.DateField(label=_("Held until which day"), widget=DateParts)


class DecisionForm(Form):
    """What should be done with a wish."""

    grant = forms.ChoiceField(label=_("Proposal"), widget=forms.RadioSelect,
                              choices=[("yes", _("Grant it")), ("no", _("Refuse it"))])
    words = forms.CharField(label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("Needed where you refuse; the person reads it."))


class BackForm(Form):
    """Why a proposal is not confirmed."""

    words = forms.CharField(label=_("What has to be looked at again"), max_length=500,
                            widget=forms.Textarea(attrs={"rows": 3}),
                            error_messages={"required": lazystr(REFUSALS["reason"])})
