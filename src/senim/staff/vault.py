"""Secrets of the second step at rest: sealed with a key made from the installation's key.

Whoever steals the database alone gets no codes. The installation's key lies outside the database (`SECRET_KEY`); when
it is changed, `SECRET_KEY_FALLBACKS` still opens what was sealed before.
"""

from __future__ import annotations

import base64
import secrets
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def _keys() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(sha256(b"senim-second-step:" + force_bytes(key)).digest())) for key in keys]
    )


def lock(text: str) -> str:
    """Seal a text."""
    return _keys().encrypt(text.encode()).decode()


def unlock(sealed: str) -> str:
    """Open a sealed text. What cannot be opened (another installation's database) is a chance secret: no code fits it.

    Never an empty one: anybody can compute the codes of an empty secret.
    """
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return base64.b32encode(secrets.token_bytes(20)).decode()
