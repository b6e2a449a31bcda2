"""The calendar of a post: whole by RFC 5545, nobody named, changes and ends told, the address secret and revocable."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from senim.appeals.models import Appeal
from senim.ease import ical
from senim.ease.actions import feeds
from senim.ease.models import Feed
from senim.ease.tests.conftest import TUESDAY
from senim.ease.tests.parsed import events, parse
from senim.kernel import clock
from senim.kernel.errors import NotYours, Refused
from senim.kernel.logs import without_secrets
from senim.staff import actions as staff_acts
from senim.staff import testing as staff
from senim.staff.domain import EndReason, ShiftKind

pytestmark = pytest.mark.django_db


def opened(world: Any, who: str = "inspector") -> str:
    return feeds.subscribe(actor=world.actor(who), post_id=world.posts[who].pk, language="kk")[1]


def read(secret: str, **headers: str) -> Any:
    return Client().get(f"/calendar/{secret}/senim.ics", headers=headers)


def planned(world: Any, days: int = 1, kind: ShiftKind = ShiftKind.BEAT) -> Any:
    return staff_acts.plan_shifts(
        actor=world.actor("head"), post_id=world.posts["inspector"].pk, days=[clock.today() + timedelta(days=days)],
        starts=time(20), ends=time(8), kind=kind)[0]


def test_the_zone_is_kazakhstans() -> None:
    """What the file says of Asia/Almaty is what the zone database says, before and after 1 March 2024."""
    zone = ZoneInfo("Asia/Almaty")
    offsets = {datetime(2024, 2, 29, 23, 59): 6, datetime(2024, 3, 1, 0, 1): 5, datetime(2026, 7, 1): 5}
    for moment, hours in offsets.items():
        assert moment.replace(tzinfo=zone).utcoffset() == timedelta(hours=hours)
    parts = next(one for one in parse(ical.calendar("x", []).encode()).parts if one.kind == "VTIMEZONE").parts
    said = {one.values["DTSTART"][1]: (one.values["TZOFFSETFROM"][1], one.values["TZOFFSETTO"][1]) for one in parts}
    assert said == {"20041031T030000": ("+0700", "+0600"), "20240301T000000": ("+0600", "+0500")}


def test_long_and_odd_texts_stay_whole() -> None:
    name = "Учаскелік; инспектор, «Әл-Фараби» \\ " + "ә" * 90 + "\nжол"
    at = datetime(2026, 5, 12, 5, tzinfo=UTC)
    event = ical.Event("a@senim", 3, at, at, at + timedelta(hours=1), False, name, "http://x/?a=1,2;3", cancelled=True)
    one = events(ical.calendar(name, [event]).encode())[0]
    assert one.text("SUMMARY") == name and one.values["STATUS"][1] == "CANCELLED" and one.values["SEQUENCE"][1] == "3"


def test_what_is_owed_shifts_and_hours_stand_there_and_nobody_is_named(world: Any) -> None:
    planned(world)
    secret = opened(world)
    answer = read(secret)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and "no-store" in answer["Cache-Control"]
    found = events(answer.content)
    owed = [one for one in found if "DATE" in one.values["DTSTART"][0] and "Өтінішке" in one.text("SUMMARY")]
    mine = Appeal.objects.filter(holder=world.posts["inspector"])
    assert {one.text("SUMMARY").split()[-1] for one in owed} == set(mine.values_list("number", flat=True))
    shift = next(one for one in found if one.text("SUMMARY").startswith("Ауысым"))
    assert shift.when("DTSTART").hour == 20 and shift.when("DTEND") - shift.when("DTSTART") == timedelta(hours=12)
    text = answer.content.replace(b"\r\n ", b"").decode()
    for row in Appeal.objects.all():
        for word in (row.text, row.place, "Сынақов", "example.kz"):
            assert word not in text
    assert all(one.values["CLASS"][1] == "PRIVATE" for one in found)
    for one in owed:
        number = one.text("SUMMARY").split()[-1]
        due = clock.local(mine.get(number=number).owed_at - timedelta(seconds=1)).date()
        assert one.when("DTSTART") == due and one.values["URL"][1].endswith(f"/kk/desk/{number}/")


def test_a_change_moves_the_sequence_and_an_end_is_told(world: Any) -> None:
    shift = planned(world)
    secret = opened(world)

    def shifts() -> dict[str, tuple[str, str]]:
        return {
            one.values["UID"][1]: (one.values["SEQUENCE"][1], one.values["STATUS"][1])
            for one in events(read(secret).content) if one.text("SUMMARY").startswith("Ауысым")}

    first = shifts()
    assert list(first.values()) == [("0", "CONFIRMED")]
    uid = next(iter(first))
    type(shift).objects.filter(pk=shift.pk).update(ends=time(9))
    assert shifts() == {uid: ("1", "CONFIRMED")}, "moved"
    assert shifts() == {uid: ("1", "CONFIRMED")}, "and told once"
    staff_acts.drop_shifts(actor=world.actor("head"), shift_ids=[shift.pk])
    assert shifts()[uid] == ("2", "CANCELLED")
    with clock.frozen(TUESDAY + timedelta(days=40)):
        assert uid not in shifts(), "what was taken back is told for a month"


def test_a_shift_that_was_worked_is_not_cancelled(world: Any) -> None:
    planned(world, days=0)
    secret = opened(world)
    assert read(secret).status_code == 200
    with clock.frozen(TUESDAY + timedelta(days=3)):
        one = next(one for one in events(read(secret).content) if one.text("SUMMARY").startswith("Ауысым"))
    assert one.values["STATUS"][1] == "CONFIRMED" and one.values["SEQUENCE"][1] == "0"


def test_unchanged_is_told_in_a_word(world: Any) -> None:
    secret = opened(world)
    mark = read(secret)["ETag"]
    again = read(secret, **{"If-None-Match": mark})
    assert again.status_code == 304 and again.content == b""


def test_the_address_is_secret_and_ends_with_the_post_or_at_once(world: Any, sign_in: Any) -> None:
    page = sign_in("inspector")
    made = page.post("/kk/ease/calendar/", {"post": world.posts["inspector"].pk})
    secret = re.search(r"/calendar/([\w-]{43})/senim.ics", made.content.decode())[1]  # type: ignore[index]
    assert read(secret).status_code == 200
    assert secret not in page.get("/kk/ease/").content.decode(), "it is shown once"
    assert secret.encode() not in bytes(Feed.objects.get().token_hash)
    assert secret not in without_secrets(f"Gone: /calendar/{secret}/senim.ics")
    for wrong in ("x", secret[:-1], secret.swapcase(), "a" * 43):
        assert read(wrong).status_code == 410
    feed = Feed.objects.get()
    for other in ("other", "head", "prosecutor"):
        with pytest.raises(NotYours):
            feeds.close(actor=world.actor(other), feed_id=feed.pk)
        with pytest.raises(NotYours):
            feeds.subscribe(actor=world.actor(other), post_id=world.posts["inspector"].pk, language="kk")
    assert page.post("/kk/ease/calendar/", {"post": world.posts["head"].pk}).status_code == 422
    assert page.post(f"/kk/ease/calendar/{feed.pk}/close/").status_code == 302
    assert read(secret).status_code == 410
    second = opened(world)
    staff_acts.dismiss(actor=world.actor("head"), account_id=world.people["inspector"].pk, reason=EndReason.DISMISSAL)
    assert read(second).status_code == 410, "whoever leaves the post leaves its calendar"


def test_at_most_five_addresses(world: Any) -> None:
    for _number in range(5):
        opened(world)
    with pytest.raises(Refused) as refused:
        opened(world)
    assert refused.value.code == "feeds"


def test_a_substitute_reads_the_post_for_as_long_as_it_lasts(world: Any) -> None:
    who = staff.make_account()
    staff_acts.substitute(
        actor=world.actor("head"), post_id=world.posts["inspector"].pk, account_id=who.pk, starts_at=clock.now(),
        ends_at=clock.now() + timedelta(days=5))
    actor = staff.actor_for(who, world.posts["inspector"])
    secret = feeds.subscribe(actor=actor, post_id=world.posts["inspector"].pk, language="ru")[1]
    assert any("Ответ на обращение" in one.text("SUMMARY") for one in events(read(secret).content))
    with clock.frozen(TUESDAY + timedelta(days=6)):
        assert read(secret).status_code == 410


def test_no_entries_while_away(world: Any) -> None:
    planned(world, days=3)
    secret = opened(world)
    staff_acts.register_absence(
        actor=world.actor("head"), account_id=world.people["inspector"].pk,
        starts_at=clock.start_of(date(2026, 5, 14)), ends_at=clock.start_of(date(2026, 5, 18)))
    assert not [one for one in events(read(secret).content) if one.text("SUMMARY").startswith("Ауысым")]


def test_a_reading_costs_the_same_however_much_is_owed(world: Any) -> None:
    secret = opened(world)
    read(secret)
    with CaptureQueriesContext(connection) as few:
        read(secret)
    planned(world), planned(world, days=2)
    read(secret)
    with CaptureQueriesContext(connection) as many:
        read(secret)
    assert len(few) == len(many) <= 14, [query["sql"][:90] for query in many]


def test_meetings_and_sessions_stand_at_their_time_without_their_topic(world: Any) -> None:
    from senim.partnership.actions import meetings
    from senim.partnership.tests import world as partners

    soon = clock.now() + timedelta(days=3)
    meetings.announce(
        actor=world.actor("inspector"), area_id=world.areas["first"].pk, starts_at=soon, place="Мектеп", topic="Жарық")
    place = partners.Place(world, world.areas["country"])
    session = partners.session(partners.commission(place), days=4)
    own = {one.text("SUMMARY"): one for one in events(read(opened(world)).content)}
    assert own["Тұрғындармен кездесу"].when("DTSTART") == soon.astimezone(clock.LOCAL)
    head = [one for one in events(read(opened(world, "head")).content) if "отырысы" in one.text("SUMMARY")]
    assert [one.when("DTSTART") for one in head] == [session.starts_at.astimezone(clock.LOCAL)]
    assert "Жарық" not in " ".join(own)
