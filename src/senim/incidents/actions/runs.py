"""Long analyses: asked for, done behind, stopped. A run ends by itself whatever happens to whoever asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import transaction

from senim.incidents import events, export, permissions, policies
from senim.incidents.domain import Lineage, Method, RunState, Selection, digest_of
from senim.incidents.models import Run
from senim.incidents.panels.base import Panel
from senim.kernel import audit, clock
from senim.kernel.errors import Refused
from senim.kernel.scoping import SYSTEM, Actor

TELL_EVERY = 0.5


def start_run(
    *, actor: Actor, method: Method | str, selection: Selection, parameters: dict[str, Any] | None = None
) -> Run:
    """Ask for an analysis of what the actor may see of a selection. Raises NotYours, Refused."""
    permissions.check_run(actor)
    allowed = selection.within(permissions.reach(actor.scope))
    if allowed is None:
        raise Refused("nothing_selected", policies.NOTHING_SELECTED)
    with transaction.atomic():
        run = Run.objects.create(
            method=Method(method),
            selection=allowed.to_json(),
            parameters=parameters or {},
            area_path=allowed.paths[0],
            by=actor.account_id,
            language=actor.scope.language,
            created_at=clock.now(),
        )
        audit.record(
            actor, "incidents.run_started", ("run", run.pk), area_path=run.area_path, data={"method": run.method}
        )
        transaction.on_commit(lambda: _enqueue(run.pk))
    return run


def _enqueue(run_id: int) -> None:
    from senim.incidents.tasks import execute_run  # noqa: PLC0415 - the task imports the actions

    execute_run.enqueue(run_id)


def cancel_run(*, actor: Actor, run: Run) -> None:
    """Stop a run: at once where it waits, at its next breath where it runs. Raises Refused, NotYours."""
    permissions.check_run(actor)
    policies.check_cancel(run.state)
    with transaction.atomic():
        Run.objects.filter(pk=run.pk, state=RunState.QUEUED).update(state=RunState.CANCELLED, ended_at=clock.now())
        Run.objects.filter(pk=run.pk, state=RunState.RUNNING).update(cancel_asked=True)
        audit.record(actor, "incidents.run_cancelled", ("run", run.pk), area_path=run.area_path)


def note_reading(*, actor: Actor, selection: Selection, count: int) -> None:
    """Write down that single events were shown to somebody."""
    audit.record(
        actor, "incidents.points_read", ("selection", digest_of(selection.to_json())), reads=True, data={"count": count}
    )


def note_export(*, actor: Actor, selection: Selection, view: str, lines: int, lineage: Lineage) -> None:
    """Write down that somebody took the table of a view along. Raises NotYours."""
    permissions.check_export(actor)
    data = {"view": view, "lines": lines, "rows": lineage.rows, "lineage": lineage.digest}
    audit.record(actor, "incidents.exported", ("selection", digest_of(selection.to_json())), reads=True, data=data)


def take_along(*, actor: Actor, panel: Panel, selection: Selection, language: str) -> bytes:
    """The table of a view as CSV; that it was taken is written down. Raises NotYours."""
    assert panel.lineage is not None
    note_export(
        actor=actor, selection=selection, view=panel.code, lines=len(panel.table[1]), lineage=panel.lineage
    )
    return export.csv_of(panel, selection, clock.local(clock.now()), language)


Tell = Callable[[float, str], None]


def execute(*, run_id: int) -> Run:
    """Do what was asked for. Runs in the job worker: it loads the heavy stack. A lost run may be done once more."""
    open_states = (RunState.QUEUED, RunState.RUNNING)
    claimed = Run.objects.filter(pk=run_id, state__in=open_states).update(
        state=RunState.RUNNING, started_at=clock.now(), progress=0
    )
    run = Run.objects.get(pk=run_id)
    if not claimed:
        return run
    from senim_analysis import AnalysisRefused, Cancelled  # noqa: PLC0415 - the heavy stack stays in the worker

    selection = Selection.from_json(run.selection)
    try:
        found = events.events(SYSTEM, selection)
        run.lineage = found.lineage.to_json()
        run.result = _work(run)(found, run.parameters, _teller(run.pk), lambda: _stopped(run.pk))
        run.state = RunState.DONE
    except AnalysisRefused as refusal:
        run.state = RunState.REFUSED
        run.result = {"refusal": {language: refusal.sentence(language) for language in ("kk", "ru", "en")}}
    except Cancelled:
        run.state = RunState.CANCELLED
    except Exception:
        Run.objects.filter(pk=run_id).update(state=RunState.FAILED, ended_at=clock.now())
        raise
    run.progress, run.ended_at, run.words = 1.0, clock.now(), ""
    run.save(update_fields=["state", "result", "lineage", "progress", "words", "ended_at"])
    return run


def _work(run: Run) -> Callable[..., dict[str, Any]]:
    from senim.incidents.methods import WORK  # noqa: PLC0415 - imports scipy

    return WORK[Method(run.method)]


def _stopped(run_id: int) -> bool:
    return Run.objects.filter(pk=run_id, cancel_asked=True).exists()


def _teller(run_id: int) -> Tell:
    """Notes progress at most twice a second; stops a run that was cancelled."""
    last = time.monotonic() - TELL_EVERY

    def tell(done: float, words: str) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_EVERY:
            from senim_analysis import Cancelled  # noqa: PLC0415

            last = time.monotonic()
            Run.objects.filter(pk=run_id).update(progress=min(1.0, max(0.0, done)), words=words[:40])
            if _stopped(run_id):
                raise Cancelled

    return tell
