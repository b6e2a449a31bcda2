"""Several who act at one moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import Any

from django.db import connection

from senim.kernel.errors import Refused


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment, each in a thread and connection of its own: what each gave, or its refusal's code.

    Anything but a refusal is a fault and comes out.
    """
    ready = Barrier(len(calls))

    def one(call: Callable[[], Any]) -> Any:
        try:
            ready.wait(10)
            return call()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        waiting = [pool.submit(copy_context().run, one, call) for call in calls]
        return [each.result(timeout=60) for each in waiting]
