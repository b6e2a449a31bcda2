"""The maps: density against the library that sums exactly, single events and who opens them, what analyses draw."""

import csv
import io

import numpy as np
import pytest
from django.urls import reverse

from senim.incidents import actions, api
from senim.incidents.actions.runs import execute
from senim.incidents.domain import Selection
from senim.incidents.models import Run
from senim.incidents.panels import density
from senim.incidents.tests import world as worlds
from senim.incidents.tests.world import bring, feed, many, row
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import SYSTEM as HOUSE
from senim.staff import api as staff

FILES = Selection(appeals=False)


@pytest.fixture
def full(world):
    crowd = [
        row(f"c{n}", f"2026-04-{n % 28 + 1:02} 22:10", lon=70.0102, lat=50.0052, address="Бекет") for n in range(60)
    ]
    home = row("v", "2026-05-01 22:00", "Domestic violence", 70.0031, 50.0031)
    bring(feed(world), *many(300), *crowd, home)
    return world


def sign_in(client, world, name):
    staff.testing.sign_in(client, world.people[name])
    return client


def coordinator(client, world):
    account, _post = staff.testing.make_officer(
        worlds.appeals_world.Role.GROUP_COORDINATOR, area_ids=(world.areas["district"].pk,)
    )
    staff.testing.sign_in(client, account)
    return client


@pytest.mark.parametrize("bandwidth", [60, 150, 400])
def test_the_density_is_that_of_the_library(full, bandwidth):
    from senim_analysis.density import kernel_density

    events = api.events(HOUSE, FILES)
    found = density.surface(events, bandwidth=bandwidth, whole=True)
    west, south, _east, north = found.box
    wide = 111_320 * np.cos(np.radians((south + north) / 2))
    known = events.placed
    x, y = (events.lon[known] - west) * wide, (events.lat[known] - south) * 111_320
    rows, columns = found.density.shape
    extent = (0, 0, columns * found.cell, rows * found.cell)
    exact = kernel_density(x, y, bandwidth=bandwidth, cell=found.cell, extent=extent, kernel="gaussian")
    wanted = exact.density[: rows, : columns][::-1]
    assert found.density.max() == pytest.approx(wanted.max(), rel=0.03)
    assert np.abs(found.density - wanted).max() < 0.03 * wanted.max()
    assert found.density.sum() == pytest.approx(wanted.sum(), rel=0.01)


def test_peaks_lie_apart_and_the_first_is_the_planted_one(full):
    found = density.surface(api.events(HOUSE, FILES), bandwidth=60)
    lon, lat = found.middle(*found.peaks[0])
    assert lon == pytest.approx(70.0102, abs=4e-4) and lat == pytest.approx(50.0052, abs=4e-4)
    tops = np.array(found.peaks)
    apart = np.hypot(*(tops[:, None] - tops[None, :]).transpose(2, 0, 1))[np.triu_indices(len(tops), 1)]
    assert (apart * found.cell >= 2 * 60 - 1e-6).all()
    assert found.stacked == pytest.approx(60 / 360)


def test_a_marked_place_is_drawn_whole_on_each_map(full):
    corners = ((70.0, 50.0), (70.02, 50.0), (70.02, 50.012), (70.0, 50.012))
    marked = Selection(appeals=False, polygon=corners)
    events = api.events(HOUSE, marked)
    west, south, east, north = density.surface(events).drawn
    assert (west, south, east, north) == (70.0, 50.0, 70.02, 50.012)
    drawn = {one.code: one.svg for one in api.panels(HOUSE, marked, "kk")}
    assert all('class="place"' in drawn[code] for code in ("map", "kernel"))
    assert 'class="place"' not in "".join(one.svg for one in api.panels(HOUSE, FILES, "kk"))


def test_runs_cover_each_shade_once():
    shades = np.array([[0, 1, 1, 2], [0, 0, 0, 0], [5, 5, 0, 1]])
    pieces = density.runs(shades)
    drawn = np.zeros_like(shades)
    for at, first, length, shade in pieces:
        drawn[at, first : first + length] += shade
    assert (drawn == shades).all() and len(pieces) == 4


def test_too_few_events_make_no_surface_and_an_artefact_is_told(world, full):
    few = [one for one in api.panels(HOUSE, Selection(kinds=("domestic",)), "kk") if one.code == "kernel"]
    assert few[0].map is None and "10" in few[0].sentence and few[0].table[1] == []
    said = next(one for one in api.panels(HOUSE, FILES, "kk") if one.code == "kernel")
    assert "17 %" in said.note and "Бекет" in said.table[1][0][0] and "гаусс" in said.definition


def test_a_fine_bandwidth_is_only_for_whoever_sees_points(full, client):
    def asked(by):
        answer = by.get("/en/incidents/", {"bandwidth": "50"})
        return next(one for one in answer.context["panels"] if one.code == "kernel")

    near = asked(sign_in(client, full, "analyst"))
    far = asked(coordinator(client, full))
    assert "bandwidth 50 m" in near.sentence and "bandwidth 200 m" in far.sentence
    assert "Бекет" in str(near.table) and "Бекет" not in str(far.table) and "200 m was taken" in far.note


def test_a_hundred_thousand_events_cost_a_surface_of_the_size_that_ten_do(full):
    random = np.random.default_rng(2)
    events = api.events(HOUSE, FILES)
    rows = random.integers(0, events.n, 100_000)
    wide = events.where(rows)
    wide.lon[:] += random.normal(0, 0.05, wide.n)
    wide.lat[:] += random.normal(0, 0.03, wide.n)
    found = density.surface(wide)
    few = density.surface(wide.where(np.arange(500)))
    assert found.n == int(wide.placed.sum()) > 90_000
    assert max(found.density.shape) <= density.MOST + 1 and max(few.density.shape) <= density.MOST + 1


def test_single_events_are_listed_only_when_asked_for_and_that_is_written_down(full, client):
    sign_in(client, full, "analyst")
    page = client.get("/kk/incidents/")
    assert "points" not in [one.code for one in page.context["panels"]]
    assert not AuditEvent.objects.filter(action="incidents.points_read").exists()
    page = client.get("/kk/incidents/", {"points": "on"})
    panel = next(one for one in page.context["panels"] if one.code == "points")
    assert len(panel.table[1]) == 50 and panel.table[1][0][0] >= panel.table[1][1][0], "the newest first"
    assert AuditEvent.objects.filter(action="incidents.points_read").count() == 1
    answer = client.get("/kk/incidents/views/points.csv", {"points": "on"})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 8 + 360 and "70.00310" not in answer.content.decode(), "no home of a sensitive kind"


def test_nobody_else_gets_single_events(full, client):
    page = coordinator(client, full).get("/kk/incidents/", {"points": "on"})
    assert "points" not in [one.code for one in page.context["panels"]] and "points" not in page.context["form"].fields
    assert client.get(reverse("incidents:export", args=["points"])).status_code == 404
    sign_in(client, full, "inspector")
    assert client.get(reverse("incidents:shapes", args=["kernel"])).status_code == 403


def test_the_map_to_move_draws_what_the_view_draws(full, client):
    sign_in(client, full, "analyst")
    page = client.get("/kk/incidents/")
    for panel in page.context["panels"]:
        if panel.map:
            given = client.get(reverse("incidents:shapes", args=[panel.code])).json()
            assert given == panel.map and all(len(one["geometry"]["coordinates"][0]) >= 4 for one in given["features"])
    assert client.get(reverse("incidents:shapes", args=["clock"])).status_code == 404
    assert client.get(reverse("incidents:shapes", args=["kernel"]), {"bandwidth": "7"}).status_code == 404


def ran(world, method):
    run = actions.start_run(actor=world.actor("analyst"), method=method, selection=FILES)
    return execute(run_id=run.pk)


def planted(world):
    """Two hundred thefts, most of them followed nearby within days."""
    random = np.random.default_rng(3)
    rows = []
    for n in range(120):
        day = np.datetime64("2025-12-01") + int(random.integers(0, 160))
        lon, lat = 70 + random.random() * 0.015, 50 + random.random() * 0.01
        for after in (0, 2):
            at = min(day + after, np.datetime64("2026-05-11"))
            rows.append(row(f"n{n}-{after}", f"{at} 12:00", lon=f"{lon + after * 1e-4:.5f}", lat=f"{lat:.5f}"))
    bring(feed(world), *rows)


def test_zones_are_drawn_with_their_expiry(world, client):
    planted(world)
    run = ran(world, "near_repeat")
    sign_in(client, world, "analyst")
    page = client.get(f"/kk/incidents/runs/{run.pk}/")
    zones, pairs = page.context["panels"]
    assert zones.table[1] and zones.map["features"] and "(×" in str(pairs.table[1])
    assert all("2026" in line[3] for line in zones.table[1]) and zones.table[1][0][0].startswith("1. ")
    assert f">{len(zones.table[1])}</text>" in zones.svg
    shapes = client.get(reverse("incidents:run_shapes", args=[run.pk, "zones"])).json()
    assert len(shapes["features"]) == len(zones.table[1])
    answer = client.get(reverse("incidents:run_export", args=[run.pk, "zones"]))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[2][1] == zones.sentence and len(lines) == 8 + len(zones.table[1])
    assert AuditEvent.objects.get(action="incidents.exported").data["view"] == "zones"


def test_expired_zones_say_so(world, client, frozen_clock):
    planted(world)
    run = ran(world, "near_repeat")
    from senim.kernel import clock

    sign_in(client, world, "analyst")
    with clock.frozen(clock.now() + np.timedelta64(90, "D").astype(object)):
        staff.testing.sign_in(client, world.people["analyst"])
        zones = client.get(f"/kk/incidents/runs/{run.pk}/").context["panels"][0]
    assert zones.table[1] and all("мерзімі өтті" in line[3] for line in zones.table[1])


def test_zones_are_around_single_events_and_only_for_seers(world, client):
    planted(world)
    run = ran(world, "near_repeat")
    page = coordinator(client, world).get(f"/kk/incidents/runs/{run.pk}/")
    assert [one.code for one in page.context["panels"]] == ["pairs"]
    for name in ("run_shapes", "run_export"):
        assert client.get(reverse(f"incidents:{name}", args=[run.pk, "zones"])).status_code == 404
    sign_in(client, world, "inspector")
    for name in ("run_shapes", "run_export"):
        assert client.get(reverse(f"incidents:{name}", args=[run.pk, "pairs"])).status_code == 403


def test_hot_spots_are_drawn_by_class(full, client, django_assert_max_num_queries):
    run = ran(full, "hot_spots")
    sign_in(client, full, "analyst")
    with django_assert_max_num_queries(12):
        panel = client.get(f"/ru/incidents/runs/{run.pk}/").context["panels"][0]
    kept = Run.objects.get(pk=run.pk).result["spots"]
    assert len(panel.table[1]) == min(60, len(kept))
    assert panel.svg.count('class="spot spot-') == len(kept) + 4 * bool(kept)
    assert client.get(reverse("incidents:run_shapes", args=[run.pk, "spots"])).json()["features"].__len__() == len(kept)
    assert client.get(reverse("incidents:run_shapes", args=[run.pk, "zones"])).status_code == 404
