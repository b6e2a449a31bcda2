"""What a head decides about time: extension with ground and notice, suspension."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from senim.appeals import letters, terms
from senim.appeals.actions.history import take, told
from senim.appeals.actions.talk import GROUND_MAX, words
from senim.appeals.models import Appeal, Extension, Pause
from senim.appeals.policies import check_workable
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

PAUSED = Label("Мерзім онсыз да тоқтап тұр.", "Срок уже приостановлен.", "The clock is suspended already.")
NOT_PAUSED = Label("Мерзім тоқтап тұрған жоқ.", "Срок не приостановлен.", "The clock is not suspended.")


def extend(*, actor: Actor, appeal_id: int, until: date, ground: str) -> Appeal:
    """A longer legal term: reasoned, two months at most, the applicant told in the same transaction."""
    said = words(ground, GROUND_MAX)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.extend")
        check_workable(appeal.state)
        old, at = appeal.legal_due, now()
        terms.extend(appeal, until, at, said)
        # Reopened, it has a term of its own that may be extended once more; the first one stays in the history.
        Extension.objects.update_or_create(
            appeal=appeal,
            defaults={
                "ground": said,
                "old_due": old,
                "new_due": appeal.legal_due,
                "decided_at": at,
                "account_id": actor.account_id,
                "notified_at": at,
            },
        )
        told(appeal, actor, "extended", data={"ground": said, "until": until.isoformat()})
        letters.news(appeal, "extended")
    return appeal


def pause(*, actor: Actor, appeal_id: int, ground: str) -> Appeal:
    """Stop the clocks with a ground (an expert's opinion, an answer of another body)."""
    said = words(ground, GROUND_MAX)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.pause")
        check_workable(appeal.state)
        if Pause.objects.filter(appeal=appeal, ended_at=None).exists():
            raise Refused("paused", PAUSED)
        at = now()
        terms.pause(appeal, at, said)
        stopped = Pause.objects.create(appeal=appeal, ground=said, began_at=at, account_id=actor.account_id)
        told(appeal, actor, "suspended", data={"ground": said})
        letters.news(appeal, f"paused:{stopped.pk}")
    return appeal


def resume(*, actor: Actor, appeal_id: int) -> Appeal:
    """Let the clocks run again with what was left of them."""
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.pause")
        check_workable(appeal.state)
        at = now()
        if not Pause.objects.filter(appeal=appeal, ended_at=None).update(ended_at=at):
            raise Refused("not_paused", NOT_PAUSED)
        terms.resume(appeal, at)
        told(appeal, actor, "resumed", data={"until": appeal.legal_due.isoformat()})
    return appeal
