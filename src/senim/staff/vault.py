"""Secrets of the second step at rest: sealed with a key made from the installation's key.

Whoever steals the database alone gets no codes. The installation's key lies outside the database (`kernel.keys`); when
it is changed, the old one still opens what was sealed before.
"""

from __future__ import annotations

import base64
import secrets
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.utils.encoding import force_bytes

from senim.kernel import keys

#: Names under which allauth keeps a secret of a second step.
SECRETS = frozenset({"secret", "seed", "migrated_codes"})


def _keys() -> MultiFernet:
    return MultiFernet(_each())


def _each() -> list[Fernet]:
    made = (sha256(b"senim-second-step:" + force_bytes(key)).digest() for key in keys.sealing())
    return [Fernet(base64.urlsafe_b64encode(key)) for key in made]


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


def again(data: Any) -> Any:
    """The data of a second step with its secrets under the present key; None where they are so already.

    data: as allauth keeps it: "secret" (TOTP), "seed" or "migrated_codes" (codes for recovery). What no key opens
    stays as it is.
    """
    fresh = {name: _again(value) if name in SECRETS else value for name, value in data.items()}
    return None if fresh == data else fresh


def _again(value: Any) -> Any:
    if isinstance(value, list):
        return [_again(one) for one in value]
    try:
        _each()[0].decrypt(value.encode())
    except InvalidToken:
        try:
            return _keys().rotate(value.encode()).decode()
        except InvalidToken:
            return value
    return value
