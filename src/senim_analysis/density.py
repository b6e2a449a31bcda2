"""How thick events lie: a kernel density in events per square kilometre, exact at the centres of the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from senim_analysis.artefacts import ONE_PLACE
from senim_analysis.checks import Floats, counts, points, positive, same_length
from senim_analysis.choices import one_of
from senim_analysis.errors import AnalysisRefused
from senim_analysis.raster import Grid, outside_note
from senim_analysis.result import Note, Result
from senim_analysis.stamps import STANDARD_DEVIATIONS, spread
from senim_analysis.words import NOT_A_PERSON, ONE_EVENT, Percent, Words

Kernel = Literal["quartic", "gaussian"]
Form = Literal["ratio", "log_ratio", "difference", "relative_difference", "sum"]
Bools = npt.NDArray[np.bool_]

NOT_SAME_GRID = Words(
    "Екі қабаттың торы, радиусы және ядросы бірдей болуы керек.",
    "У двух слоёв должны совпадать сетка, радиус и ядро.",
    "The two layers must have the same grid, bandwidth and kernel.",
)
COARSE = Words(
    "Ұяшық ({cell} м) радиустың ({bandwidth} м) жартысынан үлкен: бет дөрекі, ұяшықты кішірейтіңіз.",
    "Ячейка ({cell} м) больше половины радиуса ({bandwidth} м): поверхность грубая, уменьшите ячейку.",
    "The cell ({cell} m) is wider than half the bandwidth ({bandwidth} m): the surface is rough, take smaller cells.",
)
STACKED = Words(
    "Барлық оқиғаның {share}-ы бір координатада: бұл бекеттің немесе қала орталығының адресі болуы мүмкін.",
    "{share} всех событий стоят на одной координате: это может быть адрес отдела или центр города.",
    "{share} of all events stand on one coordinate: it may be the station's address or the centre of the town.",
)
PEAK = Words(
    "Ең тығыз жер ({x}; {y}): 1 км²-ге {peak} оқиға (радиусы {bandwidth} м). Торда {inside}, одан тыс {outside}.",
    "Гуще всего у ({x}; {y}): {peak} событий на км² при радиусе {bandwidth} м. В сетке {inside}, вне её {outside}.",
    "Thickest at ({x}; {y}): {peak} events per km² with a bandwidth of {bandwidth} m. "
    "In the grid {inside}, outside {outside}.",
)
COMPARED = Words(
    "{n} ұяшықтың ішінде салыстырылғаны: {shown}; қалғанында салыстыруға негіз тым аз.",
    "Сравнено {shown} ячеек из {n}; в остальных слишком мало того, с чем сравнивать.",
    "{shown} of {n} cells are compared; in the others there is too little to compare with.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Density(Result):
    """`density`: [row, column], events (or harm) per km² at the centres, rows from the south; nan outside the mask.

    x, y: centres of columns and rows, metres; edge: where the kernel reaches over the edge, so that the density is too
    low unless events beyond it were given; inside + outside = n; extent: of whole cells.
    """

    density: Floats
    x: Floats
    y: Floats
    edge: Bools
    extent: tuple[float, float, float, float]
    inside: int
    outside: int

    def sentence(self, language: str) -> str:
        row, column = np.unravel_index(int(np.nanargmax(self.density)), self.density.shape)
        params = {
            "x": round(float(self.x[column])),
            "y": round(float(self.y[row])),
            "peak": float(self.density[row, column]),
            "bandwidth": self.parameters["bandwidth"],
            "inside": self.inside,
            "outside": self.outside,
        }
        return f"{PEAK.fill(language, params)} {NOT_A_PERSON.fill(language)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DualDensity(Result):
    """`values`: [row, column] of two layers set against each other; nan where the base is too thin to divide by."""

    values: Floats
    x: Floats
    y: Floats
    edge: Bools

    def sentence(self, language: str) -> str:
        params = {"n": int(self.values.size), "shown": int(np.isfinite(self.values).sum())}
        return f"{COMPARED.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def kernel_density(
    x: Any,
    y: Any,
    *,
    bandwidth: float,
    cell: float,
    extent: Sequence[float],
    kernel: Kernel = "quartic",
    weights: Any = None,
    mask: Any = None,
) -> Density:
    """Events per km² on a grid, summed exactly at the cells' centres; no transform, no binning.

    x, y: metres; extent: (west, south, east, north), widened to whole cells; weights: [event], of harm or of people;
    mask: [row, column], the study area. Events outside the extent still count where their kernel reaches in.
    quartic: 3/(pi h^2) (1 - d^2/h^2)^2 within the bandwidth h (Silverman 1986); gaussian: standard deviation h, cut beyond
    5 h. The bandwidth is the caller's: `suggested_bandwidth` only suggests. Raises AnalysisRefused for degrees.
    """
    across, up = points(x, y)
    one_of(kernel, "kernel", ("quartic", "gaussian"))
    positive(bandwidth, "bandwidth")
    grid = Grid.over(extent, cell)
    weight = np.ones(across.size) if weights is None else counts(weights, "weights")
    same_length(x=across, weights=weight)
    area = grid.mask(mask)
    density = spread(across, up, weight, grid, float(bandwidth), kernel) * 1e6
    density[~area] = np.nan
    inside = int(grid.holds(across, up).sum())
    return Density(
        method=f"kernel density, {kernel}",
        n=across.size,
        parameters={
            "bandwidth": bandwidth,
            "cell": cell,
            "extent": list(extent),
            "kernel": kernel,
        },
        notes=_notes(across, up, grid, bandwidth),
        density=density,
        x=grid.x,
        y=grid.y,
        edge=grid.near_edge(area, bandwidth * (1 if kernel == "quartic" else STANDARD_DEVIATIONS)),
        extent=grid.extent,
        inside=inside,
        outside=across.size - inside,
    )


def dual_density(first: Density, second: Density, *, form: Form = "ratio", least: float = 0.0) -> DualDensity:
    """Two layers against each other: events against people, this year against the last (Levine, CrimeStat: dual kernel).

    ratio first / second; log_ratio, natural; difference first - second; relative_difference with each layer as shares of
    its own total; sum. `least`: base density per km² under which nothing is divided. Raises AnalysisRefused for two grids.
    Source: Kelsall, Diggle 1995.
    """
    one_of(form, "form", ("ratio", "log_ratio", "difference", "relative_difference", "sum"))
    same = ("bandwidth", "cell", "kernel")
    if first.extent != second.extent or any(first.parameters[one] != second.parameters[one] for one in same):
        raise AnalysisRefused("not_same_grid", NOT_SAME_GRID)
    return DualDensity(
        method=f"dual kernel density, {form}",
        n=first.n,
        parameters={"form": form, "least": least, "base": second.n},
        notes=first.notes,
        values=_set_against(first.density, second.density, form, least),
        x=first.x,
        y=first.y,
        edge=first.edge | second.edge,
    )


def suggested_bandwidth(x: Any, y: Any) -> float:
    """A bandwidth in metres to begin with, from both coordinates; the same however the map is turned.

    The smaller of the standard deviation along an axis and its robust kin (from the median distance to the centre), times
    n^(-1/6): Scott 1992. For a quartic kernel of the same smoothness in the plane take 2.8 times as much. Raises AnalysisRefused for fewer than three events.
    """
    across, up = points(x, y, least=3)
    away = np.hypot(across - across.mean(), up - up.mean())
    deviation = float(np.sqrt((away**2).mean() / 2))
    robust = float(np.median(away)) / float(np.sqrt(2 * np.log(2)))
    return positive(min(deviation, robust or deviation) * across.size ** (-1 / 6), "bandwidth")


def _set_against(first: Floats, second: Floats, form: str, least: float) -> Floats:
    if form == "sum":
        return first + second
    if form == "difference":
        return first - second
    if form == "relative_difference":
        return first / np.nansum(first) - second / np.nansum(second)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((second > least) & (second > 0), first / second, np.nan)
        return np.log(np.where(ratio > 0, ratio, np.nan)) if form == "log_ratio" else ratio


def _notes(x: Floats, y: Floats, grid: Grid, bandwidth: float) -> tuple[Note, ...]:
    notes = [*outside_note(x, y, grid)]
    if x.size == 1:
        notes.append(Note("one_event", ONE_EVENT))
    if grid.cell > bandwidth / 2:
        notes.append(Note("coarse", COARSE, {"cell": grid.cell, "bandwidth": bandwidth}))
    share = _largest_stack(x, y) / x.size
    if x.size >= 50 and share > 0.05:
        notes.append(Note("stacked", STACKED, {"share": Percent(share)}))
    elif x.size > 1 and share == 1:
        notes.append(Note("one_place", ONE_PLACE))
    return tuple(notes)


def _largest_stack(x: Floats, y: Floats) -> int:
    """Events at the commonest coordinate, looked for where the commonest x is."""
    ordered = np.sort(x)
    starts = np.flatnonzero(np.concatenate([[True], np.diff(ordered) != 0]))
    sizes = np.diff(np.append(starts, x.size))
    commonest = ordered[starts[int(sizes.argmax())]]
    return int(np.unique(y[x == commonest], return_counts=True)[1].max())
