"""A change in words, tables and on a map."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from senim.appeals.api import replay, rulebook
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope
from senim.rehearsal import actions, policies, selectors, wording
from senim.rehearsal.actions.asking import in_service, rule_words
from senim.rehearsal.domain import (
    EDITS,
    MATTERS,
    STATES,
    TAGS,
    UNDER_WAY,
    Edit,
    Matter,
    State,
)
from senim.rehearsal.models import Change
from senim.rehearsal.names import name_of, seat_name
from senim.rehearsal.permissions import can_apply, can_author
from senim.rehearsal.told import result
from senim.rehearsal.worlds import data_of, stamp
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language
from senim.workload import api as workload

#: Of more appeals than this a page does not ask whether they are still the same.
MANY = 50_000


def line(row: Change) -> dict[str, Any]:
    """A line of the list."""
    state = State(row.state)
    return {
        "row": row, "what": what_of(row), "where": name_of(row.area_id) if row.area_id else "",
        "state": str(STATES[state]), "tag": TAGS[state], "by": staff.person_name(row.by, language()),
        "url": reverse("rehearsal:change", args=[row.pk]),
    }


def what_of(row: Change) -> str:
    """What a change is, in a few words."""
    if row.undoes_id:
        return str(policies.filled(wording.UNDO_OF, {"number": str(row.undoes_id)}))
    if Matter(row.matter) is Matter.RULES:
        return str(EDITS[Edit(row.what["edit"])])
    return str(MATTERS[Matter(row.matter)])


def draws_up(scope: Scope, matter: Matter) -> bool:
    """Whether a person can draw up changes of a kind anywhere."""
    return can_author(scope, matter, "") if matter is Matter.RULES else bool(selectors.areas(scope, matter))


def redrawn(scope: Scope, proposal_id: int) -> workload.Redrawn:
    """The proposal; what is not reckoned is not there. Raises NotYours."""
    try:
        return workload.redrawn(scope, proposal_id)
    except NotYours:
        raise
    except Refused as refused:
        raise NotYours(refused.code, refused.message) from refused


def area_choices(areas: list[territory.AreaInfo]) -> list[tuple[int, str]]:
    """Areas for a form."""
    return [(one.id, territory.name_of(one, language())) for one in areas]


def beat_rows(area: territory.AreaInfo) -> list[tuple[int, str, tuple[int, ...]]]:
    """Beats of an area with the posts that serve them today."""
    return [
        (one.id, f"{territory.name_of(one, language())} ({one.code})",
         tuple(staff.posts_of_area(Role.INSPECTOR, one.id, today())))
        for one in selectors.beats_of(area, language())
    ]


def post_choices(area: territory.AreaInfo) -> list[tuple[int, str]]:
    """Posts that can serve a beat of an area, with who is on them."""
    rows = []
    for post in selectors.posts_for(area):
        info = staff.post_info(post)
        name = staff.person_name(staff.on_post(post), language()) or str(wording.NOBODY)
        rows.append((post, f"{info.code if info else post}: {name}"))
    return rows


def rule_choices(at: datetime, *, guarded: bool) -> list[tuple[int, str]]:
    """Rules in force: before which another may stand (guarded: the last too), or which may end."""
    rows = replay.in_force(at)
    free = [one for one in rows if rulebook.may_stand_before(one) if guarded or rulebook.may_end(one)]
    return [(one.id, one.name.in_(language())) for one in free]


# --- one change -------------------------------------------------------------------------------------------------------


def page(scope: Scope, row: Change) -> dict[str, Any]:
    """Everything of one change for whoever looks at it."""
    state, matter, told = State(row.state), Matter(row.matter), row.result or {}
    ready, own = state is State.READY, row.by == scope.account_id and row.by is not None
    moved = policies.moved(row.stamp, stamp(row, _data(row))) if ready else []
    blocks = policies.blocking(told.get("findings", ()), holes_meant=row.holes_meant)
    may_author, may_apply = can_author(scope, matter, row.area_path), can_apply(scope, matter, row.area_path)
    is_open = state not in {State.APPLIED, State.WITHDRAWN}
    undoing = selectors.undoing_of(scope, row) if state is State.APPLIED else None
    return {
        **line(row),
        "matter": str(MATTERS[matter]),
        "under_way": state in UNDER_WAY,
        "percent": round(100 * row.progress),
        "details": details(row),
        "stale": [str(wording.MOVED[name]) for name in moved],
        "late": is_open and row.starts_on < today(),
        "refusal": Label(*told["refusal"]) if told.get("refusal") else "",
        "problems": [
            {"row": at, "text": territory.issue_sentence(code, params)}
            for at, code, params in told.get("problems", ())],
        "told": result(row) if state in {State.READY, State.APPLIED} and "n" in told else None,
        "blocked": bool(blocks),
        "own": own,
        "orphan": is_open and not in_service(row.by) and may_author,
        "may_apply": ready and may_apply and not own and not moved and not blocks and row.starts_on >= today(),
        "waits_for": ready and own,
        "may_again": is_open and (may_author or may_apply) and state not in UNDER_WAY,
        "may_amend": is_open and own and state not in UNDER_WAY,
        "may_withdraw": is_open and (own or may_apply),
        "may_undo": state is State.APPLIED and may_author and undoing is None,
        "undoing": undoing,
        "applied_by": staff.person_name(row.applied_by, language()),
        "first_day": actions.first_day(row) if state is State.APPLIED else None,
    }


def _data(row: Change) -> list[int]:
    """The mark of the appeals as it is now; where they are many only applying counts them anew."""
    held: list[int] = (row.stamp or {}).get("data") or [0]
    return data_of(row) if held[0] <= MANY else held


def details(row: Change) -> list[str]:
    """What exactly is changed, line by line."""
    what = row.what
    if Matter(row.matter) is Matter.ASSIGNMENTS:
        return [
            f"{name_of(int(area))} → {', '.join(map(seat_name, posts))}"
            for area, posts in what["beats"].items()]
    if Matter(row.matter) is Matter.BOUNDARIES:
        return [row.file_name] if row.file_name else []
    if what["edit"] == Edit.PROMISE:
        return [str(policies.filled(wording.PROMISE_OF, {"was": what["was"] or 0, "hours": what["hours"]}))]
    return [str(rule_words(what))]
