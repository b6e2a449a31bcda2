"""What the staff context does by itself: it forgets what it need not keep."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from senim.kernel import clock
from senim.kernel.schedule import every
from senim.staff.models import Invitation, SignInFailure, UsedCode

#: Failures of signing in hold network addresses; the lock-out looks back minutes, an inquiry perhaps days.
FAILURES_KEPT = timedelta(days=7)
CODES_KEPT = timedelta(hours=1)


@every(3600)
def forget_old() -> None:
    """Forget old failures and used codes, end invitations that ran out, drop sessions that ended."""
    now = clock.now()
    with transaction.atomic():
        SignInFailure.objects.filter(at__lt=now - FAILURES_KEPT).delete()
        UsedCode.objects.filter(at__lt=now - CODES_KEPT).delete()
        Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__lte=now).update(
            revoked_at=now
        )
        Session.objects.filter(expire_date__lt=now).delete()
