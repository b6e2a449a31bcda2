"""What a named officer does: read, answer, hand over to the duty unit, close, open the contact with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.tips import policies, sealing
from senim.tips.actions.common import taken, told
from senim.tips.domain import Outcome, State, Told
from senim.tips.models import Contact, Tip, Word


def note_opened(*, actor: Actor, number: str) -> Tip:
    """Somebody opens a message: written down before a word of it is shown."""
    with transaction.atomic():
        tip = taken(actor, "tips.read", number)
        if tip.state == State.NEW.value:
            tip.state = State.OPEN.value
            tip.save(update_fields=["state"])
        told(actor, tip, Told.OPENED, reads=True)
    return tip


def reply(*, actor: Actor, number: str, text: str) -> None:
    """Answer or ask; the sender reads it by the code."""
    policies.check_text(text)
    with transaction.atomic():
        tip = taken(actor, "tips.reply", number)
        policies.check_open(State(tip.state))
        _say(actor, tip, text)
        told(actor, tip, Told.REPLIED)
        tip.waits_since = None
        tip.save(update_fields=["waits_since"])


def hand_over(*, actor: Actor, number: str, reference: str, registered_at: datetime) -> None:
    """A crime: the duty unit has it; its registration number and time are kept. We register nothing ourselves."""
    with transaction.atomic():
        tip = taken(actor, "tips.hand_over", number)
        policies.check_open(State(tip.state))
        policies.check_registration(reference, registered_at, tip.received_hour, now())
        tip.state, tip.reference, tip.registered_at = State.HANDED.value, reference.strip(), registered_at
        tip.save(update_fields=["state", "reference", "registered_at"])
        told(actor, tip, Told.HANDED)


def close(*, actor: Actor, number: str, outcome: Outcome, text: str) -> None:
    """End it with an outcome and last words for the sender. Whoever wrote may write again: then it opens by itself."""
    policies.check_text(text)
    with transaction.atomic():
        tip = taken(actor, "tips.close", number)
        policies.check_open(State(tip.state))
        _say(actor, tip, text)
        tip.state, tip.outcome, tip.closed_at, tip.waits_since = State.CLOSED.value, outcome.value, now(), None
        tip.save(update_fields=["state", "outcome", "closed_at", "waits_since"])
        told(actor, tip, Told.CLOSED, outcome=outcome.value)


def open_contact(*, actor: Actor, number: str, reason: str) -> str:
    """The contact of a confidential message, once, for a reason. The sender sees by the code that it was opened."""
    policies.check_reason(reason)
    with transaction.atomic():
        tip = taken(actor, "tips.open_contact", number)
        kept = Contact.objects.filter(tip=tip).first()
        if kept is None:
            raise policies.refuse("contact_gone", "reason")
        shown = sealing.unseal_text(kept.sealed, f"{tip.number}:contact")
        told(actor, tip, Told.CONTACT_OPENED, reads=True, reason=reason.strip())
    return shown


def _say(actor: Actor, tip: Tip, text: str) -> None:
    sealed = sealing.seal_text(text.strip(), f"{tip.number}:word")
    Word.objects.create(tip=tip, by_sender=False, sealed=sealed, at=now(), account_id=actor.account_id)
