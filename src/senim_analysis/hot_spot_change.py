"""Which hot spots are new, lasting or gone: Gi* in every period, one class for each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import NOT_FLAT, Floats, enough, share
from senim_analysis.errors import AnalysisRefused
from senim_analysis.local import getis_ord
from senim_analysis.result import Note, Result
from senim_analysis.words import NOT_A_PERSON, Words

CLASSES = ("none", "new", "lasting", "former", "intermittent")
LABELS = {
    "none": Words("ошақ емес", "не очаг", "not a hot spot"),
    "new": Words("жаңа", "новый", "new"),
    "lasting": Words("тұрақты", "постоянный", "lasting"),
    "former": Words("бұрынғы", "бывший", "former"),
    "intermittent": Words("ауық-ауық", "временами", "intermittent"),
}
EMPTY_PERIODS = Words(
    "{count} кезеңде барлық ұяшық бірдей (мысалы, бос): олар ошақсыз деп алынды, деректің толықтығын тексеріңіз.",
    "В {count} периодах все ячейки одинаковы (например, пусты): там очагов нет, проверьте полноту данных.",
    "In {count} periods all cells are alike (empty, say): no hot spots there; see whether the data are complete.",
)
CHANGED = Words(
    "{n} ұяшық, {periods} кезең: тұрақты ошақ {lasting}, жаңа {new}, бұрынғы {former}, ауық-ауық {intermittent}.",
    "{n} ячеек, {periods} периодов: постоянных очагов {lasting}, новых {new}, бывших {former}, временами {intermittent}.",
    "{n} cells, {periods} periods: {lasting} lasting hot spots, {new} new, {former} former, {intermittent} intermittent.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HotSpotClasses(Result):
    """`classes`: [cell], one of CLASSES; hot: [period, cell]; z: [period, cell]; share: [cell] of periods that were hot."""

    classes: npt.NDArray[np.str_]
    hot: npt.NDArray[np.bool_]
    z: Floats
    share: Floats

    def where(self, kind: str) -> npt.NDArray[np.int64]:
        """The cells of one class."""
        return np.flatnonzero(self.classes == kind).astype(np.int64)

    def sentence(self, language: str) -> str:
        params = {kind: int((self.classes == kind).sum()) for kind in CLASSES}
        params |= {"n": self.n, "periods": len(self.hot)}
        return f"{CHANGED.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def hot_spot_classes(
    counts: Any,
    neighbours: Any,
    *,
    level: float = 0.05,
    recent: float = 0.2,
    lasting: float = 0.8,
    least: float = 0.1,
) -> HotSpotClasses:
    """New, lasting, former and intermittent hot spots, from counts in the same cells over periods.

    counts: [period, cell] (or [period, row, column]), the oldest first; neighbours: binary sparse [cell, cell]. A cell is
    hot in a period by Gi* with false-discovery control at `level`. It is no hot spot if hot in under `least` of the periods;
    lasting if hot in at least `lasting` of them and lately; new if hot only lately, that is in the last `recent` of
    the periods; former if hot only before; intermittent otherwise. Raises AnalysisRefused for fewer than four periods.
    Sources: Ord, Getis 1995; Benjamini, Hochberg 1995; the classes: a rule of our own.
    """
    shape = np.shape(counts)
    if len(shape) not in (2, 3):
        raise AnalysisRefused("not_flat", NOT_FLAT, name="counts")
    enough(shape[0], 4)
    for name, value in (("level", level), ("recent", recent), ("lasting", lasting), ("least", least)):
        share(value, name)
    table = np.array(counts, dtype=np.float64).reshape(shape[0], -1)
    z = np.zeros(table.shape)
    hot = np.zeros(table.shape, dtype=bool)
    alike = 0
    for period, row in enumerate(table):
        if np.ptp(row) == 0:
            alike += 1
            continue
        local = getis_ord(row, neighbours, level=level)
        z[period], hot[period] = local.z, local.hot
    classes, often = _classes(hot, recent, lasting, least)
    return HotSpotClasses(
        method="Getis-Ord Gi* per period, classes of change",
        n=table.shape[1],
        parameters={"level": level, "recent": recent, "lasting": lasting, "least": least, "periods": shape[0]},
        notes=(Note("empty_periods", EMPTY_PERIODS, {"count": alike}),) if alike else (),
        classes=classes,
        hot=hot,
        z=z,
        share=often,
    )


def _classes(
    hot: npt.NDArray[np.bool_], recent: float, lasting: float, least: float
) -> tuple[npt.NDArray[np.str_], Floats]:
    late = max(1, round(recent * len(hot)))
    often = hot.mean(0).astype(np.float64)
    lately, before = hot[-late:].any(0), hot[:-late].any(0)
    spots = hot.any(0) & (often >= least - 1e-12)
    kinds = np.select(
        [~spots, (often >= lasting - 1e-12) & lately, lately & ~before, before & ~lately],
        ["none", "lasting", "new", "former"],
        "intermittent",
    )
    return kinds, often
