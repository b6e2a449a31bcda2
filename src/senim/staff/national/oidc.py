"""The protocol alone: the question to the provider, and what its answer proves. No account is known here.

Authorization code with PKCE (S256), state and nonce, as OpenID Connect Core and RFC 9700 ask. Whatever does not fit is
`Failed(code)`, and each code has a sentence (`senim.staff.messages`). Signatures and keys are PyJWT's work; what a
claim has to be is checked here, by our clock and against the issuer that the settings name, never one of an answer.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings

from senim.kernel import clock

#: What a provider may sign with. Nothing symmetric: our secret is no key of theirs. Never "none".
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
#: A sign-in takes at most so many seconds from our door and back.
GOOD_FOR = 600
#: So far two clocks may lie apart, seconds.
LEEWAY = 60
TIMEOUT, LARGEST, REMEMBERED = 10, 256 * 1024, 3600
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Failed(Exception):
    """An answer that proves nothing. code: of the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Proved:
    """What the provider vouches for. email: only where it says that it is verified. iin: "" where it says none."""

    issuer: str
    subject: str
    email: str
    iin: str


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def is_on() -> bool:
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def forget() -> None:
    """What was fetched is fetched anew (tests)."""
    _kept.clear()


def begin(redirect_uri: str) -> tuple[str, dict[str, Any]]:
    """(where the browser goes, what the session keeps until it is back). Raises Failed."""
    verifier, state, nonce = (secrets.token_urlsafe(48) for _one in range(3))
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "client_id": settings.OIDC_CLIENT_ID, "redirect_uri": redirect_uri,
        "scope": settings.OIDC_SCOPE, "state": state, "nonce": nonce, "code_challenge": challenge,
        "code_challenge_method": "S256"}
    door = _endpoint("authorization_endpoint")
    url = f"{door}{'&' if '?' in door else '?'}{urlencode(asked)}"
    kept = {"state": state, "nonce": nonce, "verifier": verifier, "at": int(clock.now().timestamp())}
    return url, kept


def check_return(kept: Mapping[str, Any], given: Mapping[str, str]) -> str:
    """The code, where this return belongs to what this session asked, in time. Raises Failed."""
    if not kept:
        raise Failed("national_late")
    if not hmac.compare_digest(str(kept.get("state", "")).encode(), given.get("state", "").encode()):
        raise Failed("national_state")
    if not 0 <= int(clock.now().timestamp()) - int(kept.get("at", 0)) <= GOOD_FOR:
        raise Failed("national_late")
    if given.get("iss") and given["iss"] != settings.OIDC_ISSUER:
        raise Failed("national_issuer")
    if given.get("error"):
        raise Failed("national_cancelled" if given["error"] == "access_denied" else "national_refused")
    if not given.get("code"):
        raise Failed("national_refused")
    return given["code"]


def prove(kept: Mapping[str, Any], code: str, redirect_uri: str) -> Proved:
    """What the provider says for a code: signed, by the named issuer, for us, now, for this question. Raises Failed."""
    answer = _fetch(_endpoint("token_endpoint"), {
        "grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri,
        "code_verifier": str(kept.get("verifier", "")), "client_id": settings.OIDC_CLIENT_ID})
    claims = _signed(answer.get("id_token"))
    _check(claims, str(kept.get("nonce", "")))
    if not {"email", settings.OIDC_IIN_CLAIM} & claims.keys():
        claims = {**_told_besides(claims, answer), **claims}
    return _proved(claims)


def _told_besides(claims: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """What a provider says at another address, where its token says neither e-mail nor IIN; only of the same person."""
    url = _description().get("userinfo_endpoint")
    if not isinstance(url, str) or not isinstance(answer.get("access_token"), str):
        return {}
    found = _fetch(url, bearer=answer["access_token"])
    if found.get("sub") != claims.get("sub"):
        raise Failed("national_refused")
    return {name: found.get(name) for name in ("email", "email_verified", settings.OIDC_IIN_CLAIM)}


def _check(claims: Mapping[str, Any], nonce: str) -> None:
    now = int(clock.now().timestamp())
    if claims.get("iss") != settings.OIDC_ISSUER:
        raise Failed("national_issuer")
    audience = claims.get("aud")
    names = [audience] if isinstance(audience, str) else audience
    if not isinstance(names, list) or settings.OIDC_CLIENT_ID not in names:
        raise Failed("national_audience")
    if claims.get("azp", names[0]) != settings.OIDC_CLIENT_ID:
        raise Failed("national_audience")
    ends, made = claims.get("exp"), claims.get("iat")
    if not isinstance(ends, int | float) or now >= ends + LEEWAY:
        raise Failed("national_expired")
    if not isinstance(made, int | float) or not now - GOOD_FOR - LEEWAY <= made <= now + LEEWAY:
        raise Failed("national_expired")
    if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise Failed("national_nonce")


def _proved(claims: Mapping[str, Any]) -> Proved:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Failed("national_refused")
    verified = claims.get("email_verified") is True
    email = str(claims.get("email") or "").strip().lower() if verified else ""
    iin = str(claims.get(settings.OIDC_IIN_CLAIM) or "").strip()
    return Proved(settings.OIDC_ISSUER, subject, email, iin)


def _signed(token: Any) -> dict[str, Any]:
    """The claims of an ID token whose signature a key of the issuer made. Raises Failed."""
    import jwt  # noqa: PLC0415 - the extra "identity": only an installation with a provider needs it

    if not isinstance(token, str):
        raise Failed("national_refused")
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise Failed("national_signature")
        key = jwt.PyJWK(_key(header.get("kid")), algorithm=header["alg"])
        # What the claims say is ours to check, one by one and by our clock.
        checks = ("exp", "iat", "nbf", "aud", "iss", "sub", "jti")
        ours: Any = {f"verify_{name}": False for name in checks}
        claims: dict[str, Any] = jwt.decode(token, key=key.key, algorithms=[header["alg"]], options=ours)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
        raise Failed("national_signature") from error
    return claims


def _key(name: Any) -> dict[str, Any]:
    """The issuer's key of a name; its list is asked for once more where the name is new. Raises Failed."""
    url = _endpoint("jwks_uri")
    for fresh in (False, True):
        if fresh:
            _kept.pop(url, None)
        rows = [one for one in _remembered(url).get("keys", ()) if isinstance(one, dict)]
        found = [one for one in rows if one.get("kid") == name and one.get("use", "sig") == "sig"]
        if len(found) == 1:
            return found[0]
    raise Failed("national_signature")


def _endpoint(name: str) -> str:
    """An address of the provider."""
    found = _description().get(name)
    if not isinstance(found, str):
        raise Failed("national_away")
    return found


def _description() -> dict[str, Any]:
    """What the provider says of itself; it has to be the named issuer."""
    found = _remembered(f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != settings.OIDC_ISSUER:
        raise Failed("national_issuer")
    return found


def _remembered(url: str) -> dict[str, Any]:
    now = clock.now().timestamp()
    at, found = _kept.get(url, (0.0, {}))
    if not found or not 0 <= now - at < REMEMBERED:
        found = _fetch(url)
        _kept[url] = (now, found)
    return found


def _fetch(url: str, form: Mapping[str, str] | None = None, bearer: str = "") -> dict[str, Any]:
    """A JSON object from the provider, over HTTPS (or from this very machine), without a detour. Raises Failed."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise Failed("national_away")
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
    if form is not None and settings.OIDC_CLIENT_SECRET:
        pair = f"{quote(settings.OIDC_CLIENT_ID, safe='')}:{quote(settings.OIDC_CLIENT_SECRET, safe='')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    data = urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310 - the scheme is checked above
    try:
        with _opener.open(request, timeout=TIMEOUT) as answer:
            body = answer.read(LARGEST + 1)
        found = json.loads(body) if len(body) <= LARGEST else None
    except (OSError, HTTPException, ValueError) as error:
        code = getattr(error, "code", 0)
        raise Failed("national_refused" if form is not None and 400 <= code < 500 else "national_away") from error
    if not isinstance(found, dict):
        raise Failed("national_away")
    return found
