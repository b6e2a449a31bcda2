"""Refusals of walking distance, in the language of the reader."""

from typing import Any

from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, Any] = {
    "not_yours": _("This point or figure is not in your area."),
    "since_future": _("The day lies ahead. Enter the day since which it is so."),
    "closed_why": _("Say why the point is closed and where people can come meanwhile: residents will read it."),
    "note_personal": _("The note is public. Take telephone numbers of persons and personal numbers out of it."),
    "equipment": _("A count of equipment is a whole number from 0 to 999."),
    "value": _("This value is not one at which people walk: it must lie between %(low)s and %(high)s."),
    "slow_pace": _("The slow pace must not be above the usual one."),
    "source": _("Say where the value is from: a number without its source is not used."),
    "posts": _("Ask for 1 to %(most)d posts."),
    "lot_line": _("Line %(line)d cannot be read. Write the name, longitude and latitude: School yard; 71.43; 51.13"),
    "lot_outside": _("The lot in line %(line)d lies outside the area."),
    "lots_few": _("There must be at least as many lots as posts."),
    "lots_many": _("At most %(most)d lots at once."),
    "no_houses": _("No house of this area has coordinates: bring in its addresses first."),
}
