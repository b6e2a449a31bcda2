"""The kernel's own jobs."""

from datetime import timedelta

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from senim.kernel import clock, digest, files, lease, outbox, seal, undo, verify
from senim.kernel.keeping import scheduled
from senim.kernel.schedule import every

#: Leases of live workers begin with this.
WORKER = "worker:"
#: A task that was lost with its worker this often is given up.
MOST_STARTS = 3
KEEP_TASKS = timedelta(days=7)


@every(1, lane="seal")
def seal_log() -> None:
    """At most five seconds behind the writers."""
    seal.seal_all()


@every(1, lane="outbox")
def deliver_messages() -> None:
    """Until nothing is due, or a round moves nothing."""
    while True:
        tally = outbox.deliver_due()
        if not tally.sent:
            return


@every(15)
def take_back_messages() -> None:
    outbox.reap()


@every(30)
def take_back_tasks() -> int:
    """Tasks whose worker was killed run again; one that was lost three times is given up. Gives how many."""
    live = lease.alive(WORKER)
    lost = [
        row
        for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
        if WORKER + (row.worker_ids or ["?"])[-1] not in live
    ]
    for row in lost:
        with transaction.atomic():
            if len(row.worker_ids) >= MOST_STARTS:
                row.set_failed(RuntimeError("lost with its worker, each time it was started"))
            else:
                DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING).update(
                    status=TaskResultStatus.READY
                )
    return len(lost)


@every(600)
def keep_digest() -> None:
    """Once a day; asked more often, so that a machine that was off keeps it when it is back."""
    digest.digest()


class LogBroken(Exception):
    """The chain does not hold: the keeper sees it among the failed jobs, with the first broken row."""


@every(86_400)
def check_log() -> None:
    """The whole chain once a day, against the digests kept here."""
    first = verify.verify(digest.kept()).first
    if first is not None:
        raise LogBroken(f"{first.fault}: place {first.seq}, row {first.event_id}")


@every(900, lane="copies")
def copy_installation() -> None:
    """As often as the installation asks for it; looked at more often, so that a failure is tried again soon."""
    scheduled.make_due()


@every(3600)
def forget_undo() -> int:
    """What could be taken back half a day ago."""
    return undo.forget()


@every(86_400)
def tidy() -> None:
    """Empty what ended long ago and sweep what nobody refers to."""
    outbox.forget_ended()
    files.sweep()
    lease.forget_ended()
    DBTaskResult.objects.finished().filter(finished_at__lt=clock.now() - KEEP_TASKS).delete()
