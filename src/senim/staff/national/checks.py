"""What an installation that names a provider has to have; said when it starts, not when somebody signs in."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error

from senim.staff.national.oidc import LOOPBACK, is_on


def ready(**_kwargs: Any) -> list[Error]:
    """Errors of a provider that is named and cannot work."""
    if not is_on():
        return []
    found = []
    if find_spec("jwt") is None:
        found.append(Error("SENIM_OIDC_ISSUER is set, but PyJWT is missing: install senim[identity]", id="staff.E001"))
    for name, url in (("SENIM_OIDC_ISSUER", settings.OIDC_ISSUER), ("SENIM_BASE_URL", settings.BASE_URL)):
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            found.append(Error(f"{name} has to begin with https://: codes would be read on the way", id="staff.E002"))
    return found
