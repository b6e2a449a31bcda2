"""Cells of the officer's lists. A page draws fifty rows, so a cell with conditions is one filter, not ten template nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from senim.web.templatetags.senim import ago, until

register = template.Library()


@register.filter
def owed(row: Mapping[str, Any]) -> SafeString:
    """What is owed and by when: a word that stands out, how long is left, the term and its end."""
    at = row["owed_at"]
    if at is None:
        return format_html('<span class="mute">{}</span>', row["owed"])
    lines = (ago(at), row["owed"], until(at))
    if row["mark"] is None:
        return format_html('{}<br><span class="mute small">{}, {}</span>', *lines)
    _, kind, word = row["mark"]
    return format_html(
        '<span class="tag" data-kind="{}">{}</span> {}<br><span class="mute small">{}, {}</span>', kind, word, *lines
    )


@register.filter
def tags(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Words that stand out beside a name: (kind, word)."""
    marks = [format_html(' <span class="tag" data-kind="{}">{}</span>', kind, word) for kind, word in pairs]
    return SafeString("".join(marks))
