"""Gatherings: planned, told, held, counted; promises become duties; officers are named to their own head alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.appeals.tests import world as worlds
from senim.cabinet import figures
from senim.cabinet.domain import Quarter
from senim.cabinet.tests import made as cabinet
from senim.gatherings import actions, api, selectors
from senim.gatherings.actions import Plan
from senim.gatherings.domain import Indicator, Kind
from senim.gatherings.models import Attendance, Gathering, Promise
from senim.kernel import clock, duties
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.testing import standing
from senim.partnership.actions import meetings
from senim.staff import testing as staff
from senim.territory import api as territory

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("gatherings")), clock.frozen(TUESDAY):
        yield worlds.build()


@pytest.fixture
def on(world: worlds.World, db: None) -> worlds.World:
    return world


def plan(on: Any, who: str = "inspector", kind: Kind = Kind.OPEN_DAY, area: str = "first", **changes: Any) -> Gathering:
    values = Plan(**{"kind": kind, "starts_at": now() + timedelta(hours=1), "place": "№ 12 мектеп",
                     "theme": "Ашық есік", **changes})
    return actions.plan(actor=on.actor(who), area_id=on.areas[area].pk, values=values)


def held(on: Any, who: str = "inspector", **changes: Any) -> Gathering:
    with clock.frozen(TUESDAY - timedelta(days=1)):
        row = plan(on, who, **changes)
    return actions.hold(actor=on.actor(who), gathering_id=row.pk, residents=31)


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"gatherings:{name}", args=args)


def test_planned_moved_held_and_told_to_residents(on: Any, client: Any) -> None:
    row = plan(on)
    beat = f"/kk/beat/{on.areas['first'].code}/"
    assert "Ашық есік" in client.get(beat).content.decode()
    assert [one["theme"] for one in api.upcoming(on.areas["first"].pk)] == ["Ашық есік"]
    actor = on.actor("inspector")
    with pytest.raises(Refused) as refused:
        actions.hold(actor=actor, gathering_id=row.pk, residents=3)
    assert refused.value.code == "not_yet"
    actions.move(actor=actor, gathering_id=row.pk, starts_at=now() + timedelta(days=3), place="Кітапхана")
    page = client.get(address("public", row.pk)).content.decode()
    assert "Кітапхана" in page and "бұрынғы уақыты" in page, "residents read that it was moved"
    with clock.frozen(TUESDAY + timedelta(days=3, hours=2)):
        with pytest.raises(Refused) as refused:
            actions.hold(actor=actor, gathering_id=row.pk)
        assert refused.value.code == "count"
        actions.hold(actor=actor, gathering_id=row.pk, residents=0, asked="Жарық қашан?", told="Маусымда")
        assert "Жарық қашан?" in client.get(address("public", row.pk)).content.decode()
        with pytest.raises(Refused) as refused:
            actions.cancel(actor=actor, gathering_id=row.pk, reason="Ауырдым")
        assert refused.value.code == "over"
    other = plan(on)
    actions.cancel(actor=actor, gathering_id=other.pk, reason="Дауыл")
    assert "Дауыл" in client.get(address("public", other.pk)).content.decode()
    closed = plan(on, is_open=False)
    assert client.get(address("public", closed.pk)).status_code == 404
    for bad, code in ((TUESDAY - timedelta(hours=1), "past"),):
        with pytest.raises(Refused) as refused:
            plan(on, starts_at=bad)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        plan(on, theme="Асан 8 701 234 56 78")
    assert refused.value.code == "personal"


def test_a_promise_becomes_a_duty_and_residents_read_what_came_of_it(on: Any, client: Any) -> None:
    row, actor = held(on), on.actor("inspector")
    made = actions.promise(actor=actor, words="Шамды тексеру", due_on=today() + timedelta(days=5), gathering_id=row.pk)
    owed = [one for one in duties.of(actor.scope, today()) if one.key == f"promises:{made.pk}"]
    assert len(owed) == 1 and "Шамды тексеру" in str(owed[0].what)
    with pytest.raises(NotYours):
        duties.settle(on.actor("other"), owed[0].key, "kept")
    with pytest.raises(Refused):
        duties.settle(actor, owed[0].key, "nonsense")
    actions.postpone(actor=actor, promise_id=made.pk, due_on=today() + timedelta(days=20), ground="Шам жеткізілуде")
    listed = client.get(address("of_area", on.areas["first"].code)).content.decode()
    assert "Шам жеткізілуде" in listed and "ауыстырылған" in listed
    duties.settle(actor, owed[0].key, "kept")
    assert api.kept(on.areas["first"].path, today(), today() + timedelta(days=30)) == (1, 1)
    with pytest.raises(Refused) as refused:
        actions.release(actor=actor, promise_id=made.pk, ground="x")
    assert refused.value.code == "not_open"
    for due in (today() - timedelta(days=1), today() + timedelta(days=400)):
        with pytest.raises(Refused) as refused:
            actions.promise(actor=actor, words="x", due_on=due, gathering_id=row.pk)
        assert refused.value.code == "due"
    planned = plan(on)
    with pytest.raises(Refused) as refused:
        actions.promise(actor=actor, words="x", due_on=today(), gathering_id=planned.pk)
    assert refused.value.code == "no_promise"


def test_a_meeting_of_the_partnership_takes_promises_too(on: Any, client: Any) -> None:
    with clock.frozen(TUESDAY - timedelta(days=1)):
        met = meetings.announce(
            actor=on.actor("inspector"), area_id=on.areas["first"].pk, starts_at=now() + timedelta(hours=2),
            place="Мектеп", topic="Жарық")
    meetings.hold(actor=on.actor("inspector"), meeting_id=met.pk, residents=46, told="Тізім")
    staff.sign_in(client, on.people["inspector"])
    link = address("add_meeting_promise", met.pk)
    with translation.override("kk"):
        page = reverse("partnership:meeting", args=[met.pk])
        everyone = reverse("partnership:public_meeting", args=[met.pk])
    assert link in client.get(page).content.decode()
    assert client.post(link, {"words": "Шам қойылады", "due_on": "2026-05-20"}).status_code == 302
    assert "Шам қойылады" in client.get(page).content.decode()
    client.logout()
    shown = client.get(everyone).content.decode()
    assert "Шам қойылады" in shown and link not in shown
    held(on)
    assert api.held(on.areas["first"].path, TUESDAY - timedelta(days=9), TUESDAY + timedelta(days=1)) == (2, 77)
    second = figures.of(figures.Place(on.areas["first"].pk, on.areas["first"].path, Quarter(2026, 2)))["meetings"]
    assert second == {"n": 2, "came": 77, "promised": 1, "kept": 0}, "the report to residents counts them all"


def test_officers_are_named_by_their_own_head_and_to_nobody_else(on: Any, client: Any) -> None:
    with pytest.raises(NotYours):
        plan(on, "inspector", Kind.TRAINING)
    row = plan(on, "head", Kind.TRAINING, "district", hours=8, theme="Қарудан тәсілдер")
    assert not row.is_open
    mine, stranger = on.people["inspector"].pk, on.people["analyst"].pk
    with clock.frozen(TUESDAY + timedelta(hours=3)):
        with pytest.raises(Refused) as refused:
            actions.hold(actor=on.actor("head"), gathering_id=row.pk, account_ids=[mine, stranger])
        assert refused.value.code == "foreign" and not Attendance.objects.exists()
        actions.hold(actor=on.actor("head"), gathering_id=row.pk, account_ids=[mine])
        for who, names in (("head", True), ("inspector", False)):
            staff.sign_in(client, on.people[who])
            page = client.get(address("gathering", row.pk)).content.decode()
            assert ("Кім қатысты" in page) is names
            assert bool(selectors.present(on.actor(who).scope, row)) is names
        for who in ("akimat", "council", "analyst"):
            with pytest.raises(NotYours):
                selectors.gathering(on.actor(who).scope, row.pk)


def test_every_act_is_refused_to_every_role_but_its_own(on: Any) -> None:
    row = held(on)
    soon = plan(on)
    made = actions.promise(actor=on.actor("inspector"), words="Шам", due_on=today(), gathering_id=row.pk)
    may = {"inspector", "head", "department", "juvenile"}
    for name in set(on.people) - may:
        actor = on.actor(name)
        acts = (
            lambda name=name: plan(on, name),
            lambda actor=actor: actions.move(actor=actor, gathering_id=soon.pk, starts_at=TUESDAY + timedelta(2),
                                             place="x"),
            lambda actor=actor: actions.cancel(actor=actor, gathering_id=soon.pk, reason="x"),
            lambda actor=actor: actions.hold(actor=actor, gathering_id=soon.pk, residents=1),
            lambda actor=actor: actions.promise(actor=actor, words="x", due_on=today(), gathering_id=row.pk),
            lambda actor=actor: actions.keep(actor=actor, promise_id=made.pk),
            lambda actor=actor: actions.release(actor=actor, promise_id=made.pk, ground="x"),
            lambda actor=actor: actions.postpone(actor=actor, promise_id=made.pk, due_on=today(), ground="x"),
        )
        for act in acts:
            with pytest.raises(NotYours):
                act()
    assert Promise.objects.get().state == "open" and Gathering.objects.get(pk=soon.pk).state == "planned"


def test_the_six_indicators_say_what_is_counted_and_what_is_not(on: Any, client: Any) -> None:
    held(on)
    with clock.frozen(TUESDAY - timedelta(days=1)):
        course = plan(on, "head", Kind.TRAINING, "district")
    actions.hold(actor=on.actor("head"), gathering_id=course.pk, account_ids=[on.people["inspector"].pk])
    cabinet.appeal()
    area = territory.area(on.areas["district"].pk)
    with CaptureQueriesContext(connection) as asked:
        rows = selectors.indicators(on.actor("head").scope, area, date(2026, 1, 1), today())
    assert len(asked) <= 6
    found = {one.indicator: one for one in rows}
    assert list(found) == list(Indicator)
    assert found[Indicator.TRUST].value is None and found[Indicator.PREVENTION].value is None
    assert (found[Indicator.PARTICIPANTS].value, found[Indicator.PARTICIPANTS].n) == (31, 1)
    assert (found[Indicator.TRAINED].n, found[Indicator.TRAINED].of) == (1, 3)
    assert found[Indicator.SOLVED].value is None and found[Indicator.SOLVED].n == 0, "nothing was answered"
    staff.sign_in(client, on.people["head"])
    page = client.get(address("indicators")).content.decode()
    assert "есептелмейді" in page and "31" in page
    far = client.get(address("indicators"), {"area": on.areas["country"].pk})
    assert "есептелмейді" not in far.content.decode(), "an area that is not one's own is no choice"
    listing = address("list")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(listing).status_code == 200
    assert len(asked) <= 6
