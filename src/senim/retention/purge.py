"""The purge: what is over by its rule goes, in small batches, with rests between them.

A batch is one transaction: the rows are emptied, the tombstones written, the log told, the cursor moved. Killed at any
moment it is as if the batch had not begun; the next process goes on behind the last one that ended. A tombstone is
unique for its record, so that nothing goes twice.
"""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from senim.kernel import clock, retention
from senim.kernel.retention import Rule
from senim.kernel.scoping import Actor
from senim.retention import ledger
from senim.retention.actions.wiping import bury
from senim.retention.models import Pass, Tombstone


def over(rule: Rule, day: date) -> QuerySet[Any]:
    """Records whose time is over and that are still there, holds left aside. In the order of their keys."""
    gone = Tombstone.objects.filter(rule=rule.code, subject=OuterRef("pk"))
    rows: QuerySet[Any] = rule.root.table()._base_manager.filter(retention.over(rule, day))  # noqa: SLF001
    return rows.filter(~Exists(gone)).order_by("pk")


def run(*, seconds: float | None = None, rest: bool = True) -> int:
    """Purge every rule of today's pass, for at most so many seconds. Gives how many records went."""
    until = None if seconds is None else time.monotonic() + seconds
    gone = 0
    ended = set(Pass.objects.filter(day=clock.today(), ended_at__isnull=False).values_list("rule", flat=True))
    for rule in retention.rules().values():
        if rule.carried_out and rule.code not in ended:
            gone += run_rule(rule, until=until, rest=rest)
    return gone


def run_rule(rule: Rule, *, until: float | None = None, rest: bool = True) -> int:
    """Purge one rule until today's pass has ended or the time is up."""
    gone = 0
    while until is None or time.monotonic() < until:
        began = time.monotonic()
        count = batch(rule)
        if count is None:
            break
        gone += count
        if rest and count:
            time.sleep(min(5.0, (time.monotonic() - began) * settings.PURGE_RESTS))
    if gone and connection.vendor == "sqlite" and not connection.in_atomic_block:
        # What was overwritten reaches the file itself, and the journal beside it does not grow.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    return gone


def batch(rule: Rule) -> int | None:
    """One batch of a rule: how many records went; None where today's pass has ended."""
    with transaction.atomic():
        if connection.vendor == "sqlite":
            # What is emptied is overwritten in the file too; the default leaves it in free pages.
            connection.cursor().execute("PRAGMA secure_delete=ON")
        found = _pass(rule)
        if found.ended_at is not None:
            return None
        rows = over(rule, clock.today()).filter(pk__gt=found.cursor)
        looked = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True)[: rule.batch])
        # Asked after the rows are locked: whoever places a hold locks them first.
        kept = set(ledger.held(rule.code))
        going = [pk for pk in looked if pk not in kept]
        if going:
            bury(Actor.system(), rule, going)
        found.gone += len(going)
        found.cursor = looked[-1] if looked else found.cursor
        found.ended_at = clock.now() if len(looked) < rule.batch else None
        found.save()
        return len(going)


def _pass(rule: Rule) -> Pass:
    """Today's pass of a rule, locked; yesterday's begins anew."""
    Pass.objects.get_or_create(rule=rule.code)
    found = Pass.objects.select_for_update().get(rule=rule.code)
    if found.day != clock.today():
        found.day, found.cursor, found.gone = clock.today(), 0, 0
        found.started_at, found.ended_at = clock.now(), None
    return found


def count_all() -> None:
    """Count for every rule what is over, what waits and when the next is over; one statement for each rule."""
    for rule in retention.rules().values():
        if rule.begins:
            count(rule)


def count(rule: Rule) -> Pass:
    """Look ahead for one rule and keep what was found for the pages."""
    day = clock.today()
    rows = rule.root.table()._base_manager.filter(**rule.where)  # noqa: SLF001
    if rule.carried_out:
        rows = rows.filter(~Exists(Tombstone.objects.filter(rule=rule.code, subject=OuterRef("pk"))))
    past = retention.over(rule, day)
    begun = Q(**{f"{rule.begins}__isnull": False})
    seen = rows.aggregate(
        due=Count("pk", filter=past), waits=Count("pk", filter=begun & ~past), no_clock=Count("pk", filter=~begun),
        first=Min(rule.begins, filter=~past))
    first = seen.pop("first")
    first = clock.local(first).date() if hasattr(first, "tzinfo") else first
    next_on = retention.forward(first, rule.period(day)) if first else None
    values = {**seen, "next_on": next_on, "counted_at": clock.now()}
    found, _new = Pass.objects.update_or_create(rule=rule.code, defaults=values)
    return found
