"""From rules, records and requests to what the pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from senim.kernel import clock, retention
from senim.kernel.persons import Ref
from senim.kernel.retention import Rule
from senim.retention import ledger, selectors
from senim.retention.domain import STATES, WISHES, State, Wish
from senim.retention.models import Going, Hold, Pass, Request
from senim.retention.telling import ground_of, mark_of, period_of

TAGS = {State.ASKED: "warn", State.PROPOSED: "info", State.DONE: "good", State.REFUSED: "bad"}


def what(code: str, lang: str) -> str:
    """A kind of record in words; the code itself of a rule that is no more."""
    rule = retention.rules().get(code)
    return rule.what.in_(lang) if rule else code


def rule_row(rule: Rule, lang: str, found: Pass | None = None) -> dict[str, Any]:
    """A rule for a table."""
    return {
        "code": rule.code, "what": rule.what.in_(lang), "why": rule.why.in_(lang), "ground": ground_of(rule, lang),
        "period": period_of(rule, lang), "mark": mark_of(rule, lang), "of_house": rule.of_house, "job": rule.job,
        "pass": found,
        "against": rule.erasure.why.in_(lang) if rule.erasure.why else "",
    }


def rule_rows(lang: str, passes: Mapping[str, Pass] | None = None) -> list[dict[str, Any]]:
    """Every rule, those of the ground of the house last."""
    rows = sorted(retention.rules().values(), key=lambda rule: rule.context == "kernel")
    return [rule_row(rule, lang, (passes or {}).get(rule.code)) for rule in rows]


def going_row(one: Going, lang: str) -> dict[str, Any]:
    return {"at": one.at, "what": what(one.rule, lang), "rows": one.rows, "digest": one.digest[:12],
            "request": one.request.number if one.request else ""}


def hold_row(one: Hold) -> dict[str, Any]:
    in_force = one.lifted_at is None and one.ends_on >= clock.today()
    return {"hold": one, "by": one.placed_by.full_name, "in_force": in_force,
            "lifted_by": one.lifted_by.full_name if one.lifted_by else ""}


def request_row(one: Request, lang: str) -> dict[str, Any]:
    state = State(one.state)
    return {
        "number": one.number, "wish": WISHES[Wish(one.wish)].in_(lang), "state": STATES[state].in_(lang),
        "tag": TAGS[state], "asked_at": one.asked_at, "due_on": one.due_on, "by_code": one.by_code,
        "ended_at": one.ended_at, "open": one.ended_at is None,
        "late": one.ended_at is None and one.due_on < clock.today(),
    }


def request_page(one: Request, lang: str, *, decides: bool, account_id: int | None) -> dict[str, Any]:
    """A request for the staff: kinds and numbers, and for whoever decides what stands against each record."""
    refs = ledger.refs_of(one) if decides else []
    barriers = selectors.barriers(refs, lang) if one.ended_at is None else {}
    return {
        "row": request_row(one, lang), "request": one, "decides": decides and one.ended_at is None,
        "own": one.proposed_by_id == account_id, "proposed": one.state == State.PROPOSED,
        "counts": [{"what": what(code, lang), "n": n, "gone": (one.outcome.get(code) or [None])[0]}
                   for code, n in sorted(one.counts.items())] if decides else [],
        "barriers": [
            {"what": what(code, lang), "why": barrier.why.in_(lang), "ground": barrier.ground, "until": barrier.until,
             "n": n}
            for (code, barrier), n in Counter((ref.rule, barrier) for ref, barrier in barriers.items()).items()
        ],
    }


def ahead_rows(rule: Rule, rows: Sequence[tuple[int, Any]], held: set[int]) -> list[dict[str, Any]]:
    """What would go: the key, when its clock began, since when it is over, whether somebody holds it."""
    begun = selectors.began([Ref(rule.code, pk) for pk, _at in rows])
    return [
        {"pk": pk, "began": begun.get(Ref(rule.code, pk)),
         "over": selectors.ends_on(rule, begun.get(Ref(rule.code, pk))), "held": pk in held}
        for pk, _at in rows
    ]


def outcome(one: Request, lang: str) -> list[dict[str, Any]]:
    """What came of an erasure, by kind: how many records went, how many stay."""
    return [{"what": what(code, lang), "gone": done[0], "kept": done[1]} for code, done in sorted(one.outcome.items())]
