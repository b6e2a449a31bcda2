"""The forms of signing in: allauth's checks under our labels, hints and sentences."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal import auth as totp
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from senim.kernel import clock
from senim.staff import codes, lockout
from senim.staff.adapter import WORDS
from senim.staff.messages import MESSAGES
from senim.web.forms import Behaviour
from senim.web.throttle import client_address

OLD = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}
ONE_TIME = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
PASSWORD_HINT = _("At least 12 characters. Four words that only you would put together are easy to remember.")
APP_CODE = _("Six digits from the authenticator app on your telephone.")
APP_OR_RECOVERY = _("Six digits from the app. Without the telephone: one of your recovery codes.")


def password_field(label: Any, attrs: dict[str, str], help_text: Any = "") -> forms.CharField:
    """A password as it is typed, spaces and all."""
    return forms.CharField(label=label, strip=False, help_text=help_text, widget=forms.PasswordInput(attrs=attrs))


class LoginForm(Behaviour, account_forms.LoginForm):
    """E-mail and password."""

    password = password_field(_("Password"), OLD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = forms.EmailField(
            label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
        )
        self.fields = {"login": login, "password": self.fields["password"]}
        login.error_messages.update(
            invalid=_("Enter an e-mail address such as name@example.kz."), required=_("Fill this in.")
        )


class ReauthenticateForm(Behaviour, account_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    password = password_field(_("Password"), OLD)


class ResetPasswordForm(Behaviour, account_forms.ResetPasswordForm):
    """Where to send the link for a new password."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))


class NewPassword:
    """Two fields that have to agree, checked by the rules for passwords."""

    user: Any

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])  # type: ignore[attr-defined]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> Any:
        data = forms.Form.clean(self)  # type: ignore[arg-type]
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")  # type: ignore[attr-defined]
        if first and second and first != second:
            differ = ValidationError(_("The two passwords differ. Type the same one twice."), code="differ")
            self.add_error("password2", differ)  # type: ignore[attr-defined]
        return data


class ResetPasswordKeyForm(NewPassword, Behaviour, account_forms.ResetPasswordKeyForm):
    """A new password after the link."""

    password1 = password_field(_("New password"), NEW, PASSWORD_HINT)
    password2 = password_field(_("New password once more"), NEW)


class UserFirst:
    """allauth's form of a signed-in person takes the person before the data."""

    def __init__(self, data: Any = None, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(user, data, *args, **kwargs)  # type: ignore[call-arg]


class ChangePasswordForm(NewPassword, Behaviour, UserFirst, account_forms.ChangePasswordForm):
    """A new password for who knows the present one."""

    oldpassword = password_field(_("Present password"), OLD)
    password1 = password_field(_("New password"), NEW, PASSWORD_HINT)
    password2 = password_field(_("New password once more"), NEW)


def _code_field(help_text: Any) -> forms.CharField:
    return forms.CharField(label=_("Code"), max_length=40, help_text=help_text, widget=forms.TextInput(attrs=ONE_TIME))


class CodeForm(Behaviour, code_forms.BaseAuthenticateForm):
    """The second step: a code of the app or a recovery code, counted by the same lock as the password."""

    code = _code_field(APP_OR_RECOVERY)

    def clean_code(self) -> str:
        address = client_address(context.request)
        until = lockout.locked_until(self.user.email, address)
        if until is not None:
            raise ValidationError(
                MESSAGES["locked"], code="locked", params={"time": clock.local(until).strftime("%H:%M")}
            )
        code = str(self.cleaned_data["code"]).replace(" ", "").replace("-", "")
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
        for authenticator in Authenticator.objects.filter(user=self.user, type__in=kinds).order_by("-type"):
            if codes.accept(authenticator, code):
                authenticator.user = self.user
                self.authenticator = authenticator
                return code
        lockout.note_failure(self.user.email, address, "code")
        raise ValidationError(WORDS["incorrect_code"], code="incorrect_code")


class AuthenticateForm(CodeForm, code_forms.AuthenticateForm):
    """At sign-in."""


class CodeAgainForm(CodeForm, code_forms.ReauthenticateForm):
    """Before something that matters."""


class ActivateForm(Behaviour, totp_forms.ActivateTOTPForm):
    """The first code proves that the app has the secret."""

    code = _code_field(APP_CODE)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).replace(" ", "")
        if not totp.validate_totp_code(self.secret, code):
            raise ValidationError(WORDS["incorrect_code"], code="incorrect_code")
        return code


class DeactivateForm(Behaviour, totp_forms.DeactivateTOTPForm):
    """A new telephone: the old app is taken off, the new one is set up on the next page."""


class RecoveryForm(Behaviour, recovery_forms.GenerateRecoveryCodesForm):
    """New recovery codes; the old ones stop working."""
