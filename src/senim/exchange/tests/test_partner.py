"""Events for a partner over a real server on this machine, and what the partner tells: order, repeats, forgeries."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.db import transaction

from senim.appeals.actions import moves, talk
from senim.appeals.models import Body, Referral
from senim.exchange import seal
from senim.exchange.actions import outgoing, partners
from senim.exchange.actions.partners import Terms
from senim.exchange.delivery import post, signing
from senim.exchange.domain import Tells
from senim.exchange.models import Heard, Origin, Partner, Told
from senim.exchange.tests.world import known, row, table, written
from senim.kernel import clock, outbox
from senim.kernel.errors import Refused
from senim.kernel.models import Outgoing
from senim.kernel.scoping import SYSTEM, Actor

pytestmark = [pytest.mark.django_db, pytest.mark.loopback]
AGREED = Terms("", True, "№ 12, 01.05.2026", None, (Tells.DUE,), None)


class Server:
    """A partner's server: `plan` says how it answers each request (a status, "drop", "slow"), then 200 for ever."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.plan: list[Any] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.got.append((dict(self.headers), body))
                step = server.plan.pop(0) if server.plan else 200
                if step == "drop":
                    self.connection.close()
                    return
                if step == "slow":
                    for _ in range(40):  # a byte now and then: no single wait is long
                        self.wfile.write(b"H")
                        time.sleep(0.05)
                    return
                self.send_response(step)
                if step == 302:
                    self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/hook"
        threading.Thread(target=self._http.serve_forever, args=[0.02], daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def loop(world: Any, settings: Any, server: Server) -> Any:
    """An imported appeal of e-Otinish with an active partner behind a real server."""
    settings.LETTER_TRANSPORT, settings.EXCHANGE_NETWORKS = "smtp", ["127.0.0.0/8"]
    system = known()
    written(world.actor("head"), system, table([row("KZ-1")]))
    keys = agreed(system, server.url)
    return system, keys, Origin.objects.select_related("appeal").get(number="KZ-1").appeal


def agreed(system: Any, url: str, **changes: Any) -> Any:
    values = {**{name: getattr(AGREED, name) for name in AGREED.__slots__}, "address": url, **changes}
    return partners.agree(actor=Actor.system(), system_id=system.pk, terms=Terms(**values))


def deliver(*, later: timedelta = timedelta()) -> outbox.Tally:
    with clock.frozen(clock.now() + later):
        return outbox.deliver_due()


def states() -> list[str]:
    keys = [outgoing.key_of(one) for one in Told.objects.order_by("seq")]
    found = outbox.entries(SYSTEM, keys)
    return [str(found[key].state) for key in keys]


def test_each_step_is_one_signed_event_and_nothing_more_than_agreed(world, loop, server):
    _system, keys, appeal = loop
    talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk)
    talk.ask(actor=world.actor("inspector"), appeal_id=appeal.pk, text="Қай уақытта шулайды?")
    talk.note(actor=world.actor("inspector"), appeal_id=appeal.pk, text="Ішкі жазба")
    assert deliver().sent == 2 and states() == ["sent", "sent"]
    for number, (headers, body) in enumerate(server.got, start=1):
        said = json.loads(body)
        assert said["sequence"] == number == int(headers["X-Senim-Sequence"]) and said["your_number"] == "KZ-1"
        assert set(said) == {"event", "sequence", "type", "at", "number", "state", "your_number", "due_at"}
        at = headers["X-Senim-Timestamp"]
        assert signing.holds(keys.out.encode(), at, body, headers["X-Senim-Signature"], int(at) + 10)
        assert not signing.holds(keys.out.encode(), at, body + b" ", headers["X-Senim-Signature"], int(at))
        assert not signing.holds(keys.out.encode(), at, body, headers["X-Senim-Signature"], int(at) + 301)
    kept = Partner.objects.get()
    assert keys.out not in kept.out_key and seal.unlock(kept.out_key).decode() == keys.out
    assert not Outgoing.objects.filter(context__icontains="KZ-1").exists()


def test_a_server_that_fails_is_slow_drops_and_repeats(world, loop, server, monkeypatch):
    _system, _keys, appeal = loop
    monkeypatch.setattr(post, "WHOLE", 0.3)
    server.plan = [503, "drop", "slow", 429, 409]
    talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk)
    for tries in range(1, 5):
        later = timedelta(hours=tries)
        began = time.monotonic()
        assert deliver(later=later).retried == 1 and time.monotonic() - began < 2
    assert deliver(later=timedelta(hours=6)).sent == 1  # "I have it already" is the end of it
    sent = {json.loads(body)["event"] for _headers, body in server.got}
    stamps = [headers["X-Senim-Timestamp"] for headers, _body in server.got]
    assert len(server.got) == 5 and len(sent) == 1 and len(set(stamps)) == 5 and states() == ["sent"]


def test_what_is_refused_is_given_up_shown_and_sent_again(world, loop, server):
    _system, _keys, appeal = loop
    server.plan = [404, 302]
    talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk)
    talk.ask(actor=world.actor("inspector"), appeal_id=appeal.pk, text="Қай уақытта шулайды?")
    assert deliver().dead == 2 and states() == ["dead", "dead"] and len(server.got) == 2  # no redirect is followed
    first, admin = Told.objects.order_by("seq").first(), world.actor("admin")
    outgoing.send_again(actor=admin, told_id=first.pk)
    with pytest.raises(Refused):
        outgoing.send_again(actor=admin, told_id=first.pk)
    assert deliver().sent == 1 and states() == ["sent", "dead"]
    with pytest.raises(Refused):
        outgoing.send_again(actor=admin, told_id=first.pk)


@pytest.mark.parametrize(
    "address",
    ["https://127.0.0.1/x", "https://localhost/x", "https://10.1.2.3/", "https://[::1]/", "https://169.254.169.254/meta",
     "https://[::ffff:10.0.0.1]/", "https://0.0.0.0/", "https://[64:ff9b::7f00:1]/", "https://2130706433/",
     "https://0x7f.1/", "http://8.8.8.8/", "https://8.8.8.8:25/", "ftp://8.8.8.8/", "https://user:pw@8.8.8.8/",
     "https://8.8.8.8\\@127.0.0.1/", "https://8.8.8.8/\r\nX: y", "//8.8.8.8/", "https:///x", "https://[fe80::1%lo]/"],
)  # fmt: skip
def test_no_private_address_is_asked(world, settings, address):
    settings.EXCHANGE_NETWORKS = []
    with pytest.raises(Refused) as refused:
        agreed(known(), address)
    assert refused.value.code in {"private", "address"} and not Partner.objects.exists()


def test_a_name_that_comes_to_lead_inside_is_refused_when_it_is_sent(world, loop, server, settings):
    _system, _keys, appeal = loop
    settings.EXCHANGE_NETWORKS = []
    talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk)
    assert deliver().dead == 1 and not server.got
    assert Outgoing.objects.get(template=outgoing.TEMPLATE).last_error == "private"


def test_of_a_sensitive_appeal_only_number_and_state_go_out(world, loop, server):
    system, _keys, _appeal = loop
    agreed(system, server.url, tells=tuple(Tells))
    written(world.actor("head"), system, table([row("KZ-9", Тема="Бытовое насилие")]))
    told = []
    for number in ("KZ-1", "KZ-9"):
        found = Origin.objects.select_related("appeal__holder").get(number=number).appeal
        held = next(name for name, post_ in world.posts.items() if post_.pk == found.holder_id)
        talk.open_it(actor=world.actor(held), appeal_id=found.pk)
        told.append(Told.objects.get(appeal=found).body)
    assert told[0]["applicant"] == {"name": "Сынақ Өтініш", "phone": "+77000000000"} and told[0]["text"]
    assert set(told[1]) == {"event", "sequence", "type", "at", "number", "state", "your_number", "due_at"}
    over = Partner.objects.select_related("system").get()
    over.until = clock.today() - timedelta(days=1)
    assert not list(outgoing.allowed_by(over))


def test_a_step_rolled_back_tells_nobody_and_takes_no_number(world, loop):
    _system, _keys, appeal = loop
    with transaction.atomic():
        talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk)
        transaction.set_rollback(True)
    assert not Told.objects.exists() and Partner.objects.get().last_seq == 0
    talk.open_it(actor=world.actor("inspector"), appeal_id=appeal.pk)
    assert Told.objects.get().seq == 1


# --- what the partner tells -----------------------------------------------------------------------------------------


@pytest.fixture
def asked(world: Any, loop: Any, server: Server) -> Any:
    """A referral to the body of the partner, which hears of it at once."""
    system, keys, appeal = loop
    body = Body.objects.create(name_kk="Жарық", name_ru="Свет", name_en="Light", area_path="")
    agreed(system, server.url, body_id=body.pk, tells=(Tells.REQUEST,))
    referral, _secret = moves.refer(
        actor=world.actor("inspector"), appeal_id=appeal.pk, body_id=body.pk, text="Шамды жөндеңіз")
    said = Told.objects.get(type="referred").body
    assert said["referral"] == referral.pk and said["request"] == "Шамды жөндеңіз"
    return keys.in_.encode(), referral


def tell(client: Any, key: bytes, said: Any, *, at: int | None = None, signature: str = "", code: str = "e-otinish"):
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    at = int(clock.now().timestamp()) if at is None else at
    headers = {"X-Senim-Timestamp": str(at), "X-Senim-Signature": signature or signing.sign(key, at, body)}
    return client.post(f"/exchange/v1/{code}/events", body, content_type="application/json", headers=headers)


def step(referral: Referral, state: str, seq: int, **more: Any) -> dict[str, Any]:
    return {"event": str(uuid.uuid4()), "sequence": seq, "referral": referral.pk, "state": state, "text": "", **more}


def test_a_partner_answers_a_referral_once_in_whatever_order(client, asked):
    key, referral = asked
    answered = step(referral, "answered", 2, text="Шам жөнделді")
    assert tell(client, key, answered).json() == {"result": "done", "repeated": False}
    assert tell(client, key, answered).json() == {"result": "done", "repeated": True}
    late = tell(client, key, step(referral, "accepted", 1))
    assert late.json() == {"result": "late", "repeated": False} and late.headers["Cache-Control"]
    assert tell(client, key, step(referral, "declined", 3, text="Жоқ")).json()["result"] == "late"
    referral.refresh_from_db()
    assert (referral.state, referral.answer) == ("answered", "Шам жөнделді")
    events = list(referral.appeal.events.filter(type__startswith="referral_").values_list("type", flat=True))
    assert events == ["referral_accepted", "referral_answered"]
    assert tell(client, key, {**answered, "text": "Басқаша"}).status_code == 409 and Heard.objects.count() == 3


def test_forgeries_and_replays_open_nothing(client, asked):
    key, referral = asked
    said, now = step(referral, "accepted", 1), int(clock.now().timestamp())
    replies = [
        tell(client, b"another key", said), tell(client, key, said, at=now - 301),
        tell(client, key, said, at=now + 301),
        tell(client, key, said, signature="v1=00"), tell(client, key, said, code="nobody"),
        tell(client, key, said, at=10**14), client.post("/exchange/v1/e-otinish/events", b"{}", "application/json"),
    ]  # fmt: skip
    assert {one.status_code for one in replies} == {401} and not Heard.objects.exists()
    assert client.get("/exchange/v1/e-otinish/events").status_code == 405
    assert {one.content for one in replies} == {b'{"reason": "signature"}'}


BAD = [
    ({"state": "closed"}, "state_unknown"), ({"sequence": "1"}, "sequence_invalid"),
    ({"sequence": -1}, "sequence_invalid"), ({"sequence": True}, "sequence_invalid"),
    ({"sequence": 2**70}, "sequence_invalid"), ({"referral": 1.5}, "referral_invalid"),
    ({"event": ""}, "event_invalid"), ({"event": "x" * 65}, "event_invalid"), ({"text": ["x"]}, "text_invalid"),
    ({"state": "answered", "text": " "}, "text_invalid"), ({"state": "declined", "text": "\x00"}, "text_invalid"),
    ({"state": "answered", "text": "\ud800"}, "text_invalid"),
]  # fmt: skip


def test_a_message_that_cannot_be_read_is_named(client, asked):
    key, referral = asked
    for change, reason in BAD:
        reply = tell(client, key, {**step(referral, "accepted", 1), **change})
        assert (reply.status_code, reply.json()) == (400, {"reason": reason})
    assert not Heard.objects.exists()


def test_other_shapes_and_foreign_referrals_are_refused(client, asked):
    key, referral = asked
    for body in (b"[]", b"\xff", b"{", b"[" * 30_000):
        assert tell(client, key, body).json() == {"reason": "not_json"}
    assert tell(client, key, b" " * 70_000).status_code == 413
    Partner.objects.update(body=Body.objects.create(name_kk="Су", name_ru="Вода", name_en="Water"))
    assert tell(client, key, step(referral, "accepted", 1)).status_code == 404 and not Heard.objects.exists()
    Partner.objects.update(active=False)
    assert tell(client, key, step(referral, "accepted", 1)).status_code == 401
