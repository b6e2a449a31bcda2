"""Do the tombstones still say what they said when they were written? Beside the chain over the log itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from senim.kernel.models import AuditEvent
from senim.retention.actions.wiping import digest_of
from senim.retention.models import Going, Tombstone

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """goings: batches that were checked; tombstones: in them; broken: ids of batches that do not say what they said."""

    goings: int
    tombstones: int
    broken: tuple[int, ...]

    @property
    def holds(self) -> bool:
        return not self.broken


def verify() -> Verdict:
    """Reckon the digest of every batch anew from its tombstones, and compare it with the batch and with the log."""
    checked, stones, broken = 0, 0, []
    for going, pks, logged in _each():
        made = digest_of(going.rule, going.term, going.at, pks)
        checked, stones = checked + 1, stones + len(pks)
        if not (made == going.digest == logged and len(pks) == going.rows):
            broken.append(going.pk)
    return Verdict(checked, stones, tuple(broken))


def _each() -> Iterator[tuple[Going, list[int], str | None]]:
    after = 0
    while batch := list(Going.objects.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        ids = [one.pk for one in batch]
        stones: dict[int, list[int]] = {}
        for going, subject in Tombstone.objects.filter(going__in=ids).values_list("going", "subject"):
            stones.setdefault(going, []).append(subject)
        events = AuditEvent.objects.filter(
            action="retention.ended", subject_type="going", subject_id__in=[str(pk) for pk in ids])
        logged = {int(key): data.get("digest") for key, data in events.values_list("subject_id", "data")}
        for one in batch:
            yield one, stones.get(one.pk, []), logged.get(one.pk)
        after = ids[-1]
