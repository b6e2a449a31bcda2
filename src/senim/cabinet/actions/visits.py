"""Visits: written down once, corrected with the old kept, their next steps done; and standing aside."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from senim.cabinet import policies
from senim.cabinet.actions.common import log
from senim.cabinet.domain import CIVIL_PURPOSES, Standing
from senim.cabinet.models import Aside, Correction, Operation, Visit
from senim.cabinet.permissions import RETURNERS, VISITORS, check_write, learns, not_yours
from senim.cabinet.wording import CONFLICT_REASON, HELPER_ASIDE
from senim.kernel import duties, undo
from senim.kernel.clock import local, now, today
from senim.kernel.scoping import Actor, Role
from senim.staff import api as staff
from senim.web.words import when

#: The step of a tap that may be taken back for some seconds.
STEP = "cabinet.next_step"
#: What a correction may change, and what it keeps of the old.
TEXTS = ("place", "area_path", "purpose", "outcome", "words", "next_words")
PLAIN = (*TEXTS, "lon", "lat", "operation_id", "photo_id")


@dataclass(frozen=True, slots=True)
class VisitValues:
    """What is said of a visit. at: aware. area_path: of the beat where it was; lon, lat: WGS84 degrees or neither."""

    at: datetime
    place: str
    area_path: str
    purpose: str
    outcome: str
    words: str = ""
    lon: float | None = None
    lat: float | None = None
    photo_id: int | None = None
    next_words: str = ""
    next_on: date | None = None
    operation_id: int | None = None


def record(
    *, actor: Actor, values: VisitValues, token: str, post_id: int, about: str = "", invented: bool = False
) -> Visit:
    """Write down a visit of a post. The same token twice is one visit, and the second press finds the first.

    Raises NotYours for a post that is not the actor's, Refused for a time that has not come, a place that nobody
    said, an operation that did not run there, a matter from which the actor stood aside.
    """
    if not (actor.scope.everything or post_id in actor.scope.posts(*VISITORS)):
        raise not_yours()
    if known := _known(actor, token):
        return known
    _check(values)
    _check_civil(post_id, values)
    policies.check_next(values.next_words, values.next_on, today())
    policies.check(not (about and _stood_aside(actor, about)), "aside")
    try:
        with transaction.atomic():
            row = Visit.objects.create(
                token=token,
                post_id=post_id,
                account_id=actor.account_id,
                about=about,
                entered_at=now(),
                invented=invented,
                **_standing(actor, post_id),
                **asdict(values),
            )
            log(actor, "visit", row, row.area_path, purpose=row.purpose, outcome=row.outcome, about=bool(about))
    except IntegrityError:
        # Two presses at one moment: the other one was quicker.
        if known := _known(actor, token):
            return known
        if Visit.objects.filter(token=token).exists():
            raise not_yours() from None
        raise
    return row


def _standing(actor: Actor, post_id: int) -> dict[str, Any]:
    """A trainee's visit waits for the mentor; every other counts as it is."""
    if actor.account_id is None or not learns(actor.scope, post_id):
        return {"standing": Standing.OWN}
    return {"standing": Standing.WAITS, "mentor_id": staff.mentor_of(actor.account_id, post_id, now())}


def _check_civil(post_id: int, values: VisitValues) -> None:
    """A civilian assistant talks with people; measures of the police and operations are an officer's."""
    post = staff.post_info(post_id)
    if post is not None and post.role is Role.CIVILIAN:
        fits = values.purpose in CIVIL_PURPOSES and values.operation_id is None
        policies.check(fits, "civil_purpose", "purpose")


def _known(actor: Actor, token: str) -> Visit | None:
    return Visit.objects.filter(token=token, account=actor.account_id).first()


def _stood_aside(actor: Actor, about: str) -> bool:
    return Aside.objects.filter(account=actor.account_id, about=about).exists()


def _check(values: VisitValues) -> None:
    policies.check(bool(values.place.strip()), "no_place", "place")
    policies.check_time(values.at, now(), str(when(now())))
    policies.check_words(values.words)
    policies.check_words(values.next_words, "next_words")
    if values.operation_id is not None:
        day = local(values.at).date()
        running = Operation.objects.filter(pk=values.operation_id, since__lte=day, until__gte=day).first()
        fits = running is not None and values.area_path.startswith(running.area_path)
        policies.check(fits, "operation_over", "operation")


def correct(*, actor: Actor, visit_id: int, values: VisitValues, version: int, reason: str) -> Visit:
    """Say it better; what stood there stays in the history. version: how often it had been corrected when it was read.

    Raises Refused("changed") where somebody else corrected it meanwhile.
    """
    _check(values)
    with transaction.atomic():
        row = Visit.objects.select_for_update(of=("self",)).filter(pk=visit_id).first()
        if row is None:
            raise not_yours()
        check_write(actor, row)
        if row.version != version:
            raise _changed(row)
        if values.next_on != row.next_on:
            policies.check_next(values.next_words, values.next_on, today())
        _check_civil(row.post_id, values)
        _keep(row, actor, reason)
        if row.standing == Standing.RETURNED and learns(actor.scope, row.post_id):
            row.standing = Standing.WAITS
        for name, value in asdict(values).items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        log(actor, "visit_corrected", row, row.area_path, number=row.version)
    return row


def _keep(row: Visit, actor: Actor, reason: str) -> None:
    before: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    before |= {"at": row.at.isoformat(), "next_on": row.next_on.isoformat() if row.next_on else None}
    Correction.objects.create(
        visit=row, number=row.version + 1, before=before, reason=reason, at=now(), account_id=actor.account_id
    )


def _changed(row: Visit) -> Exception:
    last = row.corrections.order_by("-number").first()
    who = staff.person_name(last.account_id) if last else ""
    return policies.refuse("changed", who=who, when=str(when(last.at)) if last else "")


def step_done(*, actor: Actor, visit_id: int) -> Visit:
    """The next step of a visit has been made. Twice is once."""
    with transaction.atomic():
        row = Visit.objects.select_for_update(of=("self",)).filter(pk=visit_id, next_on__isnull=False).first()
        if row is None:
            raise not_yours()
        check_write(actor, row)
        if row.next_done_at is None:
            row.next_done_at = now()
            row.save(update_fields=["next_done_at"])
            log(actor, "next_step_done", row, row.area_path)
            undo.offer(STEP, ("visit", row.pk), {})
    return row


def step_back(actor: Actor, step: undo.Step) -> undo.Back:
    """The tap is taken back within its seconds: the next step is still to be made."""
    row = Visit.objects.select_for_update(of=("self",)).get(pk=step.subject_id)
    row.next_done_at = None
    row.save(update_fields=["next_done_at"])
    log(actor, "next_step_undone", row, row.area_path)
    return undo.Back(undo.BACK)


def stand_aside(*, actor: Actor, about: str) -> Any:
    """Declare a conflict of interest in the matter of a duty: it is handed on, and no visit to it is taken from you.

    An assistant's stays with the inspector, who held it all along. Answers what to say then. Nobody asks who the
    relative is. Raises Refused and NotYours as the duty's source does.
    """
    if actor.account_id is None or not actor.scope.has(*VISITORS):
        raise not_yours()
    if duties.find(actor.scope, today(), about) is None:
        raise policies.refuse("aside") if _stood_aside(actor, about) else not_yours()
    with transaction.atomic():
        row, made = Aside.objects.get_or_create(
            account_id=actor.account_id, about=about, defaults={"post_id": actor.post_id, "at": now()}
        )
        policies.check(made, "aside")
        holds = actor.scope.has(*RETURNERS)
        said = duties.hand_on(actor, about, str(CONFLICT_REASON)) if holds else HELPER_ASIDE
        log(actor, "stood_aside", row, "")
    return said
