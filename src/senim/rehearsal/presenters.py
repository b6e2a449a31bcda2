"""A change in words, tables and on a map."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.appeals.api import replay, rulebook
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope
from senim.rehearsal import actions, policies, selectors, wording
from senim.rehearsal.actions.asking import in_service, rule_words
from senim.rehearsal.domain import (
    BLOCKS,
    EDITS,
    LEAST,
    MATTERS,
    MEANT,
    SQUARE,
    STATES,
    TAGS,
    UNDER_WAY,
    Edit,
    Matter,
    State,
)
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import can_apply, can_author
from senim.rehearsal.sketch import shape_of, square
from senim.rehearsal.worlds import data_of, stamp
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import day, language, number
from senim.workload import api as workload

#: Rows of a table on the page; the rest is counted.
SHOWN = 100
#: Of more appeals than this a page does not ask whether they are still the same.
MANY = 50_000


def name_of(area_id: int | None) -> str:
    """The name of an area; what is nobody's ground, in words."""
    if area_id is None:
        return str(wording.NO_BEAT)
    info = territory.snapshot().areas.get(area_id)
    return territory.name_of(info, language()) if info else "—"


def post_name(post_id: int | None) -> str:
    """The title of a post, or "nobody"."""
    info = staff.post_info(post_id) if post_id is not None else None
    return (info.titles[Label._fields.index(language())] or info.titles[0]) if info else str(wording.NOBODY)


def seat_name(post_id: int | None) -> str:
    """A post by its title and the areas it serves today: many posts have one title."""
    paths = staff.area_paths(post_id) if post_id is not None else ()
    areas = ", ".join(name_of(int(path.strip("/").rsplit("/", 1)[-1])) for path in paths[:3])
    return f"{areas}: {post_name(post_id)}" if areas else post_name(post_id)


def way_name(area_id: int | None, post_id: int | None) -> str:
    """Beat and post; the post alone where it serves more than that beat."""
    serves = area_id is not None and post_id in staff.posts_of_area(Role.INSPECTOR, area_id, today())
    return _beat_then(area_id) if serves else f"{_beat_then(area_id)}: {post_name(post_id)}"


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


def result(row: Change) -> dict[str, Any]:
    """What the rehearsal found: the sentence, the findings, the tables, the map, and what it is all from."""
    told = row.result or {}
    findings = [
        {"text": str(policies.filled(wording.FINDINGS[code], params)), "blocks": code in BLOCKS,
         "meant": row.holes_meant and code in MEANT}
        for code, params in told["findings"]]
    return {
        "sentence": sentence(row),
        "findings": findings,
        "moves": [_move(one) for one in told["moves"][:SHOWN]],
        "more": max(0, len(told["moves"]) - SHOWN),
        "expected": _expected(told["expected"]),
        "posts": [
            {"post": seat_name(post), "before": number(before), "after": number(after),
             "change": f"{'+' if after > before else '−'}{number(abs(after - before))}"}
            for post, before, after in told["posts"][:SHOWN]],
        "pieces": [_piece(one) for one in told["pieces"]],
        "holes": [[_word(name), _m2(m2), _m2(new), _place(lon, lat)] for name, m2, new, lon, lat in told["holes"]],
        "overlaps": [
            [f"{_word(one)} / {_word(other)}", _m2(m2), _m2(new), _place(lon, lat)]
            for one, other, m2, new, lon, lat in told["overlaps"]],
        "houses": _houses(told["houses"]),
        "rules": [{"name": _rule_name(rule), "n": number(n)} for rule, n in told["rules"]],
        "groups": [_group(code, counts) for code, counts in told.get("groups", ())],
        "map": drawing(told),
        "n": number(told["n"]),
        "open": number(told["open"]),
        "period": f"{day(row.since)} – {day(row.until)}",
        "notes": [str(policies.filled(one, {"day": row.starts_on})) for one in wording.NOTES],
        "method": wording.METHOD,
        "versions": _versions(row),
    }


def sentence(row: Change) -> str:
    """The finding in one sentence, with n and how sure."""
    told = row.result or {}
    if told["promise"] is not None:
        due, kept, _then, broken, saved = told["promise"]
        return str(policies.filled(wording.SENTENCE["promise"], {
            "due": due, "kept": kept, "hours": row.what["hours"], "broken": broken, "saved": saved}))
    if not told["moved"]:
        return str(policies.filled(wording.SENTENCE["none"], {"n": told["n"]}))
    low, high = told["moved_bounds"]
    share = number(100 * told["moved"] / told["n"], 1)
    return str(policies.filled(wording.SENTENCE["moved"], {
        "n": told["n"], "moved": told["moved"], "share": share, "low": round(low), "high": round(high)}))


def _move(one: dict[str, Any]) -> dict[str, str]:
    beats, posts = one["beats"], one["posts"]
    return {
        "from": way_name(beats[0], posts[0]), "to": way_name(beats[1], posts[1]),
        "n": number(one["n"]), "due": number(one["due"]), "kept": number(one["kept"]),
        "expect": _expect(one["expect"], one["due"]),
    }


def _beat_then(area_id: int | None) -> str:
    """A beat that is only tried has no number yet."""
    return _("a new beat") if area_id is not None and area_id < 0 else name_of(area_id)


def _expect(expect: list[float] | None, due: int) -> str:
    if not due:
        return "—"
    if expect is None:
        return str(policies.filled(wording.CANNOT_SAY, {"n": LEAST}))
    middle, low, high = expect
    between = str(wording.BETWEEN).format(low=number(low, 0), high=number(high, 0))
    return f"{number(middle, 0)} ({between})"


def _expected(told: dict[str, Any]) -> dict[str, str] | None:
    if not told["due"]:
        return None
    return {
        "due": number(told["due"]), "kept": number(told["kept"]), "expect": _expect(told["expect"], told["due"]),
        "unknown": number(told["unknown"]) if told["unknown"] else "", "how": str(wording.EXPECT)}


def _piece(one: dict[str, Any]) -> dict[str, str]:
    return {
        "name": _word(one["names"]), "code": one["code"], "before": _m2(one["before"]), "after": _m2(one["after"])}


def _houses(told: dict[str, Any] | None) -> dict[str, Any] | None:
    if told is None:
        return None
    found = [territory.house(id_, language()) for id_ in told["examples"]]
    return {
        "n": number(told["n"]), "moved": number(told["moved"]), "lost": number(told["lost"]),
        "examples": [one.label for one in found if one is not None]}


def _group(code: str, counts: list[int]) -> dict[str, str]:
    names = {one.code: str(one.label) for one in appeals.GROUPS}
    due, kept, _then, broken, saved = map(number, counts)
    return {"name": names.get(code, code), "due": due, "kept": kept, "broken": broken, "saved": saved}


def _rule_name(rule_id: int | None) -> str:
    known = {one.id: one.name for one in replay.in_force(now())}
    return str(known[rule_id]) if rule_id in known else "—"


def _word(names: list[str]) -> str:
    return str(Label(*(name or names[0] for name in names)))


def _m2(value: int | None) -> str:
    if value is None:
        return "—"
    return _("%(n)s km²") % {"n": number(value / 1e6, 2)} if value >= 100_000 else _("%(n)s m²") % {"n": number(value)}


def _place(lon: float, lat: float) -> str:
    return f"{lat:.5f}, {lon:.5f}"


def _versions(row: Change) -> str:
    held = row.stamp or {}
    return f"territory {held.get('territory')} · staff {held.get('staff')} · rules {held.get('rules')}"


def drawing(told: dict[str, Any]) -> SafeString:
    """Beats as they are, the old and the new boundaries of those that change, squares with what would move."""
    shapes = told["shapes"]

    def listed(kind: str, rows: list[Any]) -> Any:
        for names, text in rows:
            if (shape := shape_of(text)) is not None:
                yield kind, _word(names), shape

    marks = [*listed("old", shapes["old"]), *listed("new", shapes["new"])]
    for kind, word in (("holes", _("Hole")), ("overlaps", _("Overlap"))):
        marks += [(kind[:-1], word, shape) for text in shapes.get(kind, ()) if (shape := shape_of(text)) is not None]
    marks += [("moved", number(n), square(x, y, *SQUARE)) for x, y, n in told["squares"]]
    below = [(name, shape) for _kind, name, shape in listed("area", shapes["beats"])]
    return territory.draw(below, marks, _("Boundaries before and after, and where appeals would move"))
