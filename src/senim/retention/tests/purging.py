"""A process that purges in small batches until it is done or killed: `python -c` gives it a database."""

from __future__ import annotations

import json

from senim.kernel import retention
from senim.kernel.clock import now
from senim.retention import purge


def go(batch: int) -> str:
    """Purge appeals, so many in a batch; "done" when today's pass has ended."""
    from dataclasses import replace

    small = replace(retention.rule("appeals.matter"), batch=batch)
    while purge.batch(small) is not None:
        pass
    return json.dumps({"done": now().isoformat()})
