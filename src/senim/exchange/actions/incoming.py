"""What a partner tells of a referral of ours: taken once, in whatever order and however often it comes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.db import IntegrityError, transaction

from senim.appeals import api as appeals
from senim.exchange.models import Heard, Partner
from senim.kernel import audit, clock
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Actor

#: What came of an event: done; came too late (a later one was heard, or the matter is decided).
DONE, LATE = "done", "late"


class Taken(Exception):
    """The id of this event was used for another one."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it was told. step: accepted, declined or answered."""

    id: str
    seq: int
    referral_id: int
    step: appeals.Hand
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """repeated: it had been told before, and changed nothing now."""

    result: str
    repeated: bool


def hear(*, partner: Partner, event: Event, body: bytes) -> Outcome:
    """Take an event of a partner whose signature was checked. Raises Taken, NotYours, Refused (empty words)."""
    digest = sha256(body).digest()
    for _ in range(2):
        if (before := _before(partner, event, digest)) is not None:
            return before
        try:
            with transaction.atomic():
                return _take(partner, event, digest)
        except IntegrityError:
            continue  # told twice at the same moment: the other one has it
    raise Taken


def _before(partner: Partner, event: Event, digest: bytes) -> Outcome | None:
    found = Heard.objects.filter(partner=partner, event=event.id).first()
    if found is None:
        return None
    if bytes(found.digest) != digest:
        raise Taken
    return Outcome(found.result, repeated=True)


def _take(partner: Partner, event: Event, digest: bytes) -> Outcome:
    if partner.body_id is None:
        raise NotYours("not_found", "")
    heard = Heard.objects.create(
        partner=partner, event=event.id, seq=event.seq, digest=digest, result=DONE, referral_id=event.referral_id,
        at=clock.now(),
    )
    later = Heard.objects.filter(partner=partner, referral_id=event.referral_id, seq__gt=event.seq).exists()
    result = LATE if later else _act(partner.body_id, event)
    if result != DONE:
        Heard.objects.filter(pk=heard.pk).update(result=result)
    audit.record(
        Actor.link(str(partner.body_id)), "exchange.heard", ("referral", event.referral_id),
        data={"partner": partner.pk, "step": str(event.step), "seq": event.seq, "result": result},
    )
    return Outcome(result, repeated=False)


def _act(body_id: int, event: Event) -> str:
    try:
        with transaction.atomic():
            appeals.act_for_body(partner=body_id, referral_id=event.referral_id, step=event.step, text=event.text)
    except NotYours:
        raise
    except Refused as refusal:
        if refusal.code != "decided":
            raise
        return LATE
    return DONE
