"""Leases in the database: one holder at a time, for a time. A holder that dies loses it by itself."""

from datetime import timedelta

from django.db.models import Q

from senim.kernel import clock
from senim.kernel.models import Lease


def hold(name: str, holder: str, seconds: float) -> bool:
    """Take or renew a lease. True while `holder` has it; False where another has it still.

    A lease that reaches further than anyone may hold it was given by a clock that has jumped back: it is void.
    """
    at, time = clock.now(), timedelta(seconds=seconds)
    free = Q(holder=holder) | Q(until__lt=at) | Q(until__gt=at + 2 * time)
    if Lease.objects.filter(free, name=name).update(holder=holder, until=at + time):
        return True
    if not Lease.objects.filter(name=name).exists():
        Lease.objects.bulk_create([Lease(name=name, holder=holder, until=at + time)], ignore_conflicts=True)
    return Lease.objects.filter(name=name, holder=holder).exists()


def release(name: str, holder: str) -> None:
    """Give a lease back before its time."""
    Lease.objects.filter(name=name, holder=holder).delete()


def alive(prefix: str) -> set[str]:
    """The names with this beginning whose lease runs now."""
    rows = Lease.objects.filter(name__startswith=prefix, until__gte=clock.now())
    return set(rows.values_list("name", flat=True))


def forget_ended() -> int:
    """Remove leases of processes that are long gone. Gives how many."""
    return Lease.objects.filter(until__lt=clock.now() - timedelta(days=1)).delete()[0]
