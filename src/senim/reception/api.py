"""Receptions: the door within walking distance. The only door of this context.

    on_beat(area_id, path, language, at) -> dict | None    what the page of a beat shows (ON_BEAT under ON_BEAT_TITLE);
                                                  no query
    arrivals(scope, paths, since, until, key="") -> Arrivals   when people came, against the hours; one query
    places(scope), of_post(id), of_point(point)  -> Place      hours cut into times; no query
    free(scope, place) -> [Open]                  times that everyone may take now; one query
    booking_path(key)                             the address at which a time of a place is chosen
    acts                                          the writes, for the demonstration
"""

from __future__ import annotations

from django.urls import reverse

from senim.reception import acts
from senim.reception.actions.booking import Booked, Wanted
from senim.reception.actions.places import DeskValues, TripValues
from senim.reception.actions.talks import Told
from senim.reception.domain import CameOf, Matter, Open, Sitting
from senim.reception.memory import Place, of_point, of_post
from senim.reception.presenters.public import ON_BEAT, on_beat
from senim.reception.selectors.book import Arrivals, arrivals, places
from senim.reception.selectors.free import free
from senim.reception.wording import ON_BEAT_TITLE

__all__ = [
    "ON_BEAT",
    "ON_BEAT_TITLE",
    "Arrivals",
    "Booked",
    "CameOf",
    "DeskValues",
    "Matter",
    "Open",
    "Place",
    "Sitting",
    "Told",
    "TripValues",
    "Wanted",
    "acts",
    "arrivals",
    "booking_path",
    "free",
    "of_point",
    "of_post",
    "on_beat",
    "places",
]


def booking_path(key: str) -> str:
    """Where a time at a place ("post-12", "point-3") is chosen, in the present language."""
    return reverse("reception:times", args=[key])
