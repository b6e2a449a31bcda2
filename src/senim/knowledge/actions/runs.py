"""Going through a procedure: begun, ticked, finished on the page; or told whole by a device that was offline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from senim.kernel import audit
from senim.kernel.clock import local, now, today
from senim.kernel.scoping import Actor
from senim.knowledge import memory, policies
from senim.knowledge.domain import CLOCK_SLACK, Mark, Told, clock_marks, true_time
from senim.knowledge.memory import Edition
from senim.knowledge.models import Run, Tick
from senim.knowledge.permissions import GOERS, RUNNERS, can_run, not_yours
from senim.staff import api as staff
from senim.web.words import day as day_words


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a run beside its ticks: where (words), what came of it, why steps stayed open."""

    place: str = ""
    words: str = ""
    why_open: str = ""


def begin(
    *,
    actor: Actor,
    token: str,
    procedure: str,
    number: int,
    about: str = "",
    step: str = "",
    invented: bool = False,
) -> Run:
    """Begin a run by its first tick. The same token twice is one run.

    number: the version that the page showed. Raises Refused where it has been renewed, has ended or awaits its text.
    """
    _check_runner(actor)
    run = _known(actor, token) or _begin(actor, token, _to_begin(procedure, number), about, invented)
    return tick(actor=actor, run_id=run.pk, step=step, on=True) if step else run


def _begin(actor: Actor, token: str, one: Edition, about: str, invented: bool) -> Run:
    def make() -> Run:
        run = _create(actor, token, one, started_at=now(), about=about, invented=invented)
        _log(actor, "run_begun", run, version=one.number, about=bool(about))
        return run

    return _once(actor, token, make)[0]


def _once(actor: Actor, token: str, make: Callable[[], Run]) -> tuple[Run, bool]:
    """(the run of a token, whether it was made now): of two presses at one moment the second finds the first."""
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError:
        if known := _known(actor, token):
            return known, False
        raise


def _to_begin(procedure: str, number: int) -> Edition:
    one = memory.on(procedure, today())
    if one is None:
        raise policies.refuse("no_procedure")
    policies.check(one.text.ready, "awaits")
    said = str(day_words(one.valid_to)) if one.valid_to else ""
    policies.check_in_force(one.valid_to, today(), said, one.ended_why)
    policies.check(one.number == number, "renewed", number=one.number)
    return one


def tick(*, actor: Actor, run_id: int, step: str, on: bool) -> Run:
    """Tick a step of an own run, or take a tick back; the time is kept. Ticking twice keeps the first time."""
    with transaction.atomic():
        run = _own(actor, run_id)
        policies.check(run.ended_at is None, "finished")
        _check_step(run, step)
        open_tick = Tick.objects.filter(run=run, step=step, off_at__isnull=True).first()
        if on and open_tick is None:
            Tick.objects.create(run=run, step=step, at=now())
            _log(actor, "step_ticked", run, step=step)
        elif not on and open_tick is not None:
            open_tick.off_at = now()
            open_tick.save(update_fields=["off_at"])
            _log(actor, "tick_taken_back", run, step=step)
    return run


def note(*, actor: Actor, run_id: int, said: Said) -> Run:
    """Keep what was typed so far of an own open run: a tick sends it along, so that no page loses it."""
    _check_said(said)
    with transaction.atomic():
        run = _own(actor, run_id)
        values = _said(said)
        if run.ended_at is None and values != {name: getattr(run, name) for name in values}:
            for name, value in values.items():
                setattr(run, name, value)
            run.save(update_fields=list(values))
            _log(actor, "run_noted", run)
    return run


def finish(*, actor: Actor, run_id: int, said: Said) -> Run:
    """Finish an own run. Steps may stay open, with the reason. Finishing twice is once."""
    _check_said(said)
    with transaction.atomic():
        run = _own(actor, run_id)
        if run.ended_at is not None:
            return run
        steps = {one["id"] for one in run.version.body["steps"]}
        done = set(Tick.objects.filter(run=run, off_at__isnull=True).values_list("step", flat=True))
        policies.check(steps <= done or bool(said.why_open.strip()), "why_open", "why_open")
        run.ended_at = now()
        run.place, run.words = said.place.strip(), said.words.strip()
        run.why_open = "" if steps <= done else said.why_open.strip()
        run.save(update_fields=["ended_at", "place", "words", "why_open"])
        _log(actor, "run_finished", run, open=len(steps - done))
    return run


def record(
    *,
    actor: Actor,
    token: str,
    procedure: str,
    version: int,
    told: Told,
    about: str = "",
    said: Said | None = None,
    post_id: int | None = None,
    invented: bool = False,
) -> tuple[Run, bool]:
    """(the run, whether it is new): what a device tells of a run that it kept. The same token twice is one run.

    What is odd in it (a clock that was wrong, another version, steps that this version does not have) is marked and
    kept. Raises Refused for a procedure or version that never was and for an IIN in the words, NotYours for a post or
    a token of somebody else.
    """
    _check_runner(actor)
    said = said or Said()
    _check_said(said)
    if known := _known(actor, token):
        return known, False
    one = memory.edition(procedure, version)
    if one is None:
        raise policies.refuse("no_procedure")
    policies.check(one.text.ready, "awaits")

    def make() -> Run:
        run = _create(
            actor,
            token,
            one,
            about=about,
            post_id=post_id,
            offline=True,
            invented=invented,
            **_times(told, now()),
            **_oddities(told, one, said),
            **_said(said),
        )
        _keep_ticks(run, told, one)
        _log(actor, "run_told", run, version=one.number, marks=run.marks, about=bool(about))
        return run

    return _once(actor, token, make)


def _times(told: Told, arrived: datetime) -> dict[str, Any]:
    """The times of a run: as far as the true one is known, and the device's own beside it where it was off."""
    off = told.off(arrived)
    latest = max([told.started_at, *told.ticks.values(), *([told.ended_at] if told.ended_at else [])])
    wrong = bool(off) or latest > arrived + CLOCK_SLACK
    return {
        "started_at": true_time(told.started_at, off, arrived),
        "ended_at": true_time(told.ended_at, off, arrived) if told.ended_at else None,
        "told_start": told.started_at if wrong else None,
        "told_end": told.ended_at if wrong else None,
        "off_seconds": int(off.total_seconds()),
        "arrived_at": arrived,
    }


def _oddities(told: Told, one: Edition, said: Said) -> dict[str, Any]:
    arrived = now()
    marks = clock_marks(told, arrived)
    began = local(true_time(told.started_at, told.off(arrived), arrived)).date()
    counted = memory.on(one.code, began)
    steps = {each.id for each in one.text.steps}
    strange = {step[:40]: at.isoformat() for step, at in told.ticks.items() if step not in steps}
    left_open = told.ended_at is not None and not steps <= told.ticks.keys()
    found = {
        Mark.OLD_VERSION: counted is not None and counted.number != one.number,
        Mark.LAW_ENDED: one.valid_to is not None and began > one.valid_to,
        Mark.OTHER_STEPS: bool(strange),
        Mark.NO_REASON: left_open and not said.why_open.strip(),
    }
    return {"marks": [*marks, *(mark for mark, holds in found.items() if holds)], "strange": strange}


def _said(said: Said) -> dict[str, str]:
    return {"place": said.place.strip(), "words": said.words.strip(), "why_open": said.why_open.strip()}


def _keep_ticks(run: Run, told: Told, one: Edition) -> None:
    off, wrong = told.off(run.arrived_at), run.told_start is not None
    Tick.objects.bulk_create(
        Tick(run=run, step=step, at=true_time(at, off, run.arrived_at), told_at=at if wrong else None)
        for step, at in told.ticks.items()
        if one.text.step(step) is not None
    )


def _create(
    actor: Actor, token: str, one: Edition, *, about: str, post_id: int | None = None, **values: Any
) -> Run:
    post = _post(actor, post_id)
    path = next(iter(staff.area_paths(post)), "")
    return Run.objects.create(
        token=token,
        version_id=one.id,
        post_id=post,
        account_id=actor.account_id,
        area_path=path,
        about=about[:60],
        **{"arrived_at": now(), **values},
    )


def _post(actor: Actor, wanted: int | None) -> int:
    """The post that a run is of: the one named, the one at hand, else the first that goes out."""
    own = [duty.post_id for duty in actor.scope.duties if duty.role in GOERS]
    own += [duty.post_id for duty in actor.scope.duties if duty.role in RUNNERS - GOERS]
    if wanted is not None:
        if not (wanted in own or actor.scope.everything):
            raise not_yours()
        return wanted
    policies.check(bool(own), "no_post")
    return actor.post_id if actor.post_id in own else own[0]


def _check_runner(actor: Actor) -> None:
    if not (actor.scope.everything or can_run(actor.scope)):
        raise not_yours()


def _check_said(said: Said) -> None:
    for name in ("place", "words", "why_open"):
        policies.check_words(getattr(said, name), name)


def _check_step(run: Run, step: str) -> None:
    known = any(one["id"] == step for one in run.version.body["steps"])
    policies.check(known, "other_step", number=run.version.number)


def _known(actor: Actor, token: str) -> Run | None:
    """The run of a token; a token of somebody else is not there for this person."""
    run = Run.objects.filter(token=token).select_related("version").first()
    if run is not None and run.account_id != actor.account_id:
        raise not_yours()
    return run


def _own(actor: Actor, run_id: int) -> Run:
    """A run of the actor's own, held for this change."""
    rows = Run.objects.select_for_update(of=("self",)).select_related("version")
    run = rows.filter(pk=run_id).first()
    mine = run is not None and (actor.scope.everything or run.account_id == actor.account_id)
    if run is None or not mine or not (actor.scope.everything or can_run(actor.scope)):
        raise not_yours()
    return run


def _log(actor: Actor, action: str, run: Run, **data: Any) -> None:
    audit.record(actor, f"knowledge.{action}", ("run", run.pk), area_path=run.area_path, data=data)


