"""In whose name the invented officers act."""

from __future__ import annotations

from collections.abc import Callable

from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff
from senim.territory import api as territory


def on(role: Role, area: int | str, who: Callable[[int], int | None] = staff.on_post) -> Actor:
    """Somebody of the first post of a role that covers an area (its id or code). who: of a post, the account that acts:
    whoever is there now, or `staff.holder_of`."""
    found = territory.area(area) if isinstance(area, int) else territory.area_by_code(area)
    assert found is not None
    post = staff.posts_covering(role, found.id)[0]
    account = who(post)
    assert account is not None
    return Actor("staff", account, post, staff.scope_of(account))
