"""How a secret that a person holds finds its row: hashes only, by link token or by printed code."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from senim.kernel import ids
from senim.quality.domain import parse_code
from senim.quality.models import RatingToken


def code_hash(code: str) -> bytes:
    """Keyed, unlike the token's hash: 60 bits could be guessed by whoever stole the table without the key."""
    return salted_hmac("senim.quality.code", code, algorithm="sha256").digest()


def find(tokens: QuerySet[RatingToken], key: str) -> RatingToken | None:
    """The row of a link token or of a code as a person typed it; None for anything else."""
    if code := parse_code(key):
        return tokens.filter(code_hash=code_hash(code)).first()
    return tokens.filter(token_hash=ids.token_hash(key)).first()
