"""The portal's door: how later contexts put parts on the page of a beat. See `senim.portal.slots`.

Keys of other applications: hand_out_key(actor=..., values=KeyValues(...)) -> (key, secret), for the demonstration.
"""

from senim.portal.actions import KeyValues, hand_out_key
from senim.portal.domain import Vector
from senim.portal.slots import Beat, Part, register

__all__ = ["Beat", "KeyValues", "Part", "Vector", "hand_out_key", "register"]
