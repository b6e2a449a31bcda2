"""The routing table is changed by dated rows: one ends, one begins. What was in force on a past day stays as it was.

Two rules cannot be ended, moved or overtaken: the one that keeps complaints from the officers they are about, and the
one that takes all that is left. Every change is in the log and is seen by every process within two seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from senim.appeals.domain import Target
from senim.appeals.models import Rule
from senim.appeals.permissions import check_act
from senim.appeals.routing import CONDITIONS, RuleRow
from senim.kernel import audit, versions
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

ACTION = "appeals.edit_rules"
STEP = 10
#: What a rule of the page may look at; "about_officer" is the guarded rule's own.
CHOSEN = tuple(name for name in CONDITIONS if name != "about_officer")
#: Whom a rule of the page may send to; the superior is the guarded rule's own.
TO = (Target.INSPECTOR, Target.JUVENILE, Target.DUTY, Target.HEAD)

GUARDED = Label(
    "Бұл ережені алып тастауға да, жылжытуға да болмайды: ол шағымды үстінен шағым түскен қызметкерден қорғайды немесе "
    "қалған өтініштердің бәрін қабылдайды.",
    "Это правило нельзя ни отменить, ни передвинуть: оно ограждает жалобы от тех, на кого они поданы, или принимает "
    "все остальные обращения.",
    "This rule can be neither ended nor moved: it keeps complaints from their officers, or takes all that is left.",
)
NO_SUCH = Label(
    "Бұл ереже енді күшінде емес. Бетті жаңартыңыз.",
    "Это правило уже не действует. Обновите страницу.",
    "This rule is not in force any more. Reload the page.",
)
NO_CONDITION = Label("Кемінде бір шарт таңдаңыз.", "Выберите хотя бы одно условие.", "Choose at least one condition.")


def is_guarded(rule: Rule) -> bool:
    """The rule of complaints about officers, and the rule without conditions."""
    return _guarded(rule.conditions, rule.target)


def _guarded(conditions: Mapping[str, Any], target: str) -> bool:
    return not conditions or (conditions == {"about_officer": True} and target == Target.SUPERIOR)


def may_stand_before(rule: RuleRow) -> bool:
    """Whether a rule of the page may stand before this one: before all but the rule of complaints."""
    return not (_guarded(rule.conditions, rule.target) and rule.conditions)


def may_end(rule: RuleRow) -> bool:
    """Whether a rule may be ended at all."""
    return not _guarded(rule.conditions, rule.target)


def is_open(rule: Rule, at: datetime) -> bool:
    """In force now or later; a row that ended before it began never was."""
    return rule.valid_to is None or rule.valid_to > max(at, rule.valid_from)


def add_rule(
    *,
    actor: Actor,
    name: Label,
    conditions: Mapping[str, Any],
    target: Target,
    before: int,
    starts_at: datetime | None = None,
) -> Rule:
    """A new rule right before another one, from now or from a later moment."""
    check_act(actor, ACTION)
    if not conditions:
        raise Refused("no_condition", NO_CONDITION)
    if target not in TO or set(conditions) - set(CHOSEN):
        raise ValueError("the page offers no such rule")
    with transaction.atomic():
        at = now()
        rows = _open_rows(at)
        place = _index(rows, before)
        if is_guarded(rows[place]) and rows[place].conditions:
            raise Refused("guarded", GUARDED, field="before")
        rule = Rule.objects.create(
            order=_room(rows, place, at),
            name=name._asdict(),
            conditions=dict(conditions),
            target=str(target),
            valid_from=max(starts_at or at, at),
        )
        _done(actor, "appeals.rule_added", rule, {"conditions": rule.conditions, "target": rule.target})
    return rule


def with_rule(
    table: Sequence[RuleRow], name: Label, conditions: Mapping[str, Any], target: Target, before: int
) -> list[RuleRow]:
    """A table as it would be with one more rule (its id is 0). Nothing is written. Raises Refused."""
    if not conditions:
        raise Refused("no_condition", NO_CONDITION)
    place = next((at for at, row in enumerate(table) if row.id == before), None)
    if place is None:
        raise Refused("no_such_rule", NO_SUCH, field="before")
    if _guarded(table[place].conditions, table[place].target) and table[place].conditions:
        raise Refused("guarded", GUARDED, field="before")
    rule = RuleRow(0, table[place].order, name, conditions, target)
    return [*table[:place], rule, *table[place:]]


def without_rule(table: Sequence[RuleRow], rule_id: int) -> list[RuleRow]:
    """A table as it would be without a rule. Nothing is written. Raises Refused."""
    found = next((row for row in table if row.id == rule_id), None)
    if found is None:
        raise Refused("no_such_rule", NO_SUCH)
    if _guarded(found.conditions, found.target):
        raise Refused("guarded", GUARDED)
    return [row for row in table if row.id != rule_id]


def end_rule(*, actor: Actor, rule_id: int, ends_at: datetime | None = None) -> Rule:
    """End a rule, now or at a later moment. A rule that has not begun yet never will."""
    check_act(actor, ACTION)
    with transaction.atomic():
        at = now()
        rows = _open_rows(at)
        rule = rows[_index(rows, rule_id)]
        if is_guarded(rule):
            raise Refused("guarded", GUARDED)
        rule.valid_to = max(ends_at or at, at, rule.valid_from)
        rule.save(update_fields=["valid_to"])
        _done(actor, "appeals.rule_ended", rule, {"until": rule.valid_to.isoformat()})
    return rule


def move_rule(*, actor: Actor, rule_id: int, up: bool) -> Rule:
    """Let a rule change places with its neighbour: both go on as new rows from now."""
    check_act(actor, ACTION)
    with transaction.atomic():
        at = now()
        rows = _open_rows(at)
        place = _index(rows, rule_id)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows) or is_guarded(rows[place]) or is_guarded(rows[other]):
            raise Refused("guarded", GUARDED)
        moved, neighbour = rows[place], rows[other]
        here, there = moved.order, neighbour.order
        fresh = _again(moved, there, at)
        _again(neighbour, here, at)
        _done(actor, "appeals.rule_moved", fresh, {"was": moved.pk, "from": here, "to": there})
    return fresh


def _open_rows(at: datetime) -> list[Rule]:
    """Rules in force now or later, in order, locked: two administrators do not move the same rule."""
    return [rule for rule in Rule.objects.select_for_update().order_by("order", "pk") if is_open(rule, at)]


def _index(rows: list[Rule], rule_id: int) -> int:
    found = next((place for place, rule in enumerate(rows) if rule.pk == rule_id), None)
    if found is None:
        raise Refused("no_such_rule", NO_SUCH)
    return found


def _room(rows: list[Rule], place: int, at: datetime) -> int:
    """A number between a row and the one before it; where there is none, what follows goes on further down."""
    low = rows[place - 1].order if place else 0
    high = rows[place].order
    if high - low < 2:
        for rule in rows[place:]:
            _again(rule, rule.order + STEP, at)
        high += STEP
    return (low + high) // 2


def _again(rule: Rule, order: int, at: datetime) -> Rule:
    """The same rule under another number from now on: the old row ends, a new one begins."""
    until, begins = rule.valid_to, max(at, rule.valid_from)
    rule.valid_to = begins
    rule.save(update_fields=["valid_to"])
    return Rule.objects.create(
        order=order,
        name=rule.name,
        conditions=rule.conditions,
        target=rule.target,
        valid_from=begins,
        valid_to=until,
    )


def _done(actor: Actor, action: str, rule: Rule, data: dict[str, Any]) -> None:
    said = {"order": rule.order, "from": rule.valid_from.isoformat(), **data}
    audit.record(actor, action, ("rule", rule.pk), data=said)
    versions.bump("rules")
