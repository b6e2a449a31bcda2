"""Notices to residents: news, warnings, searches. The door of this context.

    current(area_path) -> [Shown]        what is shown today for an area, searches first; no query from memory
    part(area, language) -> dict | None  the same for a part of a page; CURRENT is its title, PART its template
    write, ask_signature, publish, end   the writes, for the demonstration
"""

from senim.notices.actions import ask_signature, end, publish, write
from senim.notices.domain import Kind, Values, Why
from senim.notices.memory import Shown
from senim.notices.presenters import part
from senim.notices.selectors import current
from senim.notices.words import CURRENT

PART = "notices/parts/on_page.html"

__all__ = [
    "CURRENT", "PART", "Kind", "Shown", "Values", "Why", "ask_signature", "current", "end", "part", "publish", "write",
]
