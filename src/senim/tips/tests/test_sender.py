"""Whoever writes: the way in, the code, the way back, and what is left behind of them (nothing)."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from senim.kernel import clock, ids
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, Limit, Outgoing, StoredFile
from senim.kernel.scoping import Role
from senim.staff import testing as staff
from senim.tips import codes, sealing, selectors
from senim.tips.actions import desk, intake, keeping
from senim.tips.domain import Outcome, State, Topic
from senim.tips.models import Contact, Event, Picture, Tip, Word
from senim.tips.tests.world import CONTACT, SAID, Place, confidential, photo, sent
from senim.tips.words import HIDDEN, NOT_HIDDEN, SAFETY_FIRST, statement

WRITE = "/kk/q/1/new/"


def form(place: Place, **changes: Any) -> dict[str, Any]:
    given = {"topic": "drugs", "region": place.region.pk, "text": SAID, "once": ids.new_token()}
    return {**given, **changes}


def code_on(page: str) -> str:
    found = re.search(r'<p class="code">([\w-]+)</p>', page)
    assert found
    return found[1]


def dump() -> str:
    """Every table with all that it holds, bytes as text too."""
    rows = []
    for model in apps.get_models():
        for row in model._default_manager.values():
            values = (bytes(one).decode("utf-8", "replace") if isinstance(one, (bytes, memoryview)) else one
                      for one in row.values())
            rows.append(f"{model._meta.label} {' '.join(map(str, values))}")
    return "\n".join(rows)


def test_the_whole_way_there_and_back(place: Place, client: Any) -> None:
    assert "tel:102" in client.get("/kk/q/").content.decode()
    statement_page = client.get("/ru/q/1/").content.decode()
    assert all(line.ru.format(days=180) in statement_page for line in (*HIDDEN, *NOT_HIDDEN))
    given = form(place, files=[photo()])
    page = client.post(WRITE, given).content.decode()
    code = code_on(page)
    again = client.post(WRITE, {**given, "files": []}).content.decode()
    assert code_on(again) == code and Tip.objects.count() == 1  # a second press

    talk = client.post("/kk/q/open/", {"code": code.lower().replace("-", " ")})
    assert SAID in talk.content.decode()
    number = Tip.objects.get().number
    desk.note_opened(actor=place.reader, number=number)
    desk.reply(actor=place.reader, number=number, text="Қай қабатта?")
    assert Tip.objects.get().waits_since is None
    more = {"code": code, "do": "add", "text": "Бесінші қабат"}
    talk = client.post("/kk/q/open/", more).content.decode()
    assert "Қай қабатта?" in talk and "Бесінші қабат" in talk
    client.post("/kk/q/open/", more)  # a reload sends it again
    assert Word.objects.count() == 3 and Tip.objects.get().waits_since is not None
    assert client.post("/kk/q/open/", {**more, "text": ""}).status_code == 422


def test_nothing_is_left_on_the_device_or_in_the_house(place: Place, client: Any, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    tables = (StoredFile, Outgoing, AuditEvent, Limit)
    before = [one.objects.count() for one in tables]
    pages = ("", "1/", "1/new/", "2/new/", "open/")
    answers = [client.get(f"/kk/q/{path}", HTTP_USER_AGENT="Marked/1") for path in pages]
    answers.append(client.post(WRITE, form(place, files=[photo()]), REMOTE_ADDR="203.0.113.77"))
    code = code_on(answers[-1].content.decode())
    answers.append(client.post("/kk/q/open/", {"code": code}, REMOTE_ADDR="203.0.113.77"))
    answers.append(client.post("/kk/q/open/", {"code": "0" * 20}, REMOTE_ADDR="203.0.113.77"))
    for said in answers:
        assert not said.cookies and "no-store" in said["Cache-Control"] and said["Referrer-Policy"] == "no-referrer"
        page = said.content.decode()
        assert "csrfmiddlewaretoken" not in page and "data-draft" not in page and 'data-exit="' in page
        title = re.search(r"<title>(.*?)</title>", page)
        assert title and "Ақпарат" in title[1]
    assert [one.objects.count() for one in tables] == before
    tip, whole = Tip.objects.get(), dump()
    for trace in (SAID, "есірткі", code, code.replace("-", ""), "203.0.113", "Marked/1", "Болат", "SECRET-COMMENT"):
        assert trace not in whole, trace
        assert trace not in caplog.text, trace
    moments = [tip.received_hour, tip.waits_since, *Word.objects.values_list("at", flat=True),
               *Event.objects.values_list("at", flat=True)]
    assert {(one.minute, one.second, one.microsecond) for one in moments} == {(0, 0, 0)}
    assert Event.objects.filter(account_id__isnull=False).count() == 0


def test_a_cookie_of_an_earlier_page_goes_and_no_form_stays_behind_back(place: Place, client: Any) -> None:
    client.get("/kk/report/")  # its form sets the cookie against forgery
    assert client.cookies["csrftoken"].value
    page = client.get(WRITE)
    assert page.cookies["csrftoken"]["max-age"] == 0
    # Sent by a script into the page that stands: the browser keeps nothing that "back" could send again.
    forms = re.findall(r"<form ([^>]*)>", page.content.decode())
    assert all("data-exit" in one or ('hx-push-url="false"' in one and 'autocomplete="off"' in one) for one in forms)


def test_a_photo_is_drawn_anew_and_nothing_but_photos_comes_in(place: Place, client: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    number = confidential(place).number
    kept = Picture.objects.get()
    plain = sealing.unseal(kept.sealed, f"{number}:picture")
    assert plain.startswith(b"\xff\xd8") and b"SECRET-COMMENT" not in plain and b"Exif" not in plain
    with pytest.raises(Refused):
        sealing.unseal(kept.sealed, f"{ids.new_number()}:picture")  # it opens beside its own message alone
    for name, content in (("a.pdf", b"%PDF-1.7 author"), ("a.mp3", b"ID3\x04voice"), ("a.jpg", b"\xff\xd8\xff broken")):
        said = client.post(WRITE, form(place, files=[SimpleUploadedFile(name, content)]))
        assert said.status_code == 422 and SAID in said.content.decode()
    assert Tip.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"text": "  "}, "text"),
        ({"text": "а" * 5001}, "5"),
        ({"topic": "gossip"}, "topic"),
        ({"region": "987654"}, "region"),
        ({"once": "x"}, "once"),
        ({"text": "a\x00b"}, "text"),
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(place: Place, client: Any, changes: dict[str, Any], what: str) -> None:
    said = client.post(WRITE, form(place, **changes))
    assert said.status_code == 422 and Tip.objects.count() == 0
    if "text" not in changes:
        assert SAID in said.content.decode()


def test_a_confidential_message_needs_a_contact_and_can_lose_it(place: Place, client: Any) -> None:
    assert client.post("/kk/q/2/new/", form(place)).status_code == 422
    page = client.post("/kk/q/2/new/", form(place, contact=CONTACT)).content.decode()
    code, number = code_on(page), Tip.objects.get().number
    assert "555 66 77" not in dump()
    shown = desk.open_contact(actor=place.reader, number=number, reason="Қауіпсіз кездесу орнын келісу үшін")
    assert shown == CONTACT
    talk = client.post("/kk/q/open/", {"code": code}).content.decode()
    assert "2026-05-12" in talk and "ашқан күн" in talk and CONTACT not in talk
    client.post("/kk/q/open/", {"code": code, "do": "forget"})
    assert not Contact.objects.exists()
    with pytest.raises(Refused):
        desk.open_contact(actor=place.reader, number=number, reason="Қауіпсіз кездесу орнын келісу үшін")


def test_codes_are_not_enumerated(place: Place, client: Any, frozen_clock: Any) -> None:
    right = sent(place).code
    wrong = ["0" * 20, "x", "", "Ә" * 20, "a" * 4000, right[:-1], "' OR 1=1 --"]
    for typed in wrong:
        said = client.post("/kk/q/open/", {"code": typed})
        assert said.status_code == 422 and SAID not in said.content.decode()
    for number in range(40):
        last = client.post("/kk/q/open/", {"code": f"{number:020d}"})
    assert last.status_code == 429 and not last.cookies and not Limit.objects.exists()
    assert client.post("/kk/q/open/", {"code": right}).status_code == 429  # nor is the right one told apart then
    assert client.post("/kk/q/open/", {"code": right}, REMOTE_ADDR="192.0.2.9").status_code == 200
    frozen_clock.move(seconds=601)
    assert client.post("/kk/q/open/", {"code": right}).status_code == 200


def test_a_wrong_code_costs_what_a_right_one_costs_to_look_up(place: Place) -> None:
    """One indexed comparison of a hash: its time says nothing of how much of a code was right."""
    right = codes.code_hash(sent(place).code)
    with CaptureQueriesContext(connection, ) as queries, pytest.raises(NotYours):
        selectors.by_code(codes.code_hash("0" * 20))
    assert len(queries) == 1 and "code_hash" in queries[0]["sql"]
    assert right != codes.code_hash("0" * 20) and len(right) == 32


def test_a_code_is_shown_again_for_two_hours_and_never_later(place: Place, client: Any, frozen_clock: Any) -> None:
    given = form(place)
    client.post(WRITE, given)
    frozen_clock.move(hours=3)
    said = client.post(WRITE, given)
    assert said.status_code == 422 and '<p class="code">' not in said.content.decode() and Tip.objects.count() == 1


def test_where_nobody_is_named_nothing_is_taken(place: Place, client: Any) -> None:
    from senim.tips.models import Naming

    Naming.objects.filter(area=place.region).update(ended_at=clock.now())
    with pytest.raises(Refused) as refused:
        sent(place)
    assert refused.value.code == "tips.no_office"
    Naming.objects.update(ended_at=clock.now())
    page = client.get(WRITE).content.decode()
    assert "<textarea" not in page and "102" in page


def test_past_the_region_to_the_central_office(place: Place) -> None:
    from senim.tips.tests.world import named

    account, _post = staff.make_officer(Role.MINISTRY, area_ids=(place.world.areas["country"].pk,))
    named(place.world.areas["country"].pk, account.pk)
    number = sent(place, past_region=True).number
    assert selectors.one(staff.actor_for(account).scope, number).office_id == place.world.areas["country"].pk
    with pytest.raises(NotYours):
        selectors.one(place.reader.scope, number)


def test_staff_are_told_to_sign_out(place: Place, client: Any) -> None:
    staff.sign_in(client, place.world.people["inspector"])
    for said in (client.get(WRITE), client.post(WRITE, form(place))):
        assert said.status_code == 409
    assert not Tip.objects.exists()


def test_a_flood_by_one_code_stops(place: Place) -> None:
    secret = codes.code_hash(sent(place).code)
    for number in range(9):
        intake.add(secret_hash=secret, text=f"тағы {number}")
    with pytest.raises(Refused) as refused:
        intake.add(secret_hash=secret, text="тағы да")
    assert refused.value.code == "tips.too_many"


def test_what_was_closed_long_ago_is_purged_and_a_tombstone_stays(place: Place, frozen_clock: Any) -> None:
    made = confidential(place, topic=Topic.VIOLENCE)
    desk.open_contact(actor=place.reader, number=made.number, reason="Қауіпсіз кездесу орнын келісу үшін")
    desk.close(actor=place.reader, number=made.number, outcome=Outcome.NOT_ENOUGH, text="Рақмет")
    frozen_clock.move(days=179)
    assert keeping.purge() == 0
    intake.add(secret_hash=codes.code_hash(made.code), text="Тағы болды")  # it opens by itself and is kept
    frozen_clock.move(days=30)
    assert keeping.purge() == 0 and Tip.objects.get().state == State.OPEN
    desk.close(actor=place.reader, number=made.number, outcome=Outcome.CONFIRMED, text="Рақмет")
    frozen_clock.move(days=181)
    assert (keeping.purge(), keeping.purge()) == (1, 0)
    tip = Tip.objects.get()
    assert (tip.state, tip.outcome, tip.code_hash, tip.number) == ("purged", "confirmed", None, made.number)
    assert not (Word.objects.exists() or Contact.objects.exists() or Picture.objects.exists())
    assert set(map(str, Event.objects.values_list("data", flat=True))) == {"{}"}
    with pytest.raises(NotYours):
        selectors.by_code(codes.code_hash(made.code))


def test_the_log_hears_of_it_by_the_hour(place: Place, frozen_clock: Any) -> None:
    sent(place)
    assert keeping.note_received() == 0
    frozen_clock.move(hours=1)
    assert (keeping.note_received(), keeping.note_received()) == (1, 0)
    row = AuditEvent.objects.filter(action="tips.received").get()
    assert row.data == {} and row.account_id is None and row.at > Tip.objects.get().received_hour


def test_a_fault_shows_and_logs_no_word(place: Place, client: Any, caplog: Any, monkeypatch: Any) -> None:
    def broken(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("the disk is gone")

    client.raise_request_exception = False
    monkeypatch.setattr("senim.tips.actions.intake._say", broken)
    said = client.post(WRITE, form(place))
    assert said.status_code == 500 and not Tip.objects.exists() and not said.cookies
    assert "RuntimeError" in caplog.text and "есірткі" not in caplog.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_statement_is_plain(language: str) -> None:
    """Short sentences, the same promises in each language, the way of danger, the court, the operator, the server."""
    for way in ("anonymous", "confidential"):
        hidden, open_ = statement(way, language, 180)
        lines = [*hidden, *open_, *(one.in_(language) for one in SAFETY_FIRST)]
        sentences = [one for line in lines for one in re.split(r"(?<=[.!?:])\s+", line)]
        assert max(len(one.split()) for one in sentences) <= 18, [one for one in sentences if len(one.split()) > 18]
        whole = " ".join(open_).lower()
        words = {"kk": ("оператор", "сот", "сервер", "102"), "ru": ("оператор", "суд", "сервер", "102"),
                 "en": ("operator", "court", "server", "102")}
        assert all(word in whole for word in words[language]) and "180" in " ".join(hidden)
        assert (len(hidden), len(open_)) == ((6, 6) if way == "anonymous" else (7, 6))
