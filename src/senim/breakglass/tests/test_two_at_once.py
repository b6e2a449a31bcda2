"""Two presses, two heads, two processes: one opening, one verdict, one letter."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from senim.appeals.tests import world as worlds
from senim.breakglass import actions
from senim.breakglass.domain import Ground
from senim.breakglass.models import Opening, Review
from senim.breakglass.tests.at_hand import REASON, VERDICT, opened, sent
from senim.kernel import clock, ids
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.tests.at_once import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
NOW = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)


def test_two_at_once_open_one_record_and_give_one_verdict() -> None:
    with clock.frozen(NOW):
        world = worlds.build()
        actor, head, department = (world.actor(name) for name in ("other", "head", "department"))
        number, token = sent().number, ids.new_token()

        def press(said: str) -> object:
            return actions.open_record(
                actor=actor, token=said, kind="appeal", number=number, ground=Ground.LIFE, reason=REASON)

        same, another = (lambda: press(token)), (lambda: press(ids.new_token()))
        answers = together(same, same, another, another)
        assert sorted(one for one in answers if isinstance(one, str)) in (
            ["open_already"] * 3, ["open_already", "open_already", "sent_already"])
        row = Opening.objects.get()
        assert Outgoing.objects.filter(template="breakglass_opened").count() == 1
        assert AuditEvent.objects.filter(action="breakglass.opened").count() == 1

        def judge(by: object, justified: bool) -> object:
            return actions.review(actor=by, opening_id=row.pk, justified=justified, words=VERDICT)

        verdicts = together(lambda: judge(head, True), lambda: judge(department, False), lambda: judge(head, False))
        assert sum(isinstance(one, Review) for one in verdicts) == 1
        assert AuditEvent.objects.filter(action="breakglass.reviewed").count() == 1
        actions.end(actor=actor, opening_id=row.pk)
        assert opened(actor, sent()).pk != row.pk
