"""Answered appeals for research: when, of what category, in which beat, how it came and ended. Nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from senim.appeals.models import Appeal
from senim.kernel.areas import inside
from senim.kernel.scoping import Role, Scope, within

#: Who prepares data for a university, inside the own areas.
RESEARCHERS = (Role.ANALYST,)


class ResearchAppeal(NamedTuple):
    """One answered appeal without words, names, numbers and points."""

    received_at: datetime
    area_path: str
    category: str
    channel: str
    outcome: str
    in_term: bool


def for_research(scope: Scope, path: str, since: datetime, until: datetime) -> list[ResearchAppeal]:
    """Appeals of an area received in [since, until) that were answered. One query.

    Left out: sensitive categories, complaints about officers, duplicates; everything where the area is not the asker's.
    """
    if not (scope.everything or within(path, scope.paths(*RESEARCHERS))):
        return []
    rows = Appeal.objects.filter(
        inside((path,)), sensitive=False, about_post__isnull=True, about_unknown=False, duplicate_of__isnull=True,
        received_at__gte=since, received_at__lt=until, answered_at__isnull=False,
    ).values_list("received_at", "area_path", "category", "channel", "outcome", "answered_at", "legal_due")
    return [
        ResearchAppeal(at, where, category, channel, outcome, answered is not None and answered <= due)
        for at, where, category, channel, outcome, answered, due in rows.iterator(chunk_size=5000)
    ]
