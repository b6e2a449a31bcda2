"""What several forms use: answers of a table, one text, a telephone number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.web.forms import Form

TEXT_MAX = 10_000


def choices(labels: Any) -> list[tuple[str, str]]:
    """(value, words in the present language) of a table of labels."""
    return [(str(code), str(label)) for code, label in labels.items()]


def offer(form: forms.BaseForm, name: str, answers: Sequence[Any]) -> None:
    """Give a choice its answers, which are known only when the page is asked for: words of the present language."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = answers


def phone_or_refuse(typed: str) -> str:
    """A phone number as +77001234567, "" for none. A number without a country is Kazakhstan's."""
    if not typed.strip():
        return ""
    try:
        number = phonenumbers.parse(typed, "KZ")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("This is not a phone number. Write it like +7 700 123 45 67."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class TextForm(Form):
    """One text: a question, a reply, a note, a reason."""

    text = forms.CharField(label=_("Text"), max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label or self.fields["text"].label
        self.fields["text"].help_text = hint


class GroundForm(TextForm):
    """The ground of a decision, as long as its column holds."""

    text = forms.CharField(label=_("Ground"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
