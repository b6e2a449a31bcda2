"""Areas and posts by the names that people know."""

from __future__ import annotations

from django.utils.translation import gettext as _

from senim.kernel.clock import today
from senim.kernel.labels import Label
from senim.kernel.scoping import Role
from senim.rehearsal import wording
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language


def name_of(area_id: int | None) -> str:
    """The name of an area; what is nobody's ground, in words."""
    if area_id is None:
        return str(wording.NO_BEAT)
    info = territory.snapshot().areas.get(area_id)
    return territory.name_of(info, language()) if info else "—"


def post_name(post_id: int | None) -> str:
    """The title of a post, or "nobody"."""
    info = staff.post_info(post_id) if post_id is not None else None
    return (info.titles[Label._fields.index(language())] or info.titles[0]) if info else str(wording.NOBODY)


def seat_name(post_id: int | None) -> str:
    """A post by its title and the areas it serves today: many posts have one title."""
    paths = staff.area_paths(post_id) if post_id is not None else ()
    areas = ", ".join(name_of(int(path.strip("/").rsplit("/", 1)[-1])) for path in paths[:3])
    return f"{areas}: {post_name(post_id)}" if areas else post_name(post_id)


def way_name(area_id: int | None, post_id: int | None) -> str:
    """Beat and post; the post alone where it serves more than that beat."""
    serves = area_id is not None and post_id in staff.posts_of_area(Role.INSPECTOR, area_id, today())
    return _beat_then(area_id) if serves else f"{_beat_then(area_id)}: {post_name(post_id)}"


def _beat_then(area_id: int | None) -> str:
    """A beat that is only tried has no number yet."""
    return _("a new beat") if area_id is not None and area_id < 0 else name_of(area_id)
