"""The forms of the exchange: a file, its columns and words, a system, its mapping."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from senim.appeals import api as appeals
from senim.exchange.actions.systems import SHIPPED
from senim.exchange.domain import FIELDS, NEEDED, STAGES, TELLS, TRANSLATED, Field
from senim.exchange.mapping.schema import MOST_BYTES, Meaning, placed
from senim.exchange.reading import LIMIT_MB
from senim.web.forms import Form
from senim.web.widgets import DateInput
from senim.web.words import language

#: Columns whose empty cells may mean something.
WHERE_EMPTY = (Field.CATEGORY, Field.KIND, Field.STATE, Field.LANGUAGE, Field.OUTCOME)


class FileForm(Form):
    """A file of a system."""

    system = forms.ChoiceField(label=_("From which system"))
    file = forms.FileField(label=_("File"), help_text=_("CSV, XLSX or JSON; .gz is unpacked."))

    def __init__(self, *args: Any, systems: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["system"].choices = systems  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """A file that is too large is refused before it is read into memory."""
        upload = self.cleaned_data["file"]
        if upload.size > LIMIT_MB * 2**20:
            raise forms.ValidationError(_("The file is too large. Split it by period."), code="too_big")
        return upload


def choices_of(one: Field) -> list[tuple[str, str]]:
    """What a word of a column may mean, in the present language."""
    lang = language()
    found: dict[str, str] = {
        Field.CATEGORY: {code: item.label.in_(lang) for code, item in appeals.CATEGORIES.items()},
        Field.KIND: {str(code): label.in_(lang) for code, label in appeals.KINDS.items()},
        Field.STATE: {str(code): label.in_(lang) for code, label in STAGES.items()},
        Field.LANGUAGE: {"kk": "Қазақша", "ru": "Русский", "en": "English"},
        Field.OUTCOME: {
            str(code): label.in_(lang) for code, label in appeals.OUTCOMES.items() if code is not appeals.Outcome.PLAN
        },
    }[one]
    return list(found.items())


class MeaningForm(Form):
    """Which column is what, what stands where it is empty, and what words mean that the mapping lacks.

    header: columns of the file; unknown: {field: [[word, rows], ...]}; samples: {column: its first filled cell}.
    """

    def __init__(
        self, data: Any, *, header: list[str], meaning: Meaning, unknown: dict[str, list[list[Any]]],
        samples: dict[str, str],
    ) -> None:
        super().__init__(data)
        lang = language()
        shown = {name: f"{name} ({samples[name]})" if samples.get(name) else name for name in header if name}
        names = [("", _("none")), *shown.items()]
        there = {one: header[place] for one, place in placed(meaning.columns, header).items()}
        for one in Field:
            self.fields[f"column-{one}"] = forms.ChoiceField(
                label=FIELDS[one].in_(lang), choices=names, required=one in NEEDED, initial=there.get(one, "")
            )
        for one in WHERE_EMPTY:
            self.fields[f"empty-{one}"] = forms.ChoiceField(
                label=FIELDS[one].in_(lang), required=False, initial=meaning.empty.get(one, ""),
                choices=[("", _("refuse the row") if one is Field.CATEGORY else _("by itself")), *choices_of(one)],
            )
        self.words: dict[str, tuple[str, str]] = {}
        for one in TRANSLATED:
            for place, (word, rows) in enumerate(unknown.get(str(one), [])):
                name = f"word-{one}-{place}"
                self.words[name] = (str(one), word)
                self.fields[name] = forms.ChoiceField(
                    label=_("“%(word)s”, rows: %(rows)s") % {"word": word, "rows": rows},
                    choices=[("", _("not decided: the rows are refused")), *choices_of(one)], required=False,
                )

    def _section(self, kind: str) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(f"{kind}-")]

    @property
    def word_fields(self) -> list[Any]:
        return self._section("word")

    @property
    def column_fields(self) -> list[Any]:
        return self._section("column")

    @property
    def empty_fields(self) -> list[Any]:
        return self._section("empty")

    def columns(self) -> dict[str, str]:
        return {str(one): self.cleaned_data.get(f"column-{one}", "") for one in Field}

    def empty(self) -> dict[str, str]:
        return {str(one): self.cleaned_data.get(f"empty-{one}", "") for one in WHERE_EMPTY}

    def decided(self) -> dict[str, dict[str, str]]:
        """{field: {word: our code}} of the words that were decided."""
        found: dict[str, dict[str, str]] = {}
        for name, (field, word) in self.words.items():
            if code := self.cleaned_data.get(name):
                found.setdefault(field, {})[word] = code
        return found


class TomlForm(Form):
    """A mapping as a file or as text."""

    toml = forms.CharField(
        label=_("Mapping (TOML)"), max_length=MOST_BYTES, widget=forms.Textarea(attrs={"rows": 24, "class": "mono"}),
        help_text=_("Each save is a new version; files keep the one they were read with."),
    )


class SystemForm(Form):
    """Another system."""

    code = forms.CharField(
        label=_("Code"), max_length=40, validators=[validate_slug],
        help_text=_("Latin letters, figures, hyphen; it stands in mapping files and addresses."),
    )
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=120)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    area = forms.ChoiceField(label=_("For which area"), required=False)
    ready = forms.ChoiceField(
        label=_("Begin with the mapping of"), help_text=_("Columns and words are set by a real file afterwards.")
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("the whole country")), *areas]  # type: ignore[attr-defined]
        self.fields["ready"].choices = [(code, label.in_(language())) for code, label in SHIPPED.items()]  # type: ignore[attr-defined]


class TermsForm(Form):
    """What a partner is told, by which agreement, where."""

    address = forms.CharField(
        label=_("Address for events"), max_length=300, required=False,
        help_text=_("https://… Nothing is sent into private networks unless the settings allow them."),
    )
    agreement = forms.CharField(
        label=_("Agreement"), max_length=300, required=False,
        help_text=_("Number and date: the ground of what is told."),
    )
    until = forms.DateField(label=_("In force until"), required=False, widget=DateInput)
    tells = forms.MultipleChoiceField(
        label=_("What the agreement lets it know"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Numbers and states are always told. Of sensitive appeals and complaints about officers nothing else."
        ),
    )
    body = forms.ChoiceField(
        label=_("Answers for the body"), required=False,
        help_text=_("What this body is asked goes to this system too, and its signed answer is the body's."),
    )
    active = forms.BooleanField(label=_("Events are sent and heard"), required=False)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", _("none")), *bodies]  # type: ignore[attr-defined]
        self.fields["tells"].choices = [(str(one), label.in_(language())) for one, label in TELLS.items()]  # type: ignore[attr-defined]
