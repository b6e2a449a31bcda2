"""What is odd about a whole file, in the words of the library of analysis. Only for jobs: it loads the heavy stack."""

from __future__ import annotations

from typing import Any

import numpy as np

from senim.incidents.arrays import DEGREE, UNKNOWN
from senim.incidents.importing.plan import Plan

#: Kinds shown with their counts.
SHOWN = 40


def report(made: Plan) -> dict[str, Any]:
    """Counts, notes (kk, ru, en) and the commonest words of a file as plain data."""
    rows = made.rows
    words: dict[str, int] = {}
    for row in rows:
        words[row.category] = words.get(row.category, 0) + 1
    common = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    found: dict[str, Any] = {
        "placed": sum(row.lon is not None for row in rows),
        "timed": sum(row.timed for row in rows),
        "inside": sum(bool(row.path) for row in rows),
        "intervals": sum(row.until is not None for row in rows),
        "issues": dict(made.tally),
        "kinds": len(words),
        "words": common[:SHOWN],
        "notes": [],
    }
    if not rows:
        return found
    minute = np.array([row.minute for row in rows], dtype=np.int64)
    found["first"], found["last"] = _day(minute.min()), _day(minute.max())
    try:
        from senim_analysis.io import quality  # noqa: PLC0415 - the heavy stack is loaded where a job needs it
    except ImportError:  # an installation without the extra "analysis": files come in, their oddities are not told
        return found
    found["notes"] = [note.to_dict() for note in _notes(made, minute, [word for word, _ in common], quality)]
    return found


def _notes(made: Plan, minute: Any, words: list[str], quality: Any) -> list[Any]:
    rows = made.rows
    at = np.datetime64("1970-01-01", "m") + minute.astype("timedelta64[m]")
    timed = np.array([row.timed for row in rows])
    number = {word: place for place, word in enumerate(words)}
    kind = np.array([number[row.category] for row in rows], dtype=np.int64)
    # The change of the clock of 2024 matters only where the place is in Kazakhstan.
    lon = np.array([np.nan if row.lon is None else row.lon for row in rows])
    lat = np.array([np.nan if row.lat is None else row.lat for row in rows])
    placed = np.isfinite(lon)
    here = bool(placed.any()) and 46 <= float(np.nanmedian(lon)) <= 88 and 40 <= float(np.nanmedian(lat)) <= 56
    notes, _figures = quality.of_times(at.astype("datetime64[s]"), timed, kazakhstan=here)
    if placed.any():
        x, y = lon[placed] * DEGREE * np.cos(np.radians(np.nanmedian(lat))), lat[placed] * DEGREE
        place, count = quality.points(x, y)
        notes += quality.of_points(x, y, place, count, quality.defaults(place, count, kind[placed]))
        twice = quality.duplicates(place, at[placed].astype("datetime64[s]"), kind[placed])
        if twice > 0.005 * placed.sum():
            notes.append(quality.Note("duplicates", quality.DUPLICATES, {"count": twice}))
    return notes


def _day(minute: Any) -> str:
    return str(np.datetime64(int(minute), "m").astype("datetime64[D]"))


def minutes(values: list[int | None]) -> Any:
    """Minutes with UNKNOWN in place of None."""
    return np.array([UNKNOWN if one is None else one for one in values], dtype=np.int32)
