"""Links that other contexts put beside a point: booking a time there."""

from __future__ import annotations

from collections.abc import Callable

from senim.territory.api import PointInfo

#: link(point) -> an address, or None where nobody can book there.
Link = Callable[[PointInfo], str | None]
_booking: list[Link] = []


def register_booking(link: Link) -> None:
    """Say once (in `AppConfig.ready`) where a time at a point is booked. The last one said counts."""
    _booking[:] = [link]


def booking(point: PointInfo) -> str | None:
    """The address at which a time at a point is booked; None where nobody has said so."""
    return _booking[0](point) if _booking else None
