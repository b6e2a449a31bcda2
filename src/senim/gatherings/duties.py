"""What stands on the day: gatherings to hold or to write down, promises to keep."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from senim.gatherings import actions, selectors, wording
from senim.gatherings.models import Gathering, Promise
from senim.kernel import duties, undo
from senim.kernel.clock import now
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Scope


def register() -> None:
    """Both sources; call it from AppConfig.ready."""
    duties.register(Source("gatherings", rows=gatherings, show=duties.each(_gathering)))
    duties.register(Source("promises", rows=promises, show=duties.each(_promise), settle=settle))
    undo.register(actions.KEPT, actions.not_kept_yet)


def gatherings(scope: Scope, day: date) -> QuerySet[Gathering] | None:
    """Planned gatherings of the own posts."""
    return selectors.to_hold(scope, duties.until(day))


def _gathering(one: Gathering) -> Duty:
    over = one.starts_at < now()
    return Duty(
        key=f"gatherings:{one.pk}",
        what=f"{wording.TO_WRITE if over else wording.TO_HOLD}: {one.theme}",
        where=Where(one.area_path, one.place),
        owed_by=one.starts_at,
        ground=Ground.PROMISE if one.is_open else Ground.DECISION,
        because=wording.ANNOUNCED if one.is_open else wording.PLANNED,
        url=reverse("gatherings:gathering", args=[one.pk]),
        purpose="" if over else "meeting",
        carried=True,
    )


def promises(scope: Scope, day: date) -> QuerySet[Promise] | None:
    """Open promises of the own posts; kept with one tap."""
    return selectors.owed(scope, day + duties.HORIZON)


def _promise(one: Promise) -> Duty:
    return Duty(
        key=f"promises:{one.pk}",
        what=f"{wording.TO_KEEP}: {one.words}",
        where=Where(one.area_path),
        owed_by=duties.end_of(one.due_on),
        ground=Ground.PROMISE,
        because=wording.PROMISED,
        url=reverse("gatherings:promise", args=[one.pk]),
        told=one.outcome,
        outcomes=(("kept", wording.KEPT),),
        carried=True,
    )


def settle(actor: Actor, key: str, code: str) -> Label:
    """Kept, with one tap. Raises Refused, NotYours."""
    number = key.partition(":")[2]
    if code != "kept" or not number.isdigit():
        raise Refused("gone", duties.GONE)
    actions.keep(actor=actor, promise_id=int(number))
    return wording.KEPT_SAID
