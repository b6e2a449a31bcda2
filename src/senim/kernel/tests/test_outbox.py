"""The outbox: once in, at least once out, and nothing stuck or silent."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from senim.kernel import outbox
from senim.kernel.errors import NotYours
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.outbox import State, deliver, transports
from senim.kernel.scoping import PUBLIC, SYSTEM, Actor, Duty, Role, Scope
from senim.kernel.tests.servers import gateway, mail_server

pytestmark = pytest.mark.django_db
KEEPER = Actor("staff", 1, 1, Scope(1, (Duty(Role.ADMIN, 1),)))
DIGEST = {"day": "2026-05-12", "seq": 4, "hash": "ab" * 32}


def letter(key="k1", to="aigul@example.kz", language="en", **more):
    with transaction.atomic():
        outbox.put("email", to, "audit_digest", DIGEST, language, key, **more)


@pytest.fixture
def smtp(settings):
    settings.LETTER_TRANSPORT = "smtp"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Senim <no-reply@senim.example>"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def sms(settings):
    settings.LETTER_TRANSPORT = "smtp"
    settings.SMS_GATEWAY_KEY = "gateway-key"
    with gateway() as server:
        settings.SMS_GATEWAY_URL = server.url
        yield server


# --- in -------------------------------------------------------------------------------------------------------------


def test_the_same_key_twice_is_one_message_and_several_are_one_insert():
    letter("same")
    letter("same", to="other@example.kz")
    assert Outgoing.objects.get().to == "aigul@example.kz"
    many = [outbox.Message("email", "a@b.kz", "audit_digest", DIGEST, "kk", f"m{n}") for n in range(5)]
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        outbox.put_many([*many, *many])
    assert len(queries) == 1
    assert Outgoing.objects.count() == 6


@pytest.mark.parametrize(("kind", "to"), [("pigeon", "a@b.kz"), ("email", ""), ("email", "a@b.kz\nBcc: c@d.kz")])
def test_what_could_never_be_delivered_is_refused(kind, to):
    with pytest.raises(ValueError, match=r"way to send|one line"), transaction.atomic():
        outbox.put(kind, to, "audit_digest", DIGEST, "kk", "k")


@pytest.mark.django_db(transaction=True)
def test_a_message_shares_the_fate_of_its_transaction():
    with pytest.raises(RuntimeError, match="transaction"):
        outbox.put("email", "a@b.kz", "audit_digest", DIGEST, "kk", "k")
    with transaction.atomic():
        outbox.put("email", "a@b.kz", "audit_digest", DIGEST, "kk", "k")
        transaction.set_rollback(True)
    assert not Outgoing.objects.exists()


# --- out ------------------------------------------------------------------------------------------------------------


@pytest.mark.loopback
def test_a_letter_arrives_with_its_reference_in_its_language(smtp):
    letter("k1", language="ru")
    letter("k2")
    assert outbox.deliver_due().sent == 2
    first, second = smtp.letters
    assert first["To"] == "aigul@example.kz"
    assert first["Message-ID"] == f"<{transports.reference('k1')}@senim.example>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Content-Language"] == "ru"
    assert "2026-05-12" in second["Subject"]
    assert '"seq": 4' in second.get_content(), "plain text is not escaped as if it were a page"
    row = Outgoing.objects.get(key="k1")
    assert (row.sent_at is not None, row.lease_by, row.attempts) == (True, "", 1)
    assert outbox.deliver_due().sent == 0


@pytest.mark.loopback
def test_a_text_message_goes_to_the_gateway_and_a_hook_is_signed(sms, settings):
    settings.HOOK_KEY = "shared"
    with transaction.atomic():
        outbox.put("hook", sms.url, "appeal.referred", {"number": "7K3M", "due_at": None}, "kk", "h1")
    assert outbox.deliver_due().sent == 1
    _, headers, body = sms.requests[0]
    assert headers["Idempotency-Key"] == transports.reference("h1") == json.loads(body)["id"]
    assert headers["X-Senim-Signature"] == "sha256=" + hmac.new(b"shared", body, hashlib.sha256).hexdigest()
    assert json.loads(body)["data"] == {"number": "7K3M", "due_at": None}


@pytest.mark.loopback
def test_a_server_that_asks_for_patience_gets_it(sms, frozen_clock):
    sms.answers = [(503, {"Retry-After": "90"}), (503, {}), (200, {})]
    with transaction.atomic():
        outbox.put("hook", sms.url, "event", {}, "kk", "h1")
    assert outbox.deliver_due().retried == 1
    assert Outgoing.objects.get().not_before == frozen_clock.now + timedelta(seconds=90)
    frozen_clock.move(seconds=91)
    assert outbox.deliver_due().retried == 1
    frozen_clock.move(minutes=2)
    assert outbox.deliver_due().sent == 1
    assert len({headers["Idempotency-Key"] for _, headers, _ in sms.requests}) == 1
    assert Outgoing.objects.get().attempts == 3


@pytest.mark.loopback
@pytest.mark.parametrize(("status", "sent", "dead"), [(409, 1, 0), (404, 0, 1), (302, 0, 1)])
def test_a_known_key_is_delivered_and_a_refusal_is_final(sms, status, sent, dead):
    sms.answers = [(status, {"Location": "http://127.0.0.1:1/"})]
    with transaction.atomic():
        outbox.put("hook", sms.url, "event", {}, "kk", "h1")
    tally = outbox.deliver_due()
    assert (tally.sent, tally.dead) == (sent, dead)
    assert len(sms.requests) == 1, "nobody is followed elsewhere"


@pytest.mark.loopback
def test_an_unknown_recipient_is_dead_with_the_reason_but_without_the_address(smtp):
    smtp.answers = {"RCPT": ["550 <aigul@example.kz> no such user", "450 busy"]}
    letter("k1")
    letter("k2")
    tally = outbox.deliver_due()
    assert (tally.dead, tally.retried) == (1, 1)
    dead = Outgoing.objects.get(key="k1")
    assert "550" in dead.last_error
    assert "aigul" not in dead.last_error


def test_a_server_that_is_away_costs_one_attempt_not_fifty(settings, frozen_clock):
    settings.LETTER_TRANSPORT = "smtp"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    for number in range(5):
        letter(f"k{number}")
    assert outbox.deliver_due().retried == 1
    assert sorted(Outgoing.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]
    assert not Outgoing.objects.exclude(lease_by="").exists()
    assert outbox.deliver_due().retried == 0, "nothing is due before the wait is over"


def test_waits_grow_and_the_last_attempt_is_the_end(settings, frozen_clock, monkeypatch):
    waits = [deliver.wait_before(number) / deliver.FIRST_WAIT for number in range(2, 18)]
    assert all(0.9 <= wait <= 360 * 1.1 for wait in waits)
    assert waits[4] > waits[0] * 8
    monkeypatch.setattr(deliver, "MAX_ATTEMPTS", 2)
    monkeypatch.setattr(transports, "write_whole", lambda *_: (_ for _ in ()).throw(OSError("no room")))
    letter("k1")
    assert outbox.deliver_due().retried == 1
    frozen_clock.move(hours=1)
    assert outbox.deliver_due().dead == 1
    assert "no room" in Outgoing.objects.get().last_error


def test_a_template_that_cannot_be_filled_is_dead_and_holds_nobody_up():
    with transaction.atomic():
        outbox.put("email", "a@b.kz", "no_such_template", {}, "kk", "bad")
    letter("good")
    tally = outbox.deliver_due()
    assert (tally.sent, tally.dead) == (1, 1)
    assert "no_such_template" in Outgoing.objects.get(key="bad").last_error


def test_a_fault_of_ours_does_not_hold_the_others_up(monkeypatch, caplog):
    letter("k1")
    letter("k2")
    honest = transports.to_folder
    monkeypatch.setattr(transports, "to_folder", lambda message: honest(message) if message.key == "k2" else 1 / 0)
    tally = outbox.deliver_due()
    assert (tally.sent, tally.retried) == (1, 1)
    assert "ZeroDivisionError" in Outgoing.objects.get(key="k1").last_error


def test_the_demonstration_keeps_letters_in_a_folder_once(data_dir):
    letter("k1")
    outbox.deliver_due()
    Outgoing.objects.update(sent_at=None)  # a process killed before it could note the delivery
    outbox.deliver_due()
    (file,) = (data_dir / "letters").iterdir()
    assert file.read_text().startswith("email: aigul@example.kz\n\n")


def test_not_before_is_kept(frozen_clock):
    letter("k1", not_before=frozen_clock.now + timedelta(days=28))
    assert outbox.deliver_due().sent == 0
    frozen_clock.move(days=28, seconds=1)
    assert outbox.deliver_due().sent == 1


# --- leases ---------------------------------------------------------------------------------------------------------


def test_a_leased_message_is_left_alone_until_the_lease_is_over(frozen_clock):
    letter("k1")
    (claimed,) = deliver._claim(10, "lost-process")
    assert claimed.lease_until == frozen_clock.now + deliver.LEASE
    assert outbox.deliver_due().sent == 0
    assert outbox.reap() == 0
    frozen_clock.move(seconds=121)
    assert outbox.reap() == 1
    assert "lost" in Outgoing.objects.get().last_error
    assert outbox.deliver_due().sent == 1


def test_a_lease_from_the_future_is_taken_back_after_the_clock_jumped(frozen_clock):
    letter("k1")
    frozen_clock.move(days=2)
    deliver._claim(10, "lost-process")
    frozen_clock.move(days=-2)
    assert outbox.reap() == 1
    assert outbox.deliver_due().sent == 1


def test_a_message_that_kills_its_sender_is_dead_in_the_end(frozen_clock):
    letter("k1")
    for _ in range(deliver.MAX_ATTEMPTS):
        assert deliver._claim(10, "doomed")
        frozen_clock.move(minutes=5)
        assert outbox.reap() == 1
    row = Outgoing.objects.get()
    assert row.dead_at is not None
    assert row.attempts == deliver.MAX_ATTEMPTS


def test_who_lost_the_lease_does_not_send(frozen_clock):
    letter("k1")
    (claimed,) = deliver._claim(10, "slow")
    frozen_clock.move(seconds=100)
    assert deliver._still_ours(claimed, "slow"), "a short lease is renewed"
    frozen_clock.move(seconds=200)
    outbox.reap()
    assert not deliver._still_ours(claimed, "slow")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_processes_claim_different_messages():
    import threading

    for number in range(20):
        letter(f"k{number}")
    taken: list[set[int]] = []
    start = threading.Barrier(4)

    def claim(who: str) -> None:
        try:
            start.wait(5)
            taken.append({message.pk for message in deliver._claim(5, who)})
        finally:
            connection.close()

    threads = [threading.Thread(target=claim, args=(f"p{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sum(len(ids) for ids in taken) == len(set().union(*taken))
    assert all(len(ids) == 5 for ids in taken)


# --- the visible queue ----------------------------------------------------------------------------------------------


def test_the_queue_shows_states_and_hides_addresses():
    letter("waits")
    letter("went")
    Outgoing.objects.filter(key="went").update(sent_at="2026-05-12T00:00Z")
    letter("failed")
    Outgoing.objects.filter(key="failed").update(dead_at="2026-05-12T00:00Z", last_error="550 no")
    with CaptureQueriesContext(connection) as queries:
        entries = outbox.queue(SYSTEM)
        numbers = outbox.counts(SYSTEM)
    assert len(queries) == 2
    assert [entry.state for entry in entries] == [State.DEAD, State.SENT, State.WAITING]
    assert entries[0].error == "550 no"
    assert numbers == {State.WAITING: 1, State.SENDING: 0, State.SENT: 1, State.DEAD: 1}
    assert "aigul" not in repr(entries)
    assert [entry.state for entry in outbox.queue(SYSTEM, State.DEAD)] == [State.DEAD]


def test_only_an_administrator_keeps_the_queue():
    with pytest.raises(NotYours):
        outbox.queue(PUBLIC)
    with pytest.raises(NotYours):
        outbox.again(actor=Actor.citizen(), message_id=1)


def test_a_dead_message_is_tried_again_and_a_waiting_one_withdrawn():
    letter("failed")
    letter("waits")
    dead = Outgoing.objects.get(key="failed")
    Outgoing.objects.filter(pk=dead.pk).update(dead_at="2026-05-12T00:00Z", attempts=16)
    assert outbox.again(actor=KEEPER, message_id=dead.pk)
    assert not outbox.again(actor=KEEPER, message_id=dead.pk)
    waiting = Outgoing.objects.get(key="waits")
    assert outbox.withdraw(actor=KEEPER, message_id=waiting.pk)
    assert not outbox.again(actor=KEEPER, message_id=waiting.pk), "a withdrawn message has no words any more"
    assert outbox.deliver_due().sent == 1
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {"outbox.again", "outbox.withdraw"}


def test_what_ended_long_ago_is_emptied(frozen_clock):
    letter("k1")
    outbox.deliver_due()
    frozen_clock.move(days=29)
    assert outbox.forget_ended() == 0
    frozen_clock.move(days=2)
    assert outbox.forget_ended() == 1
    row = Outgoing.objects.get()
    assert (row.to, row.context, row.sent_at is not None) == ("", {}, True)
