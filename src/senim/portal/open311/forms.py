"""A POST as the specification names its parts, checked as the pages of the report check theirs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.appeals import api as appeals
from senim.appeals.api import Answering, Question
from senim.portal.open311 import words
from senim.web.forms import Form, mind_lengths, speak

WORDS_MAX = 10_000
PREFIX = "attribute["


class RequestForm(Form):
    """What every request may bring. The typed questions of its service come as attribute[code]."""

    service_code = forms.CharField(max_length=40)
    description = forms.CharField(max_length=WORDS_MAX)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    long = forms.FloatField(required=False, min_value=-180, max_value=180)
    address_string = forms.CharField(max_length=300, required=False)
    address_id = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    first_name = forms.CharField(max_length=59, required=False)
    last_name = forms.CharField(max_length=60, required=False)
    email = forms.EmailField(max_length=254, required=False)
    phone = forms.CharField(max_length=24, required=False)
    media_url = forms.CharField(max_length=2000, required=False)
    client_reference = forms.CharField(max_length=200, required=False)
    emergency_told = forms.BooleanField(required=False)

    def __init__(self, data: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.category = appeals.CATEGORIES.get(str(data.get("service_code", "")).strip())
        asked = {one.code: _field(one) for one in self.category.questions} if self.category else {}
        if self.category and self.category.about_officer:
            asked["about"] = forms.ChoiceField(required=False, choices=words.about_choices())
        for code, field in asked.items():
            speak(field)
            mind_lengths(field)
            self.fields[f"{PREFIX}{code}]"] = field

    def clean_service_code(self) -> str:
        if self.category is None:
            raise ValidationError(_("There is no such service_code. See services.json."), code="unknown")
        return self.category.code

    def clean_phone(self) -> str:
        return appeals.phone_or_refuse(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (data.get("lat") is None) != (data.get("long") is None) and not {"lat", "long"} & set(self.errors):
            self.add_error("lat", ValidationError(_("lat and long come together."), code="incomplete"))
        given = any(data.get(name) not in (None, "") for name in ("lat", "address_string", "address_id"))
        needed = self.category is not None and self.category.group not in words.PLACELESS
        if needed and not given and not {"lat", "long", "address_string", "address_id"} & set(self.errors):
            error = ValidationError(_("Say where: lat and long, or address_string, or address_id."), code="required")
            self.add_error("address_string", error)
        strange = [name for name in self.data if name.startswith(PREFIX) and name not in self.fields]
        if self.category and strange:
            error = ValidationError(_("This service has no such attribute: see its definition."), code="unknown")
            self.add_error(None, error)
        return data

    def answers(self) -> dict[str, str]:
        """What was answered to the service's questions, without the empty."""
        own = {question.code for question in self.category.questions} if self.category else set()
        found = {code: self.cleaned_data.get(f"{PREFIX}{code}]") for code in own}
        return {code: str(value) for code, value in found.items() if value not in (None, "")}

    def about(self) -> str:
        return str(self.cleaned_data.get(f"{PREFIX}about]") or "")

    def faults(self) -> list[tuple[str, str]]:
        """(unchanging word, sentence) of every mistake: "lat.invalid", "description.required"."""
        named = {name: "attribute" if name == "__all__" else name for name in self.errors}
        return [
            (f"{named[name]}.{error['code'] or 'invalid'}", f"{named[name]}: {error['message']}")
            for name, errors in self.errors.get_json_data().items()
            for error in errors
        ]


def _field(question: Question) -> forms.Field:
    if question.answering in {Answering.CHOICE, Answering.YES_NO}:
        options = [(one.code, str(one.label)) for one in question.options]
        return forms.ChoiceField(required=False, choices=options)
    if question.answering is Answering.NUMBER:
        return forms.IntegerField(required=False, min_value=0, max_value=10**10)
    return forms.CharField(required=False, max_length=200)
