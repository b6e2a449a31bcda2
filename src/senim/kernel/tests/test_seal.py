"""The chain: behind the writers, in its own sequence, and broken by every change."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from senim.kernel import append_only, audit, audit_command, clock, digest, ids, outbox, seal, verify
from senim.kernel.models import AuditEvent, AuditSeal, Outgoing
from senim.kernel.scoping import Actor
from senim.kernel.verify import Digest, Fault

# Sealing looks at committed transactions: on PostgreSQL a test must commit.
pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = Actor.system()


def write(count: int, action: str = "test.write") -> list[int]:
    with transaction.atomic():
        for number in range(count):
            audit.record(SYSTEM, action, ("thing", number), data={"n": number, "word": "сенім"})
    return list(AuditEvent.objects.order_by("-id").values_list("id", flat=True)[:count])[::-1]


def tamper(*statements: str) -> None:
    """What somebody does who owns the database: take the guards away first."""
    with connection.cursor() as cursor:
        for table in ("kernel_auditevent", "kernel_auditseal"):
            for statement in append_only.drop(connection.vendor, table):
                cursor.execute(statement)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
        else:
            cursor.execute("SET session_replication_role = replica") if _is_superuser() else _drop_keys(cursor)
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=ON")


def _is_superuser() -> bool:
    return bool(connection.pg_version and connection.connection.info.parameter_status("is_superuser") == "on")


def _keys(cursor) -> list[str]:
    cursor.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'kernel_auditseal'::regclass AND contype = 'f'"
    )
    return [name for (name,) in cursor.fetchall()]


def _drop_keys(cursor) -> None:
    for name in _keys(cursor):
        cursor.execute(f'ALTER TABLE kernel_auditseal ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED')
        cursor.execute(f'ALTER TABLE kernel_auditseal DROP CONSTRAINT "{name}"')


@pytest.fixture
def mended():
    """Put guards and keys back: the schema outlives a transactional test."""
    yield
    from django.db.models import ForeignKey

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_auditseal")
        cursor.execute("DELETE FROM kernel_auditevent")
        for table in ("kernel_auditevent", "kernel_auditseal"):
            for make in (append_only.drop, append_only.create):
                for statement in make(connection.vendor, table):
                    cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT") if _is_superuser() else None
            if not _keys(cursor):
                field = AuditSeal._meta.get_field("event")
                assert isinstance(field, ForeignKey)
                with connection.schema_editor() as editor:
                    editor.execute(editor._create_fk_sql(AuditSeal, field, "_fk_%(to_table)s_%(to_column)s"))


def test_the_sequence_has_no_gaps_and_the_chain_holds():
    events = write(5)
    assert seal.seal_once(batch=3) == 3
    assert seal.seal_all() == 2
    assert seal.seal_once() == 0
    assert list(AuditSeal.objects.order_by("seq").values_list("seq", "event_id")) == list(enumerate(events, 1))
    verdict = verify.verify()
    assert (verdict.holds, verdict.checked, verdict.waiting) == (True, 5, 0)


def test_rows_not_sealed_yet_are_counted_and_no_fault():
    write(2)
    seal.seal_all()
    write(3)
    verdict = verify.verify()
    assert (verdict.holds, verdict.checked, verdict.waiting) == (True, 2, 3)
    assert seal.lag_seconds() >= 0


def test_two_sealers_at_once_make_one_chain(monkeypatch):
    write(4)
    slow_head = seal.head()
    assert seal.seal_once() == 4
    later = iter([slow_head])
    honest = seal.head
    monkeypatch.setattr(seal, "head", lambda: next(later, None) or honest())
    monkeypatch.setattr(seal, "unsealed", lambda *_: AuditEvent.objects.order_by("id"))
    assert seal.seal_once() == 0
    monkeypatch.undo()
    assert verify.verify().checked == 4


def test_a_clock_that_jumps_back_does_not_disturb_the_order():
    with clock.frozen(datetime(2026, 6, 2, tzinfo=UTC)):
        first = write(1)
    with clock.frozen(datetime(2026, 6, 1, tzinfo=UTC)):
        second = write(1)
    seal.seal_all()
    assert list(AuditSeal.objects.order_by("seq").values_list("event_id", flat=True)) == first + second
    assert verify.verify().holds


CASES = {
    Fault.CHANGED: ["UPDATE kernel_auditevent SET action = 'test.other' WHERE id = {2}"],
    Fault.MISSING: ["DELETE FROM kernel_auditevent WHERE id = {2}"],
    Fault.UNLINKED: ["DELETE FROM kernel_auditseal WHERE seq = 3"],
    Fault.REORDERED: [
        "UPDATE kernel_auditseal SET event_id = -1 WHERE seq = 3",
        "UPDATE kernel_auditseal SET event_id = {2} WHERE seq = 4",
        "UPDATE kernel_auditseal SET event_id = {3} WHERE seq = 3",
    ],
}


@pytest.mark.parametrize("fault", list(CASES))
def test_the_first_broken_row_is_named(fault, mended):
    events = write(6)
    seal.seal_all()
    tamper(*(statement.format(*events) for statement in CASES[fault]))
    first = verify.verify().first
    assert first is not None
    assert (first.fault, first.seq) == (fault, 3)
    if fault in (Fault.CHANGED, Fault.MISSING):
        assert first.event_id == events[2]


def test_a_row_put_among_sealed_ones_is_named():
    (first,) = write(1)
    row = AuditEvent.objects.get()
    row.pk = first + 100  # a gap, such as a rolled back transaction leaves
    row.save(force_insert=True)
    seal.seal_all()
    assert verify.verify().holds
    row.pk, row.action = first + 50, "test.forged"
    row.save(force_insert=True)
    broken = verify.verify().first
    assert broken is not None
    assert (broken.fault, broken.event_id) == (Fault.INSERTED, first + 50)


def test_a_chain_made_anew_or_cut_differs_from_the_kept_digest(mended):
    write(4)
    seal.seal_all()
    end = seal.head()
    kept = Digest("2026-05-12", end.seq, end.hash.hex())
    assert verify.verify([kept]).holds
    tamper("UPDATE kernel_auditevent SET action = 'test.forged'", "DELETE FROM kernel_auditseal")
    seal.seal_all()
    assert verify.verify().holds, "without a digest a whole new chain looks sound"
    assert verify.verify([kept]).first.fault is Fault.REPLACED
    tamper("DELETE FROM kernel_auditseal WHERE seq = 4")
    assert verify.verify([kept]).first.fault is Fault.CUT


def test_erasing_a_person_keeps_the_chain_whole():
    key = b"a key that lives with the personal data"
    phone = "+77011234567"
    with transaction.atomic():
        audit.record(SYSTEM, "identity.given", ("appeal", 1), data={"phone_commitment": ids.commit(key, phone)})
    seal.seal_all()
    stored = AuditEvent.objects.get().data["phone_commitment"]
    assert stored == ids.commit(key, phone), "whoever holds data and key can show what was said"
    assert stored != ids.commit(b"", phone), "without the key the number cannot be tried out"
    del key, phone
    assert verify.verify().holds


def test_the_digest_is_kept_once_a_day_and_mailed(settings, data_dir, frozen_clock):
    settings.AUDIT_DIGEST_TO = ["prosecutor@example.kz"]
    assert digest.digest() is None
    write(3)
    first = digest.digest()
    write(1)
    assert digest.digest() == first
    assert digest.kept() == [first]
    assert (data_dir / "digests" / "2026-05-12.json").exists()
    assert Outgoing.objects.get().key == "audit-digest:2026-05-12:prosecutor@example.kz"
    assert outbox.deliver_due().sent == 1
    assert first.hash in next((data_dir / "letters").glob("*.txt")).read_text()
    frozen_clock.move(days=1)
    assert digest.digest().seq == 4


def test_the_command_says_what_is_wrong_and_fails(capsys, mended):
    events = write(3)
    seal.seal_all()
    assert audit_command.run(["verify"]) == 0
    tamper(f"UPDATE kernel_auditevent SET subject_id = '99' WHERE id = {events[1]}")
    assert audit_command.run(["verify"]) == 1
    assert str(events[1]) in capsys.readouterr().out


@pytest.mark.postgres
def test_an_open_transaction_is_not_passed_and_nobody_waits():
    """A transaction that began earlier and commits later gets its place before those that came after it."""
    began, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def slow_writer() -> None:
        try:
            with transaction.atomic():
                audit.record(SYSTEM, "slow.first", ("thing", 1))
                began.set()
                assert may_end.wait(10)
                audit.record(SYSTEM, "slow.second", ("thing", 2))
        finally:
            connection.close()
            ended.set()

    write(1, "before")
    threading.Thread(target=slow_writer).start()
    assert began.wait(10)
    write(2, "after")  # does not wait for the open transaction
    assert seal.seal_all() == 1, "the sealer stops before what the open transaction may still precede"
    may_end.set()
    assert ended.wait(10)
    assert seal.seal_all() == 4
    actions = AuditSeal.objects.order_by("seq").values_list("event__action", flat=True)
    assert list(actions) == ["before", "slow.first", "slow.second", "after", "after"]
    assert verify.verify().holds


@pytest.mark.postgres
def test_a_transaction_in_another_database_of_the_cluster_holds_nobody_up():
    import psycopg

    settings = {**connection.get_connection_params(), "dbname": "postgres"}
    known = {name: settings[name] for name in ("dbname", "user", "password", "host", "port") if settings.get(name)}
    with psycopg.connect(**known) as elsewhere:
        number = elsewhere.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()[0]
        write(2)
        assert seal.horizon().low > number
        assert seal.seal_all() == 2
        elsewhere.rollback()


@pytest.mark.postgres
def test_after_a_restore_into_another_cluster_the_chain_goes_on(mended):
    """The count of transactions starts lower there; rows that came along stay where they are."""
    write(2)
    seal.seal_all()
    last = seal.head()
    tamper("DELETE FROM kernel_auditseal", "UPDATE kernel_auditevent SET txid = txid + 1000000000")
    seal.seal_all()
    assert seal.head().seq == last.seq
    write(2, "new")
    assert seal.seal_all() == 2
    write(1, "newer")
    assert seal.seal_all() == 1
    verdict = verify.verify()
    assert (verdict.holds, verdict.checked) == (True, 5)
