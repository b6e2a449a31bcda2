"""Areas to choose from: inside the own ones, in the order of the tree."""

from __future__ import annotations

from collections.abc import Iterable

from senim.kernel.scoping import Role, Scope, within
from senim.kernel.text import sort_key
from senim.territory import api as territory
from senim.territory.api import Level
from senim.web.words import language

LEVELS = (Level.COUNTRY, Level.REGION, Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT, Level.BEAT)


def area_choices(scope: Scope, roles: Iterable[Role], levels: tuple[Level, ...] = LEVELS) -> list[tuple[int, str]]:
    """(id, name) of areas inside those of the roles, deeper ones set in."""
    own = scope.paths(*roles)
    infos = [one for level in levels for one in territory.areas_list(level, lang=language())]
    infos = [one for one in infos if scope.everything or within(one.path, own)]
    names = {one.path: territory.name_of(one, language()) for one in infos}
    top = min((one.path.count("/") for one in infos), default=0)
    infos.sort(key=lambda one: _in_tree(one.path, names))
    return [(one.id, "\u2007\u2007" * (one.path.count("/") - top) + names[one.path]) for one in infos]


def _in_tree(path: str, names: dict[str, str]) -> tuple[object, ...]:
    steps = path.strip("/").split("/")
    ways = ("/" + "/".join(steps[:size]) + "/" for size in range(1, len(steps) + 1))
    return tuple(sort_key(names.get(way, "")) for way in ways)
