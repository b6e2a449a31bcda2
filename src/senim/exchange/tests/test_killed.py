"""A writer that is killed, and two that write at once: nothing is lost and nothing is there twice."""

from __future__ import annotations

import time
from typing import Any

import pytest

from senim.appeals.models import Appeal
from senim.appeals.tests import world as worlds
from senim.exchange.actions import files
from senim.exchange.actions.partners import Terms, agree
from senim.exchange.domain import FileState
from senim.exchange.models import Batch, Change, Origin, Told
from senim.exchange.tests.world import answered, checked, known, row, table
from senim.kernel import outbox, versions
from senim.kernel.models import Outgoing
from senim.kernel.other_process import Other
from senim.kernel.scoping import Actor
from senim.kernel.tests.at_once import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
ROWS = 2000
WRITE = (
    "(importlib := __import__('importlib')) and "
    "api.write(batch_id=int(args[0]), actor=importlib.import_module('senim.kernel.scoping').Actor.system())"
    " and {'state': 'done'}"
)


def test_a_killed_writer_loses_and_doubles_nothing(on_disk: None) -> None:
    worlds.build()
    system, actor = known(), Actor.system()
    batch = checked(actor, system, table([row(f"KZ-{number}") for number in range(ROWS)]))
    files.begin(actor=actor, batch_id=batch.pk)
    killed = 0
    for _ in range(2):
        before = Origin.objects.count()
        with Other("senim.exchange.actions.files", WRITE, str(batch.pk)) as one:
            assert one.process.stdin is not None
            one.process.stdin.write("?\n")
            one.process.stdin.flush()
            end = time.monotonic() + 40
            while Origin.objects.count() <= before and one.process.poll() is None and time.monotonic() < end:
                time.sleep(0.01)
            one.process.kill()
            one.process.wait(10)
        batch.refresh_from_db()
        assert Origin.objects.count() == Appeal.objects.count() and Origin.objects.count() % 500 == 0
        killed += batch.state == FileState.WRITING
    assert killed >= 1, "it was killed in the middle"
    versions.reset()
    batch = files.write(batch_id=batch.pk, actor=actor)
    assert batch.state == FileState.APPLIED and Appeal.objects.count() == ROWS
    assert (batch.report["written"]["new"], batch.report["written"]["same"]) == (ROWS, 0)
    assert sorted(Origin.objects.values_list("row", flat=True)) == list(range(2, ROWS + 2))


def test_two_who_write_at_once_write_once(transactional_db: None) -> None:
    worlds.build()
    system, actor = known(), Actor.system()
    rows = [row(f"KZ-{number}") for number in range(700)]
    batches = [checked(actor, system, table(rows)) for _ in range(2)]
    for one in batches:
        files.begin(actor=actor, batch_id=one.pk)
    together(*(lambda one=one: files.write(batch_id=one.pk, actor=actor) for one in (*batches, batches[0])))  # type: ignore[misc]
    assert Appeal.objects.count() == Origin.objects.count() == 700
    assert set(Batch.objects.values_list("state", flat=True)) == {FileState.APPLIED}
    begun = checked(actor, system, table([answered(one["Регистрационный номер"]) for one in rows[:5]]))
    pressed = together(*(lambda: files.begin(actor=actor, batch_id=begun.pk) for _ in range(3)))
    assert set(pressed) <= {None, "not_checked"} and None in pressed
    files.write(batch_id=begun.pk, actor=actor)
    assert Change.objects.count() == 5


def test_a_killed_sender_sends_again_under_the_same_name(transactional_db: None, settings: Any) -> None:
    """The lease of a message dies with its sender: taken back, it is the same event with the same number."""
    from senim.appeals.actions import talk

    world = worlds.build()
    settings.LETTER_TRANSPORT, settings.EXCHANGE_NETWORKS = "smtp", ["127.0.0.0/8"]
    system, actor = known(), Actor.system()
    batch = checked(world.actor("head"), system, table([row("KZ-1")]))
    files.begin(actor=actor, batch_id=batch.pk)
    files.write(batch_id=batch.pk, actor=actor)
    agree(actor=actor, system_id=system.pk, terms=Terms("http://127.0.0.1:9999/", True, "№ 1", None, (), None))
    appeal = Origin.objects.get().appeal
    together(*(lambda: talk.note(actor=world.actor("inspector"), appeal_id=appeal.pk, text="x") for _ in range(2)))
    talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk)
    assert Told.objects.get().seq == 1
    Outgoing.objects.update(lease_by="dead", lease_until="2020-01-01T00:00:00Z", attempts=1)
    assert outbox.reap() == Outgoing.objects.count() and outbox.deliver_due().retried >= 1
    assert Outgoing.objects.filter(template="exchange.told").count() == 1
