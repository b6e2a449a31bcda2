"""Putting messages into the outbox."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from senim.kernel import clock, undo
from senim.kernel.models import Outgoing
from senim.kernel.plain import plain

KINDS = frozenset({"email", "sms", "hook"})


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `context` holds plain values; a name that ends in `_at` or `_on` is a moment or a day again
    when the template is filled. `key` says what makes it this message: the same key is never sent twice."""

    kind: str
    to: str
    template: str
    context: Mapping[str, Any]
    language: str
    key: str
    not_before: datetime | None = field(default=None)


def put(
    kind: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    key: str,
    not_before: datetime | None = None,
) -> None:
    """Leave a message for delivery, in the caller's transaction: one INSERT, nothing where the key is there."""
    put_many([Message(kind, to, template, context, language, key, not_before)])


def put_many(messages: Iterable[Message]) -> None:
    """Leave several messages with one INSERT. Raises ValueError for a message that could never be delivered."""
    rows = [_row(message) for message in messages]
    if not rows:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("a message belongs in the transaction of what it tells")
    Outgoing.objects.bulk_create(rows, ignore_conflicts=True)
    undo.note_letters([row.key for row in rows])


def _row(message: Message) -> Outgoing:
    if message.kind not in KINDS:
        raise ValueError(f"{message.kind!r} is no way to send; there are {', '.join(sorted(KINDS))}")
    if not message.to or any(character in message.to for character in "\r\n\0"):
        raise ValueError("a message needs an address of one line")
    at = clock.now()
    return Outgoing(
        key=message.key,
        kind=message.kind,
        to=message.to,
        template=message.template,
        context=plain(message.context),
        language=message.language,
        created_at=at,
        # A letter of something that may still be taken back waits until that is over.
        not_before=max(message.not_before or at, undo.held_until() or at),
    )
