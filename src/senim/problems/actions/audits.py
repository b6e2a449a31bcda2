"""An audit of a place on the spot: begun, then marked heading by heading, on a phone."""

from __future__ import annotations

from django.db import transaction

from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.problems.actions.file import CHOOSE
from senim.problems.actions.history import its, take, told, words
from senim.problems.catalogue import HEADINGS, PLACES
from senim.problems.domain import Light, Mark
from senim.problems.models import Audit, AuditItem
from senim.problems.policies import check_not_a_household

SAY_WHAT = Label("Не нашар екенін жазыңыз.", "Напишите, что плохо.", "Say what is wrong.")


def begin_audit(*, actor: Actor, problem_id: int, place_kind: str, place: str, light: Light) -> Audit:
    """Begin a walk: which place, of what kind, in which light."""
    said = words(place, 300, "place")
    check_not_a_household(said, field="place")
    if place_kind not in PLACES:
        raise Refused("choose", CHOOSE, field="place_kind")
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.audit")
        row = Audit.objects.create(
            problem=problem, place_kind=place_kind, place=said, light=light, at=now(), account_id=actor.account_id
        )
        told(problem, actor, "audit_begun", {"audit": row.pk, "light": str(light)})
    return row


def mark_heading(
    *,
    actor: Actor,
    problem_id: int,
    audit_id: int,
    heading: str,
    mark: Mark,
    text: str = "",
    photo_id: int | None = None,
    owner_id: int | None = None,
) -> AuditItem:
    """Say what was seen under a heading. The later mark stands; a photo stays until another is taken."""
    said = words(text, 1000, required=False)
    if mark in {Mark.WEAK, Mark.BAD} and not said:
        raise Refused("say_what", SAY_WHAT, field="text")
    if heading not in HEADINGS:
        raise Refused("choose", CHOOSE)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.audit")
        audit = its(problem.audits, audit_id)
        values = {"mark": mark, "text": said, "owner_id": owner_id, "at": now(), "account_id": actor.account_id}
        if photo_id is not None:
            values["photo_id"] = photo_id
        row, _made = AuditItem.objects.update_or_create(audit=audit, heading=heading, defaults=values)
        told(problem, actor, "audit_marked", {"audit": audit.pk, "heading": heading, "mark": str(mark)})
    return row
