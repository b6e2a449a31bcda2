"""Every write of incidents."""

from senim.incidents.actions.classify import add_kind, weigh
from senim.incidents.actions.classify import decide as classify
from senim.incidents.actions.feeds import create_feed
from senim.incidents.actions.imports import apply, bring_in, check, discard, receive, remap, withdraw
from senim.incidents.actions.runs import cancel_run, note_export, note_reading, start_run, take_along

__all__ = [
    "add_kind",
    "apply",
    "bring_in",
    "cancel_run",
    "check",
    "classify",
    "create_feed",
    "discard",
    "note_export",
    "note_reading",
    "receive",
    "remap",
    "start_run",
    "take_along",
    "weigh",
    "withdraw",
]
