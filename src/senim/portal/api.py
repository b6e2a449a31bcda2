"""The portal's door: how later contexts put parts on the page of a beat. See `senim.portal.slots`.

Keys of other applications, for the demonstration: hand_out_key(actor=..., values=KeyValues(...)) -> (key, secret);
is_in_force(secret).
"""

from senim.portal.actions import KeyValues, hand_out_key
from senim.portal.domain import Vector
from senim.portal.selectors import is_in_force
from senim.portal.slots import Beat, Part, register

__all__ = ["Beat", "KeyValues", "Part", "Vector", "hand_out_key", "is_in_force", "register"]
