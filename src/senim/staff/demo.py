"""Accounts of the demonstration: made without a letter, usable at once.

A demonstration account is good only where the installation is a demonstration (`settings.DEMO`): elsewhere its second
step is not waived, and it cannot even be made. docs/adr on sign-in argues this.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction

from senim.kernel import audit
from senim.kernel.scoping import Actor
from senim.staff.actions.common import touched
from senim.staff.actions.invitations import new_account
from senim.staff.models import Account


class NotADemonstration(RuntimeError):
    """A demonstration account was asked for in a real installation."""


@transaction.atomic
def demo_account(
    email: str,
    password: str | None,
    totp_secret: str | None = None,
    *,
    family_name: str,
    given_name: str,
    language: str = "kk",
    **names: Any,
) -> Account:
    """An account of the demonstration; the same e-mail again gives the same account with this password.

    password None: nobody can sign in with it (the many officers who are only names). totp_secret (base 32): the second
    step asks for a code of this printed secret; without one it is waived, and the security page says so.
    """
    if not settings.DEMO:
        raise NotADemonstration("demonstration accounts are made only where SENIM_DEMO is on")
    account = Account.objects.filter(email=email.strip().lower()).first()
    if account is None:
        account = new_account(
            email=email,
            password=password,
            language=language,
            family_name=family_name,
            given_name=given_name,
            demo=True,
            **names,
        )
    elif password is not None and not account.check_password(password):
        account.set_password(password)
        account.save(update_fields=["password"])
    if totp_secret:
        _set_secret(account, totp_secret)
    audit.record(Actor.system("demo"), "staff.demo_account", ("account", account.pk))
    touched(account.pk)
    return account


def _set_secret(account: Account, secret: str) -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - loads allauth's models

    from senim.staff.vault import lock  # noqa: PLC0415 - as above

    Authenticator.objects.update_or_create(
        user=account, type=Authenticator.Type.TOTP, defaults={"data": {"secret": lock(secret)}}
    )
