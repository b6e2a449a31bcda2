"""The tag library of the design system: {% load senim %}."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from senim.web import fields, undoing, words

register = template.Library()


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, **extra: Any) -> dict[str, Any]:
    """A form field with label, hint, error and control. page=True: the label is the question and heading of the page;
    counter=True: count the characters of a one-line field too."""
    return fields.context(bound, **extra)


@register.inclusion_tag("web/parts/error_summary.html")
def errors(*forms: Any) -> dict[str, Any]:
    """The summary of what is wrong in one or several forms, each line a link to its field."""
    return {
        "problems": [problem for form in forms if form is not None and form.is_bound for problem in _problems(form)]
    }


def _problems(form: Any) -> list[dict[str, Any]]:
    visible = [bound for bound in form if not bound.is_hidden]
    found = [{"id": "", "text": text} for text in form.non_field_errors()]
    for bound in form:
        for text in bound.errors:
            named = len(visible) > 1 and not bound.is_hidden
            found.append(
                {
                    "id": "" if bound.is_hidden else fields.focus_id(bound),
                    "text": _named(str(bound.label), text) if named else text,
                }
            )
    return found


def _named(label: str, text: str) -> str:
    """ "Your name: Fill this in." and "What happened? Fill this in."."""
    return f"{label} {text}" if label[-1:] in "?:!." else f"{label}: {text}"


@register.simple_tag
def chart(made: Any) -> SafeString:
    """A chart of senim.web.charts: picture, sentence and table."""
    return made.html()


@register.simple_tag
def undo_of(message: Any) -> undoing.Shown | None:
    """The bar "Undo" of a message, with the seconds that are left; None where there is none, or it is over."""
    return undoing.shown(getattr(message, "extra_tags", "") or "")


@register.filter
def get(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """mapping[key], or nothing: for keys that a template cannot spell ("aria-invalid")."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def initials(name: str) -> str:
    """ "Асқар Ерланұлы" gives "АЕ": stands where a photo is missing."""
    return "".join(word[0] for word in str(name).split()[:2]).upper()


@register.filter
def when(moment: datetime | None) -> str:
    """A day with the time, on Kazakhstan's clock, in words of the language, inside <time>."""
    return _time(moment, words.when)


@register.filter
def until(moment: datetime | None) -> str:
    """When a term ends, inside <time>: the end of a day as 24:00."""
    return _time(moment, words.until)


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in words of the language, inside <time>."""
    return _time(value, words.day)


@register.filter
def spoken(cell: Any) -> Any:
    """A cell of a table: a day in figures ("2026-05-12", as files have it) becomes words inside <time>."""
    if not (isinstance(cell, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", cell)):
        return cell
    try:
        return _time(date.fromisoformat(cell), words.day)
    except ValueError:
        return cell


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago, or in how long, inside <time>."""
    return _time(moment, words.ago)


@register.filter
def phone(value: str | None) -> str:
    """ "+77172716102" as "+7 717 271 61 02"."""
    return words.phone(value) if value else ""


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """12000 as "12 000", with the decimal sign of the language; `|number:2` for two places."""
    return "" if value is None or value == "" else words.number(value, places)


def _time(value: Any, spell: Callable[[Any], str]) -> str:
    if not value:
        return ""
    # A list shows a hundred of these: the machine's form needs no escaping, and format_html would cost half a list.
    return mark_safe(f'<time datetime="{value.isoformat()}">{escape(spell(value))}</time>')  # noqa: S308
