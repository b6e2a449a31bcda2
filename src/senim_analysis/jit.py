"""numba where it is installed; without it the same functions run as plain Python or NumPy, slower.

Kernels are compiled once and kept on disk beside the module, so that the second process starts warm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

try:
    import numba

    HAVE_NUMBA = True
except ImportError:  # the library works without it
    HAVE_NUMBA = False


def kernel(*, parallel: bool = False) -> Callable[[Callable[..., Any]], Any]:
    """Compile a function of arrays where numba is here (`parallel`: its prange loops use the cores)."""

    def make(function: Callable[..., Any]) -> Any:
        if not HAVE_NUMBA:
            return function
        return numba.njit(cache=True, parallel=parallel, nogil=True, error_model="numpy")(function)

    return make


#: A loop whose turns do not depend on one another: numba.prange inside a parallel kernel, range elsewhere.
each: Any = numba.prange if HAVE_NUMBA else range
