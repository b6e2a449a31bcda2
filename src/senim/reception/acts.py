"""What is done at a reception, verb by verb, for a context to the right that plays it through (`api.acts`)."""

from senim.reception.actions.booking import book, cancel, move
from senim.reception.actions.desk import absent, came, hand_over, move_on
from senim.reception.actions.places import cancel_trip, hold_trip, keep_desk, move_trip, plan_trip
from senim.reception.actions.talks import complete, enter, walked_in
from senim.reception.actions.watch import follow_cover
from senim.reception.models import Trip

__all__ = [
    "Trip",
    "absent",
    "book",
    "came",
    "cancel",
    "cancel_trip",
    "complete",
    "enter",
    "follow_cover",
    "hand_over",
    "hold_trip",
    "keep_desk",
    "move",
    "move_on",
    "move_trip",
    "plan_trip",
    "walked_in",
]
