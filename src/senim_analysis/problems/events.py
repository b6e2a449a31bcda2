"""What the search works on: events in metres with their moments, kinds and weights, checked once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import Floats, Ints, enough, flat, points, same_length
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

LEAST = 30
NO_MOMENTS = Words(
    "Оқиғалардың уақыты күні мен сағаты болып танылмады (берілгені: {given}). Уақытты «2025-03-01T21:40» түрінде "
    "беріңіз (datetime64, белгісізі NaT); уақыт мүлде жоқ болса, at-ты бермеңіз.",
    "Время событий не читается как дата и час (дано: {given}). Передайте его в виде «2025-03-01T21:40» "
    "(datetime64, неизвестное — NaT), а если времени нет вовсе, не передавайте at.",
    "The times of the events are no dates with hours (given: {given}). Give them like '2025-03-01T21:40' "
    "(datetime64, NaT where unknown), or leave `at` out where there are no times at all.",
)


@dataclass(frozen=True, slots=True)
class Events:
    """What the search works on."""

    x: Floats
    y: Floats
    at: npt.NDArray[np.datetime64]
    timed: npt.NDArray[np.bool_]
    kind: Ints
    names: Sequence[str]
    usual: Ints
    weight: Floats
    weighted: bool
    areas: Sequence[str] | None
    say: Callable[[float, float], tuple[str, str]]

    @property
    def span(self) -> tuple[np.datetime64, np.datetime64] | None:
        known = self.at[~np.isnat(self.at)]
        return (known.min(), known.max()) if known.size else None

    @property
    def days(self) -> float:
        """Length of the file; one day where there are no times, so that ranking is by number."""
        if self.span is None:
            return 1.0
        return max(1.0, float((self.span[1] - self.span[0]) / np.timedelta64(1, "D")))


def events_of(
    x: Any,
    y: Any,
    at: Any,
    category: Any,
    harm: Mapping[str, float] | None,
    areas: Any,
    timed: Any,
    usual: Any,
    say: Any,
) -> Events:
    across, up = points(x, y)
    enough(across.size, LEAST)
    size = across.size
    moments = np.full(size, np.datetime64("NaT"), dtype="datetime64[s]") if at is None else np.asarray(at)
    if not np.issubdtype(moments.dtype, np.datetime64):
        raise AnalysisRefused("no_moments", NO_MOMENTS, given=str(moments.dtype))
    names, kind = np.unique(np.array(["—"] * size if category is None else list(category)), return_inverse=True)
    known = ~np.isnat(moments) if timed is None else np.asarray(timed, dtype=bool) & ~np.isnat(moments)
    part = np.ones(size, dtype=bool) if usual is None else np.asarray(usual, dtype=bool)
    same_length(x=across, at=moments, category=kind, timed=known, usual=part)
    weights = {str(name): float(flat([value], "harm")[0]) for name, value in (harm or {}).items()}
    return Events(
        across,
        up,
        moments.astype("datetime64[s]"),
        known,
        kind.ravel().astype(np.int64),
        [str(name) for name in names],
        np.flatnonzero(part),
        np.array([weights.get(str(name), 1.0) for name in names]),
        bool(weights),
        areas,
        say or (lambda a, b: (f"{a:.0f}", f"{b:.0f}")),
    )
