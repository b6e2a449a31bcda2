"""Writes of the territory: a file arrives, is checked, is applied or thrown away."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from senim.kernel import audit, versions
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.models import Version
from senim.kernel.scoping import Actor
from senim.territory import permissions, policies
from senim.territory.domain import ImportKind, ImportState
from senim.territory.importing import address_plan, area_plan, point_plan, street_plan
from senim.territory.importing.issues import Bad, Issues, sentence
from senim.territory.importing.plan import Options, Plan, Tick
from senim.territory.importing.reading import unpack
from senim.territory.models import ImportRun
from senim.territory.snapshot import VERSION, Snapshot, snapshot

PLANNERS: dict[ImportKind, Callable[[bytes, Options, Snapshot, Tick], Plan]] = {
    ImportKind.AREAS: area_plan.plan,
    ImportKind.STREETS: street_plan.plan,
    ImportKind.ADDRESSES: address_plan.plan,
    ImportKind.POINTS: point_plan.plan,
}
#: A file left behind by a killed process can be checked again from any state but an ended one.
CHECKABLE = frozenset(ImportState) - {ImportState.DONE, ImportState.FAILED}
APPLICABLE = (ImportState.CHECKED, ImportState.REFUSED)
#: Seconds between two notes of progress.
TELL_EVERY = 0.5


def receive(*, actor: Actor, kind: ImportKind, name: str, content: bytes, options: Options) -> ImportRun:
    """Keep a file until it is checked and applied. Raises NotYours, or Refused where it is far too large."""
    permissions.check_keeper(actor.scope)
    try:
        plain = unpack(content)
    except Bad as bad:
        raise Refused(bad.code, sentence(bad.code, bad.params), field="file") from bad
    with transaction.atomic():
        run = ImportRun.objects.create(
            kind=kind, level=options.level, valid_from=options.valid_from, source=options.source[:200],
            options=options.stored(), file_name=name[:200], sha256=hashlib.sha256(plain).hexdigest(),
            content=gzip.compress(plain, 6), started_by=actor.account_id, created_at=now())
        audit.record(actor, "territory.import_received", ("import", run.id), data={
            "kind": kind, "sha256": run.sha256, "size": len(plain)})
    return run


def check(*, run_id: int) -> ImportRun:
    """Read a kept file and say what it would change. Writes nothing but the run's own row; shows how far it is."""
    if not _claim(run_id, CHECKABLE, ImportState.READING):
        return ImportRun.objects.get(id=run_id)
    run = ImportRun.objects.get(id=run_id)
    try:
        plan = _plan(run, _teller(run.id))
    except Bad as bad:
        issues = Issues()
        issues.error(bad.at(0))
        return _close_check(run, {}, issues)
    return _close_check(run, asdict(plan.counts), plan.issues)


def _close_check(run: ImportRun, counts: dict[str, Any], issues: Issues) -> ImportRun:
    run.counts, run.error_count = counts, issues.error_count
    run.errors, run.notes = Issues.stored(issues.errors), Issues.stored(issues.notes)
    run.state = ImportState.REFUSED if issues.error_count else ImportState.CHECKED
    run.checked_at = now()
    fields = ("counts", "error_count", "errors", "notes", "state", "checked_at")
    # Whoever applied or threw the file away meanwhile has the last word.
    reading = ImportRun.objects.filter(id=run.id, state=ImportState.READING)
    reading.update(**{name: getattr(run, name) for name in fields})
    return run


def _claim(run_id: int, states: Iterable[ImportState], to: ImportState) -> bool:
    """Move a file from one of `states` to another, once: of two who try at once, one succeeds."""
    kept = ImportRun.objects.filter(id=run_id, state__in=list(states), content__isnull=False)
    return bool(kept.update(state=to, phase_done=0, phase_total=0))


def apply(*, actor: Actor, run_id: int, skip_bad: bool = False) -> ImportRun:
    """Write what the file says, all of it or nothing, in one transaction.

    skip_bad: rows with errors are left out; without it a file with errors is refused. The file is read again, so
    that it meets the territory as it is now. Raises Refused, NotYours.
    """
    run = ImportRun.objects.get(id=run_id)
    policies.check_apply(run.state, run.error_count, skip_bad=skip_bad)
    if run.content is None or any(row == 0 for row, _, _ in run.errors):
        raise Refused("not_checked", policies.NOT_CHECKED)
    before = _number()
    if not _claim(run.id, APPLICABLE, ImportState.WRITING):
        raise Refused("not_checked", policies.NOT_CHECKED)
    try:
        plan = _plan(run, _teller(run.id))
        permissions.check_write(actor, plan.paths)
        _write(actor, run, plan, before, skip_bad=skip_bad)
    except BaseException:
        ImportRun.objects.filter(id=run.id).update(state=run.state)
        raise
    return run


def _write(actor: Actor, run: ImportRun, plan: Plan, before: int, *, skip_bad: bool) -> None:
    with transaction.atomic():
        if _number(lock=True) != before:
            raise Refused("territory_moved", policies.TERRITORY_MOVED)
        policies.check_apply(ImportState.CHECKED, plan.issues.error_count, skip_bad=skip_bad)
        if plan.counts.any_change():
            plan.write(run)
            versions.bump(VERSION)
        run.state, run.content, run.finished_at = ImportState.DONE, None, now()
        run.counts, run.notes = asdict(plan.counts), Issues.stored(plan.issues.notes)
        run.save(update_fields=["state", "content", "finished_at", "counts", "notes"])
        audit.record(actor, "territory.import_applied", ("import", run.id), data={
            "kind": run.kind, "sha256": run.sha256, "counts": run.counts, "left_out": plan.issues.error_count})


def discard(*, actor: Actor, run_id: int) -> None:
    """Throw a kept file away; its row stays in the history. Raises NotYours."""
    permissions.check_keeper(actor.scope)
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(id=run_id)
        if run.state == ImportState.DONE:
            raise Refused("not_checked", policies.NOT_CHECKED)
        run.content, run.state, run.finished_at = None, ImportState.FAILED, now()
        run.save(update_fields=["content", "state", "finished_at"])
        audit.record(actor, "territory.import_discarded", ("import", run.id))


def bring_in(
    *, actor: Actor, kind: ImportKind, name: str, content: bytes, valid_from: date, level: str = "", source: str = "",
    area_code: str = "", complete: bool = False,
) -> ImportRun:
    """Receive, check and apply in one step (the demonstration, a rehearsed change). Raises Refused with the first
    error."""
    options = Options(valid_from=valid_from, level=level, source=source, area_code=area_code, complete=complete)
    run = check(run_id=receive(actor=actor, kind=kind, name=name, content=content, options=options).id)
    if run.errors:
        row, code, params = run.errors[0]
        raise Refused(code, f"{name}: {row}: {sentence(code, params)}")
    return apply(actor=actor, run_id=run.id)


def options_of(run: ImportRun) -> Options:
    """How a kept file is to be read."""
    return Options(valid_from=run.valid_from, level=run.level, source=run.source, **run.options)


def _plan(run: ImportRun, tick: Tick) -> Plan:
    content = gzip.decompress(bytes(run.content or b""))
    return PLANNERS[ImportKind(run.kind)](content, options_of(run), snapshot(), tick)


def _number(*, lock: bool = False) -> int:
    rows = Version.objects.select_for_update() if lock else Version.objects
    return rows.filter(name=VERSION).values_list("number", flat=True).first() or 0


def _teller(run_id: int) -> Tick:
    """Notes progress at most twice a second, outside any transaction of the import."""
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_EVERY:
            last = time.monotonic()
            ImportRun.objects.filter(id=run_id).update(phase_done=done, phase_total=total)

    return tell
