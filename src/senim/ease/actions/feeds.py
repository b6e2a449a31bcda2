"""A calendar address: opened, closed, read. Who has the address reads kinds, numbers and times, and no name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from senim.ease import agenda
from senim.ease.actions.filters import refuse
from senim.ease.agenda import Entry
from senim.ease.domain import MOST_FEEDS
from senim.ease.ical import Event
from senim.ease.models import Feed, FeedEntry
from senim.ease.permissions import account_of, not_yours
from senim.kernel import audit, ids
from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.staff import api as staff


@transaction.atomic
def subscribe(*, actor: Actor, post_id: int, language: str) -> tuple[Feed, str]:
    """A new address for the calendar of one's own post, and its secret, which nobody can show again.

    Raises NotYours for another's post, Refused("feeds") beyond five.
    """
    staff.check_action(actor.scope, "ease.subscribe", post_id=post_id)
    who = account_of(actor)
    if Feed.objects.filter(account_id=who, closed_at=None).count() >= MOST_FEEDS:
        raise refuse("feeds", "post")
    secret = ids.new_token()
    row = Feed.objects.create(
        account_id=who, post_id=post_id, language=language, token_hash=ids.token_hash(secret),
        created_at=now())
    audit.record(actor, "ease.subscribe", ("feed", row.pk), data={"post": post_id})
    return row, secret


@transaction.atomic
def close(*, actor: Actor, feed_id: int) -> None:
    """The address answers no more, at once. Raises NotYours."""
    staff.check_action(actor.scope, "ease.unsubscribe")
    row = Feed.objects.select_for_update().filter(pk=feed_id, account=actor.account_id or 0, closed_at=None).first()
    if row is None:
        raise not_yours()
    row.closed_at = now()
    row.save(update_fields=["closed_at"])
    row.entries.all().delete()
    audit.record(actor, "ease.unsubscribe", ("feed", row.pk), data={"post": row.post_id})


def find(secret: str) -> Feed | None:
    """The open address of a secret whose person still holds the post; None for any other. One query."""
    row = Feed.objects.filter(token_hash=ids.token_hash(secret), closed_at=None).first()
    if row is None or row.post_id not in staff.scope_of(row.account_id).posts():
        return None
    return row


def read(*, secret: str) -> tuple[Feed, list[Event]] | None:
    """The address and what its calendar is told now; None where the secret opens nothing.

    A change moves the SEQUENCE; what is owed no more is told as cancelled. What was told is compared under a lock, so
    that two devices that ask at once are told the same.
    """
    feed = find(secret)
    if feed is None:
        return None
    found = agenda.of(staff.scope_of(feed.account_id), feed.post_id)
    with transaction.atomic():
        locked = Feed.objects.select_for_update().get(pk=feed.pk)
        rows = {row.uid: row for row in locked.entries.all()}
        _compare(locked, rows, found)
        Feed.objects.filter(pk=feed.pk).update(fetched_at=now())
    return feed, [_event(feed, row) for row in sorted(rows.values(), key=_order)]


def uid_of(feed: Feed, entry: Entry) -> str:
    """The same for one entry of one address, and silent about what it names."""
    return hashlib.sha256(f"{feed.pk}:{entry.key}".encode()).hexdigest()[:40]


def _order(row: FeedEntry) -> tuple[object, str]:
    return row.starts_at, row.uid


def _compare(feed: Feed, rows: dict[str, FeedEntry], found: Sequence[Entry]) -> None:
    at, new, changed = now(), [], []
    seen = set()
    for one in found:
        uid = uid_of(feed, one)
        seen.add(uid)
        row = rows.get(uid)
        if row is None:
            rows[uid] = row = FeedEntry(feed=feed, uid=uid, changed_at=at)
            new.append(row)
        elif row.mark == one.mark and not row.cancelled:
            continue
        else:
            row.sequence, row.changed_at = row.sequence + 1, at
            changed.append(row)
        row.mark, row.kind, row.number, row.whole_day = one.mark, one.kind, one.number, one.whole_day
        row.starts_at, row.ends_at, row.path, row.cancelled = one.starts_at, one.ends_at, one.path[:200], False
    for uid, row in list(rows.items()):
        if uid in seen:
            continue
        if row.ends_at < at - agenda.BEHIND:
            del rows[uid]
            row.delete()
        elif not row.cancelled and (row.whole_day or row.ends_at > at):
            # A shift that was worked and a meeting that was held are not cancelled: they stay as they were.
            row.cancelled, row.sequence, row.changed_at = True, row.sequence + 1, at
            changed.append(row)
    FeedEntry.objects.bulk_create(new)
    fields = ["mark", "kind", "number", "whole_day", "starts_at", "ends_at", "path", "cancelled", "sequence"]
    FeedEntry.objects.bulk_update(changed, [*fields, "changed_at"])


def _event(feed: Feed, row: FeedEntry) -> Event:
    summary = " ".join(filter(None, (agenda.words(row.kind).in_(feed.language), row.number)))
    url = f"{settings.BASE_URL}{_in_language(row.path, feed.language)}" if row.path and not row.cancelled else ""
    return Event(
        f"{row.uid}@senim", row.sequence, row.changed_at, row.starts_at, row.ends_at, row.whole_day, summary, url,
        row.cancelled)


def _in_language(path: str, language: str) -> str:
    bare = path.partition("/")[2].partition("/")[2] if path[:4] in {"/kk/", "/ru/", "/en/"} else path.lstrip("/")
    return f"/{language}/{bare}"
