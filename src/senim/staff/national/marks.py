"""What is kept of a national identity: keyed commitments. Neither the number nor the provider's name for somebody."""

from __future__ import annotations

import re

from senim.kernel import ids, keys
from senim.kernel.iin import is_iin
from senim.staff.messages import refusal


def iin_mark(text: str) -> str:
    """The commitment to an IIN, "" for none; blanks are forgiven. Raises Refused where nobody has this number."""
    digits = re.sub(r"[\s-]", "", text)
    if not digits:
        return ""
    if not is_iin(digits):
        raise refusal("iin_wrong", field="iin")
    return ids.commit(keys.marking().encode(), f"staff-iin:{digits}")


def subject_mark(issuer: str, subject: str) -> str:
    """The commitment to a person of a provider."""
    return ids.commit(keys.marking().encode(), f"staff-national:{issuer}\n{subject}")
