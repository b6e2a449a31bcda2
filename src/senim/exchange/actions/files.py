"""A file arrives, is checked, is written, is thrown away."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from senim.exchange import permissions, reading, seal
from senim.exchange.actions import checking, writing
from senim.exchange.domain import OPEN_FILE, FileState
from senim.exchange.mapping import schema
from senim.exchange.models import Batch, Mapping, System
from senim.exchange.wording import FILE, REFUSALS
from senim.kernel import audit, clock
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

log = logging.getLogger(__name__)
#: A file that nobody writes is thrown away after so long; refused rows of a written one can be taken for as long.
KEEP = timedelta(days=30)


def receive(*, actor: Actor, system_id: int, name: str, content: bytes) -> Batch:
    """Keep a file until it is checked and written. Raises NotYours, Refused."""
    system = System.objects.filter(pk=system_id).first()
    if system is None:
        raise NotYours("not_found", REFUSALS["no_system"])
    ground = permissions.check_import(actor, system.area_path)
    try:
        plain = reading.plain_of(content)
    except reading.Unreadable as error:
        raise Refused(error.code, _words(error), field="file") from error
    with transaction.atomic():
        mapping = latest(system)
        batch = Batch.objects.create(
            system=system, mapping=mapping, file_name=name[:200], sha256=hashlib.sha256(plain).hexdigest(),
            size=len(plain), content=seal.pack(plain), ground=list(ground), by=actor.account_id,
            post_id=actor.post_id, created_at=clock.now(),
        )
        audit.record(
            actor, "exchange.file_received", ("exchange_file", batch.pk), area_path=ground[0],
            data={"system": system.code, "sha256": batch.sha256, "size": batch.size, "mapping": mapping.version},
        )
    return batch


def _words(error: reading.Unreadable) -> Label:
    return Label(*(FILE[error.code].in_(language).format(value=error.value) for language in ("kk", "ru", "en")))


def latest(system: System) -> Mapping:
    """The mapping in force. Raises Refused where the system has none."""
    found = Mapping.objects.filter(system=system).order_by("-version").first()
    if found is None:
        raise Refused("no_mapping", REFUSALS["no_mapping"], field="file")
    return found


def check(*, batch_id: int, actor: Actor) -> Batch:
    """A dry run: what would be new, the same, changed, refused. Writes nothing but the file's own row."""
    _claim(batch_id, (FileState.WAITING, FileState.READING, FileState.CHECKED, FileState.UNFIT), FileState.READING)
    batch = Batch.objects.select_related("system", "mapping").get(pk=batch_id)
    try:
        report, findings = checking.look(batch, actor.scope, lambda done: _tell(batch.pk, done, FileState.READING))
        state = FileState.CHECKED
    except reading.Unreadable as error:
        header, samples = checking.header_of(batch)
        report = {"unfit": [error.code, error.value], "header": header}
        findings = {"header": header, "refused": [], "changed": [], "samples": samples}
        state = FileState.UNFIT
    Batch.objects.filter(pk=batch.pk, state=FileState.READING).update(
        report=report, findings=seal.pack_data(findings), state=state, done=0,
        total=report.get("rows", 0), checked_at=clock.now(),
    )
    batch.refresh_from_db()
    return batch


def recheck(*, actor: Actor, batch_id: int) -> None:
    """Let a kept file be checked with the mapping of now. Raises NotYours, Refused."""
    batch = find(actor, batch_id)
    with transaction.atomic():
        if not batch.content or not _claim(batch.pk, OPEN_FILE, FileState.WAITING):
            raise Refused("not_checked", REFUSALS["not_checked"])
        Batch.objects.filter(pk=batch.pk).update(mapping=latest(batch.system))


def find(actor: Actor, batch_id: int) -> Batch:
    """A file that the person may work with. Raises NotYours."""
    batch = Batch.objects.select_related("system", "mapping").filter(pk=batch_id).first()
    if batch is None:
        raise NotYours("not_found", REFUSALS["no_file"])
    permissions.check_file(actor.scope, batch.by, batch.ground)
    return batch


def begin(*, actor: Actor, batch_id: int) -> None:
    """Set a checked file to be written: from now on it is, whatever process dies. Raises NotYours, Refused.

    One that is being written already goes on where it stands: two writers at once write once.
    """
    batch = find(actor, batch_id)
    if batch.state == FileState.WRITING:
        return
    if batch.state == FileState.CHECKED and not (batch.report.get("new") or batch.report.get("changed")):
        raise Refused("nothing", REFUSALS["nothing"])
    with transaction.atomic():
        if not batch.content or not _claim(batch.pk, (FileState.CHECKED,), FileState.WRITING):
            raise Refused("not_checked", REFUSALS["not_checked"])
        audit.record(
            actor, "exchange.file_begun", ("exchange_file", batch.pk), area_path=batch.ground[0],
            data={"system": batch.system.code, "sha256": batch.sha256},
        )


def write(*, batch_id: int, actor: Actor, rest: float = 0.0) -> Batch:
    """Write a begun file, or go on where a killed process stopped. rest: a pause after each piece, a share of its time.

    Each piece is one transaction with its appeals, their origins and how far the file is: whatever dies, no row is
    lost and none is there twice.
    """
    batch = Batch.objects.select_related("system", "mapping").get(pk=batch_id)
    if batch.state != FileState.WRITING:
        return batch
    permissions.check_file(actor.scope, batch.by, batch.ground)
    written = writing.write(batch=batch, actor=actor, rest=rest)
    with transaction.atomic():
        if _claim(batch.pk, (FileState.WRITING,), FileState.APPLIED):
            Batch.objects.filter(pk=batch.pk).update(
                report={**batch.report, "written": written.counts()}, findings=seal.pack_data(written.findings()),
                content=None, applied_at=clock.now(),
            )
            audit.record(
                actor, "exchange.file_written", ("exchange_file", batch.pk), area_path=batch.ground[0],
                data={"system": batch.system.code, "sha256": batch.sha256, **written.counts()},
            )
    batch.refresh_from_db()
    return batch


def bring_in(*, actor: Actor, system_id: int, name: str, content: bytes) -> Batch:
    """Receive, check and write in one step (the demonstration). Raises Refused where nothing can be written."""
    batch = receive(actor=actor, system_id=system_id, name=name, content=content)
    check(batch_id=batch.pk, actor=actor)
    begin(actor=actor, batch_id=batch.pk)
    return write(batch_id=batch.pk, actor=actor)


def stop(*, batch_id: int) -> None:
    """A begun file whose bringer may no longer write is only checked again: what was written stays and is known."""
    _claim(batch_id, (FileState.WRITING,), FileState.CHECKED)


def discard(*, actor: Actor, batch_id: int) -> None:
    """Throw a file away that was not written; its row stays in the history. Raises NotYours, Refused."""
    batch = find(actor, batch_id)
    with transaction.atomic():
        if not _claim(batch.pk, OPEN_FILE, FileState.DISCARDED):
            raise Refused("not_checked", REFUSALS["not_checked"])
        Batch.objects.filter(pk=batch.pk).update(content=None, findings=None, ended_at=clock.now())
        audit.record(actor, "exchange.file_discarded", ("exchange_file", batch.pk), area_path=batch.ground[0])


def forget() -> int:
    """Empty what is kept of files whose time is over: contents nobody wrote, rows nobody mended. Gives how many."""
    before = clock.now() - KEEP
    old = Batch.objects.filter(Q(content__isnull=False) | Q(findings__isnull=False), created_at__lt=before)
    open_ones = old.filter(state__in=[str(one) for one in OPEN_FILE])
    ended = open_ones.update(content=None, findings=None, state=FileState.DISCARDED, ended_at=clock.now())
    return ended + old.filter(state=FileState.APPLIED).update(findings=None, ended_at=clock.now())


def _claim(batch_id: int, states: Any, to: FileState) -> bool:
    """Move a file from one of `states` to another, once: of two who try at once, one succeeds."""
    return bool(Batch.objects.filter(pk=batch_id, state__in=[str(one) for one in states]).update(state=to))


def _tell(batch_id: int, done: int, state: FileState) -> None:
    Batch.objects.filter(pk=batch_id, state=state).update(done=done)


def meaning_of(batch: Batch) -> schema.Meaning:
    """The file's mapping, ready for use."""
    return schema.read(batch.mapping.toml)
