"""Who reads the messages of a region: named one by one, by an order, for a time."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from senim.kernel import audit
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.staff import api as staff
from senim.territory import api as territory
from senim.tips import policies
from senim.tips.models import Naming
from senim.tips.permissions import could_handle, may_name, not_yours


def name(*, actor: Actor, area_id: int, account_id: int, ground: str, ends_on: date) -> Naming:
    """Name a person. Refused: oneself, somebody without a post of a head or a duty unit there, twice."""
    staff.check_action(actor.scope, "tips.name")
    area = territory.area(area_id)
    if actor.kind != "system" and not may_name(actor.scope, area.path):
        raise not_yours()
    if account_id == actor.account_id:
        raise policies.refuse("not_oneself", "account")
    policies.check_naming(ground, ends_on, today())
    if not could_handle(staff.scope_of(account_id, now()), area.path):
        raise policies.refuse("not_there", "account")
    try:
        with transaction.atomic():
            _end_what_is_over(area_id, account_id)
            made = Naming.objects.create(
                account_id=account_id, area_id=area_id, area_path=area.path, ground=ground.strip(), starts_on=today(),
                ends_on=ends_on, named_by_id=actor.account_id, named_at=now(),
            )
            audit.record(
                actor, "tips.name", ("naming", made.pk), area_path=area.path,
                data={"account": account_id, "until": ends_on.isoformat(), "ground": made.ground},
            )
    except IntegrityError as error:
        raise policies.refuse("already", "account") from error
    return made


def _end_what_is_over(area_id: int, account_id: int) -> None:
    """A naming whose last day has passed makes room for the next one of the same person."""
    over = Naming.objects.filter(area_id=area_id, account_id=account_id, ended_at__isnull=True, ends_on__lt=today())
    over.update(ended_at=now())


def end(*, actor: Actor, naming_id: int) -> None:
    """End a naming at once. Twice changes nothing."""
    with transaction.atomic():
        found = Naming.objects.select_for_update().filter(pk=naming_id).first()
        if found is None or not may_name(actor.scope, found.area_path):
            raise not_yours()
        staff.check_action(actor.scope, "tips.name")
        if found.ended_at is not None:
            return
        found.ended_at, found.ended_by_id = now(), actor.account_id
        found.save(update_fields=["ended_at", "ended_by"])
        audit.record(
            actor, "tips.end_naming", ("naming", found.pk), area_path=found.area_path,
            data={"account": found.account_id},
        )
