"""Rows of the officer's lists. A page draws fifty, so a row is one filter and not a score of template nodes."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from senim.appeals.presenters.desk import QueueRow
from senim.web.templatetags.senim import until
from senim.web.words import ago

register = template.Library()

ROW = """<tr role="row" class="{style}"><td role="cell">{due}</td>\
<th scope="row" role="rowheader"><a href="{url}">{category}</a>{tags}\
<span class="short mute"{spoken}>{short}</span></th>\
<td role="cell">{place}</td><td role="cell">{state} <br><span class="mute num">{number}</span></td></tr>"""
DUE = """{tag}{left}<br><span class="mute small">{owed}, {end}</span>"""
WAITS = """<span class="mute">{owed}</span>"""
TAG = """<span class="tag" data-kind="{}">{}</span> """


@register.filter
def as_row(row: QueueRow) -> SafeString:
    """A row as a table shows it. Only how long is left moves by itself."""
    return _drawn(row, ago(row.owed_at) if row.owed_at else "")


@lru_cache(maxsize=4096)
def _drawn(row: QueueRow, left: str) -> SafeString:
    tags = SafeString("".join(format_html(TAG, *pair) for pair in row.tags))
    style = f"row-{row.mark[0]}" if row.mark else ""
    return format_html(
        ROW, style=style, tags=tags, due=_due(row, left), url=row.url, category=row.category, short=row.short,
        place=row.place, state=row.state, number=row.number,
        # Whoever listens hears the words of the applicant in their own language.
        spoken=format_html(' lang="{}"', row.spoken) if row.spoken not in {"", row.language} else "",
    )


def _due(row: QueueRow, left: str) -> SafeString:
    if row.owed_at is None:
        return format_html(WAITS, owed=row.owed)
    tag = format_html(TAG, *row.mark[1:]) if row.mark else ""
    return format_html(DUE, tag=tag, left=left, owed=row.owed, end=until(row.owed_at))
