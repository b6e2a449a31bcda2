"""Writing a checked file: pieces of one transaction each, so that a killed process loses and doubles nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from senim.appeals import api as appeals
from senim.exchange import origin, seal
from senim.exchange.actions import merging
from senim.exchange.actions.checking import Pieces
from senim.exchange.domain import Fate, Field, Record, Stage
from senim.exchange.models import Batch, Change, Origin, System
from senim.kernel import audit, clock, versions
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.kernel.text import key


@dataclass(slots=True)
class Written:
    """What was written, and what was not."""

    header: list[str]
    refused: list[list[Any]]
    tally: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        return dict(self.tally)

    def findings(self) -> dict[str, Any]:
        return {"header": self.header, "refused": self.refused, "changed": []}


def write(*, batch: Batch, actor: Actor, rest: float) -> Written:
    """Write all that is new and changed. Rows that are here already count as the same."""
    pieces = Pieces(batch)
    mark = seal.marker(batch.system_id)
    for records in pieces:
        began = time.monotonic()
        with transaction.atomic():
            # Files of one system one after another: two with the same row would both find it new. The key itself stays
            # free: who commits a row that points here asks for it, and would wait for us while we wait for that row.
            System.objects.select_for_update(no_key=True).get(pk=batch.system_id)
            found = merging.compare(actor.scope, batch.system, records, mark, lock=True)
            if found.new:
                _bring_in(batch, actor, found.new, mark, appeals.Channel(pieces.meaning.channel))
            if found.changed:
                _carry_on(batch, actor, found.changed)
            Batch.objects.filter(pk=batch.pk).update(done=pieces.rows)
        for record in found.foreign:
            pieces.refuse(record.row, "other_place", str(Field.NUMBER), record.number, [])
        if rest:
            # Whoever answers an appeal meanwhile shall not wait behind a file.
            time.sleep(min(1.0, rest * (time.monotonic() - began)))
    counts = pieces.counts
    # Counted where they stand: a process that went on for a killed one has itself found the first rows unchanged.
    counts[Fate.NEW] = Origin.objects.filter(batch=batch).count()
    counts[Fate.CHANGED] = Change.objects.filter(batch=batch).count()
    others = counts[Fate.NEW] + counts[Fate.CHANGED] + counts[Fate.REFUSED] + counts[Fate.LEFT]
    counts[Fate.SAME] = max(0, pieces.rows - others)
    return Written(pieces.header, pieces.refused, counts)


def _bring_in(batch: Batch, actor: Actor, records: list[Record], mark: merging.Mark, channel: appeals.Channel) -> None:
    at = clock.now()
    pasts = (past_of(record, channel, at) for record in records)
    loaded = appeals.import_past(pasts, actor=actor, invented=settings.DEMO)
    Origin.objects.bulk_create(
        Origin(
            appeal_id=one.appeal_id, system_id=batch.system_id, number=record.number, key=key(record.number),
            marks=merging.marks_of(record, mark), batch=batch, row=record.row, at=at,
        )
        for record, one in zip(records, loaded, strict=True)
    )
    _audited(batch, actor, "exchange.rows_brought_in", [record.row for record in records])
    if not origin.ANY.get():
        versions.bump(origin.VERSION)


def _audited(batch: Batch, actor: Actor, action: str, rows: list[int]) -> None:
    audit.record(
        actor, action, ("exchange_file", batch.pk), area_path=batch.ground[0],
        data={"rows": len(rows), "first": min(rows), "last": max(rows)},
    )


def past_of(record: Record, channel: appeals.Channel, at: Any) -> appeals.PastAppeal:
    """A row as an appeal of the past: the same rules route it, the terms of its own day clock it."""
    named = appeals.KnownAs.NAMED if record.name else appeals.KnownAs.ANONYMOUS
    report = appeals.Report(
        kind=record.kind, category=record.category, text=record.text, language=record.language, known_as=named,
        channel=channel, happened_at=record.happened, lon=record.lon, lat=record.lat, place=record.place,
        area_id=record.area_id, received_at=record.received_at,
        contact=appeals.Contact(record.name, record.iin, record.phone, record.email, "link", record.aside),
    )
    ended = record.closed_at or record.received_at
    return appeals.PastAppeal(
        report, elsewhere=True,
        answers=(merging.answer_of(record),) if record.stage is Stage.ANSWERED else (),
        opened_at=at if record.stage is Stage.IN_WORK else None,
        withdrawn_at=ended if record.stage is Stage.WITHDRAWN else None,
        redirected_at=ended if record.stage is Stage.REDIRECTED else None,
    )


def _carry_on(batch: Batch, actor: Actor, changed: list[merging.Differing]) -> None:
    """Move what the rules allow; keep of every difference what was done with it."""
    system = batch.system
    name = Label(system.name_kk, system.name_ru, system.name_en)
    at = clock.now()
    updates = [merging.update_of(one, name.kk, "kk") for one in changed]
    appeals.imported.update_many(updates, actor=actor)
    for one in changed:
        one.origin.marks = one.marks
    Origin.objects.bulk_update([one.origin for one in changed], ["marks"], batch_size=250)
    Change.objects.bulk_create(
        Change(
            origin=one.origin, batch=batch, row=one.record.row, at=at,
            parts={str(part): str(verdict) for part, verdict in one.verdicts.items()},
        )
        for one in changed
    )
    _audited(batch, actor, "exchange.rows_carried_on", [one.record.row for one in changed])
