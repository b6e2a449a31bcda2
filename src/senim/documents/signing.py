"""Signers: how a paper is signed. `SENIM_DOCUMENT_SIGNER` names the class.

    PasswordSigner      the password again, and a mark of this installation over the text. An internal signature
    FakeNationalSigner  stands for an adapter to the national digital signature; signs nothing, and says so on paper

An adapter to the national signature implements `Signer`: it gets the bytes that are signed and answers with what
proves it later. Nobody here knows which legal force which signature has: the paper says how it was made.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from senim.documents import vault
from senim.kernel.labels import Label


@dataclass(frozen=True, slots=True)
class Who:
    """Who signs: account and post."""

    account_id: int | None
    post_id: int
    name: str


class Signer(Protocol):
    """What signs a paper. `said`: how it was signed, in words that stand on the paper."""

    code: str
    said: Label
    is_fake: bool

    def sign(self, content: bytes, who: Who) -> str:
        """The signature over the content as text. Raises Refused with clear words where it cannot be made."""
        ...

    def holds(self, content: bytes, signature: str) -> bool:
        """Whether a signature is of this content."""
        ...


class PasswordSigner:
    """The password once more, and the mark of this installation."""

    code = "password"
    said = Label(
        "Жүйеде құпиясөзбен расталды. Бұл — ішкі қолтаңба, ұлттық ЭЦҚ емес.",
        "Подтверждено паролем в системе. Это внутренняя подпись, не национальная ЭЦП.",
        "Confirmed with a password in the system. An internal signature, not the national digital one.",
    )
    is_fake = False

    def sign(self, content: bytes, who: Who) -> str:
        return vault.stamp(self._about(content, who.account_id, who.post_id)) + f":{who.account_id}:{who.post_id}"

    def holds(self, content: bytes, signature: str) -> bool:
        mark, account, post = signature.split(":")
        about = self._about(content, int(account) if account != "None" else None, int(post))
        return any(hmac.compare_digest(mark, one) for one in vault.stamps(about))

    @staticmethod
    def _about(content: bytes, account: int | None, post: int) -> bytes:
        return json.dumps([account, post]).encode() + content


class FakeNationalSigner:
    """Answers as an adapter to the national signature would, and has no force: for rehearsals."""

    code = "fake-national"
    said = Label(
        "СЫНАҚ ҚОЛТАҢБА: ұлттық ЭЦҚ емес, заңды күші жоқ.",
        "ПРОБНАЯ ПОДПИСЬ: не национальная ЭЦП, юридической силы не имеет.",
        "TRIAL SIGNATURE: not the national digital signature, without legal force.",
    )
    is_fake = True

    def sign(self, content: bytes, who: Who) -> str:
        return json.dumps({"fake": True, "subject": who.name, "digest": sha256(content).hexdigest()})

    def holds(self, content: bytes, signature: str) -> bool:
        return bool(json.loads(signature)["digest"] == sha256(content).hexdigest())


SIGNERS: dict[str, type[Signer]] = {one.code: one for one in (PasswordSigner, FakeNationalSigner)}


def signer() -> Signer:
    """The signer that the settings choose: one of ours by its code, another by the path of its class."""
    chosen = settings.DOCUMENT_SIGNER
    made: Signer = (SIGNERS[chosen] if chosen in SIGNERS else import_string(chosen))()
    return made


def signer_of(code: str) -> Signer | None:
    """The signer that made a signature, where this installation still has it."""
    now = signer()
    if now.code == code:
        return now
    return SIGNERS[code]() if code in SIGNERS else None
