"""What somebody takes along whose appeal was entered by an officer: number, code, link, who has it, by when."""

from __future__ import annotations

from typing import Any

from senim.appeals import letters, presenters, selectors
from senim.appeals.actions.intake import secret_of_entry
from senim.appeals.report import Receipt, grouped, secret_hash
from senim.appeals.selectors.office import is_entered_with
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Scope
from senim.web.words import language


def slip(scope: Scope, appeal_id: int, key: str) -> dict[str, Any]:
    """What a visitor takes along of an appeal that this person entered with a form of this key: number, code, terms.

    Raises NotYours where it was somebody else, or another form. Two queries and those of the card.
    """
    secret = secret_of_entry(scope.account_id, key)
    if not is_entered_with(scope, appeal_id, secret_hash(secret)):
        raise NotYours("not_found", selectors.NOT_FOUND)
    return entered(scope, Receipt("", secret, appeal_id))


def entered(scope: Scope, receipt: Receipt) -> dict[str, Any]:
    """What the officer reads out: number, code, link, who has it, by when."""
    appeal = selectors.entered(scope, receipt.appeal_id)
    link = letters.link(receipt.secret, language())
    return {
        "appeal": appeal,
        "code": grouped(receipt.secret),
        "link": link,
        "qr": presenters.qr(link),
        "card": presenters.card_of(appeal.holder_id),
        "promises": presenters.promise_rows(appeal),
    }
