"""The invented land has exactly the size it promises, and its beats fit together without a gap but one."""

import hashlib
import math
import re
from collections import Counter

import pytest
from shapely.geometry import Point, Polygon
from shapely.ops import unary_union

from senim.demo.geography import CITY, COUNTRY, DISTRICT, REGION, RURAL, Geography, build
from senim.demo.geography.plane import length, share, to_metres
from senim.demo.geography.street_names import decline


@pytest.fixture(scope="module")
def land() -> Geography:
    return build()


def polygons(land: Geography, level: str) -> dict[str, Polygon]:
    return {area.code: Polygon(area.rings[0]) for area in land.of_level(level)}


def test_beats_are_called_by_number_in_one_form(land):
    """As the glossary says it: № 5 учаске, участок № 5, beat No. 5."""
    number = {"kk": r", № (\d+) учаске$", "ru": r", участок № (\d+)$", "en": r", beat No\. (\d+)$"}
    for beat in land.of_level("beat"):
        found = [re.search(form, getattr(beat.name, language)) for language, form in number.items()]
        assert all(found) and len({one[1] for one in found}) == 1, beat.name


def test_the_sector_has_132_streets_of_82_and_a_half_kilometres(land):
    streets = [street for street in land.streets if street.kind != "micro"]
    measured = sum(length([to_metres(*point) for point in street.points]) for street in streets)
    assert len(streets) == 132
    assert measured == pytest.approx(82_500, abs=50)
    assert sum(street.length_m for street in streets) == pytest.approx(82_500, abs=10)
    assert sum(street.kind == "micro" for street in land.streets) == 1


def test_the_length_holds_on_the_globe_too(land):
    def globe(a, b):
        lat = math.radians((a[1] + b[1]) / 2)
        dx, dy = math.radians(b[0] - a[0]) * math.cos(lat) * 6_386_000, math.radians(b[1] - a[1]) * 6_368_300
        return math.hypot(dx, dy)

    total = sum(globe(a, b) for s in land.streets for a, b in zip(s.points, s.points[1:], strict=False))
    assert total == pytest.approx(82_500, rel=0.003)


def test_apartment_houses_and_people_are_exact(land):
    storeys = Counter(house.storeys for house in land.houses)
    assert (storeys[9], storeys[5], storeys[2] + storeys[3] + storeys[4]) == (107, 212, 221)
    assert sum(count for floors, count in storeys.items() if floors > 1) == 540
    assert sum(house.residents for house in land.houses) == 97_536
    assert min(house.residents for house in land.houses + land.village_houses) >= 1


def test_thirty_beats_share_the_people_fairly(land):
    beats = land.of_level("beat")
    people = Counter()
    for house in land.houses + land.village_houses:
        people[house.beat] += house.residents
    assert len(beats) == 30
    assert {beat.code: beat.population for beat in beats} == dict(people)
    city = [beat.population for beat in beats if beat.parent == DISTRICT]
    assert len(city) == 24
    assert min(city) > 3_000
    assert max(city) < 5_200


def test_areas_add_up_to_what_lies_above_them(land):
    total = {area.code: area.population for area in land.lands}
    for parent, level in ((DISTRICT, "beat"), (RURAL, "beat"), (RURAL, "rural_district")):
        below = [area for area in land.of_level(level) if area.parent == parent]
        assert sum(area.population for area in below) == total[parent]
    assert total[CITY] == 97_536
    for okrug in land.of_level("rural_district"):
        villages = [area.population for area in land.of_level("settlement") if area.parent == okrug.code]
        assert sum(villages) == okrug.population


def test_boundaries_are_clean_partitions_with_one_small_hole(land):
    beats = list(polygons(land, "beat").values())
    assert all(beat.is_valid for beat in beats)
    union = unary_union(beats)
    assert sum(beat.area for beat in beats) == pytest.approx(union.area, rel=1e-12)
    gap = Polygon(land.land(REGION).rings[0]).difference(union)
    assert gap.geom_type == "Polygon"
    assert gap.symmetric_difference(Polygon(land.hole)).area < 1e-14
    assert gap.area < 0.01 * Polygon(land.land(DISTRICT).rings[0]).area


def test_rural_districts_partition_their_district_and_beats_unite_them(land):
    okrugs = polygons(land, "rural_district")
    district = Polygon(land.land(RURAL).rings[0])
    assert sum(okrug.area for okrug in okrugs.values()) == pytest.approx(district.area, rel=1e-12)
    united = [beat for beat in land.of_level("beat") if len(beat.members) > 1]
    assert sorted(len(beat.members) for beat in united) == [2, 3]
    for beat in united:
        assert Polygon(beat.rings[0]).area == pytest.approx(sum(okrugs[code].area for code in beat.members))
    assert sorted(code for beat in land.of_level("beat") for code in beat.members) == sorted(okrugs)


def test_every_house_and_place_stands_inside_its_beat(land):
    beats = polygons(land, "beat")
    lost = [
        thing.key
        for thing in (*land.houses, *land.village_houses, *land.places)
        if thing.beat and not beats[thing.beat].contains(Point(thing.lon, thing.lat))
    ]
    assert lost == []
    nobodys = [place for place in land.places if not place.beat]
    assert [place.key for place in nobodys] == ["freight"]
    assert Polygon(land.hole).contains(Point(nobodys[0].lon, nobodys[0].lat))


def test_addresses_are_unique(land):
    houses = land.houses + land.village_houses
    assert len({house.key for house in houses}) == len(houses)
    assert len({(house.street_key, house.number) for house in houses}) == len(houses)


def test_codes_are_unique_and_outside_the_classifier(land):
    codes = [area.code for area in land.lands]
    assert len(set(codes)) == len(codes)
    invented = [code for code in codes if code[0].isdigit() and code != COUNTRY]
    assert all(code.startswith("99") and len(code) == 9 for code in invented)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_land(land):
    def digest(one):
        return hashlib.sha256(repr(one).encode()).hexdigest()

    assert digest(build.__wrapped__(land.seed)) == digest(land)
    assert digest(build.__wrapped__(land.seed + 1)) != digest(land)


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6, 2027])
def test_other_seeds_keep_the_size(seed):
    other = build.__wrapped__(seed)
    assert sum(house.residents for house in other.houses) == 97_536
    assert sum(street.length_m for street in other.streets) == pytest.approx(82_500, abs=50)
    assert len(other.of_level("beat")) == 30


def test_phones_of_points_lead_nowhere(land):
    assert land.points
    assert all(point.phone.startswith("+7 000 ") for point in land.points)


def test_sharing_keeps_the_total():
    assert share(10, [1, 1, 1]) == [4, 3, 3]
    assert sum(share(97_536, [0.1, 7, 3.3])) == 97_536


@pytest.mark.parametrize(
    ("name", "gender", "forms"),
    [
        ("Степной", "m", ("Степной", "Степном", "Степному")),
        ("Школьный", "f", ("Школьная", "Школьной", "Школьной")),
        ("Весенний", "m", ("Весенний", "Весеннем", "Весеннему")),
        ("Тихий", "f", ("Тихая", "Тихой", "Тихой")),
    ],
)
def test_russian_street_adjectives_are_declined(name, gender, forms):
    assert decline(name, gender) == forms
