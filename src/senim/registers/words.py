"""Refusals of look-ups, in the language of the reader."""

from typing import Any

from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, Any] = {
    "not_yours": _("Your post does not look into registers."),
    "no_register": _("There is no such register here."),
    "iin_length": _("A personal number has twelve digits; here are %(n)d. Check it against the document."),
    "iin_wrong": _(
        "This cannot be anybody's personal number: the date or the check digit does not agree. Check each digit."),
    "plate": _("Write the plate as it stands on the vehicle, for example 123 ABC 01."),
    "purpose": _("Choose for what you look it up."),
    "ground_needed": _("Write the ground: the number of the appeal, or the key of a duty on your day."),
    "ground_unknown": _(
        "This ground is not on your desk: no open appeal of yours has this number, and no duty of yours has this key."),
    "limit": _("So many look-ups are not made: at most %(hour)d in an hour and %(day)d in a day. Ask your head."),
    "shown": _("This answer was shown once and is not kept. A new look-up needs its ground again."),
    "unavailable": _("The register does not answer now. The attempt is written down; try later."),
    "camera": _("There is no such camera in your area."),
    "minute_future": _("This minute has not been yet."),
    "minute_old": _("Images are kept for %(days)d days at most; this minute is older."),
    "no_image": _("There is no image of this camera at this minute."),
}
