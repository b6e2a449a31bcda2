"""The one step that every write ends with: change, history and audit in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from senim.appeals import hooks
from senim.appeals.domain import Hand, State
from senim.appeals.models import Appeal, Event, Transfer
from senim.appeals.permissions import check_act, visible
from senim.appeals.policies import check_move
from senim.kernel import audit, undo
from senim.kernel.clock import now
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import SYSTEM, Actor

#: Events whose step may be taken back for some seconds; how, stands in `actions.undoing`.
MAY_BE_UNDONE = frozenset({
    "opened", "answered", "interim", "transfer_offered", "transferred", "transfer_declined", "handed", "redirected",
})
NOT_FOUND = Label("Мұндай өтініш табылмады.", "Такое обращение не найдено.", "No such appeal was found.")


def take(actor: Actor, appeal_id: int, action: str | None = None) -> Appeal:
    """Lock one appeal that the actor may see and act on. Citizens reach theirs through the secret, not through this.

    Raises NotYours, in the same words whether it does not exist or may not be seen.
    """
    found = Appeal.objects.select_for_update(of=("self",)).filter(visible(actor.scope), pk=appeal_id).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    if action:
        check_act(actor, action, found)
    return remember(found)


def remember(appeal: Appeal) -> Appeal:
    """Where somebody may take back what comes now, keep what the appeal was before."""
    if undo.is_open():
        appeal.__dict__["before"] = {field.attname: getattr(appeal, field.attname) for field in _kept()}
        appeal.__dict__["beside"] = {}
    return appeal


def beside(appeal: Appeal, **what: Any) -> None:
    """What the step changes in other rows, for taking it back; kept only where somebody may."""
    if "beside" in appeal.__dict__:
        appeal.__dict__["beside"].update(what)


def _kept() -> list[Any]:
    return [field for field in Appeal._meta.concrete_fields if not (field.generated or field.primary_key)]


def _offer_undo(appeal: Appeal, event: Event) -> None:
    """The step may be taken back now: what differs from before, and what it did beside."""
    before = appeal.__dict__.get("before")
    if before is None or event.type not in MAY_BE_UNDONE:
        return
    was = {name: value for name, value in before.items() if getattr(appeal, name) != value}
    data = {"event": event.pk, "was": was, **appeal.__dict__["beside"]}
    undo.offer(f"appeals.{event.type}", ("appeal", appeal.pk), data)


def take_by_secret(secret_hash: bytes) -> Appeal:
    """Lock the appeal of a secret link. Raises NotYours where no appeal has it."""
    found = Appeal.objects.select_for_update(of=("self",)).filter(secret_hash=secret_hash).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found


def move(appeal: Appeal, new: State) -> None:
    """Change the state as the table allows; the same state is no move."""
    if State(appeal.state) is not new:
        check_move(appeal.state, new)
        appeal.state = new


def recall_offers(appeal: Appeal) -> None:
    """What was offered of this appeal is offered no more: it has other hands, or nothing is owed."""
    if undo.is_open():
        offers = Transfer.objects.filter(appeal=appeal, state=Hand.OFFERED)
        beside(appeal, recalled=list(offers.values_list("pk", flat=True)))
    Transfer.objects.filter(appeal=appeal, state=Hand.OFFERED).update(state=Hand.RECALLED, decided_at=now())


def owed(appeal: Appeal) -> None:
    """Set what is owed next: the first meaningful answer, then the final one; nothing where nobody waits."""
    if appeal.state in {State.ANSWERED, State.CLOSED, State.WITHDRAWN, State.REDIRECTED, State.ASKED}:
        appeal.owed_at = None
    elif appeal.first_answer_at is None:
        appeal.owed_at = min(appeal.promise_due, appeal.legal_due)
    else:
        appeal.owed_at = appeal.legal_due


def told(
    appeal: Appeal,
    actor: Actor,
    type_: str,
    *,
    data: Mapping[str, Any] | None = None,
    public: bool = True,
    audited: Mapping[str, Any] | None = None,
    save: bool = True,
) -> Event:
    """Save the appeal and write its history row and its audit event. `audited` holds nothing personal."""
    owed(appeal)
    if save:
        appeal.save()
    event = Event.objects.create(
        appeal=appeal,
        at=now(),
        type=type_,
        actor_kind=actor.kind,
        account_id=actor.account_id,
        post_id=actor.post_id,
        public=public,
        data=dict(data or {}),
    )
    audit.record(
        actor,
        f"appeals.{type_}",
        ("appeal", appeal.pk),
        area_path=appeal.area_path,
        data={"number": appeal.number, "state": str(appeal.state), **(audited or {})},
    )
    _offer_undo(appeal, event)
    hooks.step(hooks.Moved(appeal.pk, event.pk, type_, str(appeal.state), event.at, (data or {}).get("referral")))
    return event


def system() -> Actor:
    """The house itself, acting by the clock."""
    return Actor.system()


__all__ = ["SYSTEM", "move", "owed", "recall_offers", "system", "take", "take_by_secret", "told"]
