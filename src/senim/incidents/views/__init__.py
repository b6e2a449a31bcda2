"""The pages of incidents. Views hold no rules."""

from senim.incidents.views.explore import (
    cancel,
    explore,
    export,
    hexagons,
    points,
    run,
    run_export,
    run_shapes,
    runs,
    shapes,
)
from senim.incidents.views.files import apply, discard, import_file, imports, new_feed, withdraw
from senim.incidents.views.words import words

__all__ = [
    "apply",
    "cancel",
    "discard",
    "explore",
    "export",
    "hexagons",
    "import_file",
    "imports",
    "new_feed",
    "points",
    "run",
    "run_export",
    "run_shapes",
    "runs",
    "shapes",
    "withdraw",
    "words",
]
