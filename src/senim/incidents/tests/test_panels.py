"""The figures of the views against what can be reckoned by hand."""

import numpy as np
import pytest

from senim.incidents import api, cells
from senim.incidents.domain import Selection
from senim.incidents.importing.addresses import keys
from senim.incidents.importing.moments import Reader
from senim.incidents.panels import clock, compare, concentration, extent, trend
from senim.incidents.tests.world import bring, feed, row
from senim.kernel.scoping import SYSTEM as HOUSE

FILES = Selection(appeals=False)


def test_an_interval_is_spread_over_its_hours(world):
    header = "occurred_from,occurred_to,category,lon,lat"
    bring(
        feed(world),
        "2026-05-04 22:30,2026-05-05 00:30,Theft,,",
        "2026-05-04 10:00,,Theft,,",
        "2026-05-01 10:00,2026-05-09 10:00,Theft,,",
        header=header,
    )
    grid, left_out = clock.week(api.events(HOUSE, FILES))
    assert (
        grid[0, 22] == pytest.approx(0.25) and grid[0, 23] == pytest.approx(0.5) and grid[1, 0] == pytest.approx(0.25)
    )
    assert grid[0, 10] == 1 and grid.sum() == pytest.approx(2) and left_out == 1


def test_limits_follow_the_moving_range():
    assert trend.limits(np.array([10.0, 12.0, 11.0, 13.0])) == pytest.approx(
        (11.5 - 2.66 * 5 / 3, 11.5, 11.5 + 2.66 * 5 / 3)
    )


def test_concentration_of_few_events_is_not_made_of_chance():
    assert concentration.gini(np.array([1] * 10)) == pytest.approx(0)
    assert concentration.gini(np.array([100, 1, 1, 1])) > 0.6
    curve = concentration.curve(np.array([8, 1, 1]))
    assert curve[0] == 0 and curve[-1] == 100 and (np.diff(curve) >= 0).all()


def test_a_ratio_has_its_interval():
    middle, low, high = compare.ratio(120, 100)
    assert middle == 1.2 and low == pytest.approx(0.92, abs=0.01) and high == pytest.approx(1.56, abs=0.01)
    assert compare.ratio(0, 0) == (None, 0.0, float("inf"))
    assert compare.ratio(5, 0)[0] is None


def test_places_are_addresses_however_a_street_is_spelt(world):
    spelt = ["Абай көшесі 12-үй", "ул. Абая, дом 12", "абай көш. 12", "УЛ АБАЯ 12"]
    assert len({keys(one) for one in spelt}) == 1
    assert keys("Абай көшесі 12") != keys("Абай көшесі 14") and keys("") == ("", "")
    assert keys("ул. Ленина 12")[1] != keys("ул. Абая 12")[1]
    bring(
        feed(world),
        *[row(n, f"2026-05-0{n + 1} 10:00", address=f'"{one}"', lon=70.001 + n / 1000) for n, one in enumerate(spelt)],
    )
    assert np.unique(api.events(HOUSE, FILES).place).size == 1


def test_hexagons_of_every_size_hold_the_finer_ones():
    lon, lat = np.array([70.0051, 71.2, np.nan]), np.array([50.0051, 51.3, 50.0])
    fine = cells.cells_of(lon, lat)
    for resolution in (9, 8, 7, 6):
        import h3

        wanted = [h3.latlng_to_cell(float(b), float(a), resolution) for a, b in zip(lon[:2], lat[:2], strict=True)]
        # H3 children overhang their parents a little: the parent of the fine cell is what counts.
        parents = [h3.cell_to_parent(h3.int_to_str(int(one)), resolution) for one in fine[:2]]
        assert [cells.name(int(one)) for one in cells.coarser(fine, resolution)[:2]] == parents
        assert len(wanted) == 2
    assert fine[2] == 0 and cells.coarser(fine, 8)[2] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-05-01 10:00", "2026-05-01T05:00:00+00:00"),
        ("01.05.2026 10:00", "2026-05-01T05:00:00+00:00"),
        ("2026-05-01T10:00:00+06:00", "2026-05-01T04:00:00+00:00"),
        ("1777608000000", "2026-05-01T04:00:00+00:00"),
        ("2024-02-01 10:00", "2024-02-01T04:00:00+00:00"),
        ("46143,5", "2026-05-01T07:00:00+00:00"),
        ("20260501", "2026-04-30T19:00:00+00:00"),
        ("5/1/2026 3:05 PM", "2026-01-05T10:05:00+00:00"),
    ],
)
def test_moments_as_offices_write_them(text, said):
    assert Reader("Asia/Almaty")(text).utc.isoformat() == said


def test_a_place_goes_by_the_spelling_that_most_people_write(world, client):
    kin = ["Автостанция", "автостанция", "Автостанция", "Корш дүкені", "Парктегі фонтан"]
    bring(
        feed(world),
        *[row(n, f"2026-05-0{n + 1} 10:00", address=one) for n, one in enumerate(kin)],
        *[row(f"n{n}", f"2026-04-0{n + 1} 10:00", lon=70.009) for n in range(2)],
        *[row(f"f{n}", "2026-04-01 10:00", lon=70.012, address=f'"Абай к-сі 12, {n + 1}-пәтер"') for n in (0, 1)],
        *[row(f"h{n}", f"2026-03-0{n + 1} 10:00", "Domestic violence", 70.014, address="Құпия 7") for n in range(4)],
    )
    near = {one.code: one for one in api.panels(HOUSE, FILES, "kk")}
    names = [line[0] for line in near["repeats"].table[1]]
    assert names[0] == "Автостанция" and "Абай к-сі 12" in names and names[1:] != names[:1]
    assert sum(name.startswith("50.0050, 70.0090") for name in names) == 1, "coordinates where nobody wrote a name"
    assert any(line[0].endswith("· Автостанция") for line in near["map"].table[1])
    assert "Құпия" not in str([one.table for one in near.values()]), "a home is never named"
    far = {one.code: one for one in api.panels(world.actor("analyst").scope, FILES, "kk")}
    assert far.keys() == near.keys()


def test_the_map_shows_where_most_of_it_lies():
    random = np.random.default_rng(1)
    lon = np.concatenate([random.normal(71, 0.02, 950), random.uniform(69, 73, 50)])
    lat = np.concatenate([random.normal(51, 0.02, 950), random.uniform(50, 52, 50)])
    west, south, east, north = extent.most_of(lon, lat)
    inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    assert inside.mean() >= 0.9 and east - west < 0.2 and north - south < 0.2
    whole = extent.all_of(lon, lat)
    assert whole[2] - whole[0] > 3 and extent.most_of(lon[:1], lat[:1]) == (lon[0], lat[0], lon[0], lat[0])
    assert extent.most_of(lon[:0], lat[:0]) == (0, 0, 0, 0)


def test_two_towns_of_equal_weight_are_both_drawn():
    lon, lat = np.repeat([70.0, 72.0], 100), np.repeat([50.0, 51.0], 100)
    assert extent.most_of(lon, lat) == (70.0, 50.0, 72.0, 51.0)
