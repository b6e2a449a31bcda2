"""Files are read and written beside the request, so that their pages can be left and found again."""

from __future__ import annotations

import logging

from django_tasks import task

from senim.exchange.actions import files
from senim.kernel.errors import Refused
from senim.kernel.schedule import every
from senim.kernel.scoping import Actor
from senim.staff import api as staff

log = logging.getLogger(__name__)
#: The writer rests for this share of the time that it writes: others write too.
REST = 0.3


def _actor(account_id: int, post_id: int | None) -> Actor:
    """The person who asked, with the rights that the person has now."""
    return Actor("staff", account_id, post_id, staff.scope_of(account_id))


@task()
def check_file(batch_id: int, account_id: int, post_id: int | None) -> None:
    """Say what a file would change."""
    files.check(batch_id=batch_id, actor=_actor(account_id, post_id))


@task()
def write_file(batch_id: int, account_id: int, post_id: int | None) -> None:
    """Write a begun file."""
    try:
        files.write(batch_id=batch_id, actor=_actor(account_id, post_id), rest=REST)
    except Refused as refusal:
        files.stop(batch_id=batch_id)
        log.warning("file %s of appeals was not written: %s", batch_id, refusal.code)


@every(86_400)
def forget_files() -> None:
    """Contents that nobody wrote, rows that nobody mended."""
    files.forget()
