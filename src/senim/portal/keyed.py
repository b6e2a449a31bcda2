"""Who asks from outside, and how often: keys of other applications at both doors, Open311 and REST."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from senim.kernel import ids
from senim.portal import actions, selectors
from senim.portal.domain import Right
from senim.portal.models import ApiKey
from senim.web.throttle import GUESSES, MOST_ADDRESSES, Throttle

#: A secret is shorter; what is longer is not worth hashing.
LONGEST = 200


class Reads(Throttle):
    """Counts in this process alone: a flood of reading writes nothing."""

    def note(self, request: HttpRequest) -> None:
        counts, mark = self._counts_of(self._now()), self._mark(request)
        if mark in counts or len(counts) < MOST_ADDRESSES:
            counts[mark] += 1


class Keys(Throttle):
    """Counts requests sent by a key, over all processes, from whatever address. `times` is the key's own limit."""

    def _mark(self, request: HttpRequest) -> bytes:
        salt = f"senim.throttle.{self.name}.{self._now()}"
        return salted_hmac(salt, str(request.api_key.pk), algorithm="sha256").digest()[:16]  # type: ignore[attr-defined]


#: What one key sends in an hour, by whichever door: one, as many times over as its row says.
SENT = Keys("open311_key", 1, 3600)


def key_of(request: HttpRequest, secret: str) -> ApiKey | None:
    """The key in force of a secret; None where it is none of ours or was revoked, which counts as a guess."""
    GUESSES.check(request)
    key = selectors.key_of(ids.token_hash(secret)) if len(secret) <= LONGEST else None
    if key is None:
        GUESSES.note(request)
    else:
        actions.note_use(key=key)
    return key


def may(key: ApiKey | None, right: Right) -> bool:
    """Whether a key opens something."""
    return key is not None and right in key.rights
