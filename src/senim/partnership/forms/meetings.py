"""Forms of meetings with residents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.partnership.forms.bodies import Choices, WhenForm, words
from senim.web.forms import Form


class MeetingForm(WhenForm):
    """A meeting to announce."""

    area = forms.TypedChoiceField(label=_("For whose residents"), coerce=int)
    topic = forms.CharField(label=_("What it is about"), max_length=300)
    field_order = ["area", "topic", "day", "time", "place"]

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = areas


class HeldForm(Form):
    """How it went."""

    residents = forms.IntegerField(label=_("How many residents came"), min_value=0, max_value=100_000)
    told = words(
        _("What was told and agreed"), rows=6, hint=_("Everyone reads this. No names, no addresses of people.")
    )


class QuestionForm(Form):
    """A question as it was asked."""

    sensitive = True
    asked = words(_("The question, as it was asked"), rows=3, most=2000, hint=_("Only staff see this."))


class AnswerForm(Form):
    """The question for everyone, and the answer."""

    public_text = words(
        _("The question as everyone may read it"),
        rows=3,
        most=1000,
        hint=_("Leave out names, addresses and whatever points at one person."),
    )
    answer = words(_("Answer"), rows=6)
