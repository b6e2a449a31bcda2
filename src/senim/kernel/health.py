"""How the installation runs: the chain, the queue, the jobs. For whoever keeps it; no content, no person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from senim.kernel import digest, lease, outbox, schedule, seal
from senim.kernel.errors import NotYours
from senim.kernel.keeping.scheduled import Copies, copies
from senim.kernel.models import JobRun
from senim.kernel.outbox import State
from senim.kernel.scoping import Role, Scope


@dataclass(frozen=True, slots=True)
class JobState:
    """A job of the schedule: how often it should run, when it last did, and its last fault if it is newer."""

    name: str
    every: timedelta
    started_at: datetime | None
    ended_at: datetime | None
    failed_at: datetime | None
    error: str

    @property
    def is_failing(self) -> bool:
        return self.failed_at is not None and (self.ended_at is None or self.ended_at < self.failed_at)


@dataclass(frozen=True, slots=True)
class Health:
    """All of it at one moment. `lag`: how far the seal is behind the newest event."""

    sealed: int
    head: str
    lag: timedelta
    digest_on: str
    messages: dict[State, int]
    has_leader: bool
    jobs: tuple[JobState, ...]
    copies: Copies


def health(scope: Scope) -> Health:
    """How it runs now, in six queries. Administrators and auditors only: raises NotYours."""
    if not (scope.everything or scope.has(Role.ADMIN, Role.AUDITOR)):
        raise NotYours("health.keeper", _("Only an administrator or an auditor may look at how the installation runs."))
    last = seal.head()
    kept = digest.kept()
    return Health(
        sealed=last.seq,
        head=last.hash.hex() if last.seq else "",
        lag=timedelta(seconds=seal.lag_seconds()),
        digest_on=kept[-1].day if kept else "",
        messages=outbox.counts(scope),
        has_leader=schedule.LEASE_NAME in lease.alive(schedule.LEASE_NAME),
        jobs=_jobs(),
        copies=copies(),
    )


def _jobs() -> tuple[JobState, ...]:
    runs = {row.name: row for row in JobRun.objects.all()}
    return tuple(
        JobState(
            name=job.name,
            every=timedelta(seconds=job.every),
            started_at=row.started_at,
            ended_at=row.ended_at,
            failed_at=row.failed_at,
            error=row.error,
        )
        for job in schedule.jobs()
        for row in [runs.get(job.name) or JobRun(name=job.name)]
    )
