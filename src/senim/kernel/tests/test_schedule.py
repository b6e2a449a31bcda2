"""The schedule: one leader, no job twice at a time, no fault that stops the others."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import transaction
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from senim.kernel import audit, lease, outbox, schedule, tasks, work
from senim.kernel.models import AuditEvent, AuditSeal, JobRun, Lease, Outgoing
from senim.kernel.schedule import Job, Loop
from senim.kernel.scoping import Actor


@task()
def double(number: int) -> int:
    return number * 2


@pytest.fixture
def only(monkeypatch):
    """Run with these jobs alone."""

    def choose(*chosen: Job) -> None:
        monkeypatch.setattr(schedule, "jobs", lambda: list(chosen))

    return choose


@pytest.mark.django_db
def test_contexts_register_jobs_under_their_names():
    names = {job.name for job in schedule.jobs()}
    assert {"kernel.seal_log", "kernel.deliver_messages", "kernel.take_back_messages", "kernel.tidy"} <= names


@pytest.mark.django_db
def test_a_lease_has_one_holder_until_it_ends(frozen_clock):
    assert lease.hold("schedule", "a", 10)
    assert lease.hold("schedule", "a", 10)
    assert not lease.hold("schedule", "b", 10)
    frozen_clock.move(seconds=11)
    assert lease.hold("schedule", "b", 10)
    assert not lease.hold("schedule", "a", 10)
    lease.release("schedule", "b")
    assert lease.hold("schedule", "a", 10)
    frozen_clock.move(days=-3)
    assert lease.hold("schedule", "b", 10), "a lease from the future is void: the clock jumped back"
    assert lease.alive("sched") == {"schedule"}
    frozen_clock.move(days=2)
    assert lease.forget_ended() == 1


@pytest.mark.django_db
def test_a_slow_job_runs_again_only_when_its_time_has_come(only, frozen_clock):
    ran: list[int] = []
    only(Job("test.daily", 86_400, lambda: ran.append(1)))
    assert [schedule.run_due(), schedule.run_due()] == [1, 0]
    frozen_clock.move(hours=23)
    assert schedule.run_due() == 0
    frozen_clock.move(hours=2)
    assert schedule.run_due() == 1
    row = JobRun.objects.get()
    assert row.started_at == row.ended_at == frozen_clock.now
    frozen_clock.move(days=-30)
    assert schedule.run_due() == 1, "after the clock jumped back a job does not wait for a month"
    assert len(ran) == 3


@pytest.mark.django_db
def test_a_fault_is_kept_and_stops_nobody(only, caplog):
    ran: list[int] = []
    only(Job("test.bad", 1, lambda: 1 / 0), Job("test.good", 1, lambda: ran.append(1)))
    assert schedule.run_due() == 2
    assert ran == [1]
    assert "ZeroDivisionError" in JobRun.objects.get(name="test.bad").error
    assert "test.bad failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_loops_have_one_leader_and_the_other_takes_over(only, monkeypatch):
    monkeypatch.setattr(schedule, "TICK", 0.02)
    monkeypatch.setattr(schedule, "RENEW_EVERY", 0.05)
    by: list[str] = []
    lock = threading.Lock()

    def ran() -> None:
        with lock:
            by.append(threading.current_thread().name)

    only(Job("test.quick", 0.05, ran))
    stops = [threading.Event(), threading.Event()]
    loops = [Loop("first"), Loop("second")]
    threads = [threading.Thread(target=loop.run, args=[stop]) for loop, stop in zip(loops, stops, strict=True)]
    threads[0].start()
    _until(lambda: by)
    threads[1].start()
    time.sleep(0.3)
    assert (loops[0]._leads, loops[1]._leads) == (True, False)
    stops[0].set()
    threads[0].join(5)
    _until(lambda: loops[1]._leads)
    count = len(by)
    _until(lambda: len(by) > count)
    stops[1].set()
    threads[1].join(5)
    assert not Lease.objects.exists(), "a lease is given back at the end"


@pytest.mark.django_db(transaction=True)
def test_a_job_that_hangs_holds_up_neither_itself_twice_nor_another_lane(only, monkeypatch):
    monkeypatch.setattr(schedule, "TICK", 0.01)
    monkeypatch.setitem(schedule.LANES, "common", 1)
    let_go, stop = threading.Event(), threading.Event()
    hung: list[int] = []
    sealed: list[int] = []
    only(
        Job("test.hangs", 0.02, lambda: (hung.append(1), let_go.wait(5))),
        Job("test.seals", 0.02, lambda: sealed.append(1), lane="seal"),
    )
    thread = threading.Thread(target=Loop("one").run, args=[stop])
    thread.start()
    _until(lambda: len(sealed) >= 3)
    assert len(hung) == 1
    let_go.set()
    stop.set()
    thread.join(5)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_rests(only, monkeypatch, caplog):
    monkeypatch.setattr(schedule, "TICK", 0.01)
    tried: list[int] = []
    sealed: list[int] = []
    only(
        Job("test.fails", 0.01, lambda: (tried.append(1), 1 / 0)),
        Job("test.seals", 0.01, lambda: sealed.append(1), lane="seal"),
    )
    stop = threading.Event()
    thread = threading.Thread(target=Loop("one").run, args=[stop])
    thread.start()
    _until(lambda: len(sealed) >= 10)
    stop.set()
    thread.join(5)
    assert len(tried) == 1


@pytest.mark.django_db(transaction=True)
def test_the_kernels_jobs_seal_and_deliver():
    with transaction.atomic():
        audit.record(Actor.system(), "test.write", ("thing", 1))
        outbox.put("email", "a@b.kz", "audit_digest", {"day": "2026-05-12", "seq": 1, "hash": "ab"}, "kk", "k")
    assert work.main(["--once"]) == 0
    assert AuditSeal.objects.filter(event__action="test.write").count() == 1
    assert not AuditEvent.objects.filter(seal__isnull=True).exists()
    assert Outgoing.objects.filter(sent_at__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_task_lost_with_its_worker_runs_again_and_is_given_up_in_the_end():
    double.enqueue(21)
    row = DBTaskResult.objects.get()
    for number in range(tasks.MOST_STARTS):
        row.refresh_from_db()
        assert row.status == TaskResultStatus.READY
        row.claim(f"killed-{number}")
        lease.hold(tasks.WORKER + f"killed-{number}", f"killed-{number}", 30)
        assert tasks.take_back_tasks() == 0, "its worker lives"
        lease.release(tasks.WORKER + f"killed-{number}", f"killed-{number}")
        assert tasks.take_back_tasks() == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED


@pytest.mark.django_db(transaction=True)
def test_a_task_runs_in_the_worker():
    double.enqueue(21)
    assert work.main(["--once"]) == 0
    assert DBTaskResult.objects.get().return_value == 42


@pytest.mark.django_db
def test_tidy_empties_and_sweeps(frozen_clock):
    outbox.put("email", "a@b.kz", "audit_digest", {"day": "2026-05-12", "seq": 1, "hash": "ab"}, "kk", "k")
    outbox.deliver_due()
    frozen_clock.move(days=31)
    tasks.tidy()
    assert Outgoing.objects.get().to == ""


def _until(true, seconds: float = 5.0) -> None:
    end = time.monotonic() + timedelta(seconds=seconds).total_seconds()
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
