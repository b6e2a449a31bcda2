"""What a device brings: each item is kept once, known, refused in a sentence, or asked about. None stops another."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction

from senim.cabinet import api as cabinet
from senim.kernel import audit, files
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.offline import asking, knowledge
from senim.offline.asking import Asked
from senim.offline.domain import PHOTO_BYTES, Answer, Answered, Clock, Kind, Time
from senim.offline.models import Device, Entry
from senim.offline.reading import Item, item_of, refuse, token_of
from senim.offline.wording import ANSWERS, CLOCK_SET, REASON_OFFLINE, REFUSALS

log = logging.getLogger(__name__)


def known_of(actor: Actor, rows: list[Any]) -> dict[str, Entry]:
    """What was kept before of the tokens in a sending. One query."""
    tokens = {token for row in rows if (token := token_of(row))}
    return {one.token: one for one in Entry.objects.filter(token__in=tokens)} if actor.account_id else {}


def take(
    *,
    actor: Actor,
    device: Device,
    row: Any,
    clock: Clock,
    known: Mapping[str, Entry],
    photo: File[bytes] | None = None,
) -> Answered:
    """Take one item. Whatever is wrong with it is its own answer; it is kept whole or not at all."""
    token = token_of(row)
    try:
        return _taken(actor, device, item_of(row), clock, known, photo)
    except Asked as asked:
        return asked.answer(token)
    except Refused as error:
        return Answered(token, Answer.REFUSED, error.code, str(error), error.field or "")
    except Exception:
        # One item must never stop the others; what happened stands in the log, the item stays on the device.
        log.exception("an item of device %s was not kept", device.pk)
        return Answered(token, Answer.REFUSED, "fault", str(REFUSALS["fault"]))


def _taken(
    actor: Actor, device: Device, item: Item, clock: Clock, known: Mapping[str, Entry], photo: File[bytes] | None
) -> Answered:
    if before := known.get(item.token):
        return _again(actor, item, before)
    try:
        keep = (
            _keep_visit(actor, device, item, clock, photo)
            if item.kind is Kind.VISIT
            else _keep_run(actor, device, item, clock)
        )
    except IntegrityError:
        # The same item came twice at one moment, and the other was quicker: what it left is what this one finds.
        if before := Entry.objects.filter(token=item.token).first():
            return _again(actor, item, before)
        raise
    return Answered(item.token, Answer.KEPT, words=keep)


def _again(actor: Actor, item: Item, before: Entry) -> Answered:
    """The same token once more: known; or, with other words, a question; or its answer."""
    if before.account_id != actor.account_id:
        raise refuse("foreign")
    same = bytes(before.digest) == item.digest
    if same or item.kind is not Kind.VISIT or before.kind != Kind.VISIT:
        return Answered(item.token, Answer.KNOWN, words=str(ANSWERS[Answer.KNOWN]))
    there = cabinet.visit_of(actor.scope, before.subject)
    if item.choices.get("mine") != there.version:
        raise asking.other_words(item, there)
    values = _values(actor, item, _moment(item, before), there.photo_id)
    with transaction.atomic():
        cabinet.acts.visits.correct(
            actor=actor, visit_id=there.pk, values=values, version=there.version, reason=str(REASON_OFFLINE)
        )
        audit.record(actor, "offline.entry_mended", ("entry", before.pk))
    return Answered(item.token, Answer.KEPT, words=str(ANSWERS[Answer.KEPT]))


def _moment(item: Item, before: Entry) -> Any:
    """The moment of a mended item: as it was settled, unless the person wrote another time since."""
    return before.at if item.at == before.device_at else item.at


def _keep_visit(actor: Actor, device: Device, item: Item, clock: Clock, photo: File[bytes] | None) -> str:
    at, time, off = asking.settle(item, clock)
    about = item.values["about"]
    if about and item.bundle_at and item.choices.get("both") is not True:
        others = cabinet.visits_about(actor.scope, about, item.bundle_at)
        if others:
            raise asking.both_wrote(item, others[0])
    values = _values(actor, item, at, _photo(photo))  # before the transaction: a photo takes its time
    post = cabinet.post_for(actor.scope, values.area_path, actor.post_id)
    with transaction.atomic():
        visit = cabinet.acts.visits.record(actor=actor, values=values, token=item.token, post_id=post, about=about)
        _note(actor, device, item, visit.pk, at, time, off)
    if time is Time.CORRECTED:
        return str(CLOCK_SET) % asking.clock_words(off, item.at, at=at)
    return str(ANSWERS[Answer.KEPT])


def _photo(photo: File[bytes] | None) -> int | None:
    if photo is None:
        return None
    if (photo.size or 0) > PHOTO_BYTES:
        raise refuse("photo_big", "photo")
    return files.accept(photo, kinds=("image",)).pk


def _values(actor: Actor, item: Item, at: Any, photo_id: int | None) -> cabinet.VisitValues:
    said = item.values
    place = cabinet.place_of(actor.scope, said["place"], said["lon"], said["lat"], said["path"])
    return cabinet.VisitValues(
        at=at,
        place=place.words,
        area_path=place.path,
        lon=place.lon,
        lat=place.lat,
        purpose=said["purpose"],
        outcome=said["outcome"],
        words=said["words"],
        photo_id=photo_id,
        next_words=said["next_words"],
        next_on=said["next_on"],
    )


def _keep_run(actor: Actor, device: Device, item: Item, clock: Clock) -> str:
    """The ticks of a card: the intervals stay as they were, a wrong clock is reckoned out of the moments."""
    off = asking.error_of(item, clock)
    wrong = Clock(off).is_wrong
    with transaction.atomic():
        subject, at = knowledge.record_run(actor, item, off if wrong else timedelta(0))
        _note(actor, device, item, subject, at, Time.CORRECTED if wrong else Time.PLAIN, off)
    return str(CLOCK_SET) % asking.clock_words(off, item.at, at=at) if wrong else str(ANSWERS[Answer.KEPT])


def _note(actor: Actor, device: Device, item: Item, subject: int, at: Any, time: Time, off: Any) -> None:
    seconds = round(off.total_seconds())
    assert actor.account_id is not None  # nobody else has a device
    entry = Entry.objects.create(
        token=item.token,
        account_id=actor.account_id,
        device=device,
        kind=item.kind,
        subject=subject,
        digest=item.digest,
        device_at=item.at,
        at=at,
        time=time,
        off=seconds,
        received_at=now(),
    )
    data = {"kind": item.kind.value, "time": time.value, "off_seconds": seconds}
    audit.record(actor, "offline.entry_kept", ("entry", entry.pk), data=data)
