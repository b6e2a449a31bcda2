"""The signature of an event: HMAC-SHA-256 over the moment of sending, a point and the body, with the partner's key."""

from __future__ import annotations

import hashlib
import hmac

#: Seconds that the clocks of two machines may differ; what is older was recorded by somebody.
TOLERANCE = 300
TIMESTAMP, SIGNATURE = "X-Senim-Timestamp", "X-Senim-Signature"


def sign(key: bytes, timestamp: int, body: bytes) -> str:
    """The signature as it stands in the header."""
    return "v1=" + hmac.new(key, str(timestamp).encode() + b"." + body, hashlib.sha256).hexdigest()


def holds(key: bytes, timestamp: str, body: bytes, given: str, now: int) -> bool:
    """Whether a body was signed with this key a short while ago. Takes as long whatever is wrong with the signature.

    given: one signature, or several with a comma (the sender is changing its key).
    """
    fits = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12
    expected = sign(key, int(timestamp) if fits else 0, body)
    signed = sum(hmac.compare_digest(expected.encode(), one.strip().encode()) for one in given[:400].split(",")) > 0
    return fits and signed and abs(now - int(timestamp)) <= TOLERANCE
