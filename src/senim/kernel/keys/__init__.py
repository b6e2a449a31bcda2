"""The keys of an installation, each for one purpose, and how a purpose gets a new one while the system runs.

    signing   Django's own: sessions, cookies, links that carry a signature        rotated; nobody is signed out
    vault     seals columns: papers, protected messages, secrets of second steps    rotated; rows are sealed again
    marks     keyed hashes of values that are not kept (a code, a contact)          stays: see `ring.CANNOT`
    hooks     signs what goes to webhooks                                           rotated; both sign for a time

Until a key is first rotated there is no ring: all purposes use `SECRET_KEY`, as the first release did. What stands in
the database under these keys, its contexts register with `register`.
"""

from senim.kernel.keys.registry import Sealed, register, sealed_columns
from senim.kernel.keys.ring import State, fingerprint, fingerprints, hooks, marking, sealing

__all__ = [
    "Sealed",
    "State",
    "fingerprint",
    "fingerprints",
    "hooks",
    "marking",
    "register",
    "sealed_columns",
    "sealing",
]
