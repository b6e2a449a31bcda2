"""The chain over the audit log: made behind the writers by one sealer, in its own sequence, and checked by anyone.

Writers never meet it: they insert, it reads. It goes only as far as no open transaction can still come before:

- PostgreSQL: each row carries the number of its transaction. Every number below the lowest that is still open belongs
  to a transaction that has ended, so the rows below it, in the order (transaction, id), never get a new neighbour.
- SQLite has one writer at a time: rows are committed in the order of their ids.

link(n) = SHA-256(link(n-1) || n || canonical JSON of the row). Two sealers at once cannot both write a place of the
sequence: it is the primary key, and the later one simply does nothing.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from django.db import IntegrityError, connection, transaction
from django.db.models import BigIntegerField, Func, Q, QuerySet

from senim.kernel import clock
from senim.kernel.models import AuditEvent, AuditSeal
from senim.kernel.plain import canonical

BATCH = 1000
#: Before the first link.
ZERO = bytes(32)


class SnapshotEnd(Func):
    """The first transaction number that is not given yet, as the statement itself sees it (PostgreSQL)."""

    template = "CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)"
    output_field = BigIntegerField()


@dataclass(frozen=True, slots=True)
class Head:
    """The last link: its place, its hash, and the place (transaction, id) of its event in the log."""

    seq: int = 0
    hash: bytes = ZERO
    txid: int = -1
    event_id: int = 0


@dataclass(frozen=True, slots=True)
class Horizon:
    """Transactions below `low` have ended; none has reached `high`. None on SQLite, where rows come in order."""

    low: int | None = None
    high: int | None = None

    def is_from_elsewhere(self, txid: int) -> bool:
        """Whether a row was written by another PostgreSQL cluster, before a restore: its count ran further."""
        return self.high is not None and txid >= self.high


def content(event: AuditEvent) -> bytes:
    """What of a row goes into the chain: everything, in one spelling."""
    return canonical(
        {
            "id": event.pk,
            "txid": event.txid,
            "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_kind": event.actor_kind,
            "account_id": event.account_id,
            "post_id": event.post_id,
            "action": event.action,
            "subject_type": event.subject_type,
            "subject_id": event.subject_id,
            "area_path": event.area_path,
            "is_read": event.is_read,
            "data": event.data,
        }
    )


def link(previous: bytes, seq: int, event: AuditEvent) -> bytes:
    """The hash of one place of the chain, 32 bytes."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + content(event)).digest()


def head() -> Head:
    """The last link, or the nothing before the first."""
    row = (
        AuditSeal.objects.order_by("-seq").values_list("seq", "hash", "event__txid", "event_id").first()
    )
    return Head(row[0], bytes(row[1]), row[2], row[3]) if row else Head()


def horizon() -> Horizon:
    """How far the log is settled at this moment.

    A cluster counts the transactions of all its databases together; those of another database can never write here
    and hold nobody up. A transaction whose database cannot be told (a prepared one) counts as one of ours.
    """
    if connection.vendor != "postgresql":
        return Horizon()
    with connection.cursor() as cursor:
        cursor.execute(_HORIZON)
        low, high = cursor.fetchone()
    return Horizon(low, high)


# An open transaction with a number holds a lock on it (32 bits of the 64 that a snapshot shows); the lock leads to
# its process, the process to its database.
_HORIZON = """
    WITH snapshot AS (SELECT pg_current_snapshot() AS seen),
    elsewhere AS (
        SELECT locks.transactionid::text::bigint AS number
        FROM pg_locks AS locks JOIN pg_stat_activity AS process ON process.pid = locks.pid
        WHERE locks.locktype = 'transactionid' AND locks.mode = 'ExclusiveLock' AND locks.granted
        AND process.datid <> (SELECT oid FROM pg_database WHERE datname = current_database())
    ),
    open AS (
        SELECT running::text::bigint AS number
        FROM snapshot, pg_snapshot_xip(snapshot.seen) AS running
        WHERE running::text::bigint % 4294967296 NOT IN (SELECT number FROM elsewhere)
    )
    SELECT coalesce((SELECT min(number) FROM open), pg_snapshot_xmax(seen)::text::bigint),
           pg_snapshot_xmax(seen)::text::bigint
    FROM snapshot
"""


def unsealed(after: Head, limits: Horizon) -> QuerySet[AuditEvent]:
    """Settled rows without a link, in the order they will be sealed."""
    if limits.low is not None and (after.seq == 0 or limits.is_from_elsewhere(after.txid)):
        # Restored into another cluster: what came along is settled, and the new count starts lower. The bound is
        # asked in the same statement: a row of our own above an older bound may still get a predecessor.
        rows = AuditEvent.objects.filter(seal__isnull=True).order_by("txid", "id")
        return rows.filter(Q(txid__lt=limits.low) | Q(txid__gte=SnapshotEnd()))
    rows = waiting(after)
    return rows if limits.low is None else rows.filter(txid__lt=limits.low)


def waiting(after: Head) -> QuerySet[AuditEvent]:
    """Rows without a link behind the last one, settled or not. The work grows with them alone, not with the log."""
    rows = AuditEvent.objects.filter(seal__isnull=True)
    if connection.vendor != "postgresql":
        return rows.filter(id__gt=after.event_id).order_by("id")
    rows = rows.filter(txid__gte=after.txid).filter(Q(txid__gt=after.txid) | Q(id__gt=after.event_id))
    return rows.order_by("txid", "id")


def passed(last: Head) -> QuerySet[AuditEvent]:
    """Rows without a link before the last one: nobody who writes as the house does can put one there."""
    rows = AuditEvent.objects.filter(seal__isnull=True)
    if connection.vendor != "postgresql":
        return rows.filter(id__lt=last.event_id).order_by("id")
    return rows.filter(Q(txid__lt=last.txid) | Q(txid=last.txid, id__lt=last.event_id)).order_by("txid", "id")


def seal_once(batch: int = BATCH) -> int:
    """Seal what is settled, at most `batch` rows. Gives how many; 0 also where another sealer was faster."""
    last = head()
    events = list(unsealed(last, horizon())[:batch])
    if not events:
        return 0
    links = list(_links(last, events))
    try:
        with transaction.atomic():
            AuditSeal.objects.bulk_create(links)
    except IntegrityError:
        if head().seq == last.seq:
            raise
        return 0
    return len(links)


def seal_all() -> int:
    """Seal until nothing settled is left. Gives how many."""
    total = 0
    while sealed := seal_once():
        total += sealed
    return total


def seal_rest() -> int:
    """Seal every row without a link, in their order. Where nobody else writes: after a restore. Gives how many.

    What was not sealed yet in another cluster, or came from the other database, would stand before the last link.
    """
    total = 0
    while events := list(AuditEvent.objects.filter(seal__isnull=True).order_by("txid", "id")[:BATCH]):
        AuditSeal.objects.bulk_create(list(_links(head(), events)))
        total += len(events)
    return total


def _links(last: Head, events: Sequence[AuditEvent]) -> Iterator[AuditSeal]:
    at, previous = clock.now(), last.hash
    for seq, event in enumerate(events, last.seq + 1):
        previous = link(previous, seq, event)
        yield AuditSeal(seq=seq, event=event, hash=previous, sealed_at=at)


def lag_seconds() -> float:
    """Age of the oldest row that waits for its seal, in seconds; 0 where none waits."""
    oldest = waiting(head()).values_list("at", flat=True).first()
    return max(0.0, (clock.now() - oldest).total_seconds()) if oldest else 0.0
