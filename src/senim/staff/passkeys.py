"""Passkeys: keys of a device that open only this address, after a finger, a face or a PIN. allauth keeps them.

What is ours: the address that they are for is the installation's own (`BASE_URL`), whatever a request says; an answer
is good for five minutes and once in every process; a key whose counter goes back was copied and opens nothing; wrong
answers count for the lock-out of that key from that network address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from senim.kernel import clock, limits
from senim.staff import lockout
from senim.staff.messages import MESSAGES
from senim.staff.models import Account
from senim.web.throttle import Throttle, client_address

#: A question to a key is good for so many seconds.
GOOD_FOR = 300
#: So many keys one person may have.
MOST = 8
#: How long a used question is remembered: longer than any session.
REMEMBERED = 24 * 3600
#: An office of hundreds shares an address; a script is stopped.
ASKED = Throttle("passkeys", 600, 600)
#: Whatever an answer that somebody made up can raise on its way through CBOR, COSE and base64.
FAULTS = (ValidationError, ValueError, TypeError, KeyError, IndexError, AttributeError, InvalidSignature)


@dataclass(frozen=True, slots=True)
class Key:
    """A key as its owner sees it."""

    pk: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


def host() -> str:
    """The name that keys are bound to: of the address that people see, never of the request."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def keys_of(account_id: int) -> list[Key]:
    """A person's keys, the oldest first. One query."""
    rows = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.WEBAUTHN).order_by("pk")
    return [Key(one.pk, one.data.get("name", ""), one.created_at, one.last_used_at) for one in rows]


def digest(text: str) -> bytes:
    """What is kept of something that is good once."""
    return sha256(text.encode()).digest()[:16]


def refused(code: str, **params: object) -> ValidationError:
    return ValidationError(MESSAGES[code], code=code, params=params)


def stamped(request: HttpRequest, options: dict[str, Any]) -> str:
    """A question to a key as JSON for the page; when it was put is kept beside it."""
    state = request.session.get(auth.STATE_SESSION_KEY)
    if state is not None:
        request.session[auth.STATE_SESSION_KEY] = {**state, "at": int(clock.now().timestamp())}
    return json.dumps(options)


@contextmanager
def _made_up(code: str) -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        raise refused(code) from error


def _check_question(request: HttpRequest, code: str) -> None:
    """The question was put to this session, lately, and has not been answered in any process."""
    state = request.session.get(auth.STATE_SESSION_KEY) or {}
    now = int(clock.now().timestamp())
    if not state.get("challenge") or not 0 <= now - state.get("at", 0) <= GOOD_FOR:
        raise refused("key_late")
    if limits.count(digest(f"senim.passkey:{state['challenge']}"), now + REMEMBERED) > 1:
        raise refused(code)


def take(request: HttpRequest, credential: Any) -> None:
    """Check a new key: an answer to our question, from this address, after a finger, a face or a PIN."""
    if len(keys_of(request.user.pk or 0)) >= MOST:
        raise refused("keys_many", most=MOST)
    _check_question(request, "key_not_taken")
    with _made_up("key_not_taken"):
        auth.parse_registration_response(credential)
        made = auth.complete_registration(credential)
    if not made.is_user_verified():
        raise refused("key_unverified")


def accept(request: HttpRequest, account: Account | None, credential: Any) -> Authenticator:
    """The key that answered our question. account: whose it must be; None: whoever the key says. ValidationError else.

    Who has left is told the same as who shows an unknown key: the page says nothing about who works here.
    """
    address = client_address(request)
    name = account.email if account else f"passkey:{_name_of(credential)}"
    until = lockout.locked_until(name, address)
    if until is not None:
        raise ValidationError(MESSAGES["locked"], code="locked", params={"time": clock.local(until).strftime("%H:%M")})
    try:
        _check_question(request, "key_unknown")
        with _made_up("key_unknown"):
            answer = auth.parse_authentication_response(credential)
            owner = account or auth.extract_user_from_response(credential)
            found = auth.complete_authentication(owner, credential)
        if not isinstance(owner, Account) or not owner.is_active:
            raise refused("key_unknown")
        _check_counter(found, answer.response.authenticator_data.counter)
    except ValidationError as error:
        if error.code != "key_late":
            lockout.note_failure(name, address, "code")
        raise
    return found


def _name_of(credential: Any) -> str:
    return str(credential.get("id", ""))[:200] if isinstance(credential, dict) else ""


def _check_counter(row: Authenticator, counter: int) -> None:
    """A counter only goes up; keys that several devices share have none and say 0."""
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update(no_key=True).get(pk=row.pk)
        before = int(kept.data.get("counter", kept.wrap().authenticator_data.counter))
        if (counter or before) and counter <= before:
            raise refused("key_copied")
        kept.data["counter"] = counter
        kept.save(update_fields=["data"])
    row.data = kept.data
