"""The audit log: who did or read what, when, over which area. Written in the transaction of what it tells.

    audit.record(actor, "appeal.answer", ("appeal", appeal.pk), area_path=appeal.area_path, data={"term_kept": True})

A record is one INSERT and waits for nobody. The chain over the rows is made afterwards by `kernel.seal`. Personal
values never stand here: what must be comparable later stands as a commitment, `ids.commit(key_of_the_person, value)`,
whose key lives with the personal data. When the data and the key are erased, the log and its chain stay whole.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection

from senim.kernel import clock
from senim.kernel.models import AuditEvent
from senim.kernel.plain import plain
from senim.kernel.scoping import Actor

#: Names under which a personal value would slip into the log. A commitment's name ends with "_commitment".
PERSONAL_NAMES = frozenset(
    (
        "phone", "email", "iin", "contact", "full_name", "surname", "patronymic", "address", "birth_date", "ip",
        "user_agent", "token", "password",
    )
)


def record(
    actor: Actor,
    action: str,
    subject: tuple[str, object],
    *,
    area_path: str = "",
    data: Mapping[str, Any] | None = None,
    reads: bool = False,
) -> None:
    """Write down what `actor` does (or, with `reads`, what the actor is shown): exactly one INSERT.

    action: "context.verb". subject: (type, id). data: plain values, no personal ones. Raises ValueError where data
    holds a personal name, RuntimeError where a change is recorded outside the transaction that makes it.
    """
    if not reads and not connection.in_atomic_block:
        raise RuntimeError("an audit event belongs in the transaction of the change that it tells")
    values = plain(data or {})
    if named := sorted(set(_names(values)) & PERSONAL_NAMES):
        raise ValueError(f"the audit log keeps commitments, not personal values: {', '.join(named)}")
    AuditEvent(
        at=clock.now(),
        actor_kind=actor.kind,
        account_id=actor.account_id,
        post_id=actor.post_id,
        action=action,
        subject_type=subject[0],
        subject_id=str(subject[1]),
        area_path=area_path,
        is_read=reads,
        data=values,
    ).save(force_insert=True)


def _names(values: Any) -> Iterator[str]:
    if isinstance(values, dict):
        yield from values
        for inner in values.values():
            yield from _names(inner)
    elif isinstance(values, list):
        for inner in values:
            yield from _names(inner)
