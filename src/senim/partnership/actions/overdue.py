"""What the clock writes about decisions: to the executing body the day before, when it is overdue and weekly then; and
once a week, to the coordinators and akimats, what stands overdue by body, decisions and tasks together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from senim.appeals import api as appeals
from senim.kernel import legal, outbox
from senim.kernel.clock import today
from senim.kernel.formats import day as day_words
from senim.kernel.scoping import SYSTEM, Actor, Role
from senim.kernel.text import key
from senim.partnership.actions import common
from senim.partnership.domain import DecisionState, SessionState
from senim.partnership.models import Decision
from senim.partnership.selectors import bodies as reads
from senim.problems import api as problems
from senim.staff import api as staff

BATCH = 200
#: Who gets the digest.
TOLD = (Role.GROUP_COORDINATOR, Role.AKIMAT)
#: The language of letters to a body of which only the address is known.
LETTERS = "kk"


def remind(*, limit: int = BATCH) -> int:
    """Write to the bodies what is due now; gives how many decisions. Bears running twice, and two at once.

    Decisions of closed minutes only: until then nobody outside has been told of them.
    """
    day = today()
    every = int(legal.term("problem.remind_every", day).value or 0)
    tomorrow = Q(due_on=day + timedelta(days=1), warned_on=None, decided_on__lt=day)
    again = Q(late_told_on=None) | Q(late_told_on__lte=day - timedelta(days=every))
    late = Q(due_on__lt=day) & again
    warned = _each(tomorrow, "warned_on", "decision_tomorrow", limit)
    return warned + _each(late, "late_told_on", "decision_late", limit)


def _each(which: Q, field: str, template: str, limit: int) -> int:
    """One decision after the other, each under its lock and looked at once more there."""
    due = Decision.objects.filter(which, state=DecisionState.OPEN, session__state=SessionState.CLOSED)
    count = 0
    for decision_id in list(due.order_by("due_on", "pk").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            locked = due.select_for_update(of=("self",)).select_related("session__body")
            row = locked.filter(pk=decision_id).first()
            if row is None:
                continue
            setattr(row, field, today())
            row.save(update_fields=[field])
            count += _write(row, template)
    return count


def _write(row: Decision, template: str) -> bool:
    """A neutral letter to whoever speaks for the body. Whether there was anybody to write to."""
    to = dict(_addresses(row))
    for email, language in to.items():
        context = {
            "body": row.session.body.name.in_(language),
            "number": row.number,
            "decided": day_words(row.decided_on, language),
            "due": day_words(row.due_on, language),
        }
        step = f"partnership:{template}:{row.pk}:{today().isoformat()}:{email}"
        outbox.put("email", to=email, template=template, context=context, language=language, key=step)
    if to:
        common.log(Actor.system(), "decision_reminded", row, row.area_path, stage=template, letters=len(to))
    return bool(to)


def _addresses(row: Decision) -> Iterator[tuple[str, str]]:
    """(address, language): the members of today who come from the body; else the body of that name itself."""
    members = [one for one in row.session.body.members.all() if one.email and one.is_on(today())]
    found = [(one.email, one.language) for one in members if key(one.organisation)[:200] == row.owner_key]
    if found:
        yield from found
        return
    for one in appeals.acts.bodies(SYSTEM, row.area_path):
        if one.email and row.owner_key in {key(name)[:200] for name in (one.name_kk, one.name_ru, one.name_en)}:
            yield one.email, LETTERS


def digest() -> int:
    """Tell each coordinator and akimat, once a week at most, what stands overdue by body; gives to how many.

    The week of the calendar stands in the letter's key, so that a second run, or two at once, write nothing more.
    """
    year, week, _weekday = today().isocalendar()
    count = 0
    for role in TOLD:
        for post_id in staff.posts_of_role(role, "/"):
            rows = _rows(post_id)
            if not rows:
                continue
            with transaction.atomic():
                count += staff.write_to_post(
                    post_id,
                    template="overdue_digest",
                    address="/problems/tasks/",
                    key=f"partnership:overdue:{post_id}:{year}-{week}",
                    context={"rows": rows, "day": f"{today():%d.%m.%Y}"},
                )
    return count


def _rows(post_id: int) -> list[dict[str, Any]]:
    """What whoever is on the post sees overdue, one row a body: its name, tasks, decisions, the oldest day."""
    account_id = staff.on_post(post_id)
    if account_id is None:
        return []
    scope, found = staff.scope_of(account_id), dict[str, dict[str, Any]]()
    for task in problems.tasks(scope, which="overdue"):
        names = {"kk": task.body.name_kk, "ru": task.body.name_ru, "en": task.body.name_en or task.body.name_kk}
        row = _row(found, key(task.body.name_kk)[:200], names, task.due_on)
        row["tasks"] += 1
    for one in reads.owners(scope):
        if one.late and one.late_since is not None:
            row = _row(found, key(one.owner)[:200], dict.fromkeys(("kk", "ru", "en"), one.owner), one.late_since)
            row["decisions"] += one.late
    return [
        {**row, "since": f"{row['since']:%d.%m.%Y}"}
        for row in sorted(found.values(), key=lambda row: (row["since"], row["kk"]))
    ]


def _row(found: dict[str, dict[str, Any]], body: str, names: dict[str, str], due: date) -> dict[str, Any]:
    row = found.setdefault(body, {**names, "tasks": 0, "decisions": 0, "since": due})
    row["since"] = min(row["since"], due)
    return row
