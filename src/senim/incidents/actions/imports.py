"""A file arrives, is checked, is applied, is withdrawn again."""

from __future__ import annotations

import gzip
import hashlib
import time
from typing import Any

from django.db import transaction
from django.db.models import Max

from senim.incidents import permissions, policies
from senim.incidents.actions import writing
from senim.incidents.actions.forecast import forecast, spellings
from senim.incidents.domain import KEPT, BatchState
from senim.incidents.importing import mapping, plan, quality, reading
from senim.incidents.importing.issues import Bad, sentence
from senim.incidents.memory import VERSION
from senim.incidents.models import Batch, Feed, Incident, RowError
from senim.kernel import audit, clock, versions
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

#: Seconds between two notes of progress.
TELL_EVERY = 0.5


def receive(*, actor: Actor, feed: Feed, name: str, content: bytes, complete: bool = False) -> Batch:
    """Keep a file until it is checked and applied. Raises NotYours, or Refused where it is far too large."""
    permissions.check_import(actor, feed.area_path)
    try:
        plain = reading.unpack(content)
    except Bad as bad:
        raise Refused(bad.code, _label(bad), field="file") from bad
    with transaction.atomic():
        _one_at_a_time()
        last = Batch.objects.filter(feed=feed).aggregate(last=Max("version"))["last"] or 0
        batch = Batch.objects.create(
            feed=feed,
            version=last + 1,
            file_name=name[:200],
            sha256=hashlib.sha256(plain).hexdigest(),
            content=gzip.compress(plain, 3),
            options={"complete": complete, "zone": feed.zone},
            by=actor.account_id,
            created_at=clock.now(),
        )
        audit.record(
            actor,
            "incidents.file_received",
            ("batch", batch.pk),
            area_path=feed.area_path,
            data={"feed": feed.code, "sha256": batch.sha256, "size": len(plain)},
        )
    return batch


def _label(bad: Bad) -> Label:
    return Label(*(sentence(bad.code, bad.value, language) for language in ("kk", "ru", "en")))


def remap(*, actor: Actor, batch: Batch, columns: dict[str, str], zone: str) -> None:
    """Set the columns of a kept file by hand; it must be checked again. Raises Refused, NotYours."""
    permissions.check_import(actor, batch.feed.area_path)
    if BatchState(batch.state) not in KEPT:
        raise Refused("not_checked", policies.NOT_CHECKED)
    options = {**batch.options, "mapping": {role: name for role, name in columns.items() if name}, "zone": zone}
    with transaction.atomic():
        if not _claim(batch.pk, KEPT, BatchState.WAITING):
            raise Refused("not_checked", policies.NOT_CHECKED)
        Batch.objects.filter(pk=batch.pk).update(options=options)
        audit.record(
            actor,
            "incidents.columns_set",
            ("batch", batch.pk),
            area_path=batch.feed.area_path,
            # Which column was taken for what: names of columns, no value of theirs. "address" as a name would be one.
            data={"columns": [f"{role} = {name}" for role, name in sorted(options["mapping"].items())]},
        )


def check(*, batch_id: int) -> Batch:
    """Read a kept file and say what is in it: a dry run. Writes nothing but its own row and its row errors."""
    _claim(batch_id, (BatchState.WAITING, BatchState.READING, BatchState.STAGED), BatchState.READING)
    batch = Batch.objects.select_related("feed").get(pk=batch_id)
    try:
        sheet, options = _open(batch)
        batch.options = {**batch.options, "mapping": options.mapping, "columns": _samples(sheet)}
        made = plan.plan(sheet, options, _teller(batch.pk))
        more = {"would": forecast(batch, made, complete=options.complete), "spelt": spellings(made.rows)}
    except Bad as bad:
        made = plan.Plan()
        made.note(0, bad.column, bad.code, bad.value, is_error=True)
        return _close(batch, made, 0, {})
    return _close(batch, made, sheet.rows, more)


def _close(batch: Batch, made: plan.Plan, rows: int, more: dict[str, Any]) -> Batch:
    # What is wrong with the whole file is wrong with none of its rows.
    batch.rows, batch.accepted, batch.refused = rows, len(made.rows), min(made.refused, rows)
    batch.quality, batch.state, batch.checked_at = {**quality.report(made), **more}, BatchState.STAGED, clock.now()
    with transaction.atomic():
        RowError.objects.filter(batch=batch).delete()
        RowError.objects.bulk_create(
            [
                RowError(
                    batch=batch, row=one.row, column=one.column, code=one.code, value=one.value, is_error=one.is_error
                )
                for one in made.issues
            ],
            batch_size=500,
        )
        fields = ("rows", "accepted", "refused", "quality", "state", "checked_at", "options")
        # Whoever threw the file away meanwhile has the last word.
        Batch.objects.filter(pk=batch.pk, state=BatchState.READING).update(
            **{name: getattr(batch, name) for name in fields}
        )
    return batch


def _open(batch: Batch) -> tuple[reading.Sheet, plan.Options]:
    """The kept file and how it is to be read. Raises Bad."""
    sheet = reading.read(gzip.decompress(bytes(batch.content or b"")))
    given = batch.options.get("mapping")
    columns = given if given is not None else mapping.settle(list(sheet.columns), batch.feed.mapping)
    schema = mapping.schema_of(list(sheet.columns))
    for name in schema.never if schema else ():
        sheet.columns.pop(name, None)
    return sheet, plan.Options(
        mapping=columns,
        zone=batch.options.get("zone") or batch.feed.zone,
        now=clock.now(),
        area_path=batch.feed.area_path,
        complete=bool(batch.options.get("complete")),
    )


def _samples(sheet: reading.Sheet) -> dict[str, str]:
    """The first filled value of each column, for whoever sets the columns."""
    return {name: next((cell for cell in cells[:200] if cell), "")[:40] for name, cells in sheet.columns.items()}


def apply(*, actor: Actor, batch_id: int) -> Batch:
    """Count what the file says, all of it or nothing. Rows with errors stay out. Raises Refused, NotYours."""
    batch = Batch.objects.select_related("feed").get(pk=batch_id)
    permissions.check_import(actor, batch.feed.area_path)
    policies.check_apply(batch.state, batch.accepted)
    if not _claim(batch.pk, (BatchState.STAGED,), BatchState.WRITING):
        raise Refused("not_checked", policies.NOT_CHECKED)
    try:
        sheet, options = _open(batch)
        made = plan.plan(sheet, options, _teller(batch.pk))
        with transaction.atomic():
            _one_at_a_time()
            _apply(actor, batch, made, options)
    except BaseException:
        Batch.objects.filter(pk=batch.pk, state=BatchState.WRITING).update(state=BatchState.STAGED)
        raise
    return batch


def _apply(actor: Actor, batch: Batch, made: plan.Plan, options: plan.Options) -> None:
    # Whoever threw the file away or set its columns anew while it was read has the last word.
    if not _claim(batch.pk, (BatchState.WRITING,), BatchState.APPLIED):
        raise Refused("not_checked", policies.NOT_CHECKED)
    batch.state, batch.applied_at, batch.content = BatchState.APPLIED, clock.now(), None
    batch.save(update_fields=["applied_at", "content"])
    written = writing.write(batch, made.rows, complete=options.complete)
    batch.quality = {**batch.quality, "written": written.counts(), "twins": written.told}
    batch.save(update_fields=["quality"])
    Feed.objects.filter(pk=batch.feed_id).update(mapping=options.mapping)
    versions.bump(VERSION)
    audit.record(
        actor,
        "incidents.file_applied",
        ("batch", batch.pk),
        area_path=batch.feed.area_path,
        data={"feed": batch.feed.code, "version": batch.version, **batch.quality["written"]},
    )


def withdraw(*, actor: Actor, batch_id: int) -> None:
    """Take an applied file back: its rows count no longer, what it had superseded counts again. Nothing is deleted."""
    batch = Batch.objects.select_related("feed").get(pk=batch_id)
    permissions.check_import(actor, batch.feed.area_path)
    policies.check_withdraw(batch.state)
    with transaction.atomic():
        _one_at_a_time()
        if not _claim(batch.pk, (BatchState.APPLIED,), BatchState.WITHDRAWN):
            raise Refused("not_applied", policies.NOT_APPLIED)
        Batch.objects.filter(pk=batch.pk).update(ended_at=clock.now())
        writing.reflag(_give_back(batch))
        versions.bump(VERSION)
        audit.record(
            actor,
            "incidents.file_withdrawn",
            ("batch", batch.pk),
            area_path=batch.feed.area_path,
            data={"feed": batch.feed.code, "version": batch.version},
        )


def _give_back(batch: Batch) -> list[int]:
    """What a withdrawn batch had put aside counts again, unless a later file says it too. Gives the touched batches."""
    was = Incident.objects.filter(superseded_by=batch)
    told = Incident.objects.filter(duplicate_of__batch=batch)
    touched = {*was.values_list("batch_id", flat=True).distinct(), *told.values_list("batch_id", flat=True).distinct()}
    told.update(duplicate_of=None)
    later = Incident.objects.filter(
        batch__feed=batch.feed, batch__state=BatchState.APPLIED, batch__version__gt=batch.version
    )
    newer: dict[int, list[int]] = {}
    refs = dict(later.order_by("-batch__version").values_list("ref", "batch_id"))
    for id_, ref in was.values_list("id", "ref"):
        if ref in refs:
            newer.setdefault(refs[ref], []).append(id_)
    for batch_id, ids in newer.items():
        for start in range(0, len(ids), 5000):
            Incident.objects.filter(pk__in=ids[start : start + 5000]).update(superseded_by=batch_id)
    was.update(superseded_by=None)
    return sorted(touched)


def discard(*, actor: Actor, batch_id: int) -> None:
    """Throw a file away that was not applied; its row stays in the history. Raises Refused, NotYours."""
    batch = Batch.objects.select_related("feed").get(pk=batch_id)
    permissions.check_import(actor, batch.feed.area_path)
    with transaction.atomic():
        if not _claim(batch.pk, KEPT, BatchState.DISCARDED):
            raise Refused("not_checked", policies.NOT_CHECKED)
        Batch.objects.filter(pk=batch.pk).update(content=None, ended_at=clock.now())
        audit.record(actor, "incidents.file_discarded", ("batch", batch.pk), area_path=batch.feed.area_path)


def bring_in(*, actor: Actor, feed: Feed, name: str, content: bytes, complete: bool = False) -> Batch:
    """Receive, check and apply in one step (the command, the demonstration). Raises Refused with the first error."""
    batch = check(batch_id=receive(actor=actor, feed=feed, name=name, content=content, complete=complete).pk)
    if not batch.accepted:
        first = RowError.objects.filter(batch=batch, is_error=True).order_by("row", "pk").first()
        if first is None:
            raise Refused("nothing_to_apply", policies.NOTHING_TO_APPLY)
        raise Refused(first.code, _label(Bad(first.code, first.value)))
    return apply(actor=actor, batch_id=batch.pk)


def _one_at_a_time() -> None:
    """Files change what counts one after another, whatever their feed: each must see what the one before it wrote, or
    two files that tell of the same event would both count. SQLite writes so by itself. Inside a transaction."""
    list(Feed.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _claim(batch_id: int, states: Any, to: BatchState) -> bool:
    """Move a file from one of `states` to another, once: of two who try at once, one succeeds."""
    rows = Batch.objects.filter(pk=batch_id, state__in=[str(one) for one in states])
    return bool(rows.update(state=to, phase_done=0, phase_total=0))


def _teller(batch_id: int) -> plan.Tick:
    """Notes progress at most twice a second, outside any transaction of the import."""
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_EVERY:
            last = time.monotonic()
            Batch.objects.filter(pk=batch_id).update(phase_done=done, phase_total=total)

    return tell
