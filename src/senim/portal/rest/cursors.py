"""Where a list goes on: signed, and good for the same question alone. It holds what the asker has seen already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from senim.portal.rest.door import Problem

SALT = "senim.api.cursor"
#: What may change from page to page.
NOT_THE_QUESTION = frozenset({"cursor", "limit"})


def after(name: str, query: Mapping[str, Any]) -> str:
    """What the page before ended with, "" for the first one. Raises Problem where the cursor is none of this list."""
    given = query.get("cursor", "")
    if not given:
        return ""
    try:
        asked, last = _signer().unsign_object(given)
    except (signing.BadSignature, ValueError, TypeError):
        asked, last = "", ""
    if asked != _mark(name, query):
        words = _("This cursor was not given for this question. Begin again without it.")
        raise Problem(422, "cursor.unknown", words, at="cursor")
    return str(last)


def following(name: str, query: Mapping[str, Any], last: str) -> str:
    """The cursor of the page that begins behind `last`."""
    return _signer().sign_object([_mark(name, query), last])


def _signer() -> signing.Signer:
    """Without a time: the same page gives the same cursor, so that its ETag stands."""
    return signing.Signer(salt=SALT)


def _mark(name: str, query: Mapping[str, Any]) -> str:
    asked = {one: value for one, value in query.items() if one not in NOT_THE_QUESTION}
    return hashlib.sha256(json.dumps([name, asked], sort_keys=True).encode()).hexdigest()[:16]
