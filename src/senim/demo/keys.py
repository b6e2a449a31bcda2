"""The one key of the demonstration for other applications: the same every time it is printed."""

from django.utils.crypto import salted_hmac

from senim.kernel import keys
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.portal import api as portal

VALUES = portal.KeyValues(name="Демо қосымша", contact="app@demo.senim.example", per_hour=1000)


#: So often may somebody revoke it while trying that out.
TRIES = 50


def api_key() -> str:
    """The key in force, made where there is none; "" where others stand in its place.

    It follows from the installation's own key, so that nobody else has it; each one revoked is followed by the next.
    """
    for number in range(TRIES):
        made = salted_hmac("senim.demo.open311", str(number), secret=keys.marking(), algorithm="sha256")
        secret = made.hexdigest()[:43]
        if portal.is_in_force(secret):
            return secret
        try:
            portal.hand_out_key(actor=Actor.system("demo"), values=VALUES, secret=secret)
        except Refused:
            continue
        return secret
    return ""
