"""The day: one list, a walk, few queries, the right people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.appeals.actions import moves
from senim.cabinet.selectors import day as reads
from senim.cabinet.tests import made
from senim.kernel import clock, duties
from senim.kernel.clock import now, today
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC, Actor, Scope
from senim.partnership.actions import meetings
from senim.staff import testing as staff

MOST = 12


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"cabinet:{name}", args=args)


def keys(shown: Any) -> set[str]:
    return {one.key for one in shown.owed}


def test_an_appeal_stands_on_the_day_of_its_inspector_alone(world: Any) -> None:
    one = made.appeal()
    shown = reads.day(world.actor("inspector").scope, today())
    assert keys(shown) == {f"appeals:{one.number}"}
    duty = shown.owed[0]
    assert duty.where.words == "Абай көшесі, 1" and duty.ground is Ground.PROMISE
    assert [code for code, _words in duty.outcomes] == ["open"]
    assert keys(reads.day(world.actor("other").scope, today())) == set()


def test_a_late_one_is_overdue_and_a_far_one_is_not_shown(world: Any) -> None:
    made.appeal()
    scope = world.actor("inspector").scope
    with clock.frozen(now() + timedelta(days=4)):
        shown = reads.day(scope, today())
        assert (len(shown.overdue), len(shown.today), len(shown.soon)) == (1, 0, 0)
    duties.register(Source("far", lambda _scope, day: [_duty("far:1", now() + timedelta(hours=2))]))
    try:
        assert [one.key for one in reads.day(scope, today()).today] == ["far:1"]
    finally:
        duties.unregister("far")


def _duty(key: str, owed_by: Any) -> Duty:
    return Duty(key, "x", Where("/1/"), owed_by, Ground.LAW, "x", "/")


def test_what_a_day_selects_hangs_on_scope_day_and_versions_alone(world: Any) -> None:
    first = made.appeal()
    scope, day = world.actor("inspector").scope, today()
    duties.of(scope, day)  # what is kept in memory is there
    with CaptureQueriesContext(connection) as asked:
        statements = {str(duties._statement(scope, day)) for _ in range(2)}
    before = len(asked)
    with clock.frozen(now() + timedelta(hours=3)), CaptureQueriesContext(connection) as later:
        assert today() == day
        for name, source in duties._sources.items():
            rows = source.rows(scope, day) if source.rows else None
            assert rows is None or str(rows.query), name
        duties._made.clear()
        statements.add(str(duties._statement(scope, day)))
    assert (before, len(later), len(statements)) == (0, 0, 1), "making it asks neither the database nor the clock"
    second = made.appeal()
    assert {one.key for one in duties.of(scope, day)} == {f"appeals:{first.number}", f"appeals:{second.number}"}
    assert duties._statement(scope, day + timedelta(days=1)).given != duties._statement(scope, day).given
    assert duties._statement(world.actor("other").scope, day).given != duties._statement(scope, day).given


def test_one_tap_settles_what_needs_no_words(world: Any, client: Any) -> None:
    one = made.appeal()
    staff.sign_in(client, world.people["inspector"])
    answer = client.post(address("settle"), {"key": f"appeals:{one.number}", "outcome": "open"})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert one.state == "in_work"
    staff.sign_in(client, world.people["other"])
    assert client.post(address("settle"), {"key": f"appeals:{one.number}", "outcome": "open"}).status_code == 403
    for key in ("nothing:1", "", "appeals:", "visits:x", "returns:operation-1-x", "returns:month-2026-13-1"):
        assert client.post(address("settle"), {"key": key, "outcome": "done"}).status_code in {302, 403}


def test_an_offered_transfer_is_accepted_with_one_tap(world: Any) -> None:
    one = made.appeal()
    offer = moves.offer_transfer(
        actor=world.actor("inspector"), appeal_id=one.pk, post_id=world.posts["other"].pk, reason="Көшесі сізде"
    )
    other = world.actor("other")
    assert keys(reads.day(other.scope, today())) == {f"transfers:{offer.pk}"}
    with pytest.raises(NotYours):
        duties.settle(world.actor("juvenile"), f"transfers:{offer.pk}", "accept")
    duties.settle(other, f"transfers:{offer.pk}", "accept")
    assert keys(reads.day(other.scope, today())) == {f"appeals:{one.number}"}
    assert keys(reads.day(world.actor("inspector").scope, today())) == set()


def test_a_meeting_stands_on_the_day_of_its_host(world: Any) -> None:
    host = world.actor("inspector")
    area = world.areas["first"].pk
    row = meetings.announce(
        actor=host, area_id=area, starts_at=now() + timedelta(hours=5), place="№ 5 мектеп", topic="Жарық"
    )
    shown = reads.day(host.scope, today())
    assert [one.key for one in shown.today] == [f"meetings:{row.pk}"]
    with clock.frozen(now() + timedelta(days=1)):
        late = reads.day(host.scope, today()).overdue[0]
        assert "жазу" in str(late.what) and late.purpose == ""
    assert keys(reads.day(world.actor("other").scope, today())) == set()


def test_a_head_sees_the_day_below_and_nobody_else_does(world: Any) -> None:
    one = made.appeal()
    post = world.posts["inspector"].pk
    for who in ("head", "department"):
        shown = reads.day(world.actor(who).scope, today(), post)
        assert keys(shown) == {f"appeals:{one.number}"}, who
    for who in ("other", "juvenile", "duty", "prosecutor", "ministry", "admin", "analyst"):
        with pytest.raises(NotYours):
            reads.day(world.actor(who).scope, today(), post)
    with pytest.raises(NotYours):
        reads.day(world.actor("inspector").scope, today(), world.posts["head"].pk)


def test_a_head_has_a_day_and_writes_no_visits(world: Any, client: Any) -> None:
    one = made.appeal(category="officer.rude", about="beat_inspector")
    assert one.holder_id == world.posts["head"].pk
    staff.sign_in(client, world.people["head"])
    text = client.get(address("day")).content.decode()
    assert one.number in text and "visits/new/" not in text and "aside/" not in text
    assert f"?post={world.posts['inspector'].pk}" in text, "the days of the officers"
    assert client.get(address("new_visit")).status_code == 403
    below = client.get(f"{address('day')}?post={world.posts['inspector'].pk}")
    assert below.status_code == 200 and one.number not in below.content.decode()
    for odd in ("x", "-1", "9" * 30, str(10**9)):
        assert client.get(f"{address('day')}?post={odd}").status_code in {200, 404}


def test_an_inspector_lands_on_the_day(world: Any, client: Any) -> None:
    staff.sign_in(client, world.people["inspector"])
    assert client.get("/kk/staff/").url == address("day")


def test_who_looks_on_does_not_see_a_complaint_about_an_officer(world: Any) -> None:
    one = made.appeal()
    type(one).objects.filter(pk=one.pk).update(about_unknown=True)
    assert keys(reads.day(world.actor("inspector").scope, today())) == {f"appeals:{one.number}"}
    assert keys(reads.day(world.actor("head").scope, today(), world.posts["inspector"].pk)) == set()


def test_a_sensitive_appeal_gives_away_neither_words_nor_place(world: Any) -> None:
    one = made.appeal(category="home.bullying")
    post = next(name for name in ("inspector", "juvenile", "head") if one.holder_id == world.posts[name].pk)
    with clock.frozen(now()):
        found = [duty for duty in duties.of(world.actor(post).scope, today()) if one.number in duty.key]
    assert found and found[0].told == "" and found[0].where.words == "" and found[0].where.lon is None


def test_the_page_costs_twelve_queries_however_much_is_owed(world: Any, client: Any) -> None:
    for number in range(30):
        made.appeal(text=f"Шу {number}", lon=70.001 + number / 3000)
    made.visit(world, next_words="Қайта қарау", next_on=today())
    made.operation(world)
    other = made.appeal(lon=70.035)
    moves.offer_transfer(
        actor=world.actor("other"), appeal_id=other.pk, post_id=world.posts["inspector"].pk, reason="Сізде"
    )
    staff.sign_in(client, world.people["inspector"])
    for address_ in (address("day"), address("slip"), f"{address('day')}?by=route"):
        client.get(address_)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address_)
        assert answer.status_code == 200
        counted = [one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVE", "REL"))]
        assert len(counted) <= MOST, "\n".join(counted)
    assert "transfers:" in client.get(address("day")).content.decode()


def test_the_days_of_returns_and_reports_cost_no_more(world: Any, client: Any, frozen_clock: Any) -> None:
    frozen_clock.to(frozen_clock.now.replace(month=7, day=3))
    made.appeal()
    made.operation(world)
    staff.sign_in(client, world.people["inspector"])
    client.get(address("day"))
    with CaptureQueriesContext(connection) as asked:
        text = client.get(address("day")).content.decode()
    counted = [one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVE", "REL"))]
    assert len(counted) <= MOST, "\n".join(counted)
    assert "returns:month-2026-06" in text and "returns:operation-" in text and "2026 жылғы 2-тоқсан" in text


def test_a_scope_without_posts_owes_nothing(world: Any) -> None:
    made.appeal()
    made.operation(world)
    for scope in (PUBLIC, Scope(account_id=1)):
        assert duties.of(scope, today()) == []


def test_what_no_source_knows_is_refused_with_a_sentence() -> None:
    for act in (lambda: duties.settle(Actor.system(), "x:1", "y"), lambda: duties.hand_on(Actor.system(), "x:1", "y")):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "gone" and str(refused.value)
