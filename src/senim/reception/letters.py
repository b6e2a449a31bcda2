"""What a resident is told of a booked time: when and what changed, in neutral words.

A telephone is read by others: no message says police, whom it is with or what about. The link stands in the first
one alone, because the code behind it is not kept.
"""

from __future__ import annotations

from typing import Any

from senim.kernel import outbox
from senim.reception.codes import link
from senim.reception.models import Booking


def booked(booking: Booking, secret: str) -> None:
    """Confirm a time, with the link to it."""
    _tell(booking, "reception_booked", "booked", link=link(secret, booking.language))


def moved(booking: Booking) -> None:
    _tell(booking, "reception_moved", f"moved:{booking.moves}")


def cancelled(booking: Booking) -> None:
    _tell(booking, "reception_cancelled", "cancelled")


def remind(booking: Booking) -> None:
    _tell(booking, "reception_reminder", f"reminder:{booking.moves}")


def stood_in(booking: Booking) -> None:
    """Somebody else receives; the time stands."""
    _tell(booking, "reception_stood_in", f"stood_in:{booking.moves}:{booking.told_id}")


def stranded(booking: Booking) -> None:
    """Nobody will be there: other times are offered behind the code."""
    _tell(booking, "reception_stranded", f"stranded:{booking.moves}:{booking.stranded_at:%Y%m%d%H%M}")


def _tell(booking: Booking, template: str, key: str, **more: Any) -> None:
    to = booking.phone or booking.email
    if not to:
        return
    outbox.put(
        "sms" if booking.phone else "email",
        to=to,
        template=template,
        context={"starts_at": booking.starts_at.isoformat(), **more},
        language=booking.language,
        key=f"reception:{booking.pk}:{key}",
    )
