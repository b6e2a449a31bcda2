"""Reads of the life of data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from senim.kernel import clock, legal, persons, retention
from senim.kernel.persons import Ref
from senim.kernel.retention import Rule
from senim.kernel.scoping import Scope
from senim.retention import ledger, permissions
from senim.retention.domain import SHOWN_FOR, Barrier
from senim.retention.models import Going, Hold, Pass, Request, Tombstone
from senim.retention.words import FLOOR_WHY, HOLD_WHY, JOB_WHY, OPEN_WHY, RULE_WHY


def paths_of(refs: Sequence[Ref]) -> dict[Ref, str]:
    """The areas in which some records lie, for those that have one. One query for each kind of record."""
    found: dict[Ref, str] = {}
    for code in sorted({ref.rule for ref in refs}):
        rule = retention.rule(code)
        if rule.area:
            pks = [ref.pk for ref in refs if ref.rule == code]
            found.update((Ref(code, pk), path) for pk, path in rule.root.rows(pks).values_list("pk", rule.area))
    return found


def began(refs: Sequence[Ref]) -> dict[Ref, date | None]:
    """The day on which the clock of each record began, None where it has not. One query for each kind of record."""
    found: dict[Ref, date | None] = {}
    for code in sorted({ref.rule for ref in refs}):
        rule = retention.rule(code)
        rows = rule.root.rows([ref.pk for ref in refs if ref.rule == code])
        if not rule.begins:
            continue
        for pk, at in rows.values_list("pk", rule.begins):
            found[Ref(code, pk)] = clock.local(at).date() if isinstance(at, datetime) else at
    return found


def ends_on(rule: Rule, begun: date | None) -> date | None:
    """The first day on which a record is over; None where its clock has not begun."""
    return retention.forward(begun, rule.period(clock.today())) if begun else None


def barriers(refs: Sequence[Ref], lang: str) -> dict[Ref, Barrier]:
    """What stands against erasing some records now; a record that is not named can be erased."""
    begun, holds = began(refs), ledger.held_of(refs)
    found = {ref: _barrier(ref, begun.get(ref), holds.get(ref), lang) for ref in refs}
    return {ref: barrier for ref, barrier in found.items() if barrier}


def _barrier(ref: Ref, begun: date | None, hold: date | None, lang: str) -> Barrier | None:
    rule, today = retention.rule(ref.rule), clock.today()
    against = rule.erasure
    if hold:
        return Barrier(HOLD_WHY, "", hold)
    if against.never:
        return Barrier(against.why or RULE_WHY, "", ends_on(rule, begun))
    if rule.job:
        return Barrier(JOB_WHY, "", ends_on(rule, begun))
    if against.while_open and begun is None:
        return Barrier(OPEN_WHY, legal.term(against.while_open, today).citation(lang), None)
    if against.floor and begun is not None:
        term = legal.term(against.floor, today)
        if today < (last := retention.forward(begun, term)):
            return Barrier(FLOOR_WHY, term.citation(lang), last)
    return None


# --- what the pages show --------------------------------------------------------------------------------------------


def _check(scope: Scope, action: str) -> None:
    if not (scope.everything or scope.has(*permissions.ACTIONS[action][0])):
        raise permissions.not_yours()


def passes(scope: Scope) -> dict[str, Pass]:
    """How far each rule is, and what was counted last. Raises NotYours. One query."""
    _check(scope, "retention.see")
    return {one.rule: one for one in Pass.objects.all()}


def goings(scope: Scope, limit: int = 20) -> list[Going]:
    """What went last. Raises NotYours. One query."""
    _check(scope, "retention.see")
    return list(Going.objects.select_related("request").order_by("-at", "-pk")[:limit])


def holds(scope: Scope) -> list[Hold]:
    """Holds of one's own area, those in force first. One query."""
    if not scope.has(*permissions.DECIDERS):
        return []
    rows = Hold.objects.filter(permissions.seen(scope)).select_related("placed_by", "lifted_by")
    return list(rows.order_by("lifted_at", "ends_on")[:100])


def requests(scope: Scope) -> list[Request]:
    """Requests that one may know of, what is owed first on top. A handful of queries, however many there are.

    A request among whose records is one that this person may not know of (a complaint about the very person) is not
    there; whoever wrote it down sees its number and where it stands.
    """
    mine = permissions.asked_by(scope)
    rows = list(Request.objects.filter(permissions.seen(scope) | mine).order_by("ended_at", "due_on", "pk")[:100])
    told = set(permissions.known_all(scope, [ref for one in rows for ref in ledger.refs_of(one)]))
    return [one for one in rows if one.asked_by_id == scope.account_id or told.issuperset(ledger.refs_of(one))]


def request(scope: Scope, number: str, *, decides: bool = False) -> Request:
    """One request. decides: it must be one that this person may decide. Raises NotYours."""
    found = Request.objects.filter(permissions.seen(scope) | permissions.asked_by(scope), number=number).first()
    if found is None:
        raise permissions.not_yours()
    if may_decide(scope, found) or (not decides and found.asked_by_id == scope.account_id):
        return found
    raise permissions.not_yours()


def may_decide(scope: Scope, one: Request) -> bool:
    """Whether this person may know of every record of a request, and decides in its area."""
    refs = ledger.refs_of(one)
    near = scope.everything or not one.area_path or scope.covers(one.area_path, *permissions.DECIDERS)
    return near and scope.has(*permissions.DECIDERS) and len(permissions.known_all(scope, refs)) == len(refs)


def opened(refs: Sequence[Ref]) -> list[Ref]:
    """Records without those that have gone."""
    gone = ledger.gone_of(refs)
    return [ref for ref in refs if ref not in gone]


def found_by(marks: persons.Marks) -> list[Ref]:
    """Everything held about whoever has these marks, what has gone left out."""
    return opened(persons.by_marks(marks))


def would_go(scope: Scope, rule: Rule, limit: int) -> list[tuple[int, object]]:
    """The first records of a rule that the purge would end now: key and when the clock began. Raises NotYours.

    One query.
    """
    _check(scope, "retention.look_ahead")
    gone = Tombstone.objects.filter(rule=rule.code, subject=OuterRef("pk"))
    rows = rule.root.table()._base_manager.filter(retention.over(rule, clock.today()))  # noqa: SLF001
    if rule.carried_out:
        rows = rows.filter(~Exists(gone))
    return list(rows.order_by("pk").values_list("pk", rule.begins)[:limit])


def still_open(one: Request) -> bool:
    """Whether the copy of an answered request is still shown."""
    days = int(legal.term(SHOWN_FOR, clock.today()).value or 0)
    return one.ended_at is not None and clock.local(one.ended_at).date() + timedelta(days=days) >= clock.today()
