"""What lies sealed in the tables of this context: AES-256-GCM under a key made from the installation's key.

Whoever steals the database or a copy of it alone reads nothing. Whoever has the installation's key too can open it:
docs/explanation/safety-of-people.md says so, and the page says it to the sender. A sealed value opens only beside the
message that it belongs to. Not Fernet: its tokens carry the second of their making in the clear.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.encoding import force_bytes

from senim.kernel import keys
from senim.kernel.errors import Refused
from senim.tips.words import CANNOT_OPEN

_NONCE = 12


def _keys() -> Iterator[AESGCM]:
    for key in keys.sealing():
        yield AESGCM(sha256(b"senim-tips:" + force_bytes(key)).digest())


def seal(plain: bytes, beside: str) -> bytes:
    """Seal a value. beside: number of the message and what it is, without which it does not open."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + next(_keys()).encrypt(nonce, plain, beside.encode())


def unseal(sealed: bytes | memoryview, beside: str) -> bytes:
    """Open a sealed value. Refused where no key of the installation opens it."""
    whole = bytes(sealed)
    for key in _keys():
        try:
            return key.decrypt(whole[:_NONCE], whole[_NONCE:], beside.encode())
        except InvalidTag:
            continue
    raise Refused("tips.sealed", CANNOT_OPEN)


def again(sealed: bytes | memoryview, beside: str) -> bytes | None:
    """The same value under the present key; None where it is so already. Refused where no key opens it."""
    whole = bytes(sealed)
    try:
        next(_keys()).decrypt(whole[:_NONCE], whole[_NONCE:], beside.encode())
    except InvalidTag:
        return seal(unseal(whole, beside), beside)
    return None


def seal_text(text: str, beside: str) -> bytes:
    """Seal words, padded to the next 256 bytes: the size of a row tells less of them."""
    plain = text.encode()
    return seal(plain + b"\x00" * (-len(plain) % 256), beside)


def unseal_text(sealed: bytes | memoryview, beside: str) -> str:
    return unseal(sealed, beside).rstrip(b"\x00").decode()


def register() -> None:
    """Name the sealed columns, each with what its values lie beside."""
    for model, beside in (
        ("tips.Word", lambda row: f"{row.tip.number}:word"),
        ("tips.Picture", lambda row: f"{row.word.tip.number}:picture"),
        ("tips.Contact", lambda row: f"{row.tip.number}:contact"),
    ):
        keys.register(keys.Sealed(model, "sealed", partial(_again, beside)))


def _again(beside: Callable[[Any], str], row: Any) -> bytes | None:
    return again(row.sealed, beside(row))
