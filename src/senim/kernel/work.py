"""`senim work`: the job worker and the schedule in one process."""

import argparse
import os
import secrets
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import Any

from django.db import connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from senim.kernel import lease, process, schedule
from senim.kernel.logs import quiet
from senim.kernel.tasks import WORKER

#: A worker that says nothing for so long is taken for dead, seconds.
WORKER_LEASE = 30.0


def main(words: Sequence[str]) -> int:
    """Run jobs and schedule until a signal, or with --once what is due now. Exit code 0."""
    parser = argparse.ArgumentParser(prog="senim work")
    parser.add_argument("--once", action="store_true", help="do what is due and end")
    if parser.parse_args(list(words)).once:
        schedule.run_due()
        _worker(f"once-{secrets.token_hex(8)}", batch=True).run()
        schedule.run_due()
        return 0
    Work().run()
    return 0


class QuietWorker(Worker):
    """Keeps of a task that failed where it failed, and no value that the error quotes."""

    def run_task(self, db_task_result: "DBTaskResult[..., Any]") -> None:
        super().run_task(db_task_result)
        if db_task_result.traceback and (said := quiet(db_task_result.traceback)) != db_task_result.traceback:
            db_task_result.traceback = said
            db_task_result.save(update_fields=["traceback"])


def _worker(worker_id: str, *, batch: bool) -> Worker:
    return QuietWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )


class Work:
    """One process of jobs: the task worker in the main thread, the schedule in another."""

    def __init__(self) -> None:
        self.name = f"{os.getpid()}-{secrets.token_hex(8)}"
        self.stop = threading.Event()
        self.worker = _worker(self.name, batch=False)

    def run(self) -> None:
        """Until SIGTERM or SIGINT, or until the process that started this one is gone."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        process.end_with_supervisor()
        loop = schedule.Loop(process.holder(), beat=self._beat)
        beating = threading.Thread(target=loop.run, args=[self.stop])
        self._beat()
        beating.start()
        try:
            self.worker.run()
        finally:
            self.stop.set()
            beating.join()
            lease.release(WORKER + self.name, self.name)
            connections.close_all()

    def _beat(self) -> None:
        lease.hold(WORKER + self.name, self.name, WORKER_LEASE)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        # Told twice (by the terminal and by the supervisor) is told once: a running task comes to its end.
        self.worker.running = False
        if not self.stop.is_set() and not self.worker.running_task:
            self.stop.set()
            sys.exit(0)
        self.stop.set()
