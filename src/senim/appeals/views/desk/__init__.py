"""The officer's desk: the queue by what is owed first, one appeal whole, and every act on it."""

from senim.appeals.views.desk.acts import ACTS
from senim.appeals.views.desk.lists import area, decide_transfer, queue
from senim.appeals.views.desk.one import act, desk, file, identity, letter, simple

__all__ = [
    "ACTS",
    "act",
    "area",
    "decide_transfer",
    "desk",
    "file",
    "identity",
    "letter",
    "queue",
    "simple",
]
