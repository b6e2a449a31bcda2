"""Registers: one subject, one purpose, one ground, shown once, written down.

The only door of this context.

look_up(actor=..., token=..., register=..., subject=..., purpose=..., ground=...) -> Answer | None
                            one question to one register; None where it has no entry; Refused, NotYours
still(actor=..., token=..., camera=..., at=..., purpose=..., ground=...) -> Still
                            the image of a camera of the own area at a minute; there is no search by a face
register_ground(name, check)   what else is a ground: check(scope, text) -> the ground in one form, or None
registers()                 which registers this installation has, by code; Register is the protocol of an adapter
url(ground)                 the form of a look-up with its ground filled in
Purpose, PURPOSES           for what a look-up may be made
"""

from __future__ import annotations

from urllib.parse import quote

from django.urls import reverse

from senim.registers.actions import look_up, still
from senim.registers.adapters import registers
from senim.registers.domain import PURPOSES, Answer, Purpose, Register, Still, Unavailable
from senim.registers.grounds import register_ground

__all__ = [
    "PURPOSES",
    "Answer",
    "Purpose",
    "Register",
    "Still",
    "Unavailable",
    "look_up",
    "register_ground",
    "registers",
    "still",
    "url",
]


def url(ground: str) -> str:
    """The form of a look-up on a ground (a duty's key, an appeal's number)."""
    return f"{reverse('registers:look_up')}?ground={quote(ground)}"
