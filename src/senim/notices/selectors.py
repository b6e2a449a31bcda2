"""Reads: what residents see (from memory), what whoever writes sees."""

from __future__ import annotations

from senim.kernel.clock import today
from senim.kernel.scoping import Scope
from senim.notices import memory
from senim.notices.domain import State
from senim.notices.memory import Shown
from senim.notices.models import Notice
from senim.notices.permissions import not_yours, reach


def current(path: str) -> list[Shown]:
    """Notices shown today for an area: its own, those of the areas around it, those of the areas inside; searches
    first, then the newest. No query from memory."""
    day = today()
    rows = [one for one in memory.published() if one.is_on(day) and _concerns(one.path, path)]
    return sorted(rows, key=lambda one: not one.is_search)


def _concerns(own: str, asked: str) -> bool:
    return asked.startswith(own) or own.startswith(asked)


def shown(number: str) -> Shown | None:
    """A notice that is shown today; None where it ended, or never was. No query from memory."""
    day = today()
    return next((one for one in memory.published() if one.number == number and one.is_on(day)), None)


def was_ever(scope: Scope, number: str) -> bool:  # noqa: ARG001 - a read names who asks
    """Whether there was such a notice for residents: its page says "ended" and nothing else. One query."""
    return Notice.objects.filter(number=number, published_at__isnull=False).exists()


def photo_of(scope: Scope, number: str) -> Notice | None:  # noqa: ARG001 - a read names who asks
    """The row of a shown notice with its photo. One query."""
    if shown(number) is None:
        return None
    return Notice.objects.filter(number=number, photo__isnull=False).select_related("photo").first()


def mine(scope: Scope, *, ended: bool = False, offset: int = 0, limit: int = 50) -> list[Notice]:
    """Notices of the own areas. One query."""
    rows = Notice.objects.filter(reach(scope))
    rows = rows.filter(state=State.ENDED.value) if ended else rows.exclude(state=State.ENDED.value)
    return list(rows.order_by("-changed_at", "-pk")[offset : offset + limit + 1])


def one(scope: Scope, number: str) -> Notice:
    """A notice of the own area with its history. Two queries. NotYours for any other."""
    found = Notice.objects.filter(reach(scope), number=number).select_related("photo").first()
    if found is None:
        raise not_yours()
    return found


def to_sign(scope: Scope, limit: int) -> list[Notice]:
    """Notices about persons that wait for a signature in the own areas. One query."""
    return list(Notice.objects.filter(reach(scope), state=State.READY.value).order_by("changed_at", "pk")[:limit])
