"""An appeal as a service request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from senim.appeals import api as appeals
from senim.kernel.clock import local
from senim.staff import api as staff
from senim.territory import api as territory


def spoken() -> str:
    return (get_language() or "kk")[:2]


def row(seen: appeals.Seen) -> dict[str, Any]:
    """A request by the names of the specification. What is not the asker's own has the middle of its beat for a place
    and no words."""
    lon, lat = _point(seen)
    found: dict[str, Any] = {
        "service_request_id": seen.number,
        "status": "open" if seen.is_open else "closed",
        "status_notes": _notes(seen),
        "service_name": str(appeals.category(seen.category).label) if seen.category in appeals.CATEGORIES else "",
        "service_code": seen.category,
        "description": seen.text if seen.own else None,
        "agency_responsible": unit(seen.holder_id),
        "service_notice": None,
        "requested_datetime": moment(seen.received_at),
        "updated_datetime": moment(seen.updated_at),
        "expected_datetime": moment(seen.promise_due),
        "address": seen.place if seen.own else _beat(seen.area_id),
        "address_id": None,
        "zipcode": None,
        "lat": lat,
        "long": lon,
        "media_url": None,
    }
    if seen.own:
        found["attributes"] = [{"code": code, "value": value} for code, value in (seen.answers or {}).items()]
    return found


def moment(at: datetime) -> str:
    """As the specification writes moments, on Kazakhstan's clock."""
    return local(at).isoformat(timespec="seconds")


def _point(seen: appeals.Seen) -> tuple[float | None, float | None]:
    if seen.own:
        return seen.lon, seen.lat
    return (territory.middle(seen.area_id) if seen.area_id else None) or (None, None)


def _beat(area_id: int | None) -> str | None:
    return territory.name_of(territory.area(area_id), spoken()) if area_id else None


def _notes(seen: appeals.Seen) -> str:
    face = appeals.seen_as(seen.state)
    if face is appeals.PublicState.NEEDS_YOU and not seen.own:
        face = appeals.PublicState.IN_WORK  # what is asked of an applicant is between the two
    said = str(appeals.PUBLIC_STATES[face])
    return f"{said}: {appeals.OUTCOMES[appeals.Outcome(seen.outcome)]}" if seen.outcome else said


def unit(post_id: int | None) -> str:
    """The unit of a post, or its title, in the present language; empty where there is none. No query."""
    post = staff.post_info(post_id) if post_id else None
    if post is None:
        return ""
    place = territory.LANGUAGES.index(spoken())
    return post.units[place] or post.units[0] or post.titles[place] or post.titles[0]
