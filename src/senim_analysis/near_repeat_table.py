"""The table of near repeats as it is handed out: arrays, labels, and what it says in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim_analysis import words
from senim_analysis.checks import Floats
from senim_analysis.knox import times
from senim_analysis.result import Result
from senim_analysis.words import Words

FINDING = Words(
    "Бір-бірінен {distance} м және {interval} тәулік аралықта болған жұптар: {observed}. Кездейсоқтықтан күтілгені: {expected}{ratio}; {p}.{acts} {person}",
    "Пар на расстоянии {distance} м с промежутком {interval} сут: {observed}. Случайно ожидалось {expected}{ratio}; {p}.{acts} {person}",
    "Pairs {distance} m and {interval} days apart: {observed}. Chance alone would give {expected}{ratio}; {p}.{acts} {person}",
)
ACTS = Words(
    " Оқиғадан кейін әсері {interval} тәулікке дейін, {distance} м шегінде байқалады.",
    " После события эффект держится до {interval} сут в пределах {distance} м.",
    " After an event it lasts up to {interval} days within {distance} m.",
)
NOTHING = Words(
    "Ешбір аралықта кездейсоқтықтан күтілгеннен артық жұп табылмады (оқиға саны: {n}). {person}",
    "Ни в одном промежутке пар не больше, чем ожидалось бы случайно (событий: {n}). {person}",
    "No band holds more pairs than chance alone would give (events: {n}). {person}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePlace(Result):
    """Pairs at one and the same address, [interval]: repeats, not near repeats."""

    observed: Floats
    expected: Floats
    sd: Floats
    ratio: Floats
    p_value: Floats

    def sentence(self, language: str) -> str:
        """The first band of time in words."""
        ratio = float(self.ratio[0])
        return FINDING.fill(
            language,
            {
                "distance": 0,
                "interval": _band(self.parameters["interval_bands"], 0),
                "observed": int(self.observed[0]),
                "expected": float(self.expected[0]),
                "ratio": times(ratio if np.isfinite(ratio) else None, language),
                "p": words.probability(float(self.p_value[0]), language),
                "acts": "",
                "person": words.NOT_A_PERSON,
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRepeatResult(Result):
    """Arrays [distance, interval] over half-open bands [a, b); the first distance band holds the same place too.

    `ratio` is not a number where less than one pair is expected. `q_value`: false-discovery rate over the table.
    `family_p`: against the largest of the whole table in each shuffle; None without shuffles. `same_place`: the row of
    pairs at one address alone. `all_observed`, `all_expected`: with what lies below the first and beyond the last
    edge, [distances + 2, intervals + 2]; they add up to n(n-1)/2.
    """

    distance_bands: Floats
    interval_bands: Floats
    observed: Floats
    expected: Floats
    sd: Floats
    z: Floats
    ratio: Floats
    p_value: Floats
    q_value: Floats
    family_p: Floats | None
    same_place: SamePlace
    all_observed: Floats
    all_expected: Floats

    @property
    def acts(self) -> tuple[float, float] | None:
        """How far (metres) and how long (days) after an event more follow: the largest block of cells from the nearest
        and soonest that all have more than chance gives (false-discovery rate 5 %); None if there is none."""
        more = (self.q_value <= 0.05) & (self.observed > self.expected)
        whole = np.logical_and.accumulate(np.logical_and.accumulate(more, axis=0), axis=1)
        if not whole[0, 0]:
            return None
        rows, columns = np.nonzero(whole)
        best = int(np.argmax(self.distance_bands[rows + 1] * self.interval_bands[columns + 1]))
        return float(self.distance_bands[rows[best] + 1]), float(self.interval_bands[columns[best] + 1])

    def label(self, distance: int, interval: int) -> tuple[str, str]:
        """The bands of a cell as they are: "[100, 200)"."""
        return _band(self.distance_bands, distance), _band(self.interval_bands, interval)

    def sentence(self, language: str) -> str:
        """The finding; kk, ru or en. A ratio is told only where at least one pair is expected."""
        found = (self.q_value <= 0.05) & (self.observed > self.expected)
        if not found.any():
            return NOTHING.fill(language, {"n": self.n, "person": words.NOT_A_PERSON})
        first = bool(found[0, 0])
        cell = (0, 0) if first else np.unravel_index(int(np.argmax(np.where(found, self.z, -np.inf))), found.shape)
        distance, interval = self.label(int(cell[0]), int(cell[1]))
        ratio = float(self.ratio[cell])
        acts = self.acts
        return FINDING.fill(
            language,
            {
                "distance": distance,
                "interval": interval,
                "observed": int(self.observed[cell]),
                "expected": float(self.expected[cell]),
                "ratio": times(ratio if np.isfinite(ratio) else None, language),
                "p": words.probability(float(self.p_value[cell]), language),
                "acts": ACTS.fill(language, {"distance": acts[0], "interval": acts[1]}) if acts else "",
                "person": words.NOT_A_PERSON,
            },
        )


def _band(edges: Floats, place: int) -> str:
    return f"[{edges[place]:g}, {edges[place + 1]:g})"
