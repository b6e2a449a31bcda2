"""Changes and what they are made of. The first argument is who asks."""

from __future__ import annotations

from senim.kernel.scoping import Role, Scope, within
from senim.rehearsal.domain import Matter
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import AUTHORS, not_yours, visible
from senim.staff import api as staff
from senim.territory import api as territory
from senim.territory.api import AreaInfo, Level

LEVELS = (Level.REGION, Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT)


def changes(scope: Scope, limit: int = 100) -> list[Change]:
    """Changes that a person sees, the latest first, without their files and results. One query."""
    rows = Change.objects.filter(visible(scope)).defer("content", "result", "stamp", "before")
    return list(rows.order_by("-asked_at", "-pk")[:limit])


def change(scope: Scope, change_id: int) -> Change:
    """One change. Raises NotYours. One query."""
    row = Change.objects.filter(visible(scope), pk=change_id).first()
    if row is None:
        raise not_yours()
    return row


def undoing_of(scope: Scope, row: Change) -> Change | None:
    """What undoes a change, if somebody has drawn it up and not withdrawn it. One query."""
    rows = Change.objects.filter(visible(scope), undoes=row).exclude(state="withdrawn")
    return rows.defer("content", "result", "stamp", "before").first()


def areas(scope: Scope, matter: Matter) -> list[AreaInfo]:
    """Areas with beats for which a person draws up changes of a kind, the widest first. No query."""
    own = scope.paths(*AUTHORS[matter])
    every = scope.everything or (Role.ADMIN in AUTHORS[matter] and scope.has(Role.ADMIN))
    found = [one for level in LEVELS for one in territory.areas_list(level, lang=scope.language)]
    return [one for one in found if (every or within(one.path, own)) and beats_of(one)]


def beats_of(area: AreaInfo, language: str = "kk") -> list[AreaInfo]:
    """The beats of an area in the order of their codes. No query."""
    return sorted(territory.areas_list(Level.BEAT, area.id, language), key=lambda one: one.code)


def posts_for(area: AreaInfo, role: Role = Role.INSPECTOR) -> list[int]:
    """Active posts of a role that work in an area or around it. No query."""
    return sorted({*staff.posts_of_role(role, area.path), *staff.posts_covering(role, area.id)})
