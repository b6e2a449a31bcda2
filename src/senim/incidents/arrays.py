"""The columns of a batch as arrays, and their bytes: 160 000 events are 9 MB and stand ready in some milliseconds."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: Metres of a degree of latitude.
DEGREE = 111_320.0
#: Bits of `flags`.
TIMED, DUPLICATE, SUPERSEDED = 1, 2, 4
#: A minute that is not known.
UNKNOWN = np.iinfo(np.int32).min

_DTYPES = {
    "id": np.int64,
    "lon": np.float64,
    "lat": np.float64,
    "minute": np.int32,
    "until": np.int32,
    "flags": np.uint8,
    "raw": np.int32,
    "path": np.int32,
    "place": np.int64,
    "cell": np.uint64,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """One batch. lon, lat: NaN where unknown; minute, until: local minutes since 1970 or UNKNOWN; flags: bits above;
    raw: number in `raws` (the file's words); path: number in `paths`; place: key of the address or the point, 0 where
    none; cell: H3 of resolution 11, 0 where none."""

    id: Ints
    lon: Floats
    lat: Floats
    minute: npt.NDArray[np.int32]
    until: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint8]
    raw: npt.NDArray[np.int32]
    path: npt.NDArray[np.int32]
    place: Ints
    cell: npt.NDArray[np.uint64]
    raws: tuple[str, ...]
    paths: tuple[str, ...]

    @property
    def nbytes(self) -> int:
        return int(sum(getattr(self, name).nbytes for name in _DTYPES))

    @property
    def n(self) -> int:
        return int(self.id.size)


def build(raws: tuple[str, ...], paths: tuple[str, ...], **columns: Any) -> Columns:
    """Columns of the right types. Raises ValueError where their lengths differ."""
    made = {name: np.ascontiguousarray(columns[name], dtype=kind) for name, kind in _DTYPES.items()}
    if len({one.size for one in made.values()}) > 1:
        raise ValueError("columns of one batch have one length")
    return Columns(**made, raws=raws, paths=paths)


def to_bytes(columns: Columns) -> bytes:
    """The columns for the database. No pickle: what is read back is numbers and JSON."""
    buffer = io.BytesIO()
    names = json.dumps({"raws": columns.raws, "paths": columns.paths}, ensure_ascii=False).encode()
    arrays = {one.name: getattr(columns, one.name) for one in fields(columns) if one.name in _DTYPES}
    np.savez(buffer, names=np.frombuffer(names, dtype=np.uint8), **arrays)
    return buffer.getvalue()


def from_bytes(data: bytes | memoryview) -> Columns:
    """The columns of `to_bytes`."""
    with np.load(io.BytesIO(data), allow_pickle=False) as found:
        names = json.loads(found["names"].tobytes())
        made = {name: found[name] for name in _DTYPES}
    for array in made.values():
        array.flags.writeable = False
    return Columns(**made, raws=tuple(names["raws"]), paths=tuple(names["paths"]))
