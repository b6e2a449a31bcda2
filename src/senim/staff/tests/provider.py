"""A provider of national identities on the loopback: signs what it is told, rightly and wrongly."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from senim.kernel import clock

CLIENT, SECRET = "senim", "тыныш-құпия"


class Provider:
    """codes: code -> (the question that it answers, changes to its token). moods: "down", "issuer" spoil it."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key, self.other = (ec.generate_private_key(ec.SECP256R1()) for _one in range(2))
        self.codes: dict[str, tuple[dict[str, str], dict[str, Any]]] = {}
        self.mood = ""
        self.besides: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.asked: list[str] = []

    def answer(self, url: str, **claims: Any) -> dict[str, str]:
        """What the browser brings back after the person said yes. claims: of the token; None leaves one out."""
        question = dict(parse_qsl(urlsplit(url).query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = (question, claims)
        return {"code": code, "state": question["state"], "iss": self.issuer}

    def configuration(self) -> dict[str, str]:
        named = "https://other.example" if self.mood == "issuer" else self.issuer
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        ends |= {"userinfo_endpoint": "userinfo"} if self.besides else {}
        return {"issuer": named, **{name: f"{self.issuer}/{path}" for name, path in ends.items()}}

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "ES256"}]}

    def token(self, form: dict[str, str], said: str) -> tuple[int, dict[str, Any]]:
        """A code is good once, for whoever knows the verifier and our secret."""
        question, claims = self.codes.pop(form.get("code", ""), ({}, {}))
        hashed = base64.urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        known = base64.b64decode(said.removeprefix("Basic ")).decode().startswith(f"{CLIENT}:%") if said else False
        if not question or hashed != question["code_challenge"] or form["redirect_uri"] != question["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if not known:
            return 401, {"error": "invalid_client"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self._signed(question, dict(claims))}

    def _signed(self, question: dict[str, str], claims: dict[str, Any]) -> str:
        now = int(clock.now().timestamp())
        algorithm, signer = claims.pop("_alg", "ES256"), claims.pop("_key", self.key)
        said = {
            "iss": self.issuer, "aud": CLIENT, "sub": "person-1", "iat": now, "exp": now + 300,
            "nonce": question["nonce"], **claims}
        kept = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(kept, signer, algorithm=algorithm, headers={"kid": "one"})


@contextmanager
def running() -> Iterator[Provider]:
    """The provider behind a port of this machine."""

    class Door(BaseHTTPRequestHandler):
        def _say(self, status: int, body: Any) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def do_GET(self) -> None:
            made.asked.append(self.path)
            if made.mood == "down":
                return self._say(503, {})
            if self.path.startswith("/authorize?"):
                return self._send_back()
            if self.path == "/userinfo":
                return self._say(200 if self.headers.get("Authorization") == "Bearer x" else 401, made.besides)
            return self._say(200, made.keys() if self.path == "/keys" else made.configuration())

        def _send_back(self) -> None:
            """Somebody who says yes to everything."""
            question = dict(parse_qsl(urlsplit(self.path).query))
            self.send_response(302)
            to = f"{question['redirect_uri']}?{urlencode(made.answer(self.path, **made.claims))}"
            self.send_header("Location", to)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_POST(self) -> None:
            made.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(*made.token(form, self.headers.get("Authorization", "")))

        def log_message(self, *_args: Any) -> None:
            """Nothing on the screen of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    made = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
