"""Reads of the life of data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from senim.kernel import clock, legal, persons, retention
from senim.kernel.persons import Ref
from senim.kernel.retention import Rule
from senim.kernel.scoping import Scope
from senim.retention import permissions
from senim.retention.domain import OPEN_STATES, SHOWN_FOR, Barrier
from senim.retention.models import Going, HeldRecord, Hold, Pass, Request, Tombstone
from senim.retention.words import FLOOR_WHY, HOLD_WHY, JOB_WHY, OPEN_WHY, RULE_WHY


def in_force() -> Q:
    """The condition that a hold stands today."""
    return Q(hold__lifted_at__isnull=True, hold__ends_on__gte=clock.today())


def held(rule: str) -> list[int]:
    """The records of a rule that somebody holds now. One query."""
    rows = HeldRecord.objects.filter(in_force(), rule=rule)
    return list(rows.values_list("subject", flat=True))


def held_of(refs: Iterable[Ref]) -> dict[Ref, date]:
    """Which of some records are held, and until when. One query."""
    wanted = set(refs)
    rows = HeldRecord.objects.filter(
        in_force(), rule__in={ref.rule for ref in wanted}, subject__in={ref.pk for ref in wanted})
    found: dict[Ref, date] = {}
    for code, pk, ends_on in rows.values_list("rule", "subject", "hold__ends_on"):
        ref = Ref(code, pk)
        if ref in wanted:
            found[ref] = max(ends_on, found.get(ref, ends_on))
    return found


def gone_of(refs: Iterable[Ref]) -> set[Ref]:
    """Which of some records have gone already. One query."""
    wanted = set(refs)
    rows = Tombstone.objects.filter(rule__in={ref.rule for ref in wanted}, subject__in={ref.pk for ref in wanted})
    return {Ref(*row) for row in rows.values_list("rule", "subject")} & wanted


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
    begun, holds = began(refs), held_of(refs)
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


def goings(limit: int = 20) -> list[Going]:
    """What went last. One query."""
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
    told = set(permissions.known_all(scope, [ref for one in rows for ref in refs_of(one)]))
    return [one for one in rows if one.asked_by_id == scope.account_id or told.issuperset(refs_of(one))]


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
    refs = refs_of(one)
    near = scope.everything or not one.area_path or scope.covers(one.area_path, *permissions.DECIDERS)
    return near and scope.has(*permissions.DECIDERS) and len(permissions.known_all(scope, refs)) == len(refs)


def refs_of(one: Request) -> list[Ref]:
    """The records of a request."""
    return [Ref(code, pk) for code, pk in one.refs]


def open_erasure(refs: Sequence[Ref]) -> Request | None:
    """An open wish to erase any of these records. One query."""
    wanted = set(refs)
    rows = Request.objects.filter(wish="erasure", state__in=sorted(OPEN_STATES))
    return next((one for one in rows if wanted.intersection(refs_of(one))), None)


def by_secret(hashed: bytes) -> Request | None:
    """The request of a code. One query."""
    return Request.objects.filter(secret_hash=hashed).first()


def opened(refs: Sequence[Ref]) -> list[Ref]:
    """Records without those that have gone."""
    gone = gone_of(refs)
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
