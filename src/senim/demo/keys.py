"""The one key of the demonstration for other applications: the same every time it is printed."""

from django.utils.crypto import salted_hmac

from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.portal import api as portal

VALUES = portal.KeyValues(name="Демо қосымша", contact="app@demo.senim.example", per_hour=1000)


def api_key() -> str:
    """The key, made where it is not there. It follows from the installation's own key, so that nobody else has it."""
    secret = salted_hmac("senim.demo.open311", "key", algorithm="sha256").hexdigest()[:43]
    try:
        portal.hand_out_key(actor=Actor.system("demo"), values=VALUES, secret=secret)
    except Refused as refused:
        if refused.code != "same":
            raise
    return secret
