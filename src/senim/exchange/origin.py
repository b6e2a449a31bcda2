"""Where an appeal came from, as a piece of its desk; nothing, and no statement, where no file ever came in."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from senim.exchange import selectors
from senim.exchange.models import Origin
from senim.kernel import versions
from senim.kernel.scoping import Scope
from senim.web.words import language

#: Moves when the first appeal comes in by a file, and when partners change.
VERSION = "exchange"
ANY = versions.Cached(VERSION, Origin.objects.exists)


def shown(scope: Scope, appeal_id: int, number: str) -> SafeString | str:
    """The piece of the desk; asked after the right to the appeal."""
    if not ANY.get():
        return ""
    found = selectors.lineage(scope, appeal_id)
    if found is None:
        return ""
    url = reverse("exchange:lineage", args=[number])
    context = {"origin": found, "system": found.system.in_(language()), "url": url}
    return render_to_string("exchange/parts/origin.html", context)
