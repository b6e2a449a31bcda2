"""A passkey in software: answers as a telephone does, and wrongly where a test asks for it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SoftKey:
    """One key for one person. counter: as a device counts; verified: whether a finger was asked for."""

    host: str = "localhost"
    origin: str = ORIGIN
    counter: int = 0
    verified: bool = True
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    handle: str = ""

    def _flags(self, more: int = 0) -> bytes:
        return bytes([PRESENT | (VERIFIED if self.verified else 0) | more])

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": f"webauthn.{kind}", "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _about(self, more: int = 0) -> bytes:
        return sha256(self.host.encode()).digest() + self._flags(more) + self.counter.to_bytes(4, "big")

    def create(self, options: Any) -> str:
        """The answer to a question of `add`, as JSON."""
        asked = options["publicKey"]
        self.handle = asked["user"]["id"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        about = self._about(ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": about})
        client = self._client("create", asked["challenge"])
        return self._answer(clientDataJSON=websafe_encode(client), attestationObject=websafe_encode(made))

    def get(self, options: Any, **changes: Any) -> str:
        """The answer to a question of signing in, as JSON. changes: parts of the answer that are not as they should."""
        if self.counter:
            self.counter += 1
        client, about = self._client("get", options["publicKey"]["challenge"]), self._about()
        signature = self.key.sign(about + sha256(client).digest(), ec.ECDSA(SHA256()))
        said = {
            "clientDataJSON": websafe_encode(client), "authenticatorData": websafe_encode(about),
            "signature": websafe_encode(signature), "userHandle": self.handle}
        return self._answer(**{**said, **changes})

    def _answer(self, **response: Any) -> str:
        name = websafe_encode(self.id)
        return json.dumps({
            "id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}})


