"""Notices: who writes and signs, what residents read, and that an ended search leaves no trace of a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.apps import apps

from senim.appeals.tests import world as worlds
from senim.appeals.tests.world import World
from senim.kernel import clock
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent, StoredFile
from senim.kernel.scoping import Actor, Role
from senim.kernel.testing import standing
from senim.notices import actions, duties, presenters, selectors
from senim.notices.domain import Kind, State, Why
from senim.notices.models import Event, Notice
from senim.notices.tests.world import NAME, person, photo, shown, values, written
from senim.staff import testing as staff
from senim.territory import api as territory
from senim.territory.domain import Level
from senim.territory.tests import make

ROLES = tuple(role for role in Role if role not in {Role.EXECUTOR, Role.TRAINEE})


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("notices")
    with standing(django_db_blocker, folder), clock.frozen(datetime(2026, 5, 12, 5, 0, tzinfo=UTC)):
        world = worlds.build()
        world.areas["far"] = make.area(Level.DISTRICT, make.area(Level.REGION, world.areas["country"]))
        yield world


@pytest.fixture
def world(built: World, db: None, frozen_clock: Any) -> World:
    return built


def code(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_an_inspector_tells_the_own_beat_and_residents_read_it(world: World, client: Any) -> None:
    staff.sign_in(client, world.people["inspector"])
    given = {
        "area": world.areas["first"].pk, "title_kk": "Су өшеді", "title_ru": "Отключат воду", "text_kk": "Ертең.",
        "text_ru": "Завтра.", "starts_on": "2026-05-12", "ends_on": "2026-05-20", "photo": photo(),
    }
    bad = client.post("/kk/notices/new/news/", given)
    assert bad.status_code == 422 and "Су өшеді" in bad.content.decode()  # a photo without words
    given |= {"alt_kk": "Құбыр", "alt_ru": "Труба", "photo": photo()}
    made = client.post("/kk/notices/new/news/", given)
    row = Notice.objects.get()
    assert made["Location"].endswith(f"/notices/{row.number}/")
    stranger = type(client)()
    assert stranger.get(f"/kk/notice/{row.number}/").status_code == 404, "a draft is nobody's"
    assert client.post(f"/kk/notices/{row.number}/publish/").status_code == 302
    page = stranger.get(f"/kk/notice/{row.number}/").content.decode()
    assert "Су өшеді" in page and 'alt="Құбыр"' in page
    english = stranger.get(f"/en/notice/{row.number}/").content.decode()
    assert "Kazakh and Russian only" in english and 'lang="kk"' in english and "Отключат воду" in english
    seen = stranger.get(f"/kk/notice/{row.number}/photo/")
    assert seen["Content-Type"] == "image/jpeg" and b"".join(seen.streaming_content)
    first = world.areas["first"].code
    assert "Су өшеді" in stranger.get(f"/kk/news/{first}/").content.decode()
    assert "Су өшеді" not in stranger.get(f"/kk/news/{world.areas['second'].code}/").content.decode()
    assert "Су өшеді" in stranger.get(f"/kk/news/{world.areas['district'].code}/").content.decode()
    assert AuditEvent.objects.filter(action__startswith="notices.").count() == Event.objects.count() == 2


def test_every_act_by_every_role_on_a_foreign_notice(world: World) -> None:
    """The notice lies in the first beat: nobody of another district touches it, and here only whose task it is."""
    rows = {kind: written(world, kind, who="head") for kind in Kind}
    far = [staff.make_officer(role, area_ids=(world.areas["far"].pk,))[0] for role in ROLES]
    strangers = [staff.actor_for(account) for account in far]
    for kind, row in rows.items():
        acts = {
            "write": lambda actor, kind=kind: actions.write(
                actor=actor, kind=kind, area_id=world.areas["first"].pk, values=person()),
            "change": lambda actor, row=row: actions.change(
                actor=actor, number=row.number, values=person(), version=row.version),
            "ask": lambda actor, row=row: actions.ask_signature(actor=actor, number=row.number),
            "publish": lambda actor, row=row: actions.publish(
                actor=actor, number=row.number, password_holds=lambda: True),
            "end": lambda actor, row=row: actions.end(actor=actor, number=row.number, why=Why.FOUND),
            "one": lambda actor, row=row: selectors.one(actor.scope, row.number),
        }
        for actor in strangers:
            for act in acts.values():
                with pytest.raises(NotYours):
                    act(actor)
        for name in ("other", "operator", "prosecutor", "council", "analyst", "admin", "auditor", "akimat", "ministry"):
            for act in acts.values():
                with pytest.raises(NotYours):
                    act(world.actor(name))
        if kind is not Kind.MISSING:
            with pytest.raises(NotYours):
                acts["end"](world.actor("duty"))
    assert set(Notice.objects.values_list("state", flat=True)) == {"draft"}


def test_a_person_is_named_only_on_a_measure_signed_with_an_end(world: World) -> None:
    inspector, head, duty = (world.actor(name) for name in ("inspector", "head", "duty"))
    area = world.areas["first"].pk

    def write(kind: Kind, **changes: Any) -> Notice:
        return actions.write(actor=inspector, kind=kind, area_id=area, values=person(**changes))

    assert code(lambda: write(Kind.WANTED, ground=" ")) == "notices.no_ground"
    assert code(lambda: write(Kind.WANTED, ground_number="")) == "notices.no_ground"
    assert code(lambda: write(Kind.MISSING, consent=False)) == "notices.no_consent"
    assert code(lambda: write(Kind.WANTED, ends_on=today() + timedelta(days=40))) == "notices.too_long"
    row = write(Kind.WANTED)
    assert code(lambda: actions.publish(actor=inspector, number=row.number)) == "notices.needs_signature"
    with pytest.raises(Refused):  # the inspector has a password too; it signs nothing
        actions.publish(actor=inspector, number=row.number, password_holds=lambda: True)
    actions.ask_signature(actor=inspector, number=row.number)
    assert [one.key for one in duties.owed(head.scope, today())] == [f"notices:{row.number}"]
    assert duties.owed(duty.scope, today()) == [] and duties.owed(inspector.scope, today()) == []
    assert NAME not in str(duties.owed(head.scope, today()))
    with pytest.raises(NotYours):
        actions.publish(actor=duty, number=row.number, password_holds=lambda: True)
    assert code(lambda: actions.publish(actor=head, number=row.number)) == "notices.needs_signature"
    refused = code(lambda: actions.publish(actor=head, number=row.number, password_holds=lambda: False))
    assert refused == "notices.password" and selectors.shown(row.number) is None
    actions.publish(actor=head, number=row.number, password_holds=lambda: True)
    row.refresh_from_db()
    assert row.signed_by_id == head.account_id and selectors.shown(row.number)
    changed = code(lambda: actions.change(actor=head, number=row.number, values=person(), version=row.version))
    assert changed == "notices.signed"
    missing = write(Kind.MISSING)
    actions.publish(actor=duty, number=missing.number, password_holds=lambda: True)  # by night the duty unit signs
    assert selectors.shown(missing.number)


@pytest.mark.parametrize("why", [Why.FOUND, Why.TIME])
def test_an_ended_search_leaves_no_trace_of_the_person(world: World, client: Any, frozen_clock: Any, why: Why) -> None:
    row = shown(world, Kind.MISSING)
    address, first = f"/kk/notice/{row.number}/", world.areas["first"].code
    page = client.get(address).content.decode()
    assert NAME in page and "/kk/q/" in page and "/kk/report/" in page and row.number in page
    assert "<title>" in page and NAME not in page.split("</title>")[0]
    feed = client.get(f"/kk/news/{first}/feed.xml")
    assert NAME not in feed.content.decode(), "a feed is kept by its readers"
    tree = ElementTree.fromstring(feed.content)
    assert len(tree.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    if why is Why.FOUND:
        actions.end(actor=world.actor("inspector"), number=row.number, why=Why.FOUND)
    else:
        frozen_clock.move(days=6)
        assert client.get(address).status_code == 410, "at once, before the clock's job comes by"
        assert client.get(f"{address}photo/").status_code == 404
        assert (actions.end_over(), actions.end_over()) == (1, 0)
    ended = client.get(address)
    assert ended.status_code == 410 and NAME not in ended.content.decode()
    assert client.get(f"{address}photo/").status_code == 404
    assert NAME not in client.get(f"/kk/news/{first}/").content.decode()
    row.refresh_from_db()
    assert row.state == State.ENDED and row.ended_why == why and row.photo_id is None
    whole = "\n".join(str(one) for model in apps.get_models() for one in model._default_manager.values())
    assert NAME not in whole and not StoredFile.objects.exists()
    staff.sign_in(client, world.people["inspector"])
    assert client.get(f"/kk/notices/{row.number}/").status_code == 200


def test_bad_input_is_refused_in_words(world: World) -> None:
    inspector, area = world.actor("inspector"), world.areas["first"].pk

    def write(**changes: Any) -> Notice:
        return actions.write(actor=inspector, kind=Kind.NEWS, area_id=area, values=values(**changes))

    for expected, changes in {
        "notices.no_title": {"title_ru": " "},
        "notices.no_text": {"text_kk": ""},
        "notices.half_english": {"title_en": "Water"},
        "notices.iin": {"text_ru": "ИИН 900101400013, дом 5"},
        "notices.days": {"ends_on": today() - timedelta(days=1)},
        "notices.too_long": {"ends_on": today() + timedelta(days=91)},
    }.items():
        assert code(lambda changes=changes: write(**changes)) == expected
    assert not Notice.objects.exists()


def test_two_who_change_one_notice(world: World, client: Any) -> None:
    row = shown(world)
    inspector = world.actor("inspector")
    actions.change(actor=inspector, number=row.number, values=values(text_kk="Кеште."), version=1)
    staff.sign_in(client, world.people["head"])
    given = {name: getattr(values(), name) for name in ("title_kk", "title_ru", "text_ru", "starts_on", "ends_on")}
    late = client.post(f"/kk/notices/{row.number}/change/", {**given, "text_kk": "Түсте.", "version": 1})
    assert late.status_code == 422 and "Түсте." in late.content.decode()
    row.refresh_from_db()
    assert row.text_kk == "Кеште." and row.version == 2
    found = selectors.shown(row.number)
    assert found and found.texts[0] == "Кеште."


def test_pages_of_the_staff(world: World, client: Any) -> None:
    row = written(world, Kind.MISSING)
    staff.sign_in(client, world.people["inspector"])
    for path in ("/kk/notices/", "/kk/notices/?state=ended", f"/kk/notices/{row.number}/change/"):
        assert client.get(path).status_code == 200
    assert client.get("/kk/notices/new/gossip/").status_code == 404
    assert client.post(f"/kk/notices/{row.number}/ask/").status_code == 302
    staff.sign_in(client, world.people["head"])
    page = client.get(f"/kk/notices/{row.number}/").content.decode()
    assert NAME in page and "password" in page
    wrong = client.post(f"/kk/notices/{row.number}/sign/", {"password": "no"}, follow=True)
    assert "Құпиясөз қате" in wrong.content.decode() and selectors.shown(row.number) is None
    staff.sign_in(client, world.people["other"])
    assert client.get(f"/kk/notices/{row.number}/").status_code == 404
    assert client.get(f"/kk/notices/{row.number}/photo/").status_code == 404


def test_what_is_current_costs_no_query_and_searches_stand_first(world: World, django_assert_num_queries: Any) -> None:
    shown(world, Kind.MISSING)
    shown(world)
    shown(world, Kind.WARNING, area="district", who="head")
    later = shown(world, starts_on=today() + timedelta(days=2))
    area = territory.area(world.areas["first"].pk)
    presenters.part(area, "kk")
    with django_assert_num_queries(0):
        found = presenters.part(area, "kk")
    assert found and [row["names"] for row in found["rows"]] == [True, False, False]
    assert later.number not in {row["number"] for row in found["rows"]}
    assert presenters.part(territory.area(world.areas["far"].pk), "kk") is None
    assert Actor.system()
