"""Filling a message's template in its language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from senim.kernel import clock


@dataclass(frozen=True, slots=True)
class Filled:
    """A message as it will be read. html: the same letter for programs that show it so, "" where there is none."""

    subject: str
    body: str
    html: str = ""


def letter(template: str, context: Mapping[str, Any], language: str) -> Filled:
    """A letter: the first line of the template that is not empty is its subject. A template beside it gives HTML."""
    subject, _, body = _fill(f"outbound/{template}.txt", context, language).strip().partition("\n")
    return Filled(" ".join(subject.split()), body.strip() + "\n", _html(template, context, language))


def short(template: str, context: Mapping[str, Any], language: str) -> Filled:
    """A text message: one paragraph."""
    return Filled("", " ".join(_fill(f"outbound/{template}.sms.txt", context, language).split()))


def _html(template: str, context: Mapping[str, Any], language: str) -> str:
    try:
        found = get_template(f"outbound/{template}.html")
    except TemplateDoesNotExist:
        return ""
    with translation.override(language):
        return str(found.template.render(Context(_values(context, language))))  # type: ignore[attr-defined]


def _fill(name: str, context: Mapping[str, Any], language: str) -> str:
    with translation.override(language):
        # Plain text: an apostrophe stays an apostrophe.
        plain = Context(_values(context, language), autoescape=False)
        return str(get_template(name).template.render(plain))  # type: ignore[attr-defined]


def _values(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    values = {key: _alive(key, value) for key, value in context.items()}
    values.update(base_url=settings.BASE_URL, demo=settings.DEMO, language=language)
    return values


def _alive(key: str, value: Any) -> Any:
    if isinstance(value, str) and key.endswith("_at"):
        return clock.local(datetime.fromisoformat(value))
    if isinstance(value, str) and key.endswith("_on"):
        return date.fromisoformat(value)
    return value
