"""Walking distance: reckoned by hand on a small town, kept up with the map, shown to whom it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from senim.kernel import clock, versions
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import PUBLIC, Role
from senim.kernel.testing import standing
from senim.reach import actions, api, compute, helps, hours, permissions, policies, selectors, streets
from senim.reach.domain import Candidates, Code, How, State
from senim.reach.models import Run, Scenario, Walk
from senim.reach.tests import world as worlds
from senim.reach.tests.world import Town
from senim.staff import testing as staff
from senim.territory import api as territory
from senim.territory.models import Address, Point

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 12, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Town]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("reach")), clock.frozen(NOON):
        yield worlds.build()


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.frozen(NOON), translation.override("en"):
        yield


def metres(columns: float, rows: float) -> float:
    """Along the grid: a thousandth of a degree is 111.195 m north, and at 50.01 degrees 71.46 m east."""
    return 71.46 * columns + 111.195 * rows


def test_ways_go_over_streets_and_lines_where_there_are_none(town: Town) -> None:
    house = town.houses["9-6"]  # seven blocks east and four north of the western point
    near = selectors.of_address(PUBLIC, house.pk)
    assert [one.point.id for one in near][:2] == [town.points["west"].pk, town.points["post"].pk]
    assert near[0].how is How.STREET and near[0].metres == pytest.approx(metres(7, 4), rel=0.003)
    assert near[0].minutes == pytest.approx(near[0].metres / 75)
    # Standing on the same place without an address the answer is the same to the half step of the network.
    placed = api.nearest(*worlds.at(9, 6))
    assert placed[0].point.id == near[0].point.id and placed[0].metres == pytest.approx(near[0].metres, abs=1)
    village = selectors.of_address(PUBLIC, town.houses["v0"].pk)
    assert village[0].how is How.LINE and village[0].point.id == town.points["post"].pk
    line = streets.metres(np.array([70.51]), np.array([50.01]), *worlds.at(18, 18))[0]
    assert village[0].metres == pytest.approx(1.3 * line, rel=1e-3)
    # A department is an office behind a pass and no door.
    assert town.points["office"].pk not in {one.point.id for one in api.nearest(*worlds.at(10, 10))}


def test_ways_between_places_are_those_of_the_whole_network(town: Town) -> None:
    """The search over crossings in a web process, held to scipy's over all nodes."""
    from senim_analysis.walking import walking_network, ways_from

    chance = np.random.default_rng(3)
    places = [(70 + x, 50 + y) for x, y in chance.random((12, 2)) * 0.02]
    found = [[way.metres for way in api.ways(one, places)] for one in places]
    network = walking_network(compute.ground().lines)
    lon, lat = np.array(places).T
    whole = ways_from(network, lon, lat, lon, lat, factor=1.3)
    apart = whole > 2 * api.YARD  # nearer ones may be one yard
    assert apart.sum() > 100 and np.array(found)[apart] == pytest.approx(whole[apart], abs=0.5)
    assert (np.array(found) <= whole + 0.5).all()
    far = api.ways(places[0], [(70.51, 50.01), places[1]])
    assert far[0].how is How.LINE and far[1].how is How.STREET and api.has_streets()


def test_shares_are_counted_by_beat_and_weighted_where_residents_are_known(town: Town) -> None:
    found = api.within(town.areas["district"].pk)
    assert found is not None and found.counts["unplaced"] == 1 and found.at == NOON
    by = {one.area_id: one for one in found.shares}
    assert set(by) == {town.areas[name].pk for name in ("beat1", "beat2", "beat3", "beat4", "village")}
    first = by[town.areas["beat1"].pk]
    by_hand = [metres(abs(x - 2), abs(y - 2)) for x in range(1, 10, 2) for y in range(2, 11, 2)]
    assert first.houses == len(by_hand) == 25
    assert first.near == tuple(sum(one <= 75 * m for one in by_hand) for m in (5, 10, 15))
    assert first.slow == tuple(sum(one <= 56.6 * m for one in by_hand) for m in (5, 10, 15))
    assert by[town.areas["village"].pk].near == (0, 0, 0) and by[town.areas["village"].pk].by_streets == 0
    plain, weighted = api.together(list(found.shares), 1)
    assert not weighted and plain == sum(one.near[1] for one in found.shares) / sum(one.houses for one in found.shares)
    worlds.populate(town)
    known = api.within(town.areas["district"].pk)
    assert known is not None
    value, weighted = api.together(list(known.shares), 1)
    assert weighted and value == pytest.approx(np.mean([one.share(1) for one in known.shares]))


def test_the_ways_follow_the_map_and_only_when_it_moved(town: Town, django_assert_max_num_queries: Any) -> None:
    territory.version(), streets.run_id()  # in memory, as in a process that lives
    with django_assert_max_num_queries(1):
        assert compute.keep_up() is None
    before = Run.objects.get(pk=streets.run_id())
    with transaction.atomic():
        versions.bump("territory")  # something else in the territory was changed
    assert compute.keep_up() is None and streets.run_id() == before.pk
    point = town.points["west"]
    with transaction.atomic():
        Point.objects.filter(pk=point.pk).update(lon=worlds.at(18, 2)[0])
        versions.bump("territory")
    after = compute.keep_up()
    assert after is not None and streets.run_id() == after.pk != before.pk
    assert set(Walk.objects.values_list("run_id", flat=True)) == {after.pk}
    assert selectors.of_address(PUBLIC, town.houses["17-2"].pk)[0].metres == pytest.approx(metres(1, 0), rel=0.01)
    actions.set_yardstick(actor=town.actor(Role.MINISTRY), code=Code.PACE, value=60, source="Өлшеу: 40 адам, 2026")
    third = compute.keep_up()
    assert third is not None and third.parameters["pace"] == 60
    actions.record_state(
        actor=town.actor(Role.HEAD), point_id=point.pk, state=State.CLOSED, since=date(2026, 5, 1), note="Жөндеуде")
    assert point.pk not in {one.point.id for one in api.nearest(*worlds.at(18, 2))}  # at once, before any computation
    assert compute.keep_up() is not None
    assert selectors.of_address(PUBLIC, town.houses["17-2"].pk)[0].point.id == town.points["post"].pk


def test_without_the_extra_every_way_is_a_line(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compute, "find_spec", lambda name: None)
    Run.objects.all().delete()
    with transaction.atomic():
        versions.bump("territory")
        versions.bump(streets.VERSION)
    assert compute.keep_up() is None and not api.has_streets() and api.within(town.areas["district"].pk) is None
    near = selectors.of_address(PUBLIC, town.houses["9-6"].pk)
    assert near[0].point.id == town.points["west"].pk and near[0].how is How.LINE
    assert api.ways((70.0, 50.0), [(70.01, 50.01)])[0].how is How.LINE


def test_a_point_newer_than_the_computation_is_found_by_the_line(town: Town) -> None:
    fresh = Point.objects.create(code="new", kind="modular_post", name_kk="Жаңа", name_ru="Новый", lon=70.01, lat=50.01)
    with transaction.atomic():
        versions.bump("territory")
    found = api.nearest(70.0101, 50.0101)
    assert found[0].point.id == fresh.pk and found[0].how is How.LINE
    assert all(one.how is How.LINE for one in api.nearest(70.5, 50.01))  # a kilometre from any street


def test_the_next_post_goes_where_most_walk_far(town: Town) -> None:
    """In the town a south-eastern or north-western corner is farthest; the village is farther, but few live there."""
    asked = actions.plan(
        actor=town.actor(Role.AKIMAT), area_id=town.areas["district"].pk, posts=2, candidates=Candidates.HOUSES)
    helps.work(asked.pk)
    row = Scenario.objects.get(pk=asked.pk)
    steps = row.result["steps"]
    assert row.state == "done" and len(steps) == 2 and not row.result["weighted"]
    village = [one for one in steps if one["lon"] > 70.4]
    assert len(village) == 1 and village[0]["gain"] >= 6 * 400  # six houses, each some 35 km away
    for one in steps:
        assert one["low"] <= one["gain"] <= one["high"] and 0 <= one["same"] <= 1 and one["people"] > 0
    assert steps[0]["gain"] >= steps[1]["gain"] and steps[1]["mean"] < row.result["before"]["mean"]
    lots = [("Оңтүстік-шығыс", *worlds.at(18, 2)), ("Батыс пункттің жаны", *worlds.at(2, 2))]
    given = actions.plan(
        actor=town.actor(Role.HEAD), area_id=town.areas["district"].pk, posts=1, candidates=Candidates.LOTS, lots=lots)
    helps.work(given.pk)
    result = Scenario.objects.get(pk=given.pk).result
    assert [one["name"] for one in result["steps"]] == ["Оңтүстік-шығыс"] and result["exact"]


def test_hours_stand_against_when_people_come(town: Town) -> None:
    hours.register_arrivals("test", lambda path, since, until: {(0, 10): 5, (5, 10): 2})
    try:
        scope = town.actor(Role.HEAD).scope
        rows = hours.bands(scope, town.areas["beat1"].pk, NOON)
        morning = next(one for one in rows if not one.weekend and one.first == 9)
        saturday = next(one for one in rows if one.weekend and one.first == 9)
        assert (morning.came, morning.doors) == (5, 1.0) and (saturday.came, saturday.doors) == (2, 0.0)
    finally:
        hours._providers.pop("test")


REFUSED = [
    ("since_future", {"since": date(2026, 5, 13)}), ("closed_why", {"state": State.CLOSED}),
    ("note_personal", {"note": "900101300017 келіңіз"}), ("equipment", {"equipment": {"computers": -1}}),
    ("equipment", {"equipment": {"tank": 1}}),
]


def test_bad_input_is_refused_in_words(town: Town) -> None:
    head, point = town.actor(Role.HEAD), town.points["west"].pk
    for code, changed in REFUSED:
        values = {"state": State.OPEN, "since": date(2026, 5, 1), **changed}
        with pytest.raises(Refused) as refused:
            actions.record_state(actor=head, point_id=point, **values)
        assert refused.value.code == code and str(refused.value).endswith(".")
    ministry = town.actor(Role.MINISTRY)
    for code, what in {"value": (Code.PACE, 900, "own own own"), "source": (Code.PACE, 70, "  "),
                       "slow_pace": (Code.SLOW, 90, "own own own")}.items():
        with pytest.raises(Refused) as refused:
            actions.set_yardstick(actor=ministry, code=what[0], value=what[1], source=what[2])
        assert refused.value.code == code
    for code, text, posts in (("lot_line", "Аула; жетпіс; 50", 1), ("lots_few", "Аула; 70,01; 50,01", 2),
                              ("lot_line", "Аула; 70.01", 1), ("lots_many", "a; 70; 50\n" * 201, 1)):
        with pytest.raises(Refused) as refused:
            policies.read_lots(text, posts)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        actions.plan(actor=head, area_id=town.areas["district"].pk, posts=1, candidates=Candidates.LOTS,
                     lots=[("Алматы", 76.9, 43.2)])
    assert refused.value.code == "lot_outside"


def test_nobody_acts_on_what_is_not_theirs(town: Town) -> None:
    """Every action as every role: on the own where the matrix says so, never on another district's."""
    alien, own = town.points["alien"].pk, town.points["west"].pk
    for role in [one for one in town.people if not isinstance(one, str)] + ["far head", "far inspector", "far analyst"]:
        actor = town.actor(role)
        mine, other = (own, alien) if isinstance(role, Role) else (alien, own)
        area, foreign = (("district", "other") if isinstance(role, Role) else ("other", "district"))
        kind = role if isinstance(role, Role) else Role(role.split()[1])
        for allowed, act, target, wrong in (
            (kind in permissions.RECORDERS, _record, mine, other),
            (kind in permissions.PLANNERS, _plan, town.areas[area].pk, town.areas[foreign].pk),
        ):
            with pytest.raises(NotYours):
                act(actor, wrong)
            if allowed and not (kind is Role.INSPECTOR and act is _plan):
                act(actor, target)
            else:
                with pytest.raises(NotYours):
                    act(actor, target)
        if kind is not Role.MINISTRY:
            with pytest.raises(NotYours):
                actions.set_yardstick(actor=actor, code=Code.PACE, value=70, source="өз өлшеуіміз, 2026")
    events = AuditEvent.objects.filter(action__startswith="reach.")
    assert {"reach.state_recorded", "reach.scenario_asked"} <= set(events.values_list("action", flat=True))


def _record(actor: Any, point: int) -> None:
    actions.record_state(
        actor=actor, point_id=point, state=State.OPEN, since=date(2026, 5, 1), equipment={"computers": 2})


def _plan(actor: Any, area: int) -> None:
    actions.plan(actor=actor, area_id=area, posts=1, candidates=Candidates.HOUSES)


def test_a_resident_finds_the_nearest_point_without_a_script(town: Town, client: Client) -> None:
    page = reverse("reach:near")
    assert client.get(page).status_code == 200
    several = client.post(page, {"q": "Абай"}).content.decode()
    assert "Абай" in several
    shown = client.post(page, {"house": town.houses["9-6"].pk})
    text = shown.content.decode()
    assert shown.status_code == 200 and "Пункт west" in text and "13" in text and "Open now" in text
    assert "no-store" in shown["Cache-Control"]
    assert "Пункт post" in client.post(page, {"q": "", "lon": "70.018", "lat": "50.018"}).content.decode()
    assert client.post(page, {"q": ""}).status_code == 422
    assert client.post(page, {"q": "", "lon": "700", "lat": "50"}).status_code == 422
    assert client.post(page, {"house": 10**9}).status_code == 404
    far = client.post(page, {"q": "", "lon": "72.5", "lat": "50.01"}).content.decode()
    assert "Too far to walk" in far and "minutes</p>" not in far
    unplaced = Address.objects.get(house="999")
    assert client.post(page, {"house": unplaced.pk})["Location"] == reverse("reach:all")
    assert "Nothing was found" in client.post(page, {"q": "Жоқ көше 5"}).content.decode()
    twin = client.get(reverse("reach:area", args=[town.areas["district"].code])).content.decode()
    assert "Пункт west" in twin and "Пункт office" not in twin
    assert client.get(reverse("reach:all")).status_code == 200


def test_staff_pages_cost_few_queries_and_show_only_the_own(
    town: Town, client: Client, django_assert_max_num_queries: Any
) -> None:
    staff.sign_in(client, town.people[Role.ANALYST][0])
    client.get(reverse("reach:figures"))  # memory is filled
    with django_assert_max_num_queries(9):
        page = client.get(reverse("reach:figures")).content.decode()
    assert "1-учаске" in page and "Ауыл" in page and "reach-map" in page and "Көрші учаске" not in page
    assert client.get(reverse("reach:figures"), {"area": town.areas["other"].code}).status_code == 404
    wrong = {"code": "pace", "value": "500", "source": "x" * 20}
    assert client.post(reverse("reach:measures"), wrong).status_code == 403, "the pace holds for the whole country"
    ministry = Client()
    staff.sign_in(ministry, town.people[Role.MINISTRY][0])
    assert ministry.post(reverse("reach:measures"), wrong).status_code == 422
    values = {"area": town.areas["district"].pk, "posts": "1", "candidates": "houses"}
    asked = client.post(reverse("reach:plan"), values)
    helps.work(Scenario.objects.latest("pk").pk)
    assert "not a decision" in client.get(asked["Location"]).content.decode()
    far = Client()
    staff.sign_in(far, town.people["far analyst"][0])
    assert far.get(asked["Location"]).status_code == 404
    inspector = Client()
    staff.sign_in(inspector, town.people[Role.INSPECTOR][0])
    point = reverse("reach:state", args=[town.points["west"].pk])
    assert inspector.get(reverse("reach:state", args=[town.points["alien"].pk])).status_code == 404
    sent = {"state": "limited", "since_day": "1", "since_month": "5", "since_year": "2026", "note": "Есік ауладан",
            "computers": "3"}
    assert inspector.post(point, sent).status_code == 302
    assert "Есік ауладан" in inspector.get(point).content.decode()
