"""Every read of the passport. The first argument is who asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from senim.kernel.areas import inside
from senim.kernel.clock import today
from senim.kernel.scoping import Scope, within
from senim.kernel.small import LEAST
from senim.passport import figures
from senim.passport.domain import PUBLIC_SECTIONS, STALE_AFTER, Section, is_stale
from senim.passport.figures import Figure
from senim.passport.models import Doubt, Entry, Version
from senim.passport.permissions import ANSWERERS, KEEPERS, READERS, can, is_near, not_yours
from senim.problems import api as problems
from senim.territory import api as territory

#: Fields of a leader that only those near the work read, unless the entry is shown to residents.
GUARDED = ("person", "contact", "agreed_on")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as this person may read it. content: `domain.EMPTY` without what is hidden; few: the count is small and
    said as "fewer than"."""

    id: int
    section: Section
    kind: str
    content: dict[str, Any]
    shown: bool
    confirmed_on: date
    edits: int
    stale: bool
    few: bool = False


@dataclass(frozen=True, slots=True)
class Passport:
    """Everything of a beat that a person may read."""

    area: territory.AreaInfo
    near: bool
    on: date
    figures: list[Figure]
    entries: dict[Section, list[Row]]
    problems: list[problems.PublicProblem]
    doubts: list[Doubt] = field(default_factory=list)


def beats(scope: Scope, limit: int = 400) -> list[territory.AreaInfo]:
    """The beats whose passport a person may read, in the order of the language. No query."""
    own = scope.paths(*READERS)
    found = territory.areas_list(territory.Level.BEAT, lang=scope.language)
    return [one for one in found if scope.everything or within(one.path, own)][:limit]


def beat(scope: Scope, area_id: int) -> territory.AreaInfo:
    """A beat whose passport a person may read. Raises NotYours. No query."""
    try:
        area = territory.area(area_id)
    except KeyError:
        raise not_yours() from None
    if area.level is not territory.Level.BEAT or not can(scope, "passport.see", area.path):
        raise not_yours()
    return area


def of(scope: Scope, area_id: int) -> Passport:
    """The passport of a beat as this person may read it. Nine queries at most. Raises NotYours."""
    area, day = beat(scope, area_id), today()
    near = is_near(scope, area.path)
    rows = [_row(one, near, day) for one in Entry.objects.filter(area=area.id, ended_on__isnull=True).order_by("pk")]
    return Passport(
        area,
        near,
        day,
        figures.of(area, day, near=near),
        {section: [one for one in rows if one.section is section] for section in Section},
        problems.on_beat(scope, area.path, scope.language),
        list(Doubt.objects.filter(area=area.id).order_by("-at", "-pk")[:20]),
    )


def _row(one: Entry, near: bool, day: date) -> Row:
    content = dict(one.content)
    if one.section == Section.LEADERS and not (near or one.shown):
        content = {name: value for name, value in content.items() if name not in GUARDED}
    few = one.section == Section.GROUPS and not near and 0 < content.get("count", 0) < LEAST
    if few:
        content.pop("count")
    return Row(
        one.pk, Section(one.section), one.kind, content, one.shown, one.confirmed_on, one.edits,
        is_stale(one.confirmed_on, day), few)


def shown(scope: Scope, area_id: int) -> list[Row]:  # noqa: ARG001 - the same for everyone
    """What residents read: places, services and leaders that the inspector shows. One query."""
    rows = Entry.objects.filter(area=area_id, shown=True, ended_on__isnull=True, section__in=PUBLIC_SECTIONS)
    return [_row(one, False, today()) for one in rows.order_by("section", "kind", "pk")]


def entry(scope: Scope, entry_id: int) -> Entry:
    """One open entry for whoever keeps it. Raises NotYours. One query."""
    row = Entry.objects.filter(pk=entry_id, ended_on__isnull=True).first()
    if row is None or not can(scope, "passport.write", row.area_path):
        raise not_yours()
    return row


def history(scope: Scope, entry_id: int) -> tuple[Entry, list[Version]]:
    """An entry with all its versions, the last first, for those near the work. Two queries. Raises NotYours."""
    row = Entry.objects.filter(pk=entry_id).first()
    if row is None or not is_near(scope, row.area_path):
        raise not_yours()
    return row, list(row.versions.order_by("-number"))


def ended(scope: Scope, area_id: int, limit: int = 100) -> list[Entry]:
    """Entries that went into history, for those near the work; nothing for others. One query."""
    area = beat(scope, area_id)
    if not is_near(scope, area.path):
        return []
    return list(Entry.objects.filter(area=area.id, ended_on__isnull=False).order_by("-ended_on", "-pk")[:limit])


def doubt(scope: Scope, doubt_id: int) -> Doubt:
    """One question for whoever answers. Raises NotYours. One query."""
    row = Doubt.objects.filter(pk=doubt_id).first()
    if row is None or not scope.covers(row.area_path, *ANSWERERS):
        raise not_yours()
    return row


def old(scope: Scope, day: date) -> QuerySet[Entry] | None:
    """Entries of the own beats that nobody confirmed for a year; None for who keeps no passport."""
    paths = scope.paths(*KEEPERS)
    if not paths:
        return None
    rows = Entry.objects.filter(inside(paths), ended_on__isnull=True, confirmed_on__lte=day - STALE_AFTER)
    return rows.only("area", "area_path", "confirmed_on")
