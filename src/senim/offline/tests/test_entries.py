"""What a device brings: kept once, known, refused in a sentence, asked about; none stops another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from senim.cabinet.models import Correction, Visit
from senim.cabinet.tests import made
from senim.kernel.clock import now
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import PUBLIC
from senim.knowledge import api as knowledge
from senim.knowledge.models import Run
from senim.offline.domain import PHOTO_BYTES, Answer, Time
from senim.offline.models import Entry
from senim.offline.tests.conftest import item

DAY = timedelta(days=1)


def test_an_item_is_kept_once_and_its_queries_are_few(bring: Any, world: Any) -> None:
    row = item()
    with CaptureQueriesContext(connection) as asked:
        assert bring(row).answer is Answer.KEPT
    writes = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "SELECT", "UPDATE"))]
    assert len(writes) <= 8, writes
    visit, entry = Visit.objects.get(), Entry.objects.get()
    assert (visit.token, visit.post_id, entry.subject) == (row["token"], world.posts["inspector"].pk, visit.pk)
    assert entry.time == Time.PLAIN and entry.at == entry.device_at == visit.at
    assert AuditEvent.objects.filter(action="offline.entry_kept", subject_id=str(entry.pk)).exists()
    assert bring(row).answer is Answer.KNOWN and Visit.objects.count() == 1
    stolen = bring(row, who="other")
    assert (stolen.answer, stolen.code) == (Answer.REFUSED, "foreign") and Visit.objects.count() == 1


#: What is changed in an item, and the refusal; "" where another context has its own word for it.
BAD: list[tuple[dict[str, Any], str]] = [
    ({"words": "ЖСН 900101300123"}, "iin"),
    ({"place": " ", "lon": None, "lat": None}, "no_place"),
    ({"purpose": "person"}, "purpose"),
    ({"outcome": ""}, "outcome"),
    ({"at": "yesterday"}, "time"),
    ({"at": "2026-05-12T09:00:00"}, "time"),
    ({"at": "2026-01-12T10:00:00+05:00"}, "long_ago"),
    ({"at": "9999-12-31T23:59:59+00:00"}, "time"),
    ({"next_words": "Қайта бару"}, "next_when"),
    ({"next_on": "2026-02-31"}, "shape"),
    ({"words": "а" * 4001}, "long"),
    ({"words": "\x00"}, "shape"),
    ({"kind": "run", "values": {"procedure": "nothing", "version": "1", "ticks": []}}, ""),
    ({"kind": "person"}, "shape"),
    ({"token": "short"}, "shape"),
    ({"values": []}, "shape"),
]


def test_a_bad_item_is_answered_with_a_sentence(bring: Any) -> None:
    rows = [(item(**changes), code) for changes, code in BAD]
    for row, code in [*rows, ("nothing", "shape"), (None, "shape"), ([1], "shape")]:
        said = bring(row)
        assert said.answer is Answer.REFUSED and (said.code == code or not code), (row, said)
        assert len(said.words) > 15 and "%(" not in said.words
    assert not Visit.objects.exists() and not Entry.objects.exists()
    assert bring(item(words="Аула тыныш \ud83d")).answer is Answer.KEPT, "half a sign stops no entry"


def test_a_fault_of_ours_stays_with_its_item(bring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from senim.offline.actions import entries

    monkeypatch.setattr(entries, "_note", lambda *_said: 1 / 0)
    said = bring(item())
    assert (said.answer, said.code) == (Answer.REFUSED, "fault") and not Visit.objects.exists(), "whole or not at all"


def test_a_clock_wrong_by_a_day_is_set_right_or_asked_about(bring: Any) -> None:
    written = now() + DAY - timedelta(hours=1)
    said = bring(item(at=written.isoformat()), ahead=DAY)
    entry = Entry.objects.get()
    assert said.answer is Answer.KEPT and "1 күн" in said.words
    assert (entry.at, entry.device_at, entry.time, entry.off) == (written - DAY, written, Time.CORRECTED, 86400)
    # Whoever typed the time may have read it off another clock: which is right?
    row = item(at=(now() - DAY).isoformat(), typed=True)
    asked = bring(row, ahead=-DAY)
    assert (asked.answer, asked.code) == (Answer.ASKS, "clock") and len(asked.options) == 2
    chosen = bring({**row, "choices": asked.options[1].choice}, ahead=-DAY)
    assert chosen.answer is Answer.KEPT and Visit.objects.latest("pk").at == now() - DAY
    # Written while the clock was wrong, sent when somebody had mended it.
    assert bring(item(at=written.isoformat(), off=86400)).answer is Answer.KEPT
    assert Visit.objects.latest("pk").at == written - DAY


def test_a_visit_that_has_not_been_is_asked_about(bring: Any) -> None:
    row = item(at=(now() + timedelta(hours=5)).isoformat(), typed=True)
    asked = bring(row)
    assert (asked.answer, asked.code) == (Answer.ASKS, "future")
    assert bring({**row, "choices": asked.options[0].choice}).answer is Answer.KEPT
    assert Visit.objects.get().at == now()


def test_two_who_wrote_of_one_matter_are_compared(bring: Any, world: Any) -> None:
    about, taken = f"appeals:{made.appeal().number}", now() - timedelta(hours=2)
    first = made.visit(world, who="system", about=about, words="Бөгде сөз.")
    row = item(about=about, bundle_at=taken.isoformat())
    asked = bring(row)
    assert (asked.answer, asked.code) == (Answer.ASKS, "both")
    words = [[cell["value"] for cell in version.rows] for version in asked.versions]
    assert first.words in words[0] and row["values"]["words"] in words[1]
    assert bring({**row, "choices": {"both": True}}).answer is Answer.KEPT and Visit.objects.count() == 2


def test_the_same_item_with_other_words_is_no_silent_loss(bring: Any, world: Any) -> None:
    row = item()
    bring(row)
    changed = {**row, "values": {**row["values"], "words": "Қақпа бұзылған."}}
    asked = bring(changed)
    assert (asked.answer, asked.code) == (Answer.ASKS, "words") and len(asked.versions) == 2
    assert bring({**changed, "choices": {"mine": 7}}).answer is Answer.ASKS, "somebody corrected it meanwhile"
    assert bring({**changed, "choices": asked.options[0].choice}).answer is Answer.KEPT
    visit = Visit.objects.get()
    assert visit.words == "Қақпа бұзылған." and Correction.objects.get().before["words"] == "Аула тыныш."


def test_photos_come_with_their_item_or_are_refused(bring: Any) -> None:
    big = bring(item(), photo=SimpleUploadedFile("a.jpg", b"x" * (PHOTO_BYTES + 1)))
    broken = bring(item(), photo=SimpleUploadedFile("a.jpg", b"\xff\xd8\xff nothing"))
    assert big.code == "photo_big" and broken.answer is Answer.REFUSED and not Visit.objects.exists()


def test_ticks_of_a_card_are_kept_with_the_clock_set_right(bring: Any, frozen_clock: Any) -> None:
    frozen_clock.to(datetime(2026, 12, 8, 5, tzinfo=UTC))  # the shipped cards are in force
    card, at = next(one for one in knowledge.cards(PUBLIC) if one.runnable), now() + DAY
    ticks = [{"step": step.id, "at": at.isoformat()} for step in card.steps]
    values = {"procedure": card.procedure, "version": str(card.version), "about": "", "ticks": ticks}
    row = item(kind="run", at=(at - timedelta(minutes=9)).isoformat(), ended=at.isoformat(), values=values)
    assert bring(row, ahead=DAY).answer is Answer.KEPT
    entry = Entry.objects.get()
    assert entry.at == Run.objects.get(pk=entry.subject).started_at == now() - timedelta(minutes=9)
    assert bring(row, ahead=DAY).answer is Answer.KNOWN and Run.objects.count() == 1
