"""What a rehearsal found: the sentence, the findings, the tables, the map."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from senim.appeals import api as appeals
from senim.appeals.api import replay
from senim.kernel.clock import now
from senim.kernel.labels import Label
from senim.rehearsal import policies, wording
from senim.rehearsal.domain import BLOCKS, LEAST, MEANT, SQUARE
from senim.rehearsal.models import Change
from senim.rehearsal.names import seat_name, way_name
from senim.rehearsal.sketch import shape_of, square
from senim.territory import api as territory
from senim.web.words import day, language, number

#: Rows of a table on the page; the rest is counted.
SHOWN = 100


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
