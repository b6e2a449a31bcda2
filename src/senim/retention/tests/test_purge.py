"""The purge on the whole: what goes, what stays, what it leaves; holds; a second pass; the log and its chain."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError
from PIL import Image

from senim.appeals.actions import intake
from senim.appeals.domain import KnownAs, MessageKind
from senim.appeals.models import Appeal, AppealFile, Event, Identity, Message
from senim.appeals.tests import world as worlds
from senim.kernel import append_only, clock, files, persons, retention, seal, verify
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.persons import Ref
from senim.registers.models import LookUp
from senim.retention import purge, selectors, verifying
from senim.retention.actions import holds
from senim.retention.models import Going, Hold, Pass, Tombstone

pytestmark = pytest.mark.django_db
MATTER = retention.rule("appeals.matter")


def closed(ago: int = 1200, **changes: Any) -> Appeal:
    """A named appeal that was closed so many days ago, with a note of the staff."""
    said = {"known_as": KnownAs.NAMED, "contact": worlds.NAMED, **changes}
    receipt = intake.send(token=intake.begin(language="kk"), report=worlds.report(**said))
    Appeal.objects.filter(pk=receipt.appeal_id).update(closed_at=now() - timedelta(days=ago), state="closed")
    appeal = Appeal.objects.get(pk=receipt.appeal_id)
    Message.objects.create(appeal=appeal, kind=MessageKind.NOTE, text="Көршісі +77011234567", at=now())
    appeal.secret = receipt.secret  # type: ignore[attr-defined]
    return appeal


def photo() -> SimpleUploadedFile:
    Image.new("RGB", (8, 8)).save(made := BytesIO(), "PNG")
    return SimpleUploadedFile("a.png", made.getvalue())


@pytest.fixture
def world(frozen_clock: Any) -> worlds.World:
    return worlds.build()


def test_what_is_over_goes_and_what_is_not_stays(world: worlds.World, settings: Any) -> None:
    old, young = closed(), closed(ago=30)
    stored = files.accept(photo())
    AppealFile.objects.create(appeal=old, file=stored, added_at=now())
    on_disk = Path(settings.MEDIA_ROOT) / stored.path
    assert on_disk.exists()
    events = AuditEvent.objects.count()

    assert purge.run(rest=False) == 1

    old.refresh_from_db()
    identity = Identity.objects.get(pk=old.pk)
    assert (old.text, old.search, old.place, old.lon, old.lat, old.answers) == ("", "", "", None, None, {})
    assert (identity.name, identity.phone, identity.email, bytes(identity.key)) == ("", "", "", b"")
    assert not Message.objects.filter(appeal=old).exclude(text="").exists()
    assert not Event.objects.filter(appeal=old).exclude(data={}).exists()
    assert not AppealFile.objects.filter(appeal=old).exists()
    assert persons.by_code(old.secret) == []  # type: ignore[attr-defined]
    assert persons.by_code(young.secret) == [Ref("appeals.matter", young.pk)]  # type: ignore[attr-defined]
    young.refresh_from_db()
    assert young.text and Identity.objects.get(pk=young.pk).name

    stone = Tombstone.objects.get()
    assert (stone.rule, stone.subject, stone.going.rows) == ("appeals.matter", old.pk, 1)
    told = AuditEvent.objects.filter(action="retention.ended").get()
    assert told.data["digest"] == stone.going.digest and AuditEvent.objects.count() == events + 1
    seal.seal_all()
    assert verify.verify().holds and verifying.verify() == verifying.Verdict(1, 1, ())
    # Again the same day nothing; the next day nothing goes twice.
    assert purge.run(rest=False) == 0
    assert Pass.objects.get(rule="appeals.matter").gone == 1


def test_the_file_on_the_disk_is_wiped_when_the_transaction_ends(
    world: worlds.World, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    old = closed()
    stored = files.accept(photo())
    AppealFile.objects.create(appeal=old, file=stored, added_at=now())
    on_disk = Path(settings.MEDIA_ROOT) / stored.path
    with django_capture_on_commit_callbacks(execute=True):
        purge.run(rest=False)
    assert not on_disk.exists()


def test_nothing_goes_before_its_day_and_all_on_it(world: worlds.World, frozen_clock: Any) -> None:
    appeal = closed(ago=0)
    ends = selectors.ends_on(MATTER, clock.today())
    assert ends is not None
    frozen_clock.to(clock.start_of(ends))
    assert purge.run(rest=False) == 0
    frozen_clock.to(clock.start_of(ends + timedelta(days=1)))
    assert purge.run(rest=False) == 1
    appeal.refresh_from_db()
    assert appeal.text == ""


def test_an_open_appeal_never_goes(world: worlds.World, frozen_clock: Any) -> None:
    receipt = intake.send(token=intake.begin(language="kk"), report=worlds.report())
    frozen_clock.move(days=20_000)
    purge.run(rest=False)
    assert Appeal.objects.get(pk=receipt.appeal_id).text


def test_batches_go_on_where_they_stopped(world: worlds.World, monkeypatch: pytest.MonkeyPatch) -> None:
    appeals = [closed() for _ in range(5)]
    monkeypatch.setitem(retention.rules(), "appeals.matter", small := _with(MATTER, batch=2))
    assert purge.batch(small) == 2
    with transaction.atomic():
        purge.batch(small)
        transaction.set_rollback(True)  # as if the process were killed before the end of its transaction
    assert Pass.objects.get(rule="appeals.matter").cursor == appeals[1].pk and Tombstone.objects.count() == 2
    assert (purge.batch(small), purge.batch(small), purge.batch(small)) == (2, 1, None)
    assert sorted(Tombstone.objects.values_list("subject", flat=True)) == [one.pk for one in appeals]
    assert verifying.verify().holds


def _with(rule: retention.Rule, **changes: Any) -> retention.Rule:
    from dataclasses import replace

    return replace(rule, **changes)


def test_a_hold_stops_the_purge_until_its_day(world: worlds.World, frozen_clock: Any) -> None:
    appeal, head = closed(), world.actor("head")
    until = clock.today() + timedelta(days=10)
    said = {"number": appeal.number, "reason": "Сот ісі қаралып жатыр", "ends_on": until}
    hold = holds.place(actor=head, ground="Сұрау № 5, 1 мамыр", **said)
    assert purge.run(rest=False) == 0
    call_command("purge", "--dry-run", "--rule", "appeals.matter", stdout=(out := StringIO()))
    assert "1 over" in out.getvalue()
    frozen_clock.move(days=11)
    assert purge.run(rest=False) == 1 and Hold.objects.get(pk=hold.pk).lifted_at is None


def test_a_hold_needs_a_reason_an_end_and_a_record_that_one_may_know_of(world: worlds.World) -> None:
    appeal, head = closed(), world.actor("head")
    good = {"number": appeal.number, "reason": "Сот ісі қаралып жатыр", "ground": "№ 5",
            "ends_on": clock.today() + timedelta(days=10)}
    bad = [("ground", " ", "ground"), ("reason", "қысқа", "reason"), ("ends_on", clock.today(), "ends_on"),
           ("ends_on", clock.today() + timedelta(days=400), "ends_on"), ("number", "7K3M-42QX-0", "no_record")]
    for field, value, code in bad:
        with pytest.raises(Refused) as refused:
            holds.place(actor=head, **{**good, field: value})
        assert refused.value.code == code
    # A complaint about the head is nothing that the head can find here.
    Appeal.objects.filter(pk=appeal.pk).update(about_post=world.posts["head"])
    with pytest.raises(Refused) as refused:
        holds.place(actor=head, **good)
    assert refused.value.code == "no_record"
    with pytest.raises(NotYours):
        holds.place(actor=world.actor("inspector"), **good)
    made = holds.place(actor=world.actor("prosecutor"), **good)
    holds.lift(actor=world.actor("prosecutor"), hold_id=made.pk)
    with pytest.raises(Refused):
        holds.lift(actor=world.actor("prosecutor"), hold_id=made.pk)
    assert purge.run(rest=False) == 1


def test_append_only_rows_are_emptied_in_that_transaction_alone(world: worlds.World, frozen_clock: Any) -> None:
    LookUp.objects.create(token="t", at=now() - timedelta(days=1200), account_id=1, register="plates", purpose="appeal",
                          ground="x", outcome="found", mark="secret-mark")
    assert purge.run(rest=False) == 1
    assert LookUp.objects.get().mark == ""
    for change in (lambda: LookUp.objects.update(ground="y"), lambda: Tombstone.objects.all().delete(),
                   lambda: Going.objects.update(rows=7)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    for table in append_only.NEVER:
        with pytest.raises(ValueError, match="never"), append_only.opened(table):
            pass


def test_a_tombstone_that_is_changed_is_seen(world: worlds.World) -> None:
    closed()
    purge.run(rest=False)
    with append_only.opened("retention_tombstone"):
        Tombstone.objects.update(subject=999_999)
    assert verifying.verify().broken == (Going.objects.get().pk,)


def test_the_page_of_numbers_counts_what_is_there(world: worlds.World) -> None:
    closed(), closed(ago=30)
    intake.send(token=intake.begin(language="kk"), report=worlds.report())
    found = purge.count(MATTER)
    assert (found.due, found.waits, found.no_clock) == (1, 1, 1)
    assert found.next_on == selectors.ends_on(MATTER, clock.today() - timedelta(days=30))
    purge.count_all()
    assert Pass.objects.count() == sum(bool(rule.begins) for rule in retention.rules().values())


def test_a_batch_costs_the_same_few_statements(world: worlds.World, django_assert_max_num_queries: Any) -> None:
    [closed() for _ in range(6)]
    with django_assert_max_num_queries(46):
        purge.batch(MATTER)
    assert connection.vendor in {"sqlite", "postgresql"}
