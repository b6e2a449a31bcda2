"""Break-glass: one named record that is closed to an officer, for a short time, with a reason, seen by others.

The only door of this context. Nothing here widens what anybody's scope sees: the page of the opening shows what the
record's own context gives for it, and that alone. No act is possible on what was opened.

register(Kind(...))         a context says which of its records can be opened and what is shown of them (registry.py)
Kind, Record, Page, Part    what it says that with
open_record(actor=..., token=..., kind=..., number=..., ground=..., reason=...) -> Opening     Refused, NotYours
look, end, review           the record while the access lasts; its end before time; somebody else's verdict
Ground, GROUNDS             for what a record may be opened
OPENERS                     whose roles open
"""

from senim.breakglass.actions import end, look, open_record, review
from senim.breakglass.domain import GROUNDS, Ground
from senim.breakglass.models import Opening
from senim.breakglass.permissions import OPENERS
from senim.breakglass.registry import Kind, Page, Part, Record, kinds, register, unregister

__all__ = [
    "GROUNDS",
    "OPENERS",
    "Ground",
    "Kind",
    "Opening",
    "Page",
    "Part",
    "Record",
    "end",
    "kinds",
    "look",
    "open_record",
    "register",
    "review",
    "unregister",
]
