"""What the house does by itself: jobs that contexts register, run by one leader.

    # senim/appeals/tasks.py
    @every(60)
    def escalate() -> None: ...

A job must bear running twice: a leader that was asleep may find that another has taken over. It runs at most once at
a time in a process, with a database connection of its own thread. When jobs of a minute or slower ran last stands in
the database, so that a restart neither skips nor repeats a daily job.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import close_old_connections, connections
from django.utils.module_loading import autodiscover_modules

from senim.kernel import clock, lease
from senim.kernel.logs import said_of
from senim.kernel.models import JobRun

log = logging.getLogger(__name__)

LEASE_NAME, LEASE_SECONDS, RENEW_EVERY = "schedule", 10.0, 3.0
TICK = 0.25
#: Jobs this slow have their last run in the database, seconds.
REMEMBERED = 60.0
#: A job that failed rests at least so long, seconds.
REST = 15.0
#: Threads of a lane; a lane that is not named here has one.
LANES = {"common": 3}


@dataclass(frozen=True, slots=True)
class Job:
    """A registered job. `lane`: jobs of one lane share its threads, so that a slow one cannot hold up the others."""

    name: str
    every: float
    run: Callable[[], object]
    lane: str = "common"


_jobs: dict[str, Job] = {}


def every(seconds: float, *, lane: str = "common") -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function without arguments to run every so many seconds. Its name becomes "<context>.<function>"."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        context = function.__module__.removeprefix("senim.").split(".")[0]
        name = f"{context}.{function.__name__}"
        _jobs[name] = Job(name, float(seconds), function, lane)
        return function

    return register


def jobs() -> list[Job]:
    """Every registered job; the `tasks` modules of all contexts are read first."""
    autodiscover_modules("tasks")
    return sorted(_jobs.values(), key=lambda job: (job.every, job.name))


def run_due() -> int:
    """Run in this thread, one after the other, what is due now; quick jobs always are. Gives how many ran."""
    due = [job for job in jobs() if _wait(job) <= 0]
    for job in due:
        run(job)
    return len(due)


def run(job: Job) -> bool:
    """Run one job and note how it went. A fault is logged and kept, never raised. Gives whether it went well."""
    started_at = clock.now()
    try:
        if job.every >= REMEMBERED:
            _note(JobRun(name=job.name, started_at=started_at), "started_at")
        job.run()
        if job.every >= REMEMBERED:
            _note(JobRun(name=job.name, started_at=started_at, ended_at=clock.now()), "ended_at")
    except Exception as error:
        log.exception("The job %s failed", job.name)
        _note_fault(job, error)
        return False
    return True


def _wait(job: Job) -> float:
    """Seconds until a job is due by what the database remembers; 0 where it remembers nothing."""
    if job.every < REMEMBERED:
        return 0.0
    started: datetime | None = JobRun.objects.filter(name=job.name).values_list("started_at", flat=True).first()
    if started is None:
        return 0.0
    passed = (clock.now() - started).total_seconds()
    # Started in the future: the clock jumped back. Better once too often than not for a day.
    return max(0.0, job.every - passed) if passed >= 0 else 0.0


def _note(row: JobRun, *fields: str) -> None:
    JobRun.objects.bulk_create([row], update_conflicts=True, unique_fields=["name"], update_fields=fields)


def _note_fault(job: Job, error: Exception) -> None:
    text = said_of(error)[:500]
    try:
        _note(JobRun(name=job.name, failed_at=clock.now(), error=text), "failed_at", "error")
    except Exception:
        log.exception("The fault of the job %s could not be noted", job.name)


class Lane:
    """Threads that run the jobs given to them, each with its own database connection, closed at the end."""

    def __init__(self, threads: int) -> None:
        self._given: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def give(self, work: Callable[[], None]) -> None:
        self._given.put(work)

    def close(self, patience: float) -> None:
        """Let what runs come to its end; at most so many seconds."""
        for _ in self._threads:
            self._given.put(None)
        for thread in self._threads:
            thread.join(patience)

    def _work(self) -> None:
        while (work := self._given.get()) is not None:
            close_old_connections()
            work()
            close_old_connections()
        connections.close_all()


class Loop:
    """The schedule of one process: runs the jobs while it holds the lease, and beats for what else it must."""

    def __init__(self, holder: str, beat: Callable[[], object] = lambda: None) -> None:
        self._holder = holder
        self._beat = beat
        self._jobs = jobs()
        self._lanes: dict[str, Lane] = {}
        self._next: dict[str, float] = {}
        self._running: set[str] = set()
        self._leads = False

    def run(self, stop: threading.Event) -> None:
        """Until `stop` is set. The database may be away for a while: the loop waits for it."""
        renew_at = 0.0
        while not stop.wait(TICK):
            if time.monotonic() >= renew_at:
                self._lead()
                renew_at = time.monotonic() + RENEW_EVERY
            if self._leads:
                self._start_due()
        self._end()

    def _lead(self) -> None:
        try:
            self._beat()
            leads = lease.hold(LEASE_NAME, self._holder, LEASE_SECONDS)
            if leads and not self._leads:
                self._next = {job.name: time.monotonic() + _wait(job) for job in self._jobs}
            self._leads = leads
        except Exception:
            log.exception("The lease of the schedule could not be renewed")
            self._leads = False
            close_old_connections()

    def _start_due(self) -> None:
        at = time.monotonic()
        for job in self._jobs:
            if self._next[job.name] <= at and job.name not in self._running:
                self._next[job.name] = at + job.every
                self._running.add(job.name)
                self._lane(job.lane).give(lambda job=job: self._run(job))  # type: ignore[misc]

    def _run(self, job: Job) -> None:
        try:
            if not run(job):
                # Not again in a second: the log would fill with the same fault.
                self._next[job.name] = time.monotonic() + max(job.every, REST)
        finally:
            self._running.discard(job.name)

    def _lane(self, name: str) -> Lane:
        if name not in self._lanes:
            self._lanes[name] = Lane(LANES.get(name, 1))
        return self._lanes[name]

    def _end(self) -> None:
        for lane in self._lanes.values():
            lane.close(patience=10)
        try:
            if self._leads:
                lease.release(LEASE_NAME, self._holder)
        finally:
            connections.close_all()
