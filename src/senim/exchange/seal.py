"""Files and keys of partners at rest: sealed with a key made from the installation's key, outside the database.

When the key is changed (`senim keys rotate vault`), the old one still opens what was sealed before.
"""

from __future__ import annotations

import base64
import gzip
import json
import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.utils.encoding import force_bytes

from senim.exchange.wording import REFUSALS
from senim.kernel import keys
from senim.kernel.errors import Refused


def _keys() -> MultiFernet:
    return MultiFernet(_each())


def _each() -> list[Fernet]:
    made = (sha256(b"senim-exchange:" + force_bytes(key)).digest() for key in keys.sealing())
    return [Fernet(base64.urlsafe_b64encode(key)) for key in made]


def again(sealed: str | bytes | memoryview | None) -> str | bytes | None:
    """The same, sealed with the present key; None where it is so already, or nothing. Raises Refused."""
    if not sealed:
        return None
    raw = sealed.encode() if isinstance(sealed, str) else bytes(sealed)
    try:
        _each()[0].decrypt(raw)
    except InvalidToken:
        try:
            fresh = _keys().rotate(raw)
        except InvalidToken:
            raise Refused("sealed", REFUSALS["sealed"]) from None
        return fresh.decode() if isinstance(sealed, str) else fresh
    return None


def column(model: str, field: str) -> keys.Sealed:
    """A sealed column, as `keys.register` wants it."""
    return keys.Sealed(model, field, lambda row: again(getattr(row, field)))


def pack(content: bytes) -> bytes:
    """A file, packed and sealed."""
    return _keys().encrypt(gzip.compress(content, 3))


def unpack(sealed: bytes | memoryview | None) -> bytes:
    """What `pack` sealed; b"" for nothing. Raises Refused where no key of this installation opens it."""
    if not sealed:
        return b""
    try:
        return gzip.decompress(_keys().decrypt(bytes(sealed)))
    except InvalidToken:
        raise Refused("sealed", REFUSALS["sealed"]) from None


def pack_data(data: Any) -> bytes:
    """Plain data, packed and sealed."""
    return pack(json.dumps(data, ensure_ascii=False).encode())


def unpack_data(sealed: bytes | memoryview | None) -> Any:
    """What `pack_data` sealed; None for nothing. Raises Refused."""
    plain = unpack(sealed)
    return json.loads(plain) if plain else None


def new_key() -> tuple[str, str]:
    """A new key of a partner, 256 random bits: (as it is shown once, as it is kept)."""
    key = secrets.token_urlsafe(32)
    return key, lock(key)


def lock(key: str) -> str:
    """A key as it is kept."""
    return _keys().encrypt(key.encode()).decode()


def unlock(sealed: str) -> bytes:
    """A kept key. Raises Refused: a signature made with anything else would only confuse the other side."""
    try:
        return _keys().decrypt(sealed.encode())
    except InvalidToken:
        raise Refused("sealed", REFUSALS["sealed"]) from None


def marker(system_id: int) -> Callable[[str, str], str]:
    """A function that gives the mark of (part, value) of a system: nobody reads one back."""
    base = sha256(f"senim-exchange-marks:{system_id}:".encode() + force_bytes(keys.marking())).digest()

    def mark(part: str, value: str) -> str:
        return sha256(base + part.encode() + b"\x00" + value.encode()).hexdigest()[:16]

    return mark
