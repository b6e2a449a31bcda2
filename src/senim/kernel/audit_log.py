"""Reading the audit log: for auditors, over their area. To read it is itself recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from senim.kernel import audit
from senim.kernel.errors import NotYours
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor, Role, Scope


@dataclass(frozen=True, slots=True)
class Sought:
    """What an auditor looks for; what is empty is not asked. before: only rows older than this id."""

    action: str = ""
    subject_type: str = ""
    subject_id: str = ""
    account_id: int | None = None
    reads_only: bool = False
    before: int | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the log and its place in the chain (None while it waits for its seal)."""

    id: int
    at: datetime
    actor_kind: str
    account_id: int | None
    post_id: int | None
    action: str
    subject_type: str
    subject_id: str
    is_read: bool
    data: dict[str, Any]
    seq: int | None


def read(*, actor: Actor, sought: Sought, limit: int = 100) -> list[LogRow]:
    """The newest rows that fit, two queries: the rows, and the record that they were read. Raises NotYours."""
    _check_auditor(actor.scope)
    with transaction.atomic():
        rows = [_row(event) for event in _found(actor.scope, sought)[:limit]]
        audit.record(actor, "audit.read", ("log", sought.subject_id or "-"), data={"rows": len(rows)}, reads=True)
    return rows


def _found(scope: Scope, sought: Sought) -> Any:
    asked = {
        "action__startswith": sought.action,
        "subject_type": sought.subject_type,
        "subject_id": sought.subject_id,
        "account_id": sought.account_id,
        "is_read": sought.reads_only,
        "id__lt": sought.before,
    }
    events = AuditEvent.objects.filter(**{name: value for name, value in asked.items() if value})
    if not scope.everything:
        # What happens nowhere (a sign-in, a letter) belongs to every auditor.
        inside = Q(area_path="")
        for path in scope.paths(Role.AUDITOR):
            inside |= Q(area_path__startswith=path)
        events = events.filter(inside)
    return events.select_related("seal").order_by("-id")


def _row(event: AuditEvent) -> LogRow:
    seal = getattr(event, "seal", None)
    return LogRow(
        id=event.pk,
        at=event.at,
        actor_kind=event.actor_kind,
        account_id=event.account_id,
        post_id=event.post_id,
        action=event.action,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        is_read=event.is_read,
        data=event.data,
        seq=seal.seq if seal else None,
    )


def _check_auditor(scope: Scope) -> None:
    if not (scope.everything or scope.has(Role.AUDITOR)):
        raise NotYours("audit.reader", _("Only an auditor may read the audit log."))
