"""Writes: a notice is written, changed, asked to be signed, published, ended; what has ended forgets whom it named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.base import File
from django.db import transaction

from senim.kernel import audit, files, ids, legal, versions
from senim.kernel.clock import now, today
from senim.kernel.models import StoredFile
from senim.kernel.scoping import Actor
from senim.notices import policies
from senim.notices.domain import PERSONS, Kind, State, Values, Why
from senim.notices.memory import NAME
from senim.notices.models import Event, Notice
from senim.notices.permissions import can_sign, can_write, check_write, not_yours
from senim.territory import api as territory

FIELDS = (
    "title_kk", "title_ru", "title_en", "text_kk", "text_ru", "text_en", "alt_kk", "alt_ru", "alt_en", "starts_on",
    "ends_on", "ground", "ground_number", "consent",
)


def most_days(kind: Kind) -> int:
    """For how many days a notice of a kind is shown at most (a row of the terms)."""
    code = "notices.person_days" if kind in PERSONS else "notices.days"
    return int(legal.term(code, today()).value or 0)


def accept_photo(upload: File[bytes] | None) -> StoredFile | None:
    """A photo drawn anew, before the transaction; None where there is none. Raises Refused with a sentence."""
    return files.accept(upload, kinds=("image",)) if upload else None


def write(
    *, actor: Actor, kind: Kind, area_id: int, values: Values, photo: StoredFile | None = None, invented: bool = False
) -> Notice:
    """A draft for the residents of an area."""
    area = territory.area(area_id)
    check_write(actor, kind, area.path)
    policies.check_values(kind, values, photo is not None, today(), most_days(kind))
    with transaction.atomic():
        row = Notice(
            number=ids.new_number(), kind=kind.value, area_id=area_id, area_path=area.path, photo=photo,
            post_id=actor.post_id, written_by_id=actor.account_id, created_at=now(), changed_at=now(),
            invented=invented, **_texts(values),
        )
        row.save(force_insert=True)
        _told(actor, row, "written")
    return row


def change(
    *, actor: Actor, number: str, values: Values, version: int, photo: StoredFile | None = None, drop: bool = False
) -> Notice:
    """Other words, days or photo. version: the one that was read; another one in between is refused, nothing lost.

    drop: the photo goes. What was sent for a signature is a draft again.
    """
    with transaction.atomic():
        row = _taken(actor, number)
        kind, state = Kind(row.kind), State(row.state)
        policies.check_change(kind, state)
        if row.version != version:
            raise policies.refuse("changed")
        old = row.photo
        row.photo = photo or (None if drop else old)
        policies.check_values(kind, values, row.photo is not None, today(), most_days(kind))
        for name, value in _texts(values).items():
            setattr(row, name, value)
        row.version, row.changed_at = row.version + 1, now()
        row.state = State.DRAFT.value if state is State.READY else row.state
        row.save()
        if old is not None and row.photo_id != old.pk:
            files.forget(old)
        _told(actor, row, "changed")
    return row


def _texts(values: Values) -> dict[str, Any]:
    given = {name: getattr(values, name) for name in FIELDS}
    return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}


def ask_signature(*, actor: Actor, number: str) -> None:
    """What names a person waits for whoever signs it; it stands on their day."""
    with transaction.atomic():
        row = _taken(actor, number)
        if row.state != State.DRAFT.value or Kind(row.kind) not in PERSONS:
            raise policies.refuse("state")
        row.state, row.changed_at = State.READY.value, now()
        row.save(update_fields=["state", "changed_at"])
        _told(actor, row, "asked")


def publish(*, actor: Actor, number: str, password_holds: Callable[[], bool] | None = None) -> None:
    """Show it to residents. What names a person is signed: by the right role, with the password once more.

    password_holds: whether the password just given is the signer's; asked last.
    """
    with transaction.atomic():
        row = Notice.objects.select_for_update().filter(number=number).first()
        kind = Kind(row.kind) if row else Kind.NEWS
        may_sign = row is not None and can_sign(actor.scope, kind, row.area_path)
        if row is None or not (may_sign or can_write(actor.scope, kind, row.area_path)):
            raise not_yours()
        signs = kind in PERSONS and may_sign and password_holds is not None
        policies.check_publish(kind, State(row.state), signed=signs)
        values = Values(**{name: getattr(row, name) for name in FIELDS})
        policies.check_values(kind, values, row.photo_id is not None, today(), most_days(kind))
        if signs:
            assert password_holds is not None
            if not password_holds():
                raise policies.refuse("password", "password")
            row.signed_by_id, row.signed_at = actor.account_id, now()
        row.state, row.published_at, row.changed_at = State.PUBLISHED.value, now(), now()
        row.save(update_fields=["state", "published_at", "changed_at", "signed_by", "signed_at"])
        _told(actor, row, "published", signed=signs)


def end(*, actor: Actor, number: str, why: Why) -> None:
    """End it at once: found, or withdrawn. Whom it named it forgets in the same moment."""
    with transaction.atomic():
        row = _taken(actor, number)
        if row.state == State.ENDED.value:
            raise policies.refuse("state")
        _end(actor, row, why)


def end_over(limit: int = 200) -> int:
    """End what is past its last day. Gives how many; bears running twice."""
    due = Notice.objects.filter(state=State.PUBLISHED.value, ends_on__lt=today()).values_list("pk", flat=True)
    done = 0
    for pk in list(due[:limit]):
        with transaction.atomic():
            row = Notice.objects.select_for_update().get(pk=pk)
            if row.state == State.PUBLISHED.value and row.ends_on < today():
                _end(Actor.system(), row, Why.TIME)
                done += 1
    return done


def _end(actor: Actor, row: Notice, why: Why) -> None:
    photo = row.photo
    if Kind(row.kind) in PERSONS:
        for name in FIELDS:
            if name.startswith(("title", "text", "alt")):
                setattr(row, name, "")
    row.photo = None
    row.state, row.ended_at, row.ended_why, row.changed_at = State.ENDED.value, now(), why.value, now()
    row.save()
    if photo is not None:
        files.forget(photo)
    _told(actor, row, "ended", why=why.value)


def _taken(actor: Actor, number: str) -> Notice:
    """Lock a notice for whoever may write it."""
    row = Notice.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise not_yours()
    check_write(actor, Kind(row.kind), row.area_path)
    return row


def _told(actor: Actor, row: Notice, what: str, **data: Any) -> None:
    Event.objects.create(
        notice=row, at=now(), type=what, account_id=actor.account_id, post_id=actor.post_id, data=data)
    audit.record(
        actor, f"notices.{what}", ("notice", row.pk), area_path=row.area_path, data={"kind": row.kind, **data})
    versions.bump(NAME)
