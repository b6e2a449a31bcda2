"""Guessing is slowed down: failures are rows, so that the lock holds in every process and over a restart.

Three limits, each within the same window (`STAFF_LOCK_WINDOW`, minutes):
- one e-mail from one address: STAFF_LOCK_TRIES (5). The usual case; an attacker elsewhere cannot lock an officer out.
- one e-mail from anywhere: STAFF_LOCK_TRIES_EMAIL (30). Guessing from many addresses.
- one address, any e-mail: STAFF_LOCK_TRIES_ADDRESS (60). One password for many people; an office shares an address.
A password and a one-time code count alike. A success forgets the failures of that e-mail from that address.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from senim.kernel import clock, ids, keys
from senim.staff.models import SignInFailure


def mark(email: str) -> str:
    """What is kept of an e-mail typed at sign-in: a keyed commitment. Somebody may have typed a password there."""
    return ids.commit(keys.marking().encode(), f"staff-sign-in:{email.strip().lower()}")


def locked_until(email: str, address: str | None) -> datetime | None:
    """Until when sign-in with this e-mail from this address is closed; None where it is open. One query."""
    span = timedelta(minutes=settings.STAFF_LOCK_WINDOW)
    since, token = clock.now() - span, mark(email)
    rows = SignInFailure.objects.filter(Q(email_mark=token) | Q(address=address, address__isnull=False), at__gt=since)
    found = list(rows.order_by("at").values_list("email_mark", "address", "at"))
    both = [at for email_mark, ip, at in found if email_mark == token and ip == address]
    one_email = [at for email_mark, _ip, at in found if email_mark == token]
    one_address = [at for _mark, ip, at in found if address is not None and ip == address]
    limits = (
        (both, settings.STAFF_LOCK_TRIES),
        (one_email, settings.STAFF_LOCK_TRIES_EMAIL),
        (one_address, settings.STAFF_LOCK_TRIES_ADDRESS),
    )
    ends = [times[-limit] + span for times, limit in limits if len(times) >= limit]
    return max(ends, default=None)


def note_failure(email: str, address: str | None, step: str) -> None:
    """Keep a failed try. step: password or code."""
    SignInFailure.objects.create(email_mark=mark(email), address=address, step=step, at=clock.now())


def forget(email: str, address: str | None) -> None:
    """After a success: the failures of this e-mail from this address are forgotten, and all that are a week old."""
    old = clock.now() - timedelta(days=7)
    SignInFailure.objects.filter(Q(email_mark=mark(email), address=address) | Q(at__lt=old)).delete()
