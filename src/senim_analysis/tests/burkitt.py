"""The 188 cases of Burkitt's lymphoma of the West Nile district: not kept here, read where the data folder stands."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
CASES = DATA / "oracle_splancs" / "burkitt_188.csv"
needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the Burkitt cases (splancs) are not on this machine")

Floats = NDArray[np.float64]


def cases() -> tuple[Floats, Floats, Floats]:
    """x, y, day."""
    x, y, t = np.genfromtxt(CASES, delimiter=",", skip_header=1, usecols=(0, 1, 2)).T
    return x.copy(), y.copy(), t.copy()
