"""What the clock does by itself, and how often."""

from senim.kernel.schedule import every
from senim.reception.actions import watch


@every(120)
def follow_cover() -> int:
    """Who receives is looked at anew: an absence reaches everybody who has booked."""
    return watch.follow_cover()


@every(300)
def remind_bookings() -> int:
    """A reminder the day before."""
    return watch.remind()


@every(3600)
def close_past_bookings() -> int:
    """What nobody marked within a day is closed as not known."""
    return watch.close_past()
