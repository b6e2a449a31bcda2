"""The one door through which p-values of closed forms leave: a tail may be too small for a float, but it is never 0."""

from __future__ import annotations

from typing import Any

import numpy as np

#: The smallest normal float, 2.2e-308: what is told where a tail underflows. Such a p-value is a bound from above.
LEAST = float(np.finfo(np.float64).tiny)


def floored(p: Any) -> Any:
    """The p-values, those that underflowed raised to LEAST; nan stays nan. A float for a float, an array for an array."""
    raised = np.maximum(np.asarray(p, dtype=np.float64), LEAST)
    return raised if raised.ndim else float(raised)
