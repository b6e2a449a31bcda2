"""One look-up: checked, asked, written down, shown once. What a register answers is never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from senim.kernel import audit, clock, keys
from senim.kernel.scoping import Actor
from senim.registers import adapters, grounds, permissions, policies
from senim.registers.domain import Answer, Camera, Outcome, Purpose, Still, Unavailable
from senim.registers.models import LookUp
from senim.registers.selectors import counted
from senim.territory import api as territory


@dataclass(frozen=True, slots=True)
class Asked:
    """What every question carries: the form's token, the purpose, the ground in one form."""

    token: str
    purpose: Purpose
    ground: str


def look_up(
    *, actor: Actor, token: str, register: str, subject: str, purpose: Purpose | None, ground: str
) -> Answer | None:
    """Ask one register of one subject; None where it has no entry. Raises NotYours, Refused.

    The question is written down before the answer is given, whatever the answer is.
    """
    permissions.check(actor, "registers.look_up")
    asked = _asked(actor, token, purpose, ground)
    one = adapters.registers().get(register)
    if one is None:
        raise policies.refuse("no_register", field="register")
    whole = policies.subject(one.subject, subject)
    try:
        answer = one.look_up(whole)
    except Unavailable:
        _log(actor, asked, register, whole, Outcome.UNAVAILABLE)
        raise policies.refuse("unavailable") from None
    _log(actor, asked, register, whole, Outcome.FOUND if answer else Outcome.NOTHING)
    return answer


def still(
    *, actor: Actor, token: str, camera: str, at: datetime, purpose: Purpose | None, ground: str
) -> Still:
    """The image of a camera of the own area at a minute. There is no search by a face. Raises NotYours, Refused."""
    permissions.check(actor, "registers.still")
    asked = _asked(actor, token, purpose, ground)
    policies.check_minute(at, clock.now())
    if camera not in {one.code for one in own_cameras(actor)}:
        raise policies.refuse("camera", field="camera")
    name = f"camera:{camera}"[:40]
    try:
        found = adapters.cameras().still(camera, at)
    except Unavailable:
        _log(actor, asked, name, at.isoformat(), Outcome.UNAVAILABLE)
        raise policies.refuse("unavailable") from None
    _log(actor, asked, name, at.isoformat(), Outcome.FOUND if found else Outcome.NOTHING)
    if found is None:
        raise policies.refuse("no_image", field="at")
    return found


def own_cameras(actor: Actor) -> list[Camera]:
    """Cameras that hang in an area of one's own."""
    return [
        one for one in adapters.cameras().cameras()
        if permissions.covers(actor.scope, territory.locate(one.lon, one.lat).path)
    ]


def _asked(actor: Actor, token: str, purpose: Purpose | None, ground: str) -> Asked:
    if purpose is None:
        raise policies.refuse("purpose", field="purpose")
    policies.check_limits(*counted(actor.scope, clock.now() - timedelta(hours=1), clock.now() - timedelta(days=1)))
    return Asked(token, purpose, grounds.ground(actor.scope, ground))


def _log(actor: Actor, asked: Asked, register: str, subject: str, outcome: Outcome) -> None:
    """A row of the log and a line of the audit, both or none. The same form sent again is refused."""
    post, path = permissions.post_of(actor.scope)
    mark = salted_hmac(
        "senim.registers.subject", f"{register}:{subject}", secret=keys.marking(), algorithm="sha256"
    ).hexdigest()
    try:
        with transaction.atomic():
            LookUp.objects.create(
                token=asked.token, at=clock.now(), account_id=actor.account_id or 0, post_id=post, area_path=path,
                register=register, purpose=asked.purpose, ground=asked.ground, outcome=outcome, mark=mark)
            audit.record(actor, "registers.looked_up", ("register", register), area_path=path, reads=True, data={
                "purpose": asked.purpose, "outcome": outcome, "ground": asked.ground})
    except IntegrityError:
        raise policies.refuse("shown") from None
