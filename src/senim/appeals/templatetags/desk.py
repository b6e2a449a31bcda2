"""Rows of the officer's lists. A page draws fifty, so a row is one filter and not a score of template nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from senim.web.templatetags.senim import until
from senim.web.words import ago

register = template.Library()

ROW = """<tr role="row" class="{style}"><td role="cell">{due}</td>\
<th scope="row" role="rowheader"><a href="{url}">{category}</a>{tags}<span class="short mute">{short}</span></th>\
<td role="cell">{place}</td><td role="cell">{state} <br><span class="mute num">{number}</span></td></tr>"""
WORDS = ("style", "url", "category", "short", "place", "state", "number")
DUE = """{tag}{left}<br><span class="mute small">{owed}, {end}</span>"""
WAITS = """<span class="mute">{owed}</span>"""
TAG = """<span class="tag" data-kind="{}">{}</span> """


@register.filter
def as_row(row: Mapping[str, Any]) -> SafeString:
    """A row of `presenters.queue_row`: what is owed and by when; what, with its marks; where; how it stands."""
    tags = SafeString("".join(format_html(TAG, *pair) for pair in row["tags"]))
    words = {name: row[name] for name in WORDS}
    return format_html(ROW, tags=tags, due=_due(row), **words)


def _due(row: Mapping[str, Any]) -> SafeString:
    at, mark, owed = row["owed_at"], row["mark"], row["owed"]
    if at is None:
        return format_html(WAITS, owed=owed)
    tag = format_html(TAG, *mark[1:]) if mark else ""
    return format_html(DUE, tag=tag, left=ago(at), owed=owed, end=until(at))
