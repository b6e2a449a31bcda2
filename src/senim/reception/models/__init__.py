"""Tables of receptions."""

from senim.reception.models.bookings import Booking, Step
from senim.reception.models.desks import Desk, Trip
from senim.reception.models.talks import Talk

__all__ = ["Booking", "Desk", "Step", "Talk", "Trip"]
