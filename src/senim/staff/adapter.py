"""Our side of django-allauth: invitation only, our words, our lock-out, letters through the outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from senim.kernel import audit, clock, ids, outbox
from senim.kernel.scoping import Actor
from senim.staff import lockout, sessions
from senim.staff.messages import MESSAGES
from senim.staff.models import Account
from senim.web.throttle import client_address

WORDS: dict[str, Any] = {
    "account_inactive": _("This account is closed. Ask the head of your service."),
    "email_password_mismatch": _("The e-mail address or the password is wrong. Check both and try again."),
    "enter_current_password": _("This is not your present password. Try again."),
    "incorrect_code": _("This code is wrong or was used already. Wait for the next one in the app and type that."),
    "incorrect_password": _("The password is wrong. Try again."),
    "invalid_login": _("The e-mail address or the password is wrong. Check both and try again."),
    "invalid_or_expired_key": _("This link no longer works. Ask for a new one."),
    "invalid_password_reset": _("This link no longer works. Ask for a new one."),
    "too_many_login_attempts": _("Too many wrong tries. Wait a few minutes and try again."),
    "rate_limited": _("Too many tries. Wait a few minutes and try again."),
    "same_as_current": _("The new password is the old one. Choose another."),
    "cannot_delete_authenticator": _("The second step cannot be switched off."),
    "cannot_generate_recovery_codes": _("Set up the second step first."),
    "unverified_email": _("Set up the second step first."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail for invited people."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the signature is allauth's
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or "0.0.0.0"  # noqa: S104 - "unknown", nothing is bound to it

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        until = lockout.locked_until(credentials.get("email", ""), client_address(request))
        if until is not None:
            raise ValidationError(
                MESSAGES["locked"], code="locked", params={"time": clock.local(until).strftime("%H:%M")}
            )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        from allauth.account.auth_backends import AuthenticationBackend  # noqa: PLC0415 - needs the app registry

        self.pre_authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        from django.contrib.auth import authenticate  # noqa: PLC0415 - as above

        # Who has left is told the same as who mistyped: the page says nothing about who works here.
        account = authenticate(request, **credentials)
        if account is None:
            lockout.note_failure(credentials.get("email", ""), client_address(request), "password")
            return None
        return account

    def reauthenticate(self, user: Account, password: str) -> bool:
        address = client_address(self.request)
        if lockout.locked_until(user.email, address) is not None:
            return False
        if user.check_password(password):
            return True
        lockout.note_failure(user.email, address, "password")
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002 - the signature is allauth's
        """Not within the first minutes after signing in: the password has just been given."""
        since = self.request.session.get(sessions.SINCE, 0)
        return bool(clock.now().timestamp() - since > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        second = sessions.waived(user) or did_second_step(request, user)
        sessions.begin(request, user, second=second)
        lockout.forget(user.email, client_address(request))
        actor = Actor("staff", user.pk, label=user.full_name)
        with transaction.atomic():
            audit.record(
                actor, "staff.sign_in", ("account", user.pk), data={"second_step": second, "by": ways_of(request, user)}
            )

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            with transaction.atomic():
                audit.record(Actor("staff", request.user.pk), "staff.sign_out", ("account", request.user.pk))
        super().logout(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home, in the person's own language."""
        with override(request.user.language):  # type: ignore[union-attr]
            return resolve_url("staff:home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the signature is allauth's
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the signature is allauth's
        return reverse("staff:security")

    def set_password(self, user: Account, password: str) -> None:
        """A new password; every other session ends with the old one, because sessions carry a hash of it."""
        user.set_password(password)
        with transaction.atomic():
            user.save(update_fields=["password"])
            audit.record(Actor("staff", user.pk), "staff.new_password", ("account", user.pk))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Its own messages are not ours: our pages say what happened."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002 - the signature is allauth's
        """Letters leave through the outbox, in the person's language. Only the letters that we know are sent."""
        letter = LETTERS.get(template_prefix)
        account = context.get("user")
        if letter is None or not isinstance(account, Account):
            return
        with transaction.atomic():
            outbox.put(
                "email",
                to=account.email,
                template=letter,
                language=account.language or get_language() or "kk",
                key=f"{letter}:{account.pk}:{ids.new_number()}",
                context={"link": context.get("password_reset_url", ""), "name": account.get_short_name()},
            )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,
        email: str | None = None,  # noqa: ARG002 - the signature is allauth's
    ) -> None:
        self.send_mail(template_prefix, user.email, {**(context or {}), "user": user})

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:  # noqa: ARG002 - the signature is allauth's
        from django.http import HttpResponseRedirect  # noqa: PLC0415 - kept beside its one use

        return HttpResponseRedirect(reverse("account_login"))


#: Letters of allauth that we send, and our templates for them.
LETTERS = {
    "account/email/password_reset_key": "staff_password_reset",
    "account/email/password_reset": "staff_password_changed",
    "account/email/password_changed": "staff_password_changed",
    "mfa/email/totp_activated": "staff_second_step_changed",
    "mfa/email/totp_deactivated": "staff_second_step_changed",
    "mfa/email/recovery_codes_generated": "staff_second_step_changed",
    "mfa/email/webauthn_added": "staff_second_step_changed",
    "mfa/email/webauthn_removed": "staff_second_step_changed",
}


def did_second_step(request: HttpRequest, account: Account) -> bool:
    """Whether this session's sign-in went through the one-time code."""
    from allauth.account.authentication import get_authentication_records  # noqa: PLC0415 - needs the app registry

    return any(record["method"] == "mfa" for record in get_authentication_records(request, account))


def ways_of(request: HttpRequest, account: Account) -> list[str]:
    """How this session signed in: "password", "totp", "recovery_codes", "webauthn", "national"."""
    from allauth.account.authentication import get_authentication_records  # noqa: PLC0415 - needs the app registry

    return sorted({record.get("type", record["method"]) for record in get_authentication_records(request, account)})


class MFAAdapter(DefaultMFAAdapter):
    """The second step: our words, secrets encrypted at rest."""

    error_messages = {**DefaultMFAAdapter.error_messages, **WORDS}

    def get_totp_issuer(self) -> str:
        return "Senim"

    def generate_authenticator_name(self, user: Account, type: Any) -> str:  # noqa: A002, ARG002 - allauth's signature
        """Nothing is guessed: the owner names the key."""
        return ""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        from senim.staff.passkeys import host  # noqa: PLC0415 - needs the app registry

        return {"id": host(), "name": "Senim"}

    def encrypt(self, text: str) -> str:
        from senim.staff.vault import lock  # noqa: PLC0415 - loads the cipher only where it is needed

        return lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        from senim.staff.vault import unlock  # noqa: PLC0415 - as above

        return unlock(encrypted_text)
