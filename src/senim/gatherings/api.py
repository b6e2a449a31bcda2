"""Meetings, open days, police hours, training: who came, what was promised, was it kept? The only door of this context.

held(area_path, since, until) -> (gatherings, people)     open to residents and held in [since, until) (1 query)
"""

from __future__ import annotations

from datetime import datetime

from senim.kernel.scoping import PUBLIC
from senim.partnership import api as partnership

__all__ = ["held"]


def held(area_path: str, since: datetime, until: datetime) -> tuple[int, int]:
    """(gatherings open to residents, people who came) of an area. One query."""
    return partnership.held_between(PUBLIC, area_path, since, until)
