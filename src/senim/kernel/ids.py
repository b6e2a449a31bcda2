"""Numbers that people read out, secrets that links carry, and commitments that the audit log keeps."""

import hashlib
import hmac
import re
import secrets

#: Crockford's base 32: no I, L, O, U, so a number survives a telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: A prime above the alphabet's size catches every single error and every swap of neighbours.
_CHECK = ALPHABET + "*~$=U"
_FORGIVEN = str.maketrans("ILOАВЕКМНРСТХ", "110ABEKMHPCTX")
_BODY = 8


def _check_character(body: str) -> str:
    value = 0
    for character in body:
        value = value * 32 + ALPHABET.index(character)
    return _CHECK[value % 37]


def new_number() -> str:
    """A new number for a receipt, such as "7K3M-42QX-9": 40 random bits and a check character.

    Bodies whose check character would be a sign and not a letter are drawn again.
    """
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(_BODY))
        check = _check_character(body)
        if check in ALPHABET:
            return f"{body[:4]}-{body[4:]}-{check}"


def tidy(text: str) -> str:
    """What a person meant by a typed number or code. Forgives case, blanks, O for 0, I and L for 1, Cyrillic twins."""
    return re.sub(r"[\s\-–—_.]", "", text.upper()).translate(_FORGIVEN)


def parse_number(text: str) -> str | None:
    """The number a person meant, or None where its check character disagrees."""
    plain = tidy(text)
    if len(plain) != _BODY + 1 or any(character not in ALPHABET for character in plain):
        return None
    body, check = plain[:_BODY], plain[_BODY]
    return f"{body[:4]}-{body[4:]}-{check}" if _check_character(body) == check else None


def new_token() -> str:
    """A secret for a link: 32 random bytes, 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What is stored of a secret: its SHA-256, 32 bytes. The secret has 256 random bits, so no salt is needed."""
    return hashlib.sha256(token.encode()).digest()


def commit(key: bytes, value: str) -> str:
    """A keyed commitment to a personal value (HMAC-SHA-256, hex). Without the key it says nothing."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
