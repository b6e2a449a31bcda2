"""Leave, sickness, training: a person is away, somebody stands in, and is back. One mechanism (docs/adr/0015).

A substitution that was made for an absence moves and ends with it; it is a holding like every other, so routing, rights
and the page of the beat know it at once, in every process within two seconds.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from senim.kernel import audit, clock
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor
from senim.staff import matrix, permissions, policies
from senim.staff.actions.common import locked_account, locked_post, touched
from senim.staff.actions.holdings import put
from senim.staff.actions.leaving import end
from senim.staff.domain import AbsenceKind, EndReason, Kind
from senim.staff.load import directory
from senim.staff.messages import MESSAGES, days_words, refusal
from senim.staff.models import Absence, Account, Holding


@transaction.atomic
def register_absence(
    *,
    actor: Actor,
    account_id: int,
    starts_at: datetime,
    ends_at: datetime,
    kind: AbsenceKind = AbsenceKind.OTHER,
    substitute_id: int | None = None,
) -> Absence:
    """The head writes down that a person is away, and who stands in on every post of that person meanwhile.

    Raises Refused where the days overlap with another absence, or the substitute is away or taken.
    """
    account = locked_account(account_id)
    permissions.check_over_person(actor, permissions.ABSENCE.action, account_id, _posts_of(account_id))
    absence = _register(actor, account, starts_at, ends_at, kind)
    if substitute_id is not None:
        _cover(actor, absence, substitute_id, max(starts_at, clock.now()))
    return absence


@transaction.atomic
def report_sick(*, actor: Actor, ends_at: datetime, starts_at: datetime | None = None) -> Absence:
    """An officer is ill: the one absence that a person enters for oneself. The head is shown that nobody stands in."""
    matrix.check(actor.scope, permissions.SICK.action)
    if actor.account_id is None:
        raise NotYours("not_yours", MESSAGES["not_yours"])
    account = locked_account(actor.account_id)
    return _register(actor, account, starts_at or clock.now(), ends_at, AbsenceKind.SICKNESS)


def _register(actor: Actor, account: Account, starts_at: datetime, ends_at: datetime, kind: AbsenceKind) -> Absence:
    policies.check_period(starts_at, ends_at, clock.now())
    _check_free(account.pk, starts_at, ends_at)
    absence = Absence.objects.create(
        account=account,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=clock.now(),
        created_by_id=actor.account_id,
    )
    _record(actor, "staff.absence", absence)
    touched(account.pk)
    return absence


@transaction.atomic
def cover(*, actor: Actor, absence_id: int, account_id: int) -> list[Holding]:
    """Somebody stands in on the posts of an absent person, for what is left of the absence."""
    absence = _locked(absence_id)
    permissions.check_over_person(actor, permissions.ABSENCE.action, absence.account_id, _posts_of(absence.account_id))
    if absence.ends_at <= clock.now():
        raise refusal("absence_over")
    return _cover(actor, absence, account_id, max(absence.starts_at, clock.now()))


def _cover(actor: Actor, absence: Absence, account_id: int, starts_at: datetime) -> list[Holding]:
    """A substitution on every post that the absent person holds and nobody stands in on."""
    permissions.check_not_yourself(actor, account_id)
    stand_in = locked_account(account_id)
    if not stand_in.is_active:
        raise refusal("person_left", field="account")
    if account_id == absence.account_id:
        raise refusal("same_person", field="account")
    policies.check_substitution(starts_at, absence.ends_at, clock.now(), settings.STAFF_SUBSTITUTION_DAYS)
    check_there(account_id, starts_at, absence.ends_at)
    found, made = directory(), []
    for row in found.of_account(absence.account_id, starts_at, absence.ends_at):
        if row.kind is not Kind.HOLDER or _is_covered(row.post_id, starts_at, absence.ends_at):
            continue
        permissions.check_over_post(actor, permissions.SUBSTITUTE.action, row.post_id)
        post = locked_post(row.post_id)
        if not post.active:
            continue
        made.append(
            put(
                actor=actor,
                post=post,
                account=stand_in,
                kind=Kind.SUBSTITUTE,
                starts_at=starts_at,
                ends_at=absence.ends_at,
                absence=absence,
            )
        )
    if not made:
        raise refusal("covered_already", field="account")
    return made


def _is_covered(post_id: int, starts_at: datetime, ends_at: datetime) -> bool:
    rows = directory().of_post(post_id, starts_at, ends_at)
    return any(row.kind is Kind.SUBSTITUTE for row in rows)


@transaction.atomic
def change_absence(*, actor: Actor, absence_id: int, ends_at: datetime) -> Absence:
    """An absence lasts longer or shorter; the substitutions made for it go along. The person may do it for sickness.

    Raises Refused for an end in the past (that is `come_back`), and where the substitute is taken or away then.
    """
    absence = _locked(absence_id)
    _check_own_or_head(actor, absence)
    now = clock.now()
    if absence.ends_at <= now:
        raise refusal("absence_over")
    policies.check_period(max(absence.starts_at, now), ends_at, now)
    _check_free(absence.account_id, absence.starts_at, ends_at, but=absence.pk)
    before, absence.ends_at = absence.ends_at, ends_at
    absence.save(update_fields=["ends_at"])
    moved = _running(absence, now)
    for holding in moved:
        if ends_at > before:
            check_there(holding.account_id, before, ends_at)
            policies.check_substitution(max(holding.starts_at, now), ends_at, now, settings.STAFF_SUBSTITUTION_DAYS)
        holding.ends_at = max(ends_at, holding.starts_at)
        try:
            with transaction.atomic():
                holding.save(update_fields=["ends_at"])
        except IntegrityError as error:
            raise refusal("post_taken") from error
    _record(actor, "staff.absence_changed", absence, substitutions=[row.pk for row in moved])
    touched(absence.account_id, *(row.account_id for row in moved))
    return absence


@transaction.atomic
def come_back(*, actor: Actor, absence_id: int) -> Absence:
    """The person is back, or never goes: the absence ends now, and with it every substitution made for it."""
    absence = _locked(absence_id)
    _check_own_or_head(actor, absence)
    now = clock.now()
    if absence.ends_at <= now:
        raise refusal("absence_over")
    absence.ends_at = max(now, absence.starts_at)
    absence.save(update_fields=["ends_at"])
    ended = _running(absence, now)
    for holding in ended:
        end(holding, EndReason.RETURN, now)
    _record(actor, "staff.came_back", absence, substitutions=[row.pk for row in ended])
    touched(absence.account_id, *(row.account_id for row in ended))
    return absence


def _running(absence: Absence, now: datetime) -> list[Holding]:
    return list(Holding.objects.filter(absence=absence).exclude(ends_at__lte=now).order_by("id"))


def _locked(absence_id: int) -> Absence:
    absence = Absence.objects.select_for_update(no_key=True).filter(pk=absence_id).first()
    if absence is None:
        raise NotYours("not_yours", MESSAGES["not_yours"])
    return absence


def _check_own_or_head(actor: Actor, absence: Absence) -> None:
    if actor.account_id == absence.account_id:
        # Leave and training are the head's to grant; one's own illness is one's own to say and to end.
        matrix.check(actor.scope, permissions.SICK.action)
        if absence.kind != AbsenceKind.SICKNESS:
            raise NotYours("not_yourself", MESSAGES["not_yourself"])
        return
    permissions.check_over_person(actor, permissions.ABSENCE.action, absence.account_id, _posts_of(absence.account_id))


def _check_free(account_id: int, starts_at: datetime, ends_at: datetime, but: int = 0) -> None:
    rows = Absence.objects.filter(account_id=account_id, starts_at__lt=ends_at, ends_at__gt=starts_at)
    other = rows.exclude(pk=but).exclude(ends_at=starts_at).order_by("starts_at").first()
    if other is not None and other.ends_at > other.starts_at:
        raise refusal("absence_overlaps", field="starts_on", days=days_words(other.starts_at, other.ends_at))


def check_there(account_id: int, starts_at: datetime, ends_at: datetime) -> None:
    """Who is to stand in is not away in that time. Refused with the days otherwise."""
    gone = directory().absences(account_id, starts_at, ends_at)
    if gone:
        raise refusal(
            "stand_in_away",
            field="account",
            name=directory().people[account_id].name,
            days=days_words(gone[0].starts_at, gone[0].ends_at),
        )


def _record(actor: Actor, action: str, absence: Absence, **more: object) -> None:
    # Why somebody is away is a personal value and stays out of the log.
    data = {"starts_at": absence.starts_at, "ends_at": absence.ends_at, "account_id": absence.account_id, **more}
    audit.record(actor, action, ("account", absence.account_id), data=data)


def _posts_of(account_id: int) -> list[int]:
    now = clock.now() - timedelta(seconds=1)
    rows = Holding.objects.filter(account_id=account_id).exclude(ends_at__lte=now)
    return list(rows.values_list("post_id", flat=True))
