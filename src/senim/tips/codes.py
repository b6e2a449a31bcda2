"""The code by which a sender comes back: 100 random bits, known to the sender alone. No Django import."""

from __future__ import annotations

import hashlib
import hmac
import re

from senim.kernel.ids import ALPHABET, tidy

#: Five groups of four: told apart at sight from the sixteen characters of an appeal.
LENGTH = 20
_ONCE = re.compile(r"[\w-]{43}")


def code_from(key: str, once: str) -> str:
    """The code of a form: a second press of "send" finds the same one, nobody without the installation's key can.

    once: the form's own random value (`ids.new_token`). Raises ValueError where it is not one.
    """
    if not _ONCE.fullmatch(once):
        raise ValueError("not a value of a form")
    digest = hmac.new(key.encode(), b"senim tip code:" + once.encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:13], "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code that a person meant, or None where it cannot be one. Forgives case, blanks, dashes, O for 0."""
    plain = tidy(typed[:80])
    return plain if len(plain) == LENGTH and all(one in ALPHABET for one in plain) else None


def code_hash(code: str) -> bytes:
    """What is stored of the code; its 100 random bits need no salt."""
    return hashlib.sha256(b"senim tip " + code.encode()).digest()
