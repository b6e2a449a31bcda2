"""What this context holds about one person, for `kernel.persons`: what the code of a message opens, and nothing else.

Nobody finds a message by a telephone or a name, and no member of the staff learns here that there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from senim.kernel import persons
from senim.kernel.errors import Refused
from senim.kernel.persons import Ref
from senim.kernel.scoping import Scope
from senim.tips.codes import code_hash, read_code
from senim.tips.models import Contact, Tip, Word
from senim.tips.sealing import unseal_text

RULE = "tips.message"


def _by_code(typed: str) -> list[Ref]:
    code = read_code(typed)
    rows = Tip.objects.filter(code_hash=code_hash(code)) if code else Tip.objects.none()
    return [Ref(RULE, pk) for pk in rows.values_list("pk", flat=True)]


def _hidden(scope: Scope, refs: Sequence[Ref]) -> list[Ref]:  # noqa: ARG001 - nobody of the staff, whoever asks
    return []


def _opened(ref: Ref) -> Sequence[tuple[str, Any]] | None:
    """The words of the talk and the contact, opened for whoever has shown the code."""
    tip = Tip.objects.filter(pk=ref.pk).first()
    if tip is None:
        return []
    return [line for line in (*_words(tip), *_contact(tip)) if line[1]]


def _words(tip: Tip) -> list[tuple[str, Any]]:
    return [("words", _text(one.sealed, f"{tip.number}:word")) for one in Word.objects.filter(tip=tip).order_by("pk")]


def _contact(tip: Tip) -> list[tuple[str, Any]]:
    return [("contact", _text(one.sealed, f"{tip.number}:contact")) for one in Contact.objects.filter(tip=tip)]


def _text(sealed: bytes | memoryview, beside: str) -> str:
    try:
        return unseal_text(sealed, beside)
    except Refused:
        return ""


persons.register(persons.Source("tips", by_code=_by_code, visible=_hidden, opened=_opened))
