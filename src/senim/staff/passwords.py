"""What a good password is, told in our three languages (Django's own Kazakh catalogue has gaps)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation as rules
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class LongEnough(rules.MinimumLengthValidator):
    """At least so many characters."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - the signature is Django's
        if len(password) < self.min_length:
            raise ValidationError(
                _("Too short: a password has at least %(min_length)d characters."),
                code="password_too_short",
                params={"min_length": self.min_length},
            )

    def get_help_text(self) -> Any:
        return _("At least %(min_length)d characters.") % {"min_length": self.min_length}


class NotCommon(rules.CommonPasswordValidator):
    """Not one of the twenty thousand that everybody tries first."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - the signature is Django's
        if password.lower().strip() in self.passwords:
            raise ValidationError(
                _("This password is among those that are tried first. Choose another."), code="password_too_common"
            )

    def get_help_text(self) -> Any:
        return _("Not a password that many people use.")


class NotAboutYou(rules.UserAttributeSimilarityValidator):
    """Not the person's own name or address."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "family_name", "given_name", "patronymic", "latin_name"))

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError as error:
            raise ValidationError(
                _("This password is too close to your name or address. Choose another."),
                code="password_too_similar",
            ) from error

    def get_help_text(self) -> Any:
        return _("Not your name or address.")
