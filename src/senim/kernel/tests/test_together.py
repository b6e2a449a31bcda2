"""Rows of several tables in one statement are the rows that each table would have given."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from senim.kernel import together
from senim.kernel.models import AuditEvent, AuditSeal, CalendarDay, Outgoing

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 12, 5, 0, 30, 123456, tzinfo=UTC)


@pytest.fixture
def rows() -> None:
    for number in range(3):
        Outgoing.objects.create(
            key=f"k{number}", kind="email", to="a@b.kz", template="t", context={"аты": ["Әсел", number]},
            created_at=AT + timedelta(days=number), not_before=AT,
        )
    event = AuditEvent.objects.create(
        at=AT, actor_kind="staff", action="x.y", subject_type="x", subject_id="1", data={"n": 1}
    )
    AuditSeal.objects.create(seq=7, event=event, hash=b"\0" * 32, sealed_at=AT)
    CalendarDay.objects.create(day=date(2031, 1, 2), working=False, entered_at=AT)


def test_each_selection_gets_its_own_rows_in_one_statement(rows: None) -> None:
    letters = Outgoing.objects.filter(created_at__gt=AT).only("key", "context", "created_at", "sent_at")
    letters = letters.order_by("-key")
    seals = AuditSeal.objects.select_related("event").only("sealed_at", "event__action", "event__data", "event__at")
    days = CalendarDay.objects.filter(day__year=2031)
    with CaptureQueriesContext(connection) as asked:
        asking = {"letters": letters[:1], "seals": seals, "days": days, "none": Outgoing.objects.none()}
        found = together.statement(asking).fetch()
        (letter,), (seal,), (day,) = found["letters"], found["seals"], found["days"]
        assert (letter.key, letter.context) == ("k2", {"аты": ["Әсел", 2]}), "ordered and cut as it was asked"
        assert (letter.created_at, letter.sent_at) == (AT + timedelta(days=2), None)
        assert (seal.pk, seal.sealed_at, seal.event.at) == (7, AT, AT)
        assert (seal.event.action, seal.event.data) == ("x.y", {"n": 1})
        assert (day.day, day.working) == (date(2031, 1, 2), False)
        assert found["none"] == []
    assert len(asked) == 1
    assert letter.to == "a@b.kz" and len(asked) == 1, "what was not named is read when it is used, as ever"


def test_nothing_asked_asks_nothing_and_bytes_are_refused(rows: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert together.statement({}).fetch() == {}
    assert len(asked) == 0
    with pytest.raises(TypeError, match="BinaryField"):
        together.statement({"seals": AuditSeal.objects.all()})
