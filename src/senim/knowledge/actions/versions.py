"""The texts of procedures: a new version is written, sent, approved by a second person, given back, ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from senim.kernel import audit
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.knowledge import memory, policies
from senim.knowledge.domain import State, Text
from senim.knowledge.models import Procedure, Version
from senim.knowledge.permissions import check_write, not_yours
from senim.staff import api as staff
from senim.web.words import when

OPEN = (State.DRAFT.value, State.WAITING.value)


def draft(*, actor: Actor, procedure: str) -> Version:
    """Begin a new version from the newest one. Raises Refused where one is being written already."""
    check_write(actor.scope)
    try:
        with transaction.atomic():
            row = Procedure.objects.select_for_update().filter(code=procedure).first()
            if row is None:
                raise policies.refuse("no_procedure")
            there = list(Version.objects.filter(procedure=row).order_by("-number"))
            policies.check(all(one.state == State.APPROVED for one in there), "one_open")
            last = there[0]
            made = Version.objects.create(
                procedure=row,
                number=last.number + 1,
                body=last.body,
                digest=last.digest,
                state=State.DRAFT.value,
                is_public=last.is_public,
                authors=[actor.account_id],
                made_at=now(),
                edited_at=now(),
                edited_by_id=actor.account_id,
            )
            _log(actor, "version_begun", made)
    except IntegrityError:
        # Two who begin at one moment: the other one was quicker, and that version is there.
        raise policies.refuse("one_open") from None
    return made


def keep(*, actor: Actor, version_id: int, text: Text, public: bool, edits: int) -> Version:
    """Keep what was written. edits: how often the draft had been kept when it was read. Where the draft came with a
    release, the mark of that text stays in it (`laid`), so that the release does not bring it once more.

    Raises Refused("changed") where somebody else kept it meanwhile: nothing is written over.
    """
    with transaction.atomic():
        row = _held(actor, version_id)
        policies.check_editable(row.state)
        if row.edits != edits:
            raise _changed(row)
        laid = row.digest if row.shipped else row.body.get("laid", "")
        row.body, row.digest, row.is_public = {**text.to_json(), "laid": laid}, text.digest, public
        row.edits += 1
        row.shipped = False
        row.edited_at, row.edited_by_id = now(), actor.account_id
        row.authors = sorted({*row.authors, actor.account_id} - {None})
        row.save()
        _log(actor, "version_kept", row, edits=row.edits)
    return row


def _changed(row: Version) -> Refused:
    who = staff.person_name(row.edited_by_id) if row.edited_by_id else ""
    return policies.refuse("changed", who=who or "—", when=str(when(row.edited_at)) if row.edited_at else "")


def send(*, actor: Actor, version_id: int) -> Version:
    """Send a draft to a second person: whole in three languages, with its act, and other than what is in force."""
    with transaction.atomic():
        row = _held(actor, version_id)
        policies.check_editable(row.state)
        policies.check_whole(Text.from_json(row.body))
        now_in_force = memory.on(row.procedure.code, today())
        same = now_in_force is not None and (now_in_force.digest, now_in_force.public) == (row.digest, row.is_public)
        policies.check(not same, "same")
        row.state, row.sent_at, row.returned = State.WAITING.value, now(), ""
        row.save(update_fields=["state", "sent_at", "returned"])
        _log(actor, "version_sent", row)
    return row


def approve(*, actor: Actor, version_id: int, valid_from: date) -> Version:
    """A second person approves what waits: it is in force from the day on, in every process within two seconds."""
    with transaction.atomic():
        row = _held(actor, version_id)
        authors = {one for one in row.authors if one is not None}
        policies.check_approval(row.state, actor.account_id, authors, valid_from, today())
        row.state, row.valid_from = State.APPROVED.value, valid_from
        row.approved_at, row.approved_by_id = now(), actor.account_id
        row.save(update_fields=["state", "valid_from", "approved_at", "approved_by"])
        memory.changed()
        _log(actor, "version_approved", row, valid_from=valid_from.isoformat(), public=row.is_public)
    return row


def give_back(*, actor: Actor, version_id: int, why: str) -> Version:
    """Give what waits back to be written on, with what is to be changed."""
    policies.check(bool(why.strip()), "why_back", "why")
    with transaction.atomic():
        row = _held(actor, version_id)
        policies.check(row.state == State.WAITING, "not_draft")
        row.state, row.returned = State.DRAFT.value, why.strip()
        row.save(update_fields=["state", "returned"])
        _log(actor, "version_returned", row)
    return row


def end(*, actor: Actor, procedure: str, number: int, valid_to: date, why: str) -> Version:
    """Say that the law on which a version stands ends: after that day nobody begins by it."""
    check_write(actor.scope)
    with transaction.atomic():
        rows = Version.objects.select_for_update(of=("self",)).select_related("procedure")
        row = rows.filter(procedure__code=procedure, number=number, state=State.APPROVED).first()
        if row is None or row.valid_from is None:
            raise policies.refuse("no_procedure")
        policies.check_end(row.valid_from, valid_to, why)
        row.valid_to, row.ended_why = valid_to, why.strip()
        row.save(update_fields=["valid_to", "ended_why"])
        memory.changed()
        _log(actor, "version_ended", row, valid_to=valid_to.isoformat())
    return row


def _held(actor: Actor, version_id: int) -> Version:
    check_write(actor.scope)
    rows = Version.objects.select_for_update(of=("self",)).select_related("procedure")
    row = rows.filter(pk=version_id).first()
    if row is None:
        raise not_yours()
    return row


def _log(actor: Actor, action: str, row: Version, **data: Any) -> None:
    said = {"number": row.number, **data}
    audit.record(actor, f"knowledge.{action}", ("version", row.pk), data=said)
