"""A person's wish: to be told what is held, or to have it erased. A second person confirms before anything happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from senim.kernel import audit, calendar, clock, ids, legal, persons, retention
from senim.kernel.models import Outgoing
from senim.kernel.persons import Marks, Ref
from senim.kernel.scoping import Actor
from senim.retention import ledger, permissions, selectors
from senim.retention.actions.holds import refuse
from senim.retention.actions.wiping import bury, new_code
from senim.retention.domain import ANSWERED_IN, OPEN_STATES, REASON_LEAST, State, Wish, shared_path
from senim.retention.models import Request


@dataclass(frozen=True, slots=True)
class Written:
    """A request that was written down, and the code by which the person follows it: shown once, kept nowhere."""

    request: Request
    code: str


def ask_erasure(*, actor: Actor, refs: Sequence[Ref], language: str) -> Written:
    """Whoever has shown a code asks to have what it opens erased. Raises Refused where it was asked before."""
    with transaction.atomic():
        if standing := ledger.open_erasure(refs):
            raise refuse("asked", number=standing.number)
        return _write(actor, Wish.ERASURE, refs, language, by_code=True)


def find(*, actor: Actor, marks: Marks, wish: Wish, checked: str, language: str) -> Written:
    """Somebody came with a document: find what is held, and write the wish down as a proposal.

    Raises NotYours, Refused. What was searched by is kept nowhere; that it was searched, and how much was found of
    which kind, stands in the log.
    """
    permissions.check(actor, "retention.find")
    if not marks.values():
        raise refuse("no_marks", "iin")
    if not checked.strip():
        raise refuse("checked", "checked")
    refs = selectors.found_by(marks)
    if not refs:
        with transaction.atomic():
            audit.record(actor, "retention.searched", ("person", "-"), data={"found": 0}, reads=True)
        raise refuse("nothing", "iin")
    with transaction.atomic():
        if wish is Wish.ERASURE and (standing := ledger.open_erasure(refs)):
            raise refuse("asked", "iin", number=standing.number)
        made = _write(actor, wish, refs, language, by_code=False, checked=checked.strip()[:200])
        _propose(made.request, actor, grant=True, words="")
    return made


def _write(
    actor: Actor, wish: Wish, refs: Sequence[Ref], language: str, *, by_code: bool, checked: str = ""
) -> Written:
    code, hashed = new_code()
    counts = Counter(ref.rule for ref in refs)
    days = legal.term(ANSWERED_IN, clock.today())
    due = calendar.add_working_days(clock.today(), int(days.value or 0)).day
    made = Request.objects.create(
        number=ids.new_number(), wish=wish.value, secret_hash=hashed, refs=[list(ref) for ref in refs], counts=counts,
        by_code=by_code, checked=checked, language=language, asked_at=clock.now(), due_on=due,
        area_path=shared_path(selectors.paths_of(refs).values()), asked_by_id=actor.account_id)
    audit.record(actor, "retention.asked", ("request", made.number), area_path=made.area_path, data={
        "wish": wish, "found": dict(counts), "by_code": by_code})
    return Written(made, code)


def propose(*, actor: Actor, number: str, grant: bool, words: str) -> Request:
    """Say what should be done with a wish. Refusing needs a reason. Raises NotYours, Refused."""
    permissions.check(actor, "retention.propose")
    with transaction.atomic():
        one = _locked(actor, number)
        if not grant and len(words.strip()) < REASON_LEAST:
            raise refuse("reason", "words")
        _propose(one, actor, grant=grant, words=words.strip())
    return one


def _propose(one: Request, actor: Actor, *, grant: bool, words: str) -> None:
    one.state, one.grant, one.words = State.PROPOSED.value, grant, words[:500]
    one.proposed_by_id, one.proposed_at = actor.account_id, clock.now()
    one.save(update_fields=["state", "grant", "words", "proposed_by", "proposed_at"])
    audit.record(actor, "retention.proposed", ("request", one.number), area_path=one.area_path, data={"grant": grant})


def confirm(*, actor: Actor, number: str) -> Request:
    """A second person confirms what was proposed, and it happens. Raises NotYours, Refused."""
    permissions.check(actor, "retention.confirm")
    with transaction.atomic():
        one = _locked(actor, number)
        if one.state != State.PROPOSED:
            raise refuse("not_proposed")
        if one.proposed_by_id == actor.account_id:
            raise refuse("own_proposal")
        one.confirmed_by_id, one.ended_at = actor.account_id, clock.now()
        one.state = (State.DONE if one.grant else State.REFUSED).value
        if one.grant and one.wish == Wish.ERASURE:
            one.outcome = erase(actor, ledger.refs_of(one), one)
        one.save(update_fields=["confirmed_by", "ended_at", "state", "outcome"])
        audit.record(actor, "retention.confirmed", ("request", one.number), area_path=one.area_path, data={
            "wish": one.wish, "state": one.state, "outcome": one.outcome})
    return one


def send_back(*, actor: Actor, number: str, words: str) -> Request:
    """The second person does not confirm: the proposal is open again, with words. Raises NotYours, Refused."""
    permissions.check(actor, "retention.confirm")
    with transaction.atomic():
        one = _locked(actor, number)
        if one.state != State.PROPOSED:
            raise refuse("not_proposed")
        if len(words.strip()) < REASON_LEAST:
            raise refuse("reason", "words")
        one.state, one.words, one.grant = State.ASKED.value, words.strip()[:500], None
        one.proposed_by, one.proposed_at = None, None
        one.save(update_fields=["state", "words", "grant", "proposed_by", "proposed_at"])
        audit.record(actor, "retention.sent_back", ("request", one.number), area_path=one.area_path)
    return one


def _locked(actor: Actor, number: str) -> Request:
    """An open request that this person may decide, locked. Raises NotYours, Refused."""
    one = selectors.request(actor.scope, number, decides=True)
    one = Request.objects.select_for_update().get(pk=one.pk)
    if one.state not in OPEN_STATES:
        raise refuse("ended")
    return one


def erase(actor: Actor, refs: Sequence[Ref], request: Request) -> dict[str, Any]:
    """Erase what nothing stands against: {rule: [gone, kept]}. In the transaction that is open.

    Letters on their way to the person, and what the outbox still shows of those that left, go too.
    """
    left = selectors.opened(refs)
    for code in sorted({ref.rule for ref in left}):
        pks = [ref.pk for ref in left if ref.rule == code]
        # Locked before it is asked what stands against it: a hold locks the same rows.
        list(retention.rule(code).root.rows(pks).select_for_update().values_list("pk", flat=True))
    against = selectors.barriers(left, "ru")
    going = [ref for ref in left if ref not in against]
    if going:
        _forget_letters(going)
    outcome: dict[str, Any] = {}
    for code in sorted({ref.rule for ref in refs}):
        pks = [ref.pk for ref in going if ref.rule == code]
        if pks:
            bury(actor, retention.rule(code), pks, request)
        outcome[code] = [len(pks), sum(ref.rule == code and ref in against for ref in left)]
    return outcome


def _forget_letters(refs: Sequence[Ref]) -> None:
    """Empty what the outbox holds of a person, by the contacts that the records themselves name."""
    own = persons.marks_of(refs)
    keys = Q(pk__in=())
    for beginning in persons.letters_of(refs):
        keys |= Q(key__startswith=beginning)
    mine = Outgoing.objects.filter(keys | Q(to__in=[one for one in own if one])).exclude(to="")
    mine.filter(sent_at__isnull=True, dead_at__isnull=True).update(
        dead_at=clock.now(), last_error="erased", lease_by="", lease_until=None)
    mine.update(to="", context={})


def note_opened(*, actor: Actor, one: Request) -> None:
    """The person opened the copy: the log keeps that it happened."""
    with transaction.atomic():
        if one.told_at is None:
            Request.objects.filter(pk=one.pk, told_at__isnull=True).update(told_at=clock.now())
        audit.record(actor, "retention.told", ("request", one.number), area_path=one.area_path, reads=True,
                     data={"records": sum(one.counts.values())})


def note_told(*, actor: Actor, refs: Sequence[Ref]) -> None:
    """Somebody was told by a code of the own."""
    with transaction.atomic():
        audit.record(actor, "retention.told", ("code", "-"), reads=True,
                     data={"found": dict(Counter(ref.rule for ref in refs))})


