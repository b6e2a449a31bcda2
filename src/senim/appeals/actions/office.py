"""An appeal that an office writes down for a visitor, with the body it asks at once: entered once."""

from __future__ import annotations

from senim.appeals.actions import moves
from senim.appeals.actions.intake import _enter, _numbered, secret_of_entry
from senim.appeals.actions.talk import words
from senim.appeals.models import Appeal, Body
from senim.appeals.permissions import check_act
from senim.appeals.report import Receipt, Report
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

NO_BODY = Label("Мұндай орган жоқ.", "Такого органа нет.", "There is no such body.")


def at_office(*, actor: Actor, report: Report, key: str, body_id: int | None = None) -> Receipt:
    """Register what a visitor told and, with `body_id`, ask that body for its part in the same transaction.

    The appeal is routed and clocked as every other, and stays with whoever holds it; the body answers by its link.
    key: the form's own; twice under one key is one appeal and one request. Raises NotYours and Refused.
    """
    check_act(actor, "appeals.enter")
    body = Body.objects.filter(pk=body_id, active=True).first() if body_id is not None else None
    if body_id is not None and body is None:
        raise Refused("no_body", NO_BODY, field="body")
    secret = secret_of_entry(actor.account_id, key)

    def once() -> Receipt:
        receipt = _enter(actor, report, secret)
        if body is not None:
            appeal = Appeal.objects.select_for_update().get(pk=receipt.appeal_id)
            if not appeal.referrals.filter(body=body).exists():
                moves.ask_body(actor, appeal, body, words(report.text))
        return receipt

    return _numbered(once)
