"""How long a session is good: until it is old, idle, signed out elsewhere, or the person has left.

The session's own dictionary holds four plain values, so a check costs nothing beyond reading session and account:
    senim_epoch   the account's epoch when it signed in
    senim_since   when it signed in (seconds)
    senim_seen    when it was last used (seconds, written at most once a minute)
    senim_second  whether the second step was done, or waived for a demonstration account
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from senim.kernel import clock
from senim.staff.models import Account

EPOCH, SINCE, SEEN, SECOND = "senim_epoch", "senim_since", "senim_seen", "senim_second"
#: Seconds between two notes that a session is in use.
NOTE_EVERY = 60


def begin(request: HttpRequest, account: Account, *, second: bool) -> None:
    """Stamp a session that has just signed in."""
    now = int(clock.now().timestamp())
    request.session.update({EPOCH: account.epoch, SINCE: now, SEEN: now, SECOND: second})


def is_good(session: Any, account: Account, now: datetime) -> bool:
    """Whether a session may go on: same epoch, not too old, not idle too long. A clock that jumped back ends none."""
    if session.get(EPOCH) != account.epoch:
        return False
    since, seen = session.get(SINCE, 0), session.get(SEEN, 0)
    moment = now.timestamp()
    return bool(
        moment - since < settings.STAFF_SESSION_HOURS * 3600 and moment - seen < settings.STAFF_IDLE_MINUTES * 60
    )


def note_use(session: Any, now: datetime) -> None:
    """Note that the session is in use; one write a minute at most."""
    moment = int(now.timestamp())
    if abs(moment - session.get(SEEN, 0)) >= NOTE_EVERY:
        session[SEEN] = moment


def ends_at(session: Any) -> datetime:
    """When the session ends if nothing more is done."""
    latest = session.get(SINCE, 0) + settings.STAFF_SESSION_HOURS * 3600
    return datetime.fromtimestamp(min(latest, session.get(SEEN, 0) + settings.STAFF_IDLE_MINUTES * 60), UTC)


def waived(account: Account) -> bool:
    """Whether the second step is waived: a demonstration account in an installation that is a demonstration."""
    return bool(settings.DEMO and account.demo)
