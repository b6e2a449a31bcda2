"""Filling a message's template in its language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from senim.kernel import clock


@dataclass(frozen=True, slots=True)
class Filled:
    """A message as it will be read."""

    subject: str
    body: str


def letter(template: str, context: Mapping[str, Any], language: str) -> Filled:
    """A letter: the first line of the template that is not empty is its subject."""
    subject, _, body = _fill(f"outbound/{template}.txt", context, language).strip().partition("\n")
    return Filled(" ".join(subject.split()), body.strip() + "\n")


def short(template: str, context: Mapping[str, Any], language: str) -> Filled:
    """A text message: one paragraph."""
    return Filled("", " ".join(_fill(f"outbound/{template}.sms.txt", context, language).split()))


def _fill(name: str, context: Mapping[str, Any], language: str) -> str:
    values = {key: _alive(key, value) for key, value in context.items()}
    values.update(base_url=settings.BASE_URL, demo=settings.DEMO, language=language)
    with translation.override(language):
        # Plain text: an apostrophe stays an apostrophe.
        return str(get_template(name).template.render(Context(values, autoescape=False)))  # type: ignore[attr-defined]


def _alive(key: str, value: Any) -> Any:
    if isinstance(value, str) and key.endswith("_at"):
        return clock.local(datetime.fromisoformat(value))
    if isinstance(value, str) and key.endswith("_on"):
        return date.fromisoformat(value)
    return value
