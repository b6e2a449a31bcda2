"""What the clock does: tell the log what came in, by the hour; delete by rule what was closed long enough ago."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from django.db import transaction

from senim.kernel import audit, legal, retention
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.tips.actions.common import told
from senim.tips.domain import State, Told, hour_of
from senim.tips.models import Contact, Event, Tip

KEPT, FIRST_LOOK = "tips.kept", "tips.first_look"


def kept_days(on: date) -> int:
    """For how many days a closed message is kept."""
    return int(legal.term(KEPT, on).value or 0)


def first_look(on: date) -> timedelta:
    """Within which time a named officer reads a new message and answers."""
    return timedelta(hours=int(legal.term(FIRST_LOOK, on).value or 0))


def note_received() -> int:
    """Tell the log of messages that came in earlier hours, in an order of chance. Gives how many.

    In the transaction of the sender the log would keep the moment; here it keeps that there is a message, so that one
    that vanishes is missed.
    """
    with transaction.atomic():
        rows = list(Tip.objects.select_for_update().filter(noted=False, received_hour__lt=hour_of(now()))[:500])
        random.SystemRandom().shuffle(rows)
        for one in rows:
            audit.record(Actor.system(), "tips.received", ("tip", one.pk), area_path=one.office_path)
        Tip.objects.filter(pk__in=[one.pk for one in rows]).update(noted=True)
    return len(rows)


def purge(limit: int = 200) -> int:
    """Delete what was said in messages closed long enough ago; a tombstone stays. Bears running twice."""
    before = now() - timedelta(days=kept_days(today()))
    due = Tip.objects.filter(state=State.CLOSED.value, closed_at__lt=before).order_by("closed_at")
    due = due.exclude(pk__in=retention.held("tips.message"))
    done = 0
    for pk in list(due.values_list("pk", flat=True)[:limit]):
        done += _purge(pk, before)
    return done


def _purge(pk: int, before: datetime) -> int:
    with transaction.atomic():
        tip = Tip.objects.select_for_update().get(pk=pk)
        if tip.state != State.CLOSED.value or tip.closed_at is None or tip.closed_at >= before:
            return 0
        tip.words.all().delete()
        Contact.objects.filter(tip=tip).delete()
        Event.objects.filter(tip=tip).update(data={})
        tip.state, tip.code_hash, tip.purged_on, tip.reference = State.PURGED.value, None, today(), ""
        tip.registered_at = None
        tip.save(update_fields=["state", "code_hash", "purged_on", "reference", "registered_at"])
        told(Actor.system(), tip, Told.PURGED)
    return 1
