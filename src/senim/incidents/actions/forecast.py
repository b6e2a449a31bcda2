"""What a checked file would change if it were applied: told before anything is. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from senim.incidents.actions import writing
from senim.incidents.domain import BatchState
from senim.incidents.importing.addresses import street_text
from senim.incidents.importing.plan import Plan, Row
from senim.incidents.models import Batch

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - civil time without a zone
#: Streets shown with their spellings, and spellings of one.
STREETS, SPELLINGS = 8, 5
#: What `visible` keeps of a row, in its order, and our column of each; "": the place is not told in words.
_SAID = (("minute", "from"), ("category", "category"), ("lon", "lon"), ("lat", "lat"), ("address", "address"),
         ("appeal", "appeal"))


def forecast(batch: Batch, made: Plan, *, complete: bool) -> dict[str, Any]:
    """{"new", "changed", "same", "gone": events; "again": the version that held this very file, where one did}.

    Each row that would change an event that counts now is noted with what it said before. Two queries.
    """
    known = writing.visible(batch.feed_id)
    fresh, changed, same = writing.sorted_out(made.rows, known)
    for row in fresh:
        if row.ref in known:
            _note(made, row, known[row.ref][2], batch.options.get("mapping", {}))
    gone = writing.gone(made.rows, known, {row.ref for row in made.rows}) if complete and made.rows else []
    before = Batch.objects.filter(feed=batch.feed_id, sha256=batch.sha256, state=BatchState.APPLIED)
    again = before.exclude(pk=batch.pk).order_by("-version").values_list("version", flat=True).first()
    return {"new": len(fresh) - changed, "changed": changed, "same": same, "gone": len(gone), "again": again}


def _note(made: Plan, row: Row, old: tuple[Any, ...], mapping: dict[str, str]) -> None:
    """The first thing in which a row differs from what counts: times and kinds in words, places only by name."""
    new = (row.minute, row.category, row.lon, row.lat, row.address, row.appeal)
    name, role = next(said for said, was, now in zip(_SAID, old, new, strict=True) if was != now)
    column = mapping.get(role, "")
    if name == "minute":
        made.note(row.row, column, "differs", f"{_clock(old[0])} → {_clock(row.minute)}", is_error=False)
    elif name == "category":
        made.note(row.row, column, "differs", f"{old[1][:38]} → {row.category[:38]}", is_error=False)
    else:
        made.note(row.row, column, "differs_place", "", is_error=False)


def _clock(minute: int) -> str:
    return f"{_EPOCH + timedelta(minutes=minute):%Y-%m-%d %H:%M}"


def spellings(rows: list[Row]) -> dict[str, Any]:
    """{"count": streets that are written in several ways, "examples": [[spelling, ...], ...]}: the streets with the
    most spellings first, of each the commonest first. Houses are left out: a street is no home."""
    ways: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row.segment:
            ways[row.segment][row.address_text] += 1
    streets: list[dict[str, int]] = []
    for texts in ways.values():
        told: dict[str, int] = defaultdict(int)
        for text, count in texts.items():
            told[street_text(text)] += count
        told.pop("", None)
        if len(told) > 1:
            streets.append(told)
    streets.sort(key=lambda told: (-len(told), -sum(told.values()), min(told)))
    examples = [sorted(told, key=lambda text: (-told[text], text))[:SPELLINGS] for told in streets[:STREETS]]
    return {"count": len(streets), "examples": examples}
