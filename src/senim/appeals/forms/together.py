"""One answer for several appeals: the outcome once, the words in each language of the applicants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from senim.appeals.actions.together import OUTCOMES_TOGETHER, Said
from senim.appeals.domain import OUTCOMES, Outcome
from senim.appeals.forms.parts import TEXT_MAX, offer
from senim.kernel.labels import Label
from senim.web import widgets
from senim.web.forms import Form

IN_LANGUAGE = {
    "kk": Label("қазақ тілінде", "на казахском", "in Kazakh"),
    "ru": Label("орыс тілінде", "на русском", "in Russian"),
    "en": Label("ағылшын тілінде", "на английском", "in English"),
}
TEXTS = ("text", "done", "reason")


class TogetherForm(Form):
    """The answer; a language without a text leaves its applicants out, and the page says so."""

    outcome = forms.ChoiceField(label=_("Outcome"))
    where = forms.CharField(label=_("Where"), max_length=300, required=False)
    when = forms.DateField(
        label=_("When"),
        required=False,
        widget=widgets.DateInput,
        help_text=_("For an interim answer: the day of the next step."),
    )

    def __init__(self, *args: Any, languages: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        offer(self, "outcome", [(str(one), str(OUTCOMES[one])) for one in OUTCOMES_TOGETHER])
        for language in self.languages:
            self._ask_in(language)

    def _ask_in(self, language: str) -> None:
        said = str(IN_LANGUAGE[language])
        wide = {"rows": 6, "lang": language}
        self.fields[f"text_{language}"] = forms.CharField(
            label=_("Answer to the applicants, %(language)s") % {"language": said}, max_length=TEXT_MAX,
            required=False, widget=forms.Textarea(attrs=wide),
        )
        self.fields[f"done_{language}"] = forms.CharField(
            label=_("What was done, %(language)s") % {"language": said}, max_length=500, required=False,
            widget=forms.TextInput(attrs={"lang": language}),
        )
        self.fields[f"reason_{language}"] = forms.CharField(
            label=_("Why only in part, %(language)s") % {"language": said}, max_length=2000, required=False,
            widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
        )

    def said(self) -> Said:
        """What was written, as the action takes it."""
        data = self.cleaned_data
        told = {one: {name: data[f"{name}_{one}"].strip() for name in TEXTS} for one in self.languages}
        return Said(Outcome(data["outcome"]), told, data["where"].strip(), data["when"])

    @staticmethod
    def initial_of(said: Said | None) -> dict[str, Any]:
        """The form as it was last written."""
        if said is None:
            return {}
        texts = {f"{name}_{one}": told.get(name, "") for one, told in said.by_language.items() for name in TEXTS}
        return {"outcome": str(said.outcome), "where": said.where, "when": said.when, **texts}
