"""The portal's door: how later contexts put parts on the page of a beat. See `senim.portal.slots`."""

from senim.portal.domain import Vector
from senim.portal.slots import Beat, Part, register

__all__ = ["Beat", "Part", "Vector", "register"]
