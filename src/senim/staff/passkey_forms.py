"""The forms of passkeys: allauth's steps under our checks, our words and our lock-out."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from senim.staff import passkeys
from senim.staff.messages import MESSAGES
from senim.web.forms import Behaviour

ANSWER = {"required": MESSAGES["key_none"], "invalid": MESSAGES["key_unknown"]}
NAME = {"autocomplete": "off", "class": "w-20"}


def _answer() -> forms.JSONField:
    return forms.JSONField(widget=forms.HiddenInput, error_messages=ANSWER)


class NamedKey(Behaviour):
    """How a key is called in its owner's list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = forms.CharField(
            label=_("Name of the key"), max_length=40, widget=forms.TextInput(attrs=NAME),
            help_text=_("So that you know it again: “work telephone”, “grey key”."))
        named.error_messages["required"] = _("Fill this in.")
        self.fields["name"] = named


class AddForm(NamedKey, key_forms.AddWebAuthnForm):
    """A new key of the person who is signed in."""

    field_order = ("name", "credential")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = _answer()
        self.fields.pop("passwordless", None)  # every key of ours opens without a password

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data = forms.Form.clean(self) or {}
        if data.get("credential") and data.get("name"):
            passkeys.take(context.request, data["credential"])
        return data


class EditForm(NamedKey, key_forms.EditWebAuthnForm):
    """Another name for a key."""


class _Shown(Behaviour):
    """An answer of a key. `user` is set by allauth's own form."""

    user: Any
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = _answer()

    def clean_credential(self) -> Authenticator:
        return passkeys.accept(context.request, self.user, self.cleaned_data["credential"])

    @property
    def said(self) -> str:
        """What is wrong, in a sentence."""
        return next((str(one) for errors in self.errors.values() for one in errors), "")  # type: ignore[attr-defined]


class LoginForm(_Shown, key_forms.LoginWebAuthnForm):
    """In place of e-mail, password and code."""


class AuthenticateForm(_Shown, key_forms.AuthenticateWebAuthnForm):
    """After the password, in place of the code."""


class AgainForm(_Shown, key_forms.ReauthenticateWebAuthnForm):
    """Before something that matters, in place of the password."""
