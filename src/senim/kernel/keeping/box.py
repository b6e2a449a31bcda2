"""The sealed file: a stream in pieces, each of them encrypted and authenticated, in little memory at any size.

    magic | length of the header, 4 bytes | header, JSON | piece | piece | ... | last piece

The header holds the file's own key, once for each lock (a passphrase, or the public half of a pair of keys). A piece is
AES-256-GCM over at most a mebibyte; its nonce is its number and whether it is the last one, and its key is made from
the file's key and the whole header. So what is cut off, swapped, put in or flipped does not open, and a lock cannot be
added by somebody who does not have the key. (The construction is the one known as STREAM.)
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from senim.kernel.keeping.words import refuse

MAGIC = b"SENIM-SEALED-1\n"
PIECE = 1 << 20
TAG = 16
#: A header is a few hundred bytes; whoever writes a larger one wants our memory.
LONGEST_HEADER = 64 * 1024
SHORTEST_PASSPHRASE = 12
#: Argon2id as RFC 9106 asks for where memory is short: three passes over 64 MiB. At most 1 GiB is believed of a file.
PASSES, MEMORY_KIB, LANES = 3, 64 * 1024, 4
MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES = 1024 * 1024, 16, 16
PUBLIC, PRIVATE = "senim-public-", "senim-private-"


class Lock(Protocol):
    """What a file's key is locked with, as the maker of a file has it."""

    def wrap(self, key: bytes) -> dict[str, Any]: ...


class Opener(Protocol):
    """What opens a lock: the file's key, or None where the lock is of another kind or another's."""

    def unwrap(self, lock: dict[str, Any]) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Locks and opens by words that a person keeps. Raises Refused for too short ones when it locks."""

    words: str

    def wrap(self, key: bytes) -> dict[str, Any]:
        if len(self.words) < SHORTEST_PASSPHRASE:
            raise refuse("short", least=SHORTEST_PASSPHRASE)
        salt = secrets.token_bytes(16)
        costs = {"passes": PASSES, "memory_kib": MEMORY_KIB, "lanes": LANES}
        return {"kind": "passphrase", "salt": _text(salt), **costs, "key": _text(_wrap(self._key(salt, **costs), key))}

    def unwrap(self, lock: dict[str, Any]) -> bytes | None:
        if lock.get("kind") != "passphrase":
            return None
        costs = {name: int(lock[name]) for name in ("passes", "memory_kib", "lanes")}
        most = {"passes": MOST_PASSES, "memory_kib": MOST_MEMORY_KIB, "lanes": MOST_LANES}
        if any(not 0 < costs[name] <= most[name] for name in most):
            raise refuse("damaged")
        return _unwrap(self._key(_bytes(lock["salt"]), **costs), _bytes(lock["key"]))

    def _key(self, salt: bytes, passes: int, memory_kib: int, lanes: int) -> bytes:
        return hash_secret_raw(self.words.encode(), salt, passes, memory_kib, lanes, 32, Type.ID)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Locks by the public half: whoever makes copies cannot read them."""

    raw: bytes

    @classmethod
    def read(cls, text: str) -> PublicKey:
        """A key as `pair` printed it. Raises Refused."""
        return cls(_half(text, PUBLIC, "public"))

    def wrap(self, key: bytes) -> dict[str, Any]:
        once = X25519PrivateKey.generate()
        public = once.public_key().public_bytes_raw()
        shared = _agreed(once, self.raw, public, self.raw)
        return {"kind": "key", "for": fingerprint(self.raw), "once": _text(public), "key": _text(_wrap(shared, key))}


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """Opens what was locked by its public half."""

    raw: bytes

    @classmethod
    def read(cls, text: str) -> PrivateKey:
        """A key as `pair` wrote it. Raises Refused."""
        return cls(_half(text, PRIVATE, "private"))

    def unwrap(self, lock: dict[str, Any]) -> bytes | None:
        own = X25519PrivateKey.from_private_bytes(self.raw)
        public = own.public_key().public_bytes_raw()
        if lock.get("kind") != "key" or lock.get("for") != fingerprint(public):
            return None
        once = _bytes(lock["once"])
        return _unwrap(_agreed(own, once, once, public), _bytes(lock["key"]))


def pair() -> tuple[str, str]:
    """A new pair of keys: (public, private), as texts of one line."""
    made = X25519PrivateKey.generate()
    return PUBLIC + _text(made.public_key().public_bytes_raw()), PRIVATE + _text(made.private_bytes_raw())


def fingerprint(key: bytes) -> str:
    """By what a key is named without being told: the first twelve characters of its SHA-256."""
    return hashlib.sha256(b"senim fingerprint " + key).hexdigest()[:12]


class Writer(io.RawIOBase):
    """A stream that seals what is written to it. `close` writes the last piece: without it nothing opens."""

    def __init__(self, target: BinaryIO, locks: Sequence[Lock]) -> None:
        key = secrets.token_bytes(32)
        header = json.dumps({"locks": [lock.wrap(key) for lock in locks], "piece": PIECE}).encode()
        target.write(MAGIC + len(header).to_bytes(4, "big") + header)
        self._target, self._cipher = target, _cipher(key, header)
        self._waiting, self._number = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        # A full piece waits until more comes: only then it is known that it is not the last.
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, None))
        self._number += 1


class Reader(io.RawIOBase):
    """A stream of what a sealed file holds. Raises Refused where the file is not one, is damaged, or does not open."""

    def __init__(self, source: BinaryIO, openers: Sequence[Opener]) -> None:
        header = _header(source)
        self._source, self._cipher = source, _cipher(_key(header, openers), header)
        self._number, self._ahead, self._ready, self._ended = 0, source.read(PIECE + TAG), memoryview(b""), False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and not self._ended:
            self._next()
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _next(self) -> None:
        sealed, self._ahead = self._ahead, self._source.read(PIECE + TAG)
        self._ended = not self._ahead
        try:
            plain = self._cipher.decrypt(_nonce(self._number, last=self._ended), sealed, None)
        except (InvalidTag, ValueError):
            raise refuse("damaged") from None
        self._ready, self._number = memoryview(plain), self._number + 1


def _header(source: BinaryIO) -> bytes:
    if source.read(len(MAGIC)) != MAGIC:
        raise refuse("foreign")
    size = int.from_bytes(source.read(4), "big")
    header = source.read(size) if size <= LONGEST_HEADER else b""
    if not header or len(header) != size:
        raise refuse("damaged")
    return header


def _key(header: bytes, openers: Sequence[Opener]) -> bytes:
    try:
        locks = json.loads(header)["locks"]
        for opener in openers:
            for lock in locks:
                if key := opener.unwrap(lock):
                    return key
    except (ValueError, KeyError, TypeError, AttributeError):
        raise refuse("damaged") from None
    raise refuse("locked")


def _cipher(key: bytes, header: bytes) -> AESGCM:
    return AESGCM(_made_from(key, hashlib.sha256(header).digest(), b"senim sealed pieces"))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _agreed(own: X25519PrivateKey, other: bytes, once: bytes, public: bytes) -> bytes:
    shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    return _made_from(shared, once + public, b"senim sealed lock")


def _made_from(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, purpose).derive(key)


def _wrap(outer: bytes, key: bytes) -> bytes:
    # The outer key is made for this one use: a nonce of zeros is used once.
    return AESGCM(outer).encrypt(bytes(12), key, None)


def _unwrap(outer: bytes, wrapped: bytes) -> bytes | None:
    try:
        return AESGCM(outer).decrypt(bytes(12), wrapped, None)
    except InvalidTag:
        return None


def _half(text: str, beginning: str, which: str) -> bytes:
    try:
        raw = _bytes(text.strip().removeprefix(beginning))
    except ValueError:
        raw = b""
    if not text.strip().startswith(beginning) or len(raw) != 32:
        raise refuse(f"not_{which}")
    return raw


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
