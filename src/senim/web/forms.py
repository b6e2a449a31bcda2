"""The base of every form: our sentences in three languages, nothing cut, nothing lost, hidden characters refused."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from senim.web import widgets

#: Order of marks that turn the direction of writing: invisible, and made to deceive. Dropped without a word.
DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])

#: What a field says when something is wrong, by class; the nearest class in the family wins.
MESSAGES: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.CharField: {
        "max_length": _(
            "Too long: %(show_value)d characters, at most %(limit_value)d. Shorten it; nothing has been cut."
        ),
        "min_length": _("Too short: %(show_value)d characters, at least %(limit_value)d."),
    },
    forms.IntegerField: {
        "invalid": _("Enter a whole number, for example 12."),
        "max_value": _("Enter a number not above %(limit_value)s."),
        "min_value": _("Enter a number not below %(limit_value)s."),
    },
    forms.FloatField: {"invalid": _("Enter a number, for example 12.5.")},
    forms.DecimalField: {
        "invalid": _("Enter a number, for example 12.5."),
        "max_digits": _("The number is too long."),
        "max_decimal_places": _("Too many digits after the point."),
        "max_whole_digits": _("The number is too long."),
    },
    forms.DateField: {
        "required": _("Enter the day."),
        "invalid": _("Enter a day that exists, for example 27 03 2026."),
    },
    forms.TimeField: {"required": _("Enter the time."), "invalid": _("Enter hours and minutes, for example 18:30.")},
    forms.DateTimeField: {"invalid": _("Enter a day and a time that exist.")},
    forms.EmailField: {"invalid": _("Enter an e-mail address such as name@example.kz.")},
    forms.URLField: {"invalid": _("Enter a whole address that begins with https://")},
    forms.BooleanField: {"required": _("Tick the box to go on.")},
    forms.ChoiceField: {
        "required": _("Choose an answer."),
        "invalid_choice": _("Choose one of the answers shown."),
        "invalid_list": _("Choose one of the answers shown."),
    },
    forms.ModelChoiceField: {
        "required": _("Choose an answer."),
        "invalid_choice": _("Choose one of the answers shown."),
    },
    forms.ModelMultipleChoiceField: {
        "invalid_list": _("Choose one of the answers shown."),
        "invalid_pk_value": _("Choose one of the answers shown."),
    },
    forms.FileField: {
        "required": _("Choose a file."),
        "invalid": _("The file did not arrive. Attach it again."),
        "missing": _("The file did not arrive. Attach it again."),
        "empty": _("The file is empty. Choose another one."),
        "max_length": _("The name of the file is too long. Rename it."),
        "contradiction": _("Either attach a file or remove the old one, not both."),
    },
    forms.ImageField: {"invalid_image": _("This is not a picture that we can read. Use JPEG, PNG or WebP.")},
}
HIDDEN_CHARACTER = _("There is a hidden character in the text that cannot be kept. Delete it or type that place again.")

AUTOCOMPLETE = {
    "name": "name",
    "full_name": "name",
    "email": "email",
    "phone": "tel",
    "tel": "tel",
    "first_name": "given-name",
    "last_name": "family-name",
    "password": "current-password",
    "address": "street-address",
}


def no_hidden_characters(value: Any) -> None:
    """Refuses control characters (NUL, escape, bell...) but for a line break and a tab."""
    if any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in str(value)):
        raise ValidationError(HIDDEN_CHARACTER, code="hidden_characters")


def tidy(text: str) -> str:
    """One form of every letter (NFC: й is one character), line ends as \\n, no marks that turn the direction."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(DIRECTION_MARKS)


def tidied(data: Any) -> Any:
    """A QueryDict with every text tidied; anything else as it is."""
    if not isinstance(data, QueryDict):
        return data
    copied = data.copy()
    for name, values in copied.lists():
        copied.setlist(name, [tidy(value) if isinstance(value, str) else value for value in values])
    return copied


class Behaviour:
    """What Form and ModelForm share. `sensitive = True`: the device is asked to remember nothing of it."""

    sensitive = False
    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(tidied(data), *args, **kwargs)  # type: ignore[call-arg]
        for name, field in self.fields.items():
            speak(field)
            mind_lengths(field)
            _set_autocomplete(name, field, self.sensitive)

    def refuse(self, refusal: Any) -> None:
        """Show a `Refused` of the domain at its field, or above the form."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, ValidationError(str(refusal), code=refusal.code))  # type: ignore[attr-defined]


class Form(Behaviour, forms.Form):
    """The base of the forms of every context."""


class ModelForm(Behaviour, forms.ModelForm):
    """The same for a model, where a form writes no more than its own row."""


def speak(field: forms.Field) -> None:
    """Give a field our sentences where its author gave none of his own."""
    family = list(reversed(type(field).__mro__))
    ours = {code: text for cls in family for code, text in MESSAGES.get(cls, {}).items()}
    theirs = {code: text for cls in family for code, text in getattr(cls, "default_error_messages", {}).items()}
    for code, text in ours.items():
        if field.error_messages.get(code) is None or field.error_messages[code] == theirs.get(code):
            field.error_messages[code] = text
    for part in getattr(field, "fields", ()):
        speak(part)


def mind_lengths(field: forms.Field) -> None:
    """The browser must not cut: the limit is counted beside the field and told by the server, the whole text stays."""
    field.widget.attrs.pop("minlength", None)
    if limit := field.widget.attrs.pop("maxlength", None):
        field.widget.attrs["data-max"] = limit
    if isinstance(field.widget, forms.Textarea) and field.widget.attrs.get("rows") == "10":
        field.widget.attrs["rows"] = "6"
    if isinstance(field, forms.CharField):
        kept = [check for check in field.validators if not isinstance(check, ProhibitNullCharactersValidator)]
        field.validators = [no_hidden_characters, *kept]


def _set_autocomplete(name: str, field: forms.Field, sensitive: bool) -> None:
    attrs = field.widget.attrs
    if (
        isinstance(field.widget, (forms.CheckboxInput, forms.RadioSelect, forms.ClearableFileInput))
        or field.widget.is_hidden
    ):
        return
    if sensitive:
        attrs["autocomplete"] = "off"
    elif name in AUTOCOMPLETE:
        attrs.setdefault("autocomplete", AUTOCOMPLETE[name])
    if name in {"phone", "tel"}:
        attrs.setdefault("inputmode", "tel")
        if isinstance(field.widget, forms.TextInput):
            field.widget.input_type = "tel"


class FilesField(forms.FileField):
    """Several files under one name; cleans to a list. Their types and sizes are checked where they are stored."""

    widget = widgets.FileInput

    def __init__(self, *, max_files: int = 5, accept: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.FileInput(multiple=True, accept=accept))
        super().__init__(**kwargs)
        self.max_files = max_files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [item for item in (data if isinstance(data, (list, tuple)) else [data]) if item]
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.max_files:
            raise ValidationError(
                _("At most %(limit)d files at once."), code="max_files", params={"limit": self.max_files}
            )
        return [super(FilesField, self).clean(item, initial) for item in files]
