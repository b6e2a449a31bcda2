"""What a partner may be told of one appeal: everything that an agreement could name. Whoever tells it leaves out what
the agreement does not allow; of a sensitive matter nothing but state and numbers may go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from senim.appeals.models import Appeal, Body, Referral
from senim.appeals.permissions import readable
from senim.appeals.selectors.one import NOT_FOUND
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope


@dataclass(frozen=True, slots=True)
class ForPartner:
    """One appeal and, where one is asked for, the referral. shut: sensitive, or about an officer. Moments are aware."""

    id: int
    number: str
    state: str
    category: str
    outcome: str
    shut: bool
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    holder_id: int | None
    text: str
    place: str
    answer: str
    name: str
    phone: str
    body_id: int | None
    request: str
    request_due: datetime | None
    request_state: str


def for_partner(
    scope: Scope,  # noqa: ARG001 - a read names who asks
    appeal_id: int,
    referral_id: int | None = None,
) -> ForPartner:
    """The appeal as it stands. At most three queries. LookupError where it is not there."""
    row = Appeal.objects.select_related("identity").filter(pk=appeal_id).first()
    if row is None:
        raise LookupError(appeal_id)
    last = row.answers_given.filter(final=True).order_by("-pk").values_list("text", flat=True).first()
    asked = Referral.objects.filter(pk=referral_id, appeal=row).first() if referral_id else None
    known = getattr(row, "identity", None)
    named = known is not None and row.known_as == "named"
    return ForPartner(
        row.pk, row.number, row.state, row.category, row.outcome,
        row.sensitive or row.about_unknown or row.about_post_id is not None,
        row.received_at, row.legal_due, row.answered_at, row.closed_at, row.holder_id, row.text, row.place, last or "",
        known.name if named and known else "", known.phone if named and known else "",
        asked.body_id if asked else None, asked.text if asked else "", asked.due_at if asked else None,
        asked.state if asked else "",
    )


def bodies(scope: Scope) -> list[tuple[int, str, str, str]]:  # noqa: ARG001 - bodies are open
    """(id, names in three languages) of the bodies that can be asked. One query."""
    return list(Body.objects.filter(active=True).order_by("name_kk").values_list("pk", "name_kk", "name_ru", "name_en"))


def with_number(scope: Scope, ids: Iterable[int]) -> dict[int, str]:  # noqa: ARG001 - numbers of what the asker holds
    """The numbers of appeals by id. One query."""
    return dict(Appeal.objects.filter(pk__in=list(ids)).values_list("pk", "number"))


def id_of(scope: Scope, number: str) -> int:
    """The id of an appeal that the person may open. One query. Raises NotYours where it is not there or not theirs."""
    found = Appeal.objects.filter(readable(scope), number=number).values_list("pk", flat=True).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    return found
