"""Which hexagons are new, lasting or former hot spots: Gi* in every month, one class for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse

from senim.incidents import cells
from senim.incidents.events import Events
from senim.incidents.methods.common import sentences
from senim_analysis import AnalysisRefused, hot_spot_classes
from senim_analysis.hot_spot_change import LABELS
from senim_analysis.words import Words

SHOWN = 400
NOTHING = Words(
    "Таңдауда орны мен уақыты белгілі оқиға жоқ.",
    "В выборке нет событий с местом и временем.",
    "The selection has no events with place and time.",
)


def hot_spots(
    events: Events,
    parameters: dict[str, Any],
    tell: Callable[[float, str], None],
    cancel: Callable[[], bool],  # noqa: ARG001 - quick
) -> dict[str, Any]:
    """Classes of the hexagons by whole months. Raises AnalysisRefused for fewer than four months."""
    keep = (events.cell != 0) & ~np.isnat(events.at)
    if not keep.any():
        raise AnalysisRefused("nothing", NOTHING)
    resolution = int(parameters.get("resolution") or cells.suited(events.lon, events.lat))
    at = cells.coarser(events.cell[keep], resolution)
    month = events.at[keep].astype("datetime64[M]").astype(np.int64)
    # The last month is seldom whole: it would look like a fall everywhere.
    whole = month < month.max()
    met, place = np.unique(at[whole], return_inverse=True)
    tell(0.3, "hexagons")
    ids, links = _with_neighbours(met)
    first, last = (int(month[whole].min()), int(month[whole].max())) if whole.any() else (0, 0)
    counts = np.zeros((last - first + 1, len(ids)))
    if whole.any():
        np.add.at(counts, (month[whole] - first, place), 1)
    tell(0.5, "hot spots")
    found = hot_spot_classes(counts, links)
    data = found.to_dict()
    spots = [_spot(ids[one], found, one, counts) for one in np.flatnonzero(found.classes != "none").tolist()]
    spots.sort(key=lambda spot: (-spot["events"], spot["cell"]))
    for name in ("classes", "hot", "z", "share"):
        data.pop(name, None)
    labels = {name: words._asdict() for name, words in LABELS.items()}
    return {**data, "sentence": sentences(found), "spots": spots[:SHOWN], "resolution": resolution, "labels": labels}


def _with_neighbours(met: Any) -> tuple[list[int], Any]:
    """The cells that were met, and those around them: an empty cell beside a hot one is evidence too."""
    ids = [int(one) for one in met]
    known = {one: place for place, one in enumerate(ids)}
    for one in [int(cell) for cell in met]:
        for beside in cells.around(one):
            if beside not in known:
                known[beside] = len(ids)
                ids.append(beside)
    pairs = [
        (place, known[beside])
        for one, place in list(known.items())
        for beside in cells.around(one)
        if beside != one and beside in known
    ]
    rows, columns = np.array(pairs).T
    return ids, sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(ids), len(ids)))


def _spot(cell: int, found: Any, place: int, counts: Any) -> dict[str, Any]:
    lon, lat = cells.centre(cell)
    return {
        "cell": cells.name(cell),
        "class": str(found.classes[place]),
        "months": int(found.hot[:, place].sum()),
        "events": int(counts[:, place].sum()),
        "lon": round(lon, 5),
        "lat": round(lat, 5),
    }
