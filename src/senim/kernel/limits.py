"""Counts that all processes share: one upsert to count, nothing to look, nothing that grows.

    counted = limits.count(mark, ends_at)     # the count of everybody, this one with it
    limits.counted(mark)                      # what was counted so far
    limits.forget(before)                     # windows that are over

A row lives for a window and is written by whoever does what is limited, never by whoever is refused.
"""

from __future__ import annotations

from django.db import connection

from senim.kernel.models import Limit


def count(mark: bytes, ends_at: int) -> int:
    """Count one under a mark, over all processes, and say how many there are now. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_limit (mark, count, ends_at) VALUES (%s, 1, %s) "
            "ON CONFLICT (mark) DO UPDATE SET count = kernel_limit.count + 1 RETURNING count",
            [mark, ends_at],
        )
        return int(cursor.fetchone()[0])


def counted(mark: bytes) -> int:
    """What all processes counted under a mark so far. One statement."""
    return Limit.objects.filter(mark=mark).values_list("count", flat=True).first() or 0


def forget(before: int) -> None:
    """Drop the windows that ended before a moment (seconds of the epoch). One statement."""
    Limit.objects.filter(ends_at__lte=before).delete()
