"""What walking distance computes beside the requests."""

from __future__ import annotations

from django_tasks import task

from senim.kernel.schedule import every
from senim.reach import compute, helps


@every(60, lane="reach")
def keep_up() -> None:
    """Ways follow the map within a minute or two; where nothing has changed this is two small queries."""
    compute.keep_up()


@task()
def work_scenario(scenario_id: int) -> None:
    """Find where new posts would help most."""
    helps.work(scenario_id)
