"""Every act on a file: its right, its tab, its form, what it does with a valid form, and what is said then."""

from senim.problems.views.acts import analyse, assess, respond, scan
from senim.problems.views.acts.base import Act, Doing
from senim.problems.views.acts.respond import door
from senim.problems.views.acts.scan import definition_of

ACTS: dict[str, Act] = {**scan.ACTS, **analyse.ACTS, **respond.ACTS, **assess.ACTS}

__all__ = ["ACTS", "Act", "Doing", "definition_of", "door"]
