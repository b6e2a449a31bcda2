"""What is in force, from memory: procedures are few and change rarely; every list, card and device asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from senim.kernel import versions
from senim.kernel.versions import Cached
from senim.knowledge.domain import State, Text
from senim.knowledge.models import Version
from senim.knowledge.shipped import NAME


@dataclass(frozen=True, slots=True)
class Edition:
    """An approved version: number of the procedure `code`, valid on both of its days (None: no end is set)."""

    id: int
    code: str
    group: str
    order: int
    number: int
    valid_from: date
    valid_to: date | None
    ended_why: str
    public: bool
    shipped: bool
    digest: str
    text: Text = field(hash=False)


def _read() -> dict[str, tuple[Edition, ...]]:
    rows = Version.objects.filter(state=State.APPROVED).select_related("procedure").order_by("valid_from", "number")
    found: dict[str, tuple[Edition, ...]] = {}
    for row in rows:
        assert row.valid_from is not None
        one = Edition(
            row.pk,
            row.procedure.code,
            row.procedure.group,
            row.procedure.order,
            row.number,
            row.valid_from,
            row.valid_to,
            row.ended_why,
            row.is_public,
            row.shipped,
            row.digest,
            Text.from_json(row.body),
        )
        found[one.code] = (*found.get(one.code, ()), one)
    return found


_EDITIONS = Cached(NAME, _read)


def changed() -> None:
    """A version was approved or ended: every process reads anew. Call it in the transaction of the change."""
    versions.bump(NAME)


def edition(code: str, number: int) -> Edition | None:
    """One approved version."""
    return next((one for one in _EDITIONS.get().get(code, ()) if one.number == number), None)


def on(code: str, day: date) -> Edition | None:
    """The version that counts on a day: the last one that had come into force, though it may have ended since."""
    begun = [one for one in _EDITIONS.get().get(code, ()) if one.valid_from <= day]
    return begun[-1] if begun else None


def all_on(day: date) -> Iterable[Edition]:
    """Every procedure as it counts on a day."""
    return [one for code in _EDITIONS.get() if (one := on(code, day)) is not None]
