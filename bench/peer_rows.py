"""What the analysis is measured at: who does the same as which job of ours, how near its answer lies, the bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MILLION = 1_000_000
SIZES = (5_000, 20_000, 100_000)
GROWTH = (100_000, 400_000, 1_600_000)
IN_R = {"surveillance", "spdep", "spatstat", "NearRepeat"}


@dataclass(frozen=True)
class Peer:
    """A job of a peer and the largest number of events that it is asked to try. `close`: how near its answers lie."""

    name: str
    largest: int
    close: Mapping[str, float] = field(default_factory=dict)

    @property
    def runner(self) -> str:
        """What runs it: the name of a program on the PATH or of the variable that names one."""
        first = self.name.split()[0]
        return "Rscript" if first in IN_R else "SENIM_PEER_PYTHON"


@dataclass(frozen=True)
class Bar:
    """What a job may take on two cores, warm."""

    seconds: float
    megabytes: float | None = None


EXACT = {"observed": 0.0, "expected": 1e-9}
GI = {"largest": 1e-9, "first": 1e-9}
TABLE = {"observed": 0.0}
#: Our job -> who does the same. What a peer cannot end within the limit at a size it is not asked for at a larger one.
ROWS: dict[str, tuple[Peer, ...]] = {
    "knox exact": (),
    "knox 99": (
        Peer("pointpats Knox 99", 100_000, EXACT),
        Peer("pointpats knox (deprecated) 99", 100_000, EXACT),
        Peer("surveillance knox 9", 20_000, {"observed": 0.0, "expected": 1e-7}),
    ),
    "knox 999": (Peer("pointpats Knox 999", 20_000, EXACT),),
    "near repeat exact": (Peer("NearRepeat 2", 20_000, TABLE),),
    "near repeat 999": (),
    "mantel 99": (Peer("pointpats mantel 99", 5_000, {"statistic": 1e-9}),),
    "scan 999": (),
    "gi star, neighbours known": (),
    "gi star": (
        Peer("esda G_Local", 100_000, GI),
        Peer("esda G_Local 999", 20_000, GI),
        Peer("spdep localG", 100_000, GI),
    ),
    "moran 999": (Peer("esda Moran 999", 100_000, {"statistic": 1e-9}),),
    "density": (
        Peer("scikit-learn KernelDensity", 100_000, {"largest": 1e-3}),
        Peer("scipy gaussian_kde", 100_000, {"largest": 1e-5}),
        Peer("statsmodels KDEMultivariate", 20_000, {"largest": 1e-5}),
        Peer("spatstat density.ppp", 100_000, {"largest": 0.05}),
    ),
    "farrington": (Peer("surveillance farrington", 5_000, {"limit": 1e-4}),),
    "aoristic": (Peer("crimepy agg_weekhour", MILLION, {"sum": 1e-9, "first": 1e-9}),),
}
#: Sizes of their own.
SIZES_OF = {"aoristic": (20_000, MILLION), "farrington": (5_000,), "mantel 99": (5_000, 20_000)}
GROWING = ("knox exact", "knox 999", "near repeat exact", "scan 999", "density")
#: From a plain file to a ranked list and a report: the whole process.
REPORT = "file to report"
#: (job, events or 0 for any number) -> what it may take.
BARS = {
    ("knox exact", 100_000): Bar(0.5, 300),
    ("knox 999", 100_000): Bar(2.0),
    ("knox 999", 20_000): Bar(0.3),
    ("near repeat exact", 100_000): Bar(3.0),
    ("near repeat 999", 100_000): Bar(8.0, 500),
    ("scan 999", 100_000): Bar(8.0),
    ("gi star", 0): Bar(0.020),
    ("gi star, neighbours known", 0): Bar(0.020),
    ("density", 100_000): Bar(0.100),
    ("aoristic", MILLION): Bar(0.5),
    (REPORT, 160_371): Bar(60.0, 1000),  # Philadelphia, 2024
}


def bar_of(job: str, n: int) -> Bar | None:
    return BARS.get((job, n)) or BARS.get((job, 0))
