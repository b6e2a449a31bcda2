"""Returns in words: the definition beside the counts, by beat and by post, and the same as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from senim.cabinet.counting import Counted, labels, name_of
from senim.cabinet.domain import OUTCOMES, PURPOSES, month_before, month_end
from senim.cabinet.models import Operation, Return
from senim.cabinet.permissions import RETURNERS
from senim.cabinet.presenters.day import area_name
from senim.cabinet.wording import ANY
from senim.kernel import formats
from senim.kernel.clock import now, today
from senim.kernel.scoping import Scope
from senim.kernel.spreadsheet import csv_file
from senim.kernel.text import sort_key
from senim.staff import api as staff
from senim.web.words import day, language, when

Rows = list[tuple[str, int]]


def operation_row(one: Operation) -> dict[str, Any]:
    """One operation in a list."""
    running = one.since <= today() <= one.until
    return {
        "url": reverse("cabinet:operation", args=[one.pk]),
        "name": name_of(one),
        "area": area_name(one.area_path),
        "since": one.since,
        "until": one.until,
        "due_on": one.due_on,
        "state": _("running") if running else _("over") if one.until < today() else _("to come"),
        "kind": "info" if running else "",
    }


def definition(one: Operation) -> str:
    """What counts, in a sentence: whoever reads the number reads this."""
    said = _(
        "Visits in “%(area)s” from %(since)s to %(until)s; what for: %(purposes)s; what came of it: %(outcomes)s."
    ) % {
        "area": area_name(one.area_path),
        "since": day(one.since),
        "until": day(one.until),
        "purposes": ", ".join(labels(one.purposes)) or str(ANY),
        "outcomes": ", ".join(labels(one.outcomes, outcome=True)) or str(ANY),
    }
    return f"{said} {_('Only visits that were put under the operation.')}" if one.marked_only else said


def by_name(counts: Counter[Any], name: Any) -> Rows:
    """Counts with their names, in the order of the names: nobody is ranked."""
    rows: Counter[str] = Counter()
    for one, n in counts.items():
        rows[name(one)] += n
    return sorted(rows.items(), key=lambda row: sort_key(row[0]))


def by_table(counts: Counter[str], table: Any) -> Rows:
    """Counts in the order of a catalogue; what did not happen is left out."""
    return [(str(label), counts[code]) for code, label in table.items() if counts[code]]


def post_name(post_id: int) -> str:
    areas = ", ".join(map(area_name, staff.area_paths(post_id)))
    return " · ".join(filter(None, (areas, staff.post_title(post_id, language()))))


def tables(counted: Counted, posts: bool) -> list[dict[str, Any]]:
    """The tables of a return."""
    parts: list[tuple[str, str, Rows]] = [
        (_("By beat"), _("Beat"), by_name(counted.by_path, area_name)),
        (_("By purpose"), _("What for"), by_table(counted.by_purpose, PURPOSES)),
        (_("By outcome"), _("What came of it"), by_table(counted.by_outcome, OUTCOMES)),
    ]
    if posts:
        parts.insert(1, (_("By post"), _("Post"), by_name(counted.by_post, post_name)))
    number = _("Visits")
    return [
        {"caption": title, "head": [{"label": name}, {"label": number, "number": True}], "rows": rows}
        for title, name, rows in parts
        if rows
    ]


def operation_page(one: Operation, counted: Counted, rows: Iterable[Return], scope: Scope) -> dict[str, Any]:
    """The return of an operation: n, its definition, its day, tables, who confirmed."""
    found = list(rows)
    own = sorted(
        post
        for post in scope.posts(*RETURNERS)
        if any(path.startswith(one.area_path) for path in staff.area_paths(post))
    )
    open_ = [post for post in own if post not in {row.post_id for row in found}]
    return {
        "name": name_of(one),
        "definition": definition(one),
        "n": counted.n,
        "at": now(),
        "due_on": one.due_on,
        "tables": tables(counted, posts=True),
        "confirmed": [confirmed_row(row) for row in found],
        "keys": [f"returns:operation-{one.pk}-{post}" for post in open_ if one.until < today()],
        "csv_url": reverse("cabinet:operation_csv", args=[one.pk]),
    }


def confirmed_row(row: Return) -> dict[str, Any]:
    return {
        "post": post_name(row.post_id),
        "who": staff.person_name(row.account_id, language()),
        "n": row.n,
        "at": row.confirmed_at,
    }


def month_page(post_id: int, first: date, counted: Counted, row: Return | None, scope: Scope) -> dict[str, Any]:
    """The month's return of a post."""
    may = post_id in scope.posts(*RETURNERS) and row is None and month_end(first) < today()
    return {
        "name": f"{formats.month(first, language())}: {post_name(post_id)}",
        "definition": _("All visits of this post from %(since)s to %(until)s.")
        % {"since": day(first), "until": day(month_end(first))},
        "n": counted.n,
        "at": now(),
        "tables": tables(counted, posts=False),
        "confirmed": [confirmed_row(row)] if row else [],
        "keys": [f"returns:month-{first:%Y-%m}-{post_id}"] if may else [],
        "csv_url": reverse("cabinet:month_csv", args=[post_id, f"{first:%Y-%m}"]),
    }


def months(scope: Scope, last: date) -> list[dict[str, str]]:
    """The months' returns of the own posts: this month and the last one."""
    first, before = last.replace(day=1), month_before(last)
    return [
        {
            "url": reverse("cabinet:month", args=[post, f"{month:%Y-%m}"]),
            "name": f"{formats.month(month, language())}: {post_name(post)}",
        }
        for post in sorted(scope.posts(*RETURNERS))
        for month in (first, before)
    ]


def as_csv(page: dict[str, Any]) -> bytes:
    """A return as CSV with its definition and its day in the first lines; opens in a table program as it is."""
    rows: list[list[Any]] = [
        [page["name"]],
        [_("How it is counted"), page["definition"]],
        [_("Counted at"), when(page["at"])],
        [_("Visits"), page["n"]],
    ]
    for one in page["tables"]:
        rows += [[], [column["label"] for column in one["head"]], *one["rows"]]
    return csv_file(rows)
