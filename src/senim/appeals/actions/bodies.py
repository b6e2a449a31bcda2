"""Other bodies that can be asked: kept by a head for the own area, by an administrator for all. None is deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.db import transaction

from senim.appeals.bodies_table import BodyRow, Problem, read
from senim.appeals.models import Body
from senim.appeals.permissions import NOT_YOURS, check_act
from senim.kernel import audit
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope
from senim.kernel.text import key

ACTION = "appeals.keep_bodies"
SAME = Label(
    "Осы аумақта мұндай атаумен орган бар.",
    "На этой территории орган с таким названием уже есть.",
    "There is a body with this name in this area already.",
)
NOT_HERE = Label("Бұл аумақ сізге қарамайды.", "Эта территория вам не подчинена.", "This area is not yours to arrange.")


@dataclass(frozen=True, slots=True)
class BodyValues:
    """What a body is. `area_path`: where it is asked; "" for everywhere."""

    name_kk: str
    name_ru: str
    name_en: str
    email: str
    area_path: str = ""


def may_keep(scope: Scope, area_path: str) -> bool:
    """Whether this person keeps the bodies of an area: an administrator of all, a head of what lies inside the own."""
    return scope.everything or scope.has(Role.ADMIN) or scope.covers(area_path, Role.HEAD)


def keep_body(*, actor: Actor, values: BodyValues, body_id: int | None = None) -> Body:
    """Add a body, or change one. Raises Refused where its name stands already, NotYours outside the own area."""
    check_act(actor, ACTION)
    with transaction.atomic():
        body = _take(actor, body_id) if body_id is not None else Body()
        if not may_keep(actor.scope, values.area_path):
            raise Refused("not_here", NOT_HERE, field="area")
        others = Body.objects.select_for_update().filter(area_path=values.area_path).exclude(pk=body.pk)
        if _name(values) in map(_name, others):
            raise Refused("same", SAME, field="name_kk")
        _write(actor, body, values)
    return body


def switch_body(*, actor: Actor, body_id: int, active: bool) -> Body:
    """Switch a body off, so that nobody asks it any more, or on again. What was asked of it stays."""
    check_act(actor, ACTION)
    with transaction.atomic():
        body = _take(actor, body_id)
        if body.active is not active:
            body.active = active
            body.save(update_fields=["active"])
            audit.record(
                actor,
                "appeals.body_on" if active else "appeals.body_off",
                ("body", body.pk),
                area_path=body.area_path,
                data={},
            )
    return body


def _take(actor: Actor, body_id: int) -> Body:
    body = Body.objects.select_for_update().filter(pk=body_id).first()
    if body is None or not may_keep(actor.scope, body.area_path):
        raise NotYours("not_yours", NOT_YOURS)
    return body


def _name(one: Body | BodyValues) -> str:
    return key(one.name_kk)


def _write(actor: Actor, body: Body, values: BodyValues) -> bool:
    """Save what differs; the audit log names the fields, not the address."""
    is_new = body.pk is None
    changed = [name for name, value in asdict(values).items() if getattr(body, name) != value]
    if not (is_new or changed):
        return False
    for name in changed:
        setattr(body, name, getattr(values, name))
    body.save()
    audit.record(
        actor,
        "appeals.body_added" if is_new else "appeals.body_changed",
        ("body", body.pk),
        area_path=body.area_path,
        data={"fields": changed},
    )
    return True


# --- from a table ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class BodiesPlan:
    """What a table would change. `problems` stop it whole; `digest` names the very file."""

    digest: str
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0


def bring_in_bodies(*, actor: Actor, content: bytes, write: bool) -> BodiesPlan:
    """Check a table of bodies and, with `write`, write it: whole or not at all. The same table again changes nothing.

    A row is known by its Kazakh name and its area. A table switches nothing off.
    """
    check_act(actor, ACTION)
    made = BodiesPlan(hashlib.sha256(content).hexdigest())
    rows, made.problems = read(content)
    made.rows = len(rows)
    made.problems += [Problem(row.number, "not_here", row.area) for row in rows if not _mine(actor, row)]
    if made.problems:
        return made
    with transaction.atomic():
        _bring_in(made, actor, rows)
        if not write:
            # A rehearsal: what would be written is written and taken back.
            transaction.set_rollback(True)
        elif made.new or made.changed:
            counts = {"rows": made.rows, "new": made.new, "changed": made.changed}
            audit.record(actor, "appeals.bodies_imported", ("file", made.digest[:40]), data=counts)
    return made


def _mine(actor: Actor, row: BodyRow) -> bool:
    return may_keep(actor.scope, row.area_path)


def _bring_in(made: BodiesPlan, actor: Actor, rows: Sequence[BodyRow]) -> None:
    paths = {row.area_path for row in rows}
    here = Body.objects.select_for_update().filter(area_path__in=paths).order_by("pk")
    known = {(body.area_path, _name(body)): body for body in here}
    for row in rows:
        values = BodyValues(row.name_kk, row.name_ru, row.name_en, row.email, row.area_path)
        body = known.get((row.area_path, _name(values)))
        if body is None:
            known[row.area_path, _name(values)] = fresh = Body()
            made.new += _write(actor, fresh, values)
        elif _write(actor, body, values):
            made.changed += 1
        else:
            made.same += 1
