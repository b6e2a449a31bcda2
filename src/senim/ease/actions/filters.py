"""Keeping, naming anew, sharing and removing a filter of a list."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from senim.ease import lists
from senim.ease.domain import MOST_FILTERS, NAME
from senim.ease.lists import StaffList
from senim.ease.models import Filter
from senim.ease.permissions import account_of, not_yours, unit_of
from senim.ease.selectors import may_change
from senim.ease.wording import REFUSALS
from senim.kernel import audit, text
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.personal import looks_personal
from senim.kernel.scoping import Actor
from senim.staff import api as staff


def refuse(code: str, field: str | None = None) -> Refused:
    return Refused(code, REFUSALS[code], field=field)


def list_for(actor: Actor, code: str) -> StaffList:
    """A list that is open to this person. Raises NotYours."""
    one = lists.find(code)
    if one is None or not actor.scope.has(*one.roles):
        raise not_yours()
    return one


@transaction.atomic
def keep(*, actor: Actor, code: str, given: Mapping[str, str], name: str, shared: bool = False) -> Filter:
    """Keep what is chosen in a list under a name; what was typed into the search is left out, whatever it was.

    Raises NotYours for a list that is not open to the person, Refused: nothing chosen ("no_filter"), a value that is
    not there ("gone"), no name, a name that points at a person, a name twice, too many.
    """
    staff.check_action(actor.scope, "ease.keep_filter")
    one = list_for(actor, code)
    asked = lists.read(one, given, actor.scope)
    if asked.gone:
        raise refuse("gone")
    if not asked.chosen:
        raise refuse("no_filter")
    called = named(name)
    if Filter.objects.filter(owner_id=actor.account_id, list=code).count() >= MOST_FILTERS:
        raise refuse("many")
    row = Filter(
        list=code,
        name=called,
        name_key=text.key(called),
        chosen=dict(asked.chosen),
        owner_id=account_of(actor),
        unit_id=unit_of(actor.post_id) if shared and actor.post_id else None,
        created_at=now(),
    )
    _once(row)
    _log(actor, "ease.keep_filter", row)
    return row


@transaction.atomic
def rename(*, actor: Actor, filter_id: int, name: str, shared: bool) -> Filter:
    """Another name, shared with the unit or not. Raises NotYours and, for the name, Refused as `keep`."""
    row = _own(actor, filter_id)
    called = named(name)
    row.name, row.name_key = called, text.key(called)
    if row.owner_id == actor.account_id:
        row.unit_id = (row.unit_id or (unit_of(actor.post_id) if actor.post_id else None)) if shared else None
    _once(row)
    _log(actor, "ease.change_filter", row)
    return row


@transaction.atomic
def remove(*, actor: Actor, filter_id: int) -> None:
    """Raises NotYours."""
    row = _own(actor, filter_id)
    _log(actor, "ease.remove_filter", row)
    row.delete()


def named(name: str) -> str:
    """A name as it is kept. Raises Refused("name"), Refused("personal")."""
    called = " ".join(name.split())[:NAME]
    if not called:
        raise refuse("name", "name")
    if looks_personal(called):
        raise refuse("personal", "name")
    return called


def _once(row: Filter) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise refuse("taken", "name") from error


def _own(actor: Actor, filter_id: int) -> Filter:
    staff.check_action(actor.scope, "ease.change_filter")
    row = Filter.objects.select_for_update().filter(pk=filter_id).first()
    if row is None or not may_change(actor.scope, row):
        raise not_yours()
    return row


def _log(actor: Actor, action: str, row: Filter) -> None:
    audit.record(actor, action, ("filter", row.pk), data={"list": row.list, "shared": row.unit_id is not None})
