"""Planning, moving, calling off, holding; who was there; what was promised and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from senim.gatherings import policies
from senim.gatherings.domain import FOR_OFFICERS, FOR_RESIDENTS, Kind, PromiseState, State
from senim.gatherings.models import Attendance, Gathering, Promise
from senim.gatherings.permissions import HOSTS, OFFICERS, can_settle, check_host, not_yours
from senim.kernel import audit, undo
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.partnership import api as partnership
from senim.staff import api as staff
from senim.territory import api as territory

#: The step of a tap that may be taken back for some seconds.
KEPT = "gatherings.promise_kept"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned. hours: of a course; is_open: residents see it (never a course)."""

    kind: Kind
    starts_at: datetime
    place: str
    theme: str
    is_open: bool = True
    hours: int | None = None


def plan(*, actor: Actor, area_id: int, values: Plan) -> Gathering:
    """Plan a gathering; an open one stands on the pages of its beats at once. Raises NotYours, Refused."""
    area = _area(area_id)
    check_host(actor, values.kind, area.path)
    policies.check(values.starts_at > now(), "past", "day")
    _public(place=values.place, theme=values.theme)
    with transaction.atomic():
        row = Gathering.objects.create(
            kind=values.kind,
            area_id=area.id,
            area_path=area.path,
            starts_at=values.starts_at,
            first_at=values.starts_at,
            place=values.place.strip(),
            theme=values.theme.strip(),
            is_open=values.is_open and values.kind in FOR_RESIDENTS,
            hours=values.hours if values.kind in FOR_OFFICERS else None,
            host_id=actor.post_id,
            announced_at=now(),
        )
        _log(actor, "planned", row, kind=row.kind)
    return row


def move(*, actor: Actor, gathering_id: int, starts_at: datetime, place: str) -> Gathering:
    """Another time or place; residents read that it was moved."""
    policies.check(starts_at > now(), "past", "day")
    _public(place=place)
    with transaction.atomic():
        row = _gathering(actor, gathering_id)
        policies.check_planned(State(row.state))
        row.starts_at, row.place = starts_at, place.strip()
        row.save(update_fields=["starts_at", "place"])
        _log(actor, "moved", row)
    return row


def cancel(*, actor: Actor, gathering_id: int, reason: str) -> Gathering:
    """Call it off; the reason stands where it was announced."""
    policies.check(bool(reason.strip()), "ground", "reason")
    _public(reason=reason)
    with transaction.atomic():
        row = _gathering(actor, gathering_id)
        policies.check_planned(State(row.state))
        row.state, row.reason = State.CANCELLED, reason.strip()
        row.save(update_fields=["state", "reason"])
        _log(actor, "cancelled", row)
    return row


def hold(
    *,
    actor: Actor,
    gathering_id: int,
    residents: int | None = None,
    asked: str = "",
    told: str = "",
    account_ids: Iterable[int] = (),
) -> Gathering:
    """It took place. For residents: how many came, what they asked and were told; for officers: who was there.

    Raises Refused("foreign") for an officer of another area: nobody writes down other people's staff.
    """
    _public(asked=asked, told=told)
    with transaction.atomic():
        row = _gathering(actor, gathering_id)
        policies.check_planned(State(row.state))
        policies.check_begun(row.starts_at, now())
        if row.kind in FOR_RESIDENTS:
            policies.check(residents is not None, "count", "residents")
            row.residents = residents
        else:
            _attend(row, set(account_ids))
        row.asked, row.told, row.state, row.held_at = asked.strip(), told.strip(), State.HELD, now()
        row.save()
        _log(actor, "held", row, residents=row.residents)
    return row


def _attend(row: Gathering, accounts: set[int]) -> None:
    policies.check(accounts <= set(officers(row.area_path)), "foreign", "present")
    Attendance.objects.bulk_create(Attendance(gathering=row, account_id=one) for one in sorted(accounts))


def officers(path: str) -> dict[int, str]:
    """{account: name} of inspectors, assistants and juvenile inspectors on a post in an area now. No query."""
    posts = [post for role in OFFICERS for post in staff.posts_of_role(role, path)]
    found = {account: staff.person_name(account) for post in posts if (account := staff.on_post(post)) is not None}
    return dict(sorted(found.items(), key=lambda item: item[1]))


def promise(
    *, actor: Actor, words: str, due_on: date, gathering_id: int | None = None, meeting_id: int | None = None
) -> Promise:
    """What was promised at a gathering or a meeting that was held; it becomes a duty of the post that hosted it."""
    _public(words=words)
    policies.check_due(due_on, today())
    with transaction.atomic():
        path, post, was_held = _occasion(actor, gathering_id, meeting_id)
        policies.check(was_held, "no_promise")
        owner = post or actor.post_id
        if owner is None:
            raise policies.refuse("nobody")
        row = Promise.objects.create(
            gathering_id=gathering_id, meeting=meeting_id, area_path=path, words=words.strip(), post_id=owner,
            made_on=today(), due_on=due_on, first_due_on=due_on, by=actor.account_id)
        _log(actor, "promised", row, due=due_on.isoformat())
    return row


def _occasion(actor: Actor, gathering_id: int | None, meeting_id: int | None) -> tuple[str, int | None, bool]:
    """(area path, hosting post, whether it was held)."""
    if meeting_id is not None:
        met = partnership.meeting(actor.scope, meeting_id)
        if not actor.scope.covers(met.area_path, *HOSTS):
            raise not_yours()
        return met.area_path, met.host_id, met.state == State.HELD
    row = _gathering(actor, gathering_id or 0)
    return row.area_path, row.host_id, row.state == State.HELD


def keep(*, actor: Actor, promise_id: int, outcome: str = "") -> Promise:
    """The promise is kept; what was done, in words for everyone."""
    return _end(actor, promise_id, PromiseState.KEPT, outcome)


def release(*, actor: Actor, promise_id: int, ground: str) -> Promise:
    """It will not be kept; residents read why."""
    policies.check(bool(ground.strip()), "ground", "outcome")
    return _end(actor, promise_id, PromiseState.RELEASED, ground)


def postpone(*, actor: Actor, promise_id: int, due_on: date, ground: str) -> Promise:
    """Another day, with the reason; the first day stays visible."""
    policies.check(bool(ground.strip()), "ground", "outcome")
    policies.check_due(due_on, today())
    _public(outcome=ground)
    with transaction.atomic():
        row = _promise(actor, promise_id)
        row.due_on, row.outcome = due_on, ground.strip()
        row.save(update_fields=["due_on", "outcome"])
        _log(actor, "promise_postponed", row, due=due_on.isoformat())
    return row


def _end(actor: Actor, promise_id: int, state: PromiseState, outcome: str) -> Promise:
    _public(outcome=outcome)
    with transaction.atomic():
        row = _promise(actor, promise_id)
        row.state, row.outcome, row.ended_on = state, outcome.strip(), today()
        row.save(update_fields=["state", "outcome", "ended_on"])
        _log(actor, f"promise_{state.value}", row)
        if state is PromiseState.KEPT:
            undo.offer(KEPT, ("promise", row.pk), {})
    return row


def not_kept_yet(actor: Actor, step: undo.Step) -> undo.Back:
    """The tap is taken back within its seconds: the promise is still to be kept."""
    row = Promise.objects.select_for_update(of=("self",)).get(pk=step.subject_id)
    row.state, row.outcome, row.ended_on = PromiseState.OPEN, "", None
    row.save(update_fields=["state", "outcome", "ended_on"])
    _log(actor, "promise_reopened", row)
    return undo.Back(undo.BACK)


def _promise(actor: Actor, pk: int) -> Promise:
    row = Promise.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or not can_settle(actor.scope, row.post_id, row.area_path):
        raise not_yours()
    policies.check_open(PromiseState(row.state))
    return row


def _gathering(actor: Actor, pk: int) -> Gathering:
    row = Gathering.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise not_yours()
    check_host(actor, Kind(row.kind), row.area_path)
    return row


def _area(area_id: int) -> territory.AreaInfo:
    try:
        return territory.area(area_id)
    except KeyError:
        raise not_yours() from None


def _public(**texts: str) -> None:
    for field, text in texts.items():
        policies.check(not partnership.looks_personal(text), "personal", field)


def _log(actor: Actor, action: str, row: Any, **data: Any) -> None:
    audit.record(actor, f"gatherings.{action}", (row._meta.model_name, row.pk), area_path=row.area_path, data=data)
