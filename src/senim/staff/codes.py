"""One-time codes: each is good once, in every process. A cache would remember it in one process only."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db import IntegrityError, transaction

from senim.kernel import clock
from senim.staff.models import UsedCode


def accept(authenticator: Authenticator, code: str) -> bool:
    """Whether a code fits this authenticator and was not used before; using it up at the same time."""
    if authenticator.type == Authenticator.Type.TOTP:
        return _accept_totp(authenticator, code)
    with transaction.atomic():
        # Recovery codes are marks in one row: two requests with the same code take turns.
        row = Authenticator.objects.select_for_update(no_key=True).get(pk=authenticator.pk)
        return bool(row.wrap().validate_code(code))


def _accept_totp(authenticator: Authenticator, code: str) -> bool:
    secret = decrypt(authenticator.data["secret"])
    for step in totp.yield_hotp_counters_from_time():
        if totp.compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step))):
            return _use(authenticator.user_id, step)
    return False


def _use(account_id: int, step: int) -> bool:
    try:
        with transaction.atomic():
            UsedCode.objects.filter(account_id=account_id, step__lt=step - 10).delete()
            UsedCode.objects.create(account_id=account_id, step=step, at=clock.now())
    except IntegrityError:
        return False
    return True
