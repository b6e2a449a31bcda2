"""Proof that it is a real officer: a code of some minutes, good once, and what a resident is told of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from senim.cabinet import policies
from senim.cabinet.actions.common import log
from senim.cabinet.domain import ERRAND_OF, Checked, Errand, Purpose
from senim.cabinet.models import Proof
from senim.cabinet.permissions import VISITORS, not_yours
from senim.kernel import ids, keys, limits
from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.staff import api as staff

#: Six characters of thirty-two: a thousand million codes, of which some hundreds are good at a moment.
LENGTH = 6
#: Own rule: so long a code is good. Long enough to type at a door, too short to be passed on.
VALID = timedelta(minutes=10)
#: So many codes an officer may make in an hour.
MOST = 60
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """What the officer's page shows: the code, "7K3M42", and until when it is good. It stands nowhere else."""

    code: str
    expires_at: datetime
    errand: Errand


@dataclass(frozen=True, slots=True)
class Told:
    """What the resident is told. proof: only where it is confirmed."""

    answer: Checked
    proof: Proof | None = None


def show(*, actor: Actor, post_id: int, area_path: str, purpose: str = "") -> Shown:
    """A new code of the person who asks; the one before is worth nothing from now on.

    Raises NotYours for a post that is not the actor's, Refused for who is away today and for too many codes.
    """
    if actor.account_id is None or post_id not in actor.scope.posts(*VISITORS):
        raise not_yours()
    at = now()
    policies.check(not staff.is_away(actor.account_id, at), "away")
    window = int(at.timestamp()) // 3600
    mark = ids.token_hash(f"senim.proof.{actor.account_id}.{window}")[:16]
    policies.check(limits.count(mark, (window + 1) * 3600) <= MOST, "proof_many")
    errand = ERRAND_OF.get(Purpose(purpose), Errand.SERVICE) if purpose in set(Purpose) else Errand.SERVICE
    with transaction.atomic():
        live = Proof.objects.filter(account=actor.account_id, used_at__isnull=True, expires_at__gt=at)
        live.update(expires_at=at)
        code, row = _make(actor.account_id, post_id, area_path, errand, at)
        log(actor, "proof_shown", row, area_path, errand=errand)
    return Shown(code, row.expires_at, errand)


def _make(account_id: int, post_id: int, path: str, errand: Errand, at: datetime) -> tuple[str, Proof]:
    for _try in range(_TRIES):
        code = "".join(secrets.choice(ids.ALPHABET) for _ in range(LENGTH))
        try:
            with transaction.atomic():
                return code, Proof.objects.create(
                    mark=mark_of(code),
                    post_id=post_id,
                    account_id=account_id,
                    area_path=path,
                    errand=errand,
                    made_at=at,
                    expires_at=at + VALID,
                )
        except IntegrityError:
            continue  # this code was shown before: another one
    raise policies.refuse("proof_many")


def mark_of(code: str) -> str:
    """What is stored of a code: without the installation's key a million million tries could not be told apart."""
    return ids.commit(f"senim.proof.{keys.marking()}".encode(), code)


def check(*, key: str) -> Told:
    """Whose code it is, once. key: as it was typed. Nothing about who asks is kept. At most four queries."""
    code = ids.tidy(key)
    if len(code) != LENGTH or any(sign not in ids.ALPHABET for sign in code):
        return Told(Checked.WRONG)
    at = now()
    with transaction.atomic():
        row = Proof.objects.select_for_update(of=("self",)).filter(mark=mark_of(code)).first()
        if row is None:
            return Told(Checked.WRONG)
        if row.used_at is not None:
            return Told(Checked.USED)
        if row.expires_at <= at:
            return Told(Checked.OLD)
        there = _in_service(row, at)
        row.used_at, row.said = at, Checked.YES if there else Checked.GONE
        taken = Proof.objects.filter(pk=row.pk, used_at__isnull=True).update(used_at=at, said=row.said)
        if not taken:
            return Told(Checked.USED)
        log(Actor.citizen(), "proof_checked", row, row.area_path, said=row.said)
    return Told(Checked.YES, row) if there else Told(Checked.GONE)


def _in_service(row: Proof, at: datetime) -> bool:
    """Whether the person still is on the post that the code was shown for, and not away."""
    return row.post_id in staff.scope_of(row.account_id, at).posts() and not staff.is_away(row.account_id, at)
