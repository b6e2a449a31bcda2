"""Papers at rest: sealed with a key made from the installation's key, which lies outside the database.

When the key is changed (`senim keys rotate vault`), the old one still opens what was sealed before. What no key opens
is told in words; it is never taken for an empty paper.
"""

from __future__ import annotations

import base64
import hmac
import json
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

from senim.documents.wording import REFUSALS
from senim.kernel import keys
from senim.kernel.errors import Refused


def _made_from(key: str | bytes, purpose: bytes) -> bytes:
    return sha256(b"senim-documents:" + purpose + b":" + force_bytes(key)).digest()


def _keys() -> MultiFernet:
    return MultiFernet(_each())


def _each() -> list[Fernet]:
    return [Fernet(base64.urlsafe_b64encode(_made_from(key, b"paper"))) for key in keys.sealing()]


def lock(data: Any) -> str:
    """Seal plain data."""
    return _keys().encrypt(json.dumps(data, ensure_ascii=False).encode()).decode()


def unlock(sealed: str) -> Any:
    """Open what `lock` sealed. Raises Refused where no key of this installation opens it."""
    return json.loads(_open(sealed.encode()))


def lock_file(content: bytes) -> bytes:
    """Seal a file."""
    return _keys().encrypt(content)


def unlock_file(sealed: bytes | memoryview) -> bytes:
    """Open what `lock_file` sealed. Raises Refused."""
    return _open(bytes(sealed))


def again(sealed: str | bytes | memoryview) -> str | bytes | None:
    """The same, sealed with the present key; None where it is so already. Raises Refused where no key opens it."""
    raw = sealed.encode() if isinstance(sealed, str) else bytes(sealed)
    try:
        _each()[0].decrypt(raw)
    except InvalidToken:
        _open(raw)
        fresh = _keys().rotate(raw)
        return fresh.decode() if isinstance(sealed, str) else fresh
    return None


def _open(sealed: bytes) -> bytes:
    try:
        return _keys().decrypt(sealed)
    except InvalidToken:
        raise Refused("sealed", REFUSALS["sealed"]) from None


def mark_of(iin: str) -> bytes:
    """A keyed hash of an IIN: says whether two are the same, and nothing else."""
    return hmac.new(_made_from(keys.marking(), b"person"), iin.encode(), sha256).digest()


def stamp(content: bytes) -> str:
    """A keyed mark of the installation over a text (HMAC-SHA-256, hex)."""
    return hmac.new(_made_from(keys.marking(), b"signature"), content, sha256).hexdigest()


def stamps(content: bytes) -> list[str]:
    """The marks that the present and the former keys would make."""
    made = dict.fromkeys([keys.marking(), *map(str, settings.SECRET_KEY_FALLBACKS)])
    return [hmac.new(_made_from(key, b"signature"), content, sha256).hexdigest() for key in made]
