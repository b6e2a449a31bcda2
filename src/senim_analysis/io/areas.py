"""Counts of areas before and after a day, month by month, from a file of incidents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import Floats
from senim_analysis.errors import AnalysisRefused
from senim_analysis.io.incidents import NO_DATES, NO_KIND, Columns, first_of_key
from senim_analysis.io.moments import moments
from senim_analysis.io.tables import read
from senim_analysis.result import Note
from senim_analysis.words import Words

NO_LABEL = Words(
    "«{column}» бағанында «{label}» деген аумақ жоқ. Барлары: {labels}.",
    "В столбце «{column}» нет участка «{label}». Есть: {labels}.",
    "There is no area '{label}' in the column '{column}'. There are: {labels}.",
)
OUTSIDE = Words(
    "Шара басталған күн ({start}) дерек кезеңінен тыс: {first} – {last}.",
    "День начала меры ({start}) вне периода данных: {first} – {last}.",
    "The first day of the measure ({start}) lies outside the data: {first} to {last}.",
)
BOTH = Words(
    "«{label}» аумағы екі топта тұр.",
    "Участок «{label}» попал в две группы.",
    "The area '{label}' stands in two groups.",
)


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """totals: counts before and after of each group; series: by month. months: their first days; days: their lengths
    within the data; first_after: number of the first month with the measure from its first day on."""

    totals: dict[str, tuple[float, float]]
    series: dict[str, Floats]
    months: tuple[date, ...]
    days: Floats
    first_after: int
    before: tuple[date, date]
    after: tuple[date, date]
    notes: tuple[Note, ...] = ()

    @property
    def weights(self) -> tuple[float, float]:
        """Lengths of the two periods, the later one being 1: differences are per its length."""
        lengths = [(end - start).days + 1 for start, end in (self.before, self.after)]
        return lengths[0] / lengths[1], 1.0


def count_areas(
    path: Path,
    columns: Columns,
    groups: Mapping[str, tuple[str, ...]],
    start: date,
    *,
    kind: str | None = None,
    zone: str | None = None,
) -> AreaCounts:
    """Read and count. groups: name -> labels of areas; empty ones are left out. The month of the start counts as after
    only if the measure began on its first day; otherwise it is left out of the series."""
    table = read(path)
    told = moments(table.column(columns.time, "time"), zone=zone)
    at, notes = told.at, [*table.notes, *table.moved(columns.time, "time"), *told.notes]
    labels = np.array(table.column(columns.area, "area"))
    kept = ~np.isnat(at) & first_of_key(table, columns.key, notes)
    if not kept.any():
        raise AnalysisRefused("no_dates", NO_DATES, reason="")
    if kind is not None:
        names = np.array(table.column(columns.category, "category"))
        if kind not in names:
            raise AnalysisRefused("no_kind", NO_KIND, kind=kind, kinds=", ".join(sorted(set(names.tolist()))[:40]))
        kept &= names == kind
    day = at.astype("datetime64[D]")
    first, last = (date.fromisoformat(str(edge)) for edge in (day[~np.isnat(at)].min(), day[~np.isnat(at)].max()))
    if not first < start <= last:
        raise AnalysisRefused(
            "outside", OUTSIDE, start=start.isoformat(), first=first.isoformat(), last=last.isoformat()
        )
    rows = _rows(labels, groups, str(columns.area))
    late = day >= np.datetime64(start)
    months = np.arange(np.datetime64(first, "M"), np.datetime64(last, "M") + 1)
    month = day.astype("datetime64[M]")
    split = np.datetime64(start, "M")
    used = months[(months != split) | (start.day == 1)]
    return AreaCounts(
        totals={
            name: (float((mine & kept & ~late).sum()), float((mine & kept & late).sum())) for name, mine in rows.items()
        },
        series={name: _monthly(month[mine & kept], used) for name, mine in rows.items()},
        months=tuple(date.fromisoformat(f"{one}-01") for one in used),
        days=_lengths(used, first, last),
        first_after=int(np.searchsorted(used, split)),
        before=(first, date.fromisoformat(str(np.datetime64(start) - 1))),
        after=(start, last),
        notes=tuple(notes),
    )


def _rows(
    labels: npt.NDArray[np.str_], groups: Mapping[str, tuple[str, ...]], column: str
) -> dict[str, npt.NDArray[np.bool_]]:
    """Which rows belong to each group."""
    known, seen = sorted(set(labels.tolist())), set()
    for label in (one for wanted in groups.values() for one in wanted):
        if label not in known:
            raise AnalysisRefused("no_label", NO_LABEL, column=column, label=label, labels=", ".join(known[:40]))
        if label in seen:
            raise AnalysisRefused("both", BOTH, label=label)
        seen.add(label)
    return {name: np.isin(labels, wanted) for name, wanted in groups.items() if wanted}


def _monthly(month: npt.NDArray[np.datetime64], used: npt.NDArray[np.datetime64]) -> Floats:
    place = np.searchsorted(used, month)
    inside = (place < used.size) & (used[np.minimum(place, used.size - 1)] == month)
    return np.bincount(place[inside], minlength=used.size).astype(np.float64)


def _lengths(used: npt.NDArray[np.datetime64], first: date, last: date) -> Floats:
    """Days of each month that the data cover."""
    start = np.maximum(used.astype("datetime64[D]"), np.datetime64(first))
    end = np.minimum((used + 1).astype("datetime64[D]") - 1, np.datetime64(last))
    lengths: Floats = (end - start).astype(np.int64) + 1.0
    return lengths
