"""Operations from memory: there are few, they change rarely, and every day of every inspector asks for them."""

from __future__ import annotations

from datetime import date

from senim.cabinet.models import Operation
from senim.kernel import versions
from senim.kernel.areas import around
from senim.kernel.versions import Cached

NAME = "cabinet.operations"
#: More than run and are owed at one time in a country.
LAST = 500


def _read() -> tuple[Operation, ...]:
    return tuple(Operation.objects.order_by("-due_on", "-pk")[:LAST])


_OPERATIONS = Cached(NAME, _read)


def changed() -> None:
    """An operation was defined: every process reads them anew. Call it in the transaction of the change."""
    versions.bump(NAME)


def reaching(paths: tuple[str, ...], since: date, until: date) -> list[Operation]:
    """Operations that reach into some areas, begun by `until` and due no earlier than `since`; due first on top."""
    over = {one for path in paths for one in around(path)}
    found = [
        one
        for one in _OPERATIONS.get()
        if one.area_path in over and one.since <= until and one.due_on >= since
    ]
    return sorted(found, key=lambda one: (one.due_on, one.pk))
