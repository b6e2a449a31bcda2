"""Our own promises as dated rows: another number from a day on. Terms of law are not ours to change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from senim.kernel import audit, legal, versions
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.models import LegalTerm
from senim.kernel.scoping import Actor

NOT_OURS = Label(
    "Бұл мерзім заңмен белгіленген, оны біз өзгерте алмаймыз.",
    "Этот срок установлен законом, менять его не нам.",
    "This term is set by law: it is not ours to change.",
)
SAME_DAY = Label(
    "Осы күннен басталатын уәде бұрыннан бар. Басқа күнді таңдаңыз.",
    "С этого дня уже действует другое обещание. Выберите другой день.",
    "Another promise begins on this day already. Choose another day.",
)


def promise(*, actor: Actor, code: str, value: int, since: date) -> legal.Term:
    """Promise another number from a day on; what was promised before stays promised. The caller has asked the right.

    Raises Refused: a term of law, a day that has a row already.
    """
    now = legal.term(code, since)
    if now.mark is not legal.Mark.OWN:
        raise Refused("not_ours", NOT_OURS)
    try:
        with transaction.atomic():
            row = LegalTerm.objects.create(
                code=code, value=Decimal(value), unit=now.unit.value, act=dict(now.act), article=now.article,
                valid_from=since, source=now.source, mark=now.mark.value, note=dict(now.note))
            data = {"code": code, "value": value, "was": now.value, "from": since.isoformat()}
            audit.record(actor, "legal.promise", ("legal_term", row.pk), data=data)
            versions.bump("legal")
    except IntegrityError as error:
        raise Refused("same_day", SAME_DAY, field="starts_on") from error
    return legal.term(code, since)
