"""How a secret that a person holds finds its row: hashes only, by link token or by printed code."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from senim.kernel import ids, keys
from senim.quality.domain import parse_code
from senim.quality.models import RatingToken


def token_from(proof: bytes) -> str:
    """The token that belongs to a proof (whatever only the contact knows, such as the hash of its own secret link).

    Keyed with the installation's key: the page of an appeal can show its applicant the link to rate without the token
    being stored anywhere, and whoever holds the tables alone cannot make it.
    """
    digest = salted_hmac("senim.quality.token", proof.hex(), secret=keys.marking(), algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def joined_contact(contact_id: str, row: int) -> str:
    """The contact of somebody who joined the report of another."""
    return f"{contact_id}+{row}"


def appeal_of(contact_id: str) -> str:
    """The appeal of a contact, the own one or one that was joined."""
    return contact_id.partition("+")[0]


def code_hash(code: str) -> bytes:
    """Keyed, unlike the token's hash: 60 bits could be guessed by whoever stole the table without the key."""
    return salted_hmac("senim.quality.code", code, secret=keys.marking(), algorithm="sha256").digest()


def find(tokens: QuerySet[RatingToken], key: str) -> RatingToken | None:
    """The row of a link token or of a code as a person typed it; None for anything else."""
    if code := parse_code(key):
        return tokens.filter(code_hash=code_hash(code)).first()
    return tokens.filter(token_hash=ids.token_hash(key)).first()
