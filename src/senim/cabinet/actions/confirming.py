"""What a trainee wrote counts when the mentor has confirmed it; until then it goes back and forth with words."""

from __future__ import annotations

from django.db import transaction

from senim.cabinet import policies
from senim.cabinet.actions.common import log
from senim.cabinet.domain import Ruling, Standing
from senim.cabinet.models import Decision, Visit
from senim.cabinet.permissions import can_decide, not_yours
from senim.kernel.clock import now
from senim.kernel.scoping import Actor


def confirm(*, actor: Actor, visit_id: int, version: int) -> Visit:
    """The visit counts from now on. version: how often it had been corrected when it was read; twice is once.

    Raises NotYours for a visit that is not the actor's to confirm, Refused where its text is another by now.
    """
    with transaction.atomic():
        row = _locked(actor, visit_id)
        if row.standing == Standing.CONFIRMED and row.version == version:
            return row
        _check(row, version)
        _decide(actor, row, Ruling.CONFIRM, Standing.CONFIRMED, "")
    return row


def send_back(*, actor: Actor, visit_id: int, version: int, words: str) -> Visit:
    """The trainee is told what to mend; the visit stays unconfirmed and nothing of it is lost."""
    said = words.strip()
    policies.check(bool(said), "back_words", "words")
    policies.check_words(said)
    with transaction.atomic():
        row = _locked(actor, visit_id)
        _check(row, version)
        _decide(actor, row, Ruling.SEND_BACK, Standing.RETURNED, said[:500])
    return row


def _locked(actor: Actor, visit_id: int) -> Visit:
    row = Visit.objects.select_for_update(of=("self",)).filter(pk=visit_id).first()
    if row is None or row.standing == Standing.OWN or not can_decide(actor.scope, row, now()):
        raise not_yours()
    return row


def _check(row: Visit, version: int) -> None:
    policies.check(row.standing == Standing.WAITS, "decided")
    policies.check(row.version == version, "other_text")


def _decide(actor: Actor, row: Visit, ruling: Ruling, standing: Standing, words: str) -> None:
    row.standing = standing
    row.save(update_fields=["standing"])
    Decision.objects.create(
        visit=row, ruling=ruling, words=words, version=row.version, at=now(), account_id=actor.account_id
    )
    log(actor, f"visit_{ruling}", row, row.area_path, number=row.version)
