"""What became of appeals that an office entered for visitors: where they stand, and what the bodies asked answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from senim.appeals.domain import Hand, State
from senim.appeals.models import Appeal, Referral
from senim.appeals.permissions import not_shut_out, readable
from senim.kernel.clock import now
from senim.kernel.scoping import Scope


@dataclass(frozen=True, slots=True)
class Asked:
    """A body that was asked. names: kk, ru, en; answer: its words, once it gave them; late: its day has passed."""

    names: tuple[str, str, str]
    state: Hand
    due_at: datetime
    answered_at: datetime | None
    answer: str
    reason: str
    late: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an appeal stands. legal_due: by when the law wants the final answer."""

    appeal_id: int
    number: str
    state: State
    legal_due: datetime
    is_open: bool
    asked: tuple[Asked, ...]


def came_of_office(scope: Scope, ids: Collection[int]) -> dict[int, Standing]:
    """Where some appeals stand, by id: those that this person entered or may read. Two queries."""
    mine = Q(entered_by=scope.account_id) & not_shut_out(scope) if scope.account_id else Q(pk__in=())
    rows = Appeal.objects.filter(readable(scope) | mine, pk__in=ids)
    referrals = Prefetch("referrals", Referral.objects.select_related("body").order_by("pk"))
    rows = rows.only("number", "state", "legal_due", "is_open").prefetch_related(referrals)
    return {one.pk: _standing(one, now()) for one in rows}


def _standing(one: Appeal, at: datetime) -> Standing:
    asked = tuple(_asked(row, at) for row in one.referrals.all())
    return Standing(one.pk, one.number, State(one.state), one.legal_due, one.is_open, asked)


def _asked(row: Referral, at: datetime) -> Asked:
    waiting = row.state in {Hand.OFFERED, Hand.ACCEPTED}
    names = (row.body.name_kk, row.body.name_ru, row.body.name_en)
    return Asked(
        names, Hand(row.state), row.due_at, row.answered_at, row.answer, row.reason, waiting and row.due_at < at
    )


def is_entered_with(scope: Scope, appeal_id: int, secret_hash: bytes) -> bool:
    """Whether this person entered an appeal whose secret has this hash. One query."""
    return Appeal.objects.filter(pk=appeal_id, entered_by=scope.account_id, secret_hash=secret_hash).exists()
