"""The audit log: one INSERT, append-only, no personal values."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from senim.kernel import append_only, audit
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()


def test_a_record_is_exactly_one_insert():
    with CaptureQueriesContext(connection, ) as queries, transaction.atomic():
        audit.record(Actor("staff", 7, 3), "appeal.answer", ("appeal", 12), area_path="/1/2/", data={"late": False})
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 1
    assert statements[0].startswith("INSERT")
    row = AuditEvent.objects.get()
    assert (row.actor_kind, row.account_id, row.post_id, row.subject_id) == ("staff", 7, 3, "12")
    assert row.data == {"late": False}
    assert (row.txid > 0) == (connection.vendor == "postgresql")


def test_values_are_spelt_once_for_every_database():
    with transaction.atomic():
        audit.record(SYSTEM, "test.float", ("x", 1), data={"share": 1.0, "many": {3, 1}})
    assert AuditEvent.objects.get().data == {"share": "1.0", "many": [1, 3]}


@pytest.mark.parametrize("data", [{"phone": "+7"}, {"inner": [{"email": "a@b"}]}])
def test_personal_values_are_refused(data):
    with pytest.raises(ValueError, match="commitments"):
        audit.record(SYSTEM, "test.leak", ("x", 1), data=data)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("change", [lambda rows: rows.update(action="other"), lambda rows: rows.delete()])
def test_the_database_refuses_change_and_removal(change):
    audit.record(SYSTEM, "test.keep", ("x", 1))
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(AuditEvent.objects.all())
    assert AuditEvent.objects.get().action == "test.keep"


def test_log_and_chain_are_guarded():
    assert {"kernel_auditevent", "kernel_auditseal"} <= set(append_only.guarded(connection))


@pytest.mark.django_db(transaction=True)
def test_a_change_outside_its_transaction_is_refused_but_a_read_is_not():
    with pytest.raises(RuntimeError, match="transaction"):
        audit.record(SYSTEM, "test.change", ("x", 1))
    audit.record(SYSTEM, "test.read", ("x", 1), reads=True)
    assert AuditEvent.objects.get().is_read
