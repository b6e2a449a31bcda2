"""What partners are told: one event for each step that concerns them, in the transaction of the step.

An event has an id (the same however often it is sent) and a number that counts up by one for each partner: a receiver
tells a repeated one by the id, a missing or late one by the number.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from senim.appeals import api as appeals
from senim.exchange import permissions
from senim.exchange.domain import NEVER_OF_SENSITIVE, Tells
from senim.exchange.models import Origin, Partner, Told
from senim.exchange.origin import VERSION
from senim.exchange.selectors import key_of
from senim.exchange.wording import REFUSALS
from senim.kernel import audit, clock, outbox, versions
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import SYSTEM, Actor
from senim.staff import api as staff

TEMPLATE = "exchange.told"
#: Steps of an appeal's history of which its origin is told; what happens only among officers is nobody's else.
OF_APPEALS = frozenset({
    "opened", "asked", "answered", "interim", "withdrawn", "redirected", "handed", "extended", "suspended", "resumed",
    "reopened", "reopen_declined", "closed",
})
#: Steps of a referral of which the body's own system is told.
OF_REFERRALS = frozenset({"referred"})


def _load() -> tuple[dict[int, int], dict[int, int]]:
    """({system: partner}, {body: partner}) of the active ones; a partner is named by its system."""
    rows = list(Partner.objects.filter(active=True).exclude(address="").values_list("pk", "body_id"))
    return {pk: pk for pk, _body in rows}, {body: pk for pk, body in rows if body}


ACTIVE = versions.Cached(VERSION, _load)


def on_step(fact: appeals.Moved) -> None:
    """Tell whom a step concerns. No statement where nobody is told anything."""
    systems, bodies = ACTIVE.get()
    if not systems:
        return
    if fact.type in OF_APPEALS:
        origin = Origin.objects.filter(appeal_id=fact.appeal_id, system__in=systems).first()
        if origin is not None:
            _tell(origin.system_id, fact, origin)
    elif fact.type in OF_REFERRALS and bodies and fact.referral_id:
        shown = appeals.for_partner(SYSTEM, fact.appeal_id, fact.referral_id)
        if shown.body_id in bodies:
            _tell(bodies[shown.body_id], fact, None, shown)


def _tell(
    partner_id: int, fact: appeals.Moved, origin: Origin | None, shown: appeals.ForPartner | None = None
) -> None:
    # The row is locked until the step is written: numbers are given in the order in which steps become true.
    Partner.objects.filter(pk=partner_id).update(last_seq=F("last_seq") + 1)
    partner = Partner.objects.select_related("system").get(pk=partner_id)
    shown = shown or appeals.for_partner(SYSTEM, fact.appeal_id)
    event = uuid.uuid4()
    body = body_of(partner, shown, fact, event, origin)
    told = Told.objects.create(
        partner=partner, seq=partner.last_seq, event=event, appeal_id=fact.appeal_id, type=fact.type, body=body,
        at=fact.at,
    )
    outbox.put("hook", partner.system.code, TEMPLATE, {"event": str(event)}, "kk", key_of(told))


def body_of(
    partner: Partner, shown: appeals.ForPartner, fact: appeals.Moved, event: uuid.UUID, origin: Origin | None
) -> dict[str, Any]:
    """What is sent. State and numbers always; all else as far as the agreement goes, and nothing of the kind for a
    sensitive appeal or a complaint about an officer."""
    body: dict[str, Any] = {
        "event": str(event), "sequence": partner.last_seq, "type": fact.type, "at": clock.local(fact.at).isoformat(),
        "number": shown.number, "state": str(appeals.seen_as(shown.state)),
    }
    if origin is not None:
        body["your_number"] = origin.number
    if fact.referral_id:
        body["referral"] = fact.referral_id
    allowed = set(allowed_by(partner)) - (NEVER_OF_SENSITIVE if shown.shut else frozenset())
    body |= {name: value for name, value in _said(shown, allowed).items() if value}
    return body


def allowed_by(partner: Partner) -> Iterable[Tells]:
    """What the agreement lets a partner know today: nothing more once it is over."""
    over = partner.until is not None and partner.until < today()
    return () if over or not partner.agreement else [Tells(one) for one in partner.tells]


def _said(shown: appeals.ForPartner, allowed: set[Tells]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if Tells.DUE in allowed:
        found["due_at"] = clock.local(shown.request_due or shown.due_at).isoformat()
    if Tells.CATEGORY in allowed:
        found["category"] = shown.category
    if Tells.OUTCOME in allowed:
        found["outcome"] = shown.outcome
    if Tells.ANSWER in allowed and shown.body_id is None:
        found["answer"] = shown.answer
    if Tells.REQUEST in allowed:
        found["request"] = shown.request
    if Tells.TEXT in allowed:
        found["text"] = shown.text
    if Tells.PLACE in allowed:
        found["place"] = shown.place
    if Tells.APPLICANT in allowed and shown.name:
        found["applicant"] = {"name": shown.name, "phone": shown.phone}
    if Tells.OFFICER in allowed and shown.holder_id and (card := staff.officer_card(shown.holder_id, "kk")):
        found["officer"] = {"name": card.name, "title": card.title, "phone": card.phone}
    return found


def send_again(*, actor: Actor, told_id: int) -> None:
    """Try an event once more that was given up. Raises NotYours; Refused where it was delivered or still waits."""
    permissions.check_keep(actor.scope, "exchange.send_again")
    with transaction.atomic():
        told = Told.objects.select_for_update(of=("self",)).select_related("partner__system").filter(pk=told_id).first()
        if told is None:
            raise NotYours("not_found", REFUSALS["no_system"])
        message = outbox.entries(SYSTEM, [key_of(told)]).get(key_of(told))
        if message is not None and message.state is not outbox.State.DEAD:
            raise Refused("not_dead", REFUSALS["not_dead"])
        told.sent_again += 1
        told.save(update_fields=["sent_again"])
        outbox.put("hook", told.partner.system.code, TEMPLATE, {"event": str(told.event)}, "kk", key_of(told))
        audit.record(actor, "exchange.sent_again", ("exchange_told", told.pk), data={"seq": told.seq})
