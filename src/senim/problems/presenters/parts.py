"""Names of what rows only point to: areas, posts, bodies, kinds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language

from senim.appeals import api as appeals
from senim.kernel.clock import local
from senim.kernel.scoping import Scope
from senim.kernel.text import sort_key
from senim.problems import catalogue
from senim.problems.permissions import READERS
from senim.staff import api as staff
from senim.territory import api as territory


def language() -> str:
    return get_language() or "kk"


def area_name(area_id: int) -> str:
    """An area by its name in the present language; "—" where it is closed and forgotten."""
    try:
        return territory.name_of(territory.area(area_id), language())
    except KeyError:
        return "—"


def area_of_path(path: str) -> str:
    """The name of the last area of a path."""
    last = path.strip("/").split("/")[-1]
    return area_name(int(last)) if last.isdigit() else "—"


def paths_words(paths: Iterable[str]) -> str:
    return ", ".join(map(area_of_path, paths))


def body_name(body: Any) -> str:
    return str(getattr(body, f"name_{language()}", "") or body.name_kk) if body else ""


def body_choices(area_path: str) -> list[tuple[int, str]]:
    """The bodies that serve an area, in the order of the language. One query."""
    found = [(one.pk, body_name(one)) for one in appeals.acts.bodies(_nobody(), area_path)]
    return sorted(found, key=lambda one: sort_key(one[1]))


def _nobody() -> Scope:
    return Scope()


def post_choices(area_path: str) -> list[tuple[int, str]]:
    """Posts that may work on files: those over the area, and those inside it."""
    above = [place for place, letter in enumerate(area_path) if letter == "/" and place]
    found: set[int] = set()
    for role in READERS:
        found |= set(staff.posts_of_role(role, area_path))
        found |= set(staff.posts_covering(role, int(area_path.strip("/").split("/")[-1]))) if above else set()
    named = [(post, staff.post_title(post, language())) for post in found]
    return sorted(named, key=lambda one: sort_key(one[1]))


def area_choices(paths: Sequence[str]) -> list[tuple[int, str]]:
    """Areas of these duties with everything below, each with what it lies in, beats last."""
    found: dict[int, str] = {}
    for path in paths:
        for info in _below(int(path.strip("/").split("/")[-1])):
            above = territory.ancestors(info.id)
            around = f" ({territory.name_of(above[-1], language())})" if above else ""
            found[info.id] = territory.name_of(info, language()) + around
    return list(found.items())


def _below(area_id: int) -> list[territory.AreaInfo]:
    found, waiting = [], [territory.area(area_id)]
    while waiting:
        info = waiting.pop(0)
        found.append(info)
        waiting += territory.children(info.id, language())
    return found


def near_areas(area_path: str) -> list[tuple[str, str]]:
    """(path, name) of the areas beside one: those in the same parent, for comparing."""
    own = int(area_path.strip("/").split("/")[-1])
    above = territory.ancestors(own)
    if not above:
        return []
    return [
        (info.path, territory.name_of(info, language()))
        for info in territory.children(above[-1].id, language())
        if info.id != own
    ]


def category_name(code: str) -> str:
    try:
        return str(appeals.category(code).label)
    except (KeyError, LookupError):
        return code


def kind_name(code: str) -> str:
    return str(catalogue.PROBLEM_KINDS.get(code, code))


def place_name(code: str) -> str:
    return str(catalogue.PLACES.get(code, code))


def before_plan(plans: Sequence[Any], began: date | None) -> bool:
    """Whether a response that began on a day had no frozen plan then. plans: the newest first."""
    return began is not None and (not plans or began < local(plans[-1].frozen_at).date())
