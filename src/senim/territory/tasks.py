"""Large files are checked and applied beside the request, so that its page can be left and found again."""

from __future__ import annotations

import logging

from django_tasks import task

from senim.kernel.errors import Refused
from senim.territory import actions

log = logging.getLogger(__name__)

#: Files up to this size (unpacked bytes) are checked at once.
AT_ONCE = 400_000


@task()
def check_import(run_id: int) -> None:
    """Read a file and say what it would change."""
    try:
        actions.check(run_id=run_id)
    except Refused as refusal:
        log.warning("import %s was not checked: %s", run_id, refusal.code)
