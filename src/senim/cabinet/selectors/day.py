"""The day of somebody: what is owed, in which order to go, what was done already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from senim.cabinet import route
from senim.cabinet.models import Visit
from senim.cabinet.permissions import READERS, VISITORS, WRITERS, can_see_day, not_yours
from senim.cabinet.selectors.visits import on_day, stood_aside
from senim.kernel import duties
from senim.kernel.clock import local, now
from senim.kernel.duties import Duty as Owed
from senim.kernel.scoping import Duty, Role, Scope
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language


@dataclass(frozen=True, slots=True)
class Day:
    """One list, in three groups by what is owed, and a walk over what has a place.

    stops: keys in the order of the walk. metres: its length, from `start` where a point is known; streets: how many of
    its `legs` go over streets, None where no street network is loaded and the lines are straight.
    """

    on: date
    posts: tuple[int, ...]
    overdue: list[Owed]
    today: list[Owed]
    soon: list[Owed]
    stops: list[str] = field(default_factory=list)
    metres: float = 0.0
    start: str = ""
    legs: int = 0
    streets: int | None = None
    done: list[Visit] = field(default_factory=list)
    aside: frozenset[str] = frozenset()

    @property
    def owed(self) -> list[Owed]:
        return [*self.overdue, *self.today, *self.soon]


def day(scope: Scope, on: date, post_id: int | None = None) -> Day:
    """The day of the asker, or of a post below. Raises NotYours. One query for all that sources read, few beside."""
    posts = tuple(sorted(scope.posts(*READERS))) if post_id is None else (post_id,)
    if post_id is not None and not can_see_day(scope, post_id):
        raise not_yours()
    whose = scope if post_id is None or post_id in scope.posts() else _below(scope, post_id)
    owed = duties.of(whose, on)
    at = now()
    late = [one for one in owed if one.owed_by < at]
    due = [one for one in owed if one.owed_by >= at and local(one.owed_by).date() <= on]
    soon = [one for one in owed if local(one.owed_by).date() > on and one.owed_by >= at]
    stops, walk, start = _walk([*late, *due, *soon], whose)
    done = on_day(scope, posts, on)
    aside = stood_aside(whose, [one.key for one in owed if duties.can_hand_on(one.key)])
    return Day(on, posts, late, due, soon, stops, walk.metres, start, walk.legs, walk.streets, done, aside)


def _below(scope: Scope, post_id: int) -> Scope:
    """The scope of one post below, without a person: what its holder alone may know stays out."""
    post = staff.post_info(post_id)
    assert post is not None
    duty = Duty(post.role, post_id, staff.area_paths(post_id))
    return Scope(
        None, (duty,), scope.shut_out_posts, scope.language, shut_out_accounts=scope.shut_out_accounts
    )


def _walk(owed: Sequence[Owed], scope: Scope) -> tuple[list[str], route.Walk, str]:
    placed = [one for one in owed if one.where.lon is not None and one.where.lat is not None and one.purpose]
    places = [(one.where.lon or 0.0, one.where.lat or 0.0) for one in placed]
    name, begin = _point(scope)
    found = route.walk(places, begin)
    return [placed[index].key for index in found.order], found, name


def _point(scope: Scope) -> tuple[str, route.Place | None]:
    """The police point from which the walk begins: of the own beat, or of an area around it."""
    steps = next(iter(scope.paths(*VISITORS)), "").strip("/").split("/")
    around = (territory.points_of(int(step)) for step in reversed(steps) if step)
    point = next((found[0] for found in around if found), None)
    return (point.name(language()), (point.lon, point.lat)) if point else ("", None)


def below(scope: Scope) -> list[int]:
    """Posts whose days a head may look at. No query."""
    found = {
        post
        for path in scope.paths(Role.HEAD)
        for role in WRITERS
        for post in staff.posts_of_role(role, path)
        if can_see_day(scope, post)
    }
    return sorted(found)
