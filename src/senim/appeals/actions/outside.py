"""An appeal that another application sends for a resident: registered by the same door as every other."""

from __future__ import annotations

from senim.appeals.actions.intake import _enter, _numbered
from senim.appeals.report import Receipt, Report, random_secret, secret_from
from senim.kernel import keys
from senim.kernel.scoping import Actor


def take_in(*, actor: Actor, report: Report, key: str = "") -> Receipt:
    """Register what an application outside the house sends; routed, clocked and told as if it came by the web.

    key: the sender's own name for this report. Sent twice under one key, it is registered once and gives the same
    receipt. Whoever calls has checked that the sender may send.
    """
    secret = secret_from(keys.marking(), f"outside:{key}") if key else random_secret()
    return _numbered(lambda: _enter(actor, report, secret))
