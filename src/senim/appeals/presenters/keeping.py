"""What keepers' pages show: bodies and their areas, what a table would change, rules in words, beginnings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from senim.appeals import catalogue, rule_words
from senim.appeals.actions.bodies import BodiesPlan, may_keep
from senim.appeals.actions.rulebook import is_guarded, is_open
from senim.appeals.domain import OUTCOMES, Outcome, Target
from senim.appeals.forms.keeping import EVERYWHERE
from senim.appeals.models import Body, Rule, Template
from senim.appeals.presenters.parts import language
from senim.kernel.clock import now
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope, within
from senim.kernel.text import sort_key
from senim.territory import api as territory
from senim.territory.api import Level

#: An administrator chooses among these; a head among everything in the own area down to the settlement.
WIDE = (Level.REGION, Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT)
NARROW = (*WIDE, Level.RURAL_DISTRICT, Level.SETTLEMENT)
SHOWN = 100


def area_choices(scope: Scope, kept: str = "") -> list[tuple[str, str]]:
    """Areas whose bodies this person keeps, in the order of the tree, deeper ones set in. `kept` is among them."""
    wide = scope.everything or scope.has(Role.ADMIN)
    infos = [one for level in (WIDE if wide else NARROW) for one in territory.areas_list(level, lang=language())]
    if not wide:
        infos = [one for one in infos if within(one.path, scope.paths(Role.HEAD))]
    names = {one.path: territory.name_of(one, language()) for one in infos}
    rows = sorted(names, key=lambda path: _tree_key(path, names))
    top = min((path.count("/") for path in rows), default=0)
    found = [(path, "\u2007\u2007" * (path.count("/") - top) + names[path]) for path in rows]
    if wide or (kept == EVERYWHERE):
        found.insert(0, (EVERYWHERE, _("Everywhere")))
    if kept and kept not in dict(found):
        found.append((kept, area_name(kept)))
    return found


def _tree_key(path: str, names: dict[str, str]) -> tuple[Any, ...]:
    """By name on every step down, so that what lies in an area stands under it."""
    steps = path.strip("/").split("/")
    ways = ("/" + "/".join(steps[:count]) + "/" for count in range(1, len(steps) + 1))
    return tuple(sort_key(names.get(way, "")) for way in ways)


def area_name(path: str) -> str:
    """The name of an area by its path; "everywhere" for none."""
    if not path:
        return _("Everywhere")
    return territory.name_of(territory.area(int(path.strip("/").rsplit("/", 1)[-1])), language())


def body_name(body: Body) -> str:
    name: str = getattr(body, f"name_{language()}")
    return name


def body_rows(scope: Scope, bodies: Any) -> list[dict[str, Any]]:
    """Bodies in the order of the language, those switched off last."""
    rows = [
        {
            "body": body,
            "name": body_name(body),
            "area": area_name(body.area_path),
            "may": may_keep(scope, body.area_path),
        }
        for body in bodies
    ]
    return sorted(rows, key=lambda row: (not row["body"].active, sort_key(row["name"])))


def table_result(made: BodiesPlan, *, written: bool) -> dict[str, Any]:
    """What a table of bodies would change or has changed, or why it was refused."""
    return {
        "made": made,
        "written": written and not made.problems,
        "problems": made.problems[:SHOWN],
        "more": max(0, len(made.problems) - SHOWN),
        "counts": [
            (_("Rows"), made.rows),
            (_("Added"), made.new),
            (_("Changed"), made.changed),
            (_("As they were"), made.same),
        ],
    }


# --- the routing table ------------------------------------------------------------------------------------------------


def rule_row(rule: Rule, *, before: Rule | None = None, after: Rule | None = None) -> dict[str, Any]:
    """A row of the table in words, and which steps it allows."""
    guarded = is_guarded(rule)
    return {
        "rule": rule,
        "name": rule.name.get(language(), ""),
        "words": rule_words.in_words(rule.conditions, Target(rule.target), language()),
        "coming": rule.valid_from > now(),
        "guarded": guarded,
        "may_rise": not guarded and before is not None and not is_guarded(before),
        "may_sink": not guarded and after is not None and not is_guarded(after),
    }


def rule_table(rules: Sequence[Rule]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rules in force now or later, in order; and those that ended, the latest first."""
    at = now()
    running = [rule for rule in rules if is_open(rule, at)]
    around = zip([None, *running], running, [*running[1:], None], strict=False)
    ended = [rule for rule in rules if rule.valid_to and not is_open(rule, at) and rule.valid_to > rule.valid_from]
    ended.sort(key=lambda rule: (rule.valid_to, rule.pk), reverse=True)
    rows = [rule_row(rule, before=before, after=after) for before, rule, after in around]
    return rows, [rule_row(rule) for rule in ended]


def rule_places(rows: Sequence[dict[str, Any]]) -> list[tuple[int, str]]:
    """Before which rules a new one may stand: all but the one that keeps complaints from their officers."""
    return [(row["rule"].pk, row["name"]) for row in rows if not (row["guarded"] and row["rule"].conditions)]


# --- beginnings of answers --------------------------------------------------------------------------------------------


def beginning_rows(rows: Sequence[Template]) -> list[dict[str, Any]]:
    """Beginnings as a list: title, for which appeals, the text."""
    return [
        {
            "row": row,
            "title": row.title.get(language(), ""),
            "text": row.text.get(language(), ""),
            "category": catalogue.name_of(row.category) or _("All appeals"),
            "outcome": str(OUTCOMES[Outcome(row.outcome)]) if row.outcome else "",
        }
        for row in rows
    ]


def beginning_initial(row: Template) -> dict[str, str]:
    """A beginning as its form shows it."""
    texts = {f"{part}_{code}": getattr(row, part).get(code, "") for part in ("title", "text") for code in Label._fields}
    return {**texts, "category": row.category, "outcome": row.outcome}
