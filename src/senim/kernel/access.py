"""Every URL says who may come: public, any staff, or named roles. What says nothing is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from senim.kernel.scoping import Role

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """The declaration a view carries as `view.access`. kind: public, account, staff or role."""

    kind: str
    roles: frozenset[Role] = frozenset()


def _mark(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone, signed in or not."""
    return _mark(view, Access("public"))


def account(view: View) -> View:
    """Anyone signed in, with or without a post, before or after the second step: the pages of signing in itself."""
    return _mark(view, Access("account"))


def staff(view: View) -> View:
    """Anyone signed in who holds at least one post now."""
    return _mark(view, Access("staff"))


def role(*roles: Role) -> Callable[[View], View]:
    """Whoever holds a post of one of these roles now."""
    if not roles:
        raise ValueError("name at least one role")
    return lambda view: _mark(view, Access("role", frozenset(roles)))
