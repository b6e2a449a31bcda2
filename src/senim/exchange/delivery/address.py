"""Where a partner's events may be sent: a public address, or one of a network that the settings allow.

A name is resolved once, all its addresses are looked at, and the connection goes to the very address that was looked
at: a name that changes its answer in between leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from senim.exchange.wording import REFUSALS
from senim.kernel.errors import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Ports below this that are somebody's other service (mail, files, a database of old) are not asked.
_LOW_PORTS = frozenset({80, 443})
#: Prefixes of IPv6 that carry an IPv4 address: what they carry is looked at (6to4, NAT64, Teredo).
_CARRIERS = ("2002::/16", "64:ff9b::/96", "2001::/32")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: whether by TLS, host as it is written, port, path with the query."""

    tls: bool
    host: str
    port: int
    path: str


def read(address: str) -> Target:
    """An address that could be one of a partner. Raises Refused("address")."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    except (ValueError, UnicodeError):
        raise Refused("address", REFUSALS["address"], field="address") from None
    odd = any(ord(letter) <= 32 or ord(letter) == 127 for letter in address) or "\\" in address
    if parts.scheme not in ("https", "http") or not host or parts.username or parts.password or parts.fragment or odd:
        raise Refused("address", REFUSALS["address"], field="address")
    port = port if port is not None else (443 if parts.scheme == "https" else 80)
    if port < 1024 and port not in _LOW_PORTS:
        raise Refused("address", REFUSALS["address"], field="address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        raise Refused("address", REFUSALS["address"], field="address")
    return Target(parts.scheme == "https", host, port, path)


def resolve(target: Target) -> str:
    """The address of the machine to connect to. Raises Refused where it is not allowed, OSError where there is none.

    Plain HTTP only into networks that the settings allow.
    """
    found = [
        ipaddress.ip_address(str(one[4][0]).partition("%")[0])
        for one in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    ]
    if not found:
        raise OSError("no address")
    if not all(_may(one, target) for one in found):
        raise Refused("private", REFUSALS["private"], field="address")
    return str(found[0])


def _may(address: Address, target: Target) -> bool:
    if any(address in network for network in _allowed() if network.version == address.version):
        return True
    return target.tls and is_public(address)


def is_public(address: Address) -> bool:
    """Whether an address is one of the open Internet; what an IPv6 address carries inside is looked at too."""
    inner = _carried(address)
    if inner is not None:
        return False  # nobody of ours is reached through a relay; what hides in one is somebody's own network
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: Address) -> Address | None:
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address if any(address in ipaddress.ip_network(one) for one in _CARRIERS) else None


def _allowed() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [ipaddress.ip_network(one, strict=False) for one in settings.EXCHANGE_NETWORKS]
