"""What the forms share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from senim.web import widgets
from senim.web.forms import Form


def choices(labels: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """(value, words in the present language) of a table of labels."""
    return [(str(code), str(label)) for code, label in labels.items()]


def offer(form: Form, name: str, answers: Iterable[tuple[Any, Any]], empty: Any = None) -> None:
    """Give a choice its answers, which are known only when the page is asked for."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    known: Sequence[tuple[Any, Any]] = [(str(value), words) for value, words in answers]
    field.choices = [("", empty), *known] if empty is not None else known


def long_text(label: Any, limit: int, *, rows: int = 3, required: bool = True, hint: Any = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, max_length=limit, required=required, help_text=hint, widget=forms.Textarea(attrs={"rows": rows})
    )


def one_line(label: Any, limit: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """A text of one line."""
    return forms.CharField(label=label, max_length=limit, required=required, help_text=hint)


def a_day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day, in the browser's own field."""
    return forms.DateField(label=label, required=required, help_text=hint, widget=widgets.DateInput())


def tenge(label: Any, *, hint: Any = "") -> forms.IntegerField:
    """An amount of money; empty where nobody knows."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=10**12, help_text=hint)


def number_of(value: Any) -> int | None:
    """A chosen id; None where nothing was chosen."""
    return int(value) if value else None
