"""Who is asking: roles, duties and the scope that every read takes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """A post's role. A person has it over an area and a period, never for ever and everywhere."""

    INSPECTOR = "inspector"
    ASSISTANT = "assistant"
    TRAINEE = "trainee"
    CIVILIAN = "civilian"
    JUVENILE = "juvenile"
    DUTY = "duty"
    OPERATOR = "operator"
    HEAD = "head"
    ANALYST = "analyst"
    GROUP_COORDINATOR = "group_coordinator"
    AKIMAT = "akimat"
    EXECUTOR = "executor"
    PROSECUTOR = "prosecutor"
    COUNCIL = "council"
    MINISTRY = "ministry"
    ADMIN = "admin"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Duty:
    """One post that a person holds now. `paths` are area paths such as "/1/19/203/"."""

    role: Role
    post_id: int
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person may reach now. The first argument of every selector."""

    account_id: int | None = None
    duties: tuple[Duty, ...] = ()
    shut_out_posts: frozenset[int] = field(default_factory=frozenset)
    language: str = "kk"
    everything: bool = False
    #: Persons whose complaints are hidden: oneself and whoever sits above now. People move between posts; a complaint
    #: about an officer follows the person as well as the post.
    shut_out_accounts: frozenset[int] = field(default_factory=frozenset)

    def has(self, *roles: Role) -> bool:
        """Whether any duty has one of the roles (any duty at all where no role is named)."""
        return any(not roles or duty.role in roles for duty in self.duties)

    def posts(self, *roles: Role) -> frozenset[int]:
        """The ids of the posts held now, of the named roles or of all."""
        return frozenset(duty.post_id for duty in self.duties if not roles or duty.role in roles)

    def paths(self, *roles: Role) -> tuple[str, ...]:
        """The area paths of the duties of the named roles, or of all, without repetition."""
        found = (path for duty in self.duties if not roles or duty.role in roles for path in duty.paths)
        return tuple(dict.fromkeys(found))

    def covers(self, path: str, *roles: Role) -> bool:
        """Whether an area path lies inside an area of a duty of these roles."""
        return self.everything or within(path, self.paths(*roles))


PUBLIC = Scope()
SYSTEM = Scope(everything=True)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: a member of staff, a citizen, the holder of a link, or the system itself."""

    kind: str
    account_id: int | None = None
    post_id: int | None = None
    scope: Scope = PUBLIC
    label: str = ""

    @classmethod
    def system(cls, label: str = "senim") -> Actor:
        return cls(kind="system", scope=SYSTEM, label=label)

    @classmethod
    def citizen(cls) -> Actor:
        return cls(kind="citizen")

    @classmethod
    def link(cls, label: str) -> Actor:
        """Somebody who holds a secret link (an executor of another body)."""
        return cls(kind="link", label=label)


def within(path: str, roots: Iterable[str]) -> bool:
    """Whether `path` is one of `roots` or lies below one."""
    return any(path.startswith(root) for root in roots if root)


def path_range(path: str) -> tuple[str, str]:
    """Bounds [lo, hi) of all area paths at or below `path`, for an index scan on either database.

    "/1/19/" gives ("/1/19/", "/1/190"): "0" is the character after "/".
    """
    if not path.endswith("/"):
        raise ValueError("an area path ends with a slash")
    return path, path[:-1] + "0"
