"""The long analyses: events in, plain data out. Only the job worker imports this: the library loads scipy and numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from senim.incidents.domain import Method
from senim.incidents.methods.hot_spots import hot_spots
from senim.incidents.methods.near_repeat import near_repeats
from senim.incidents.methods.scan import scan

WORK: dict[Method, Callable[..., dict[str, Any]]] = {
    Method.SCAN: scan,
    Method.NEAR_REPEAT: near_repeats,
    Method.HOT_SPOTS: hot_spots,
}
