"""The real territory of Kazakhstan, imported as it is. Skipped where the data does not stand beside the project."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from senim.kernel.scoping import Actor
from senim.territory import actions, api
from senim.territory.domain import ImportKind, Level, Why
from senim.territory.models import Area

DATA = Path(__file__).resolve().parents[5] / "shared" / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real data (../shared/data) does not stand beside the project"),
]
DAY = date(2024, 6, 8)


def bring(name, kind=ImportKind.AREAS, **options):
    content = (DATA / name).read_bytes()
    return actions.bring_in(actor=Actor.system(), kind=kind, name=name, content=content, valid_from=DAY, **options)


@pytest.fixture
def kazakhstan():
    bring("kz_boundaries/kaz_adm1_2024_simplified.geojson", level="region", source="geokz, CC BY 4.0")
    bring("kz_boundaries/kaz_adm2_2024_simplified.geojson", level="district", source="geokz, CC BY 4.0")


def levels():
    return Counter(Area.objects.values_list("level", flat=True))


def test_regions_and_districts_in_full():
    for _time in ("once", "again"):
        regions_run = bring("kz_boundaries/kaz_adm1_2024.geojson", level="region", source="geokz, CC BY 4.0")
        districts_run = bring("kz_boundaries/kaz_adm2_2024.geojson", level="district", source="geokz, CC BY 4.0")
    assert regions_run.counts == {"new": 0, "changed": 0, "same": 20, "closed": 0}
    assert districts_run.counts == {"new": 0, "changed": 0, "same": 224, "closed": 0}
    # 18 of the 224 are parts of Astana (5), Almaty (8) and Shymkent (5).
    assert levels() == {"country": 1, "region": 20, "district": 206, "city_district": 18}
    regions = api.areas_list(Level.REGION)
    assert len(regions) == 20
    assert all(all(info.names) for info in regions)
    assert {len(info.code) for info in regions} == {9}
    found = api.locate(73.10, 49.80, DAY)
    assert [api.name_of(info, "kk") for info in api.ancestors(found.district_id)][-1] == "Қарағанды облысы"
    assert api.area(found.district_id).code == "351000000"
    assert found.why is Why.HOLE, "nobody has drawn beats yet"
    assert api.locate(37.6, 55.7, DAY).why is Why.OUTSIDE


@pytest.mark.parametrize(("name", "count", "city"), [
    ("kz_astana_osm/astana_districts_2024.geojson", 5, "710000000"),
    ("kz_city_districts/almaty_districts_2024.geojson", 8, "750000000"),
    ("kz_city_districts/shymkent_districts_2024.geojson", 5, "790000000"),
])
def test_districts_of_the_great_cities(name, count, city):
    bring("kz_boundaries/kaz_adm1_2024_simplified.geojson")
    run = bring(name)
    parts = Area.objects.filter(parent__code=city)
    assert (run.counts["new"], parts.count()) == (count, count)
    assert set(parts.values_list("level", flat=True)) == {"city_district"}


def test_the_classifier_finds_its_places_among_the_boundaries(kazakhstan):
    run = bring("kz_kato/kato_2026-07-17.csv.gz")
    assert run.counts["new"] + run.counts["same"] + run.counts["changed"] == 15_594
    assert Area.objects.filter(path="").count() == 0
    assert levels()["region"] == 20
    assert bring("kz_kato/kato_2026-07-17.csv.gz").counts["same"] == 15_594
    bring("kz_population/population_regions_2023-01-01.csv")
    assert api.area_by_code("100000000").population == 610_189
    assert api.area_by_code("100000000").names[0] == "Абай облысы"


def test_streets_of_a_real_city(kazakhstan):
    run = bring("kz_aktau_osm/aktau_roads.geojson", ImportKind.STREETS)
    assert run.counts["new"] > 50
    names = [street.name("kk") for street in api.streets_of(api.area_by_code("471000000").id)]
    assert "Сәтбаев көшесі" in names


def test_an_old_and_a_new_map_of_the_regions_are_two_versions():
    actions.bring_in(actor=Actor.system(), kind=ImportKind.AREAS, name="2018", valid_from=date(2018, 1, 1),
                     content=(DATA / "kz_boundaries/kaz_adm1_2018.geojson").read_bytes(), level="region")
    bring("kz_boundaries/kaz_adm1_2024.geojson", level="region")
    semey = (80.23, 50.42)
    before, after = (api.locate(*semey, day).region_id for day in (date(2020, 1, 1), DAY))
    assert api.area(before).names[2] == "East Kazakhstan"
    assert api.area(after).names[2] == "Abay"
