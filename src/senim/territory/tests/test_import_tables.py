"""Addresses, points and streets from files."""

import json
from datetime import date

import pytest
from shapely import box

from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.territory import actions, api
from senim.territory.domain import ImportKind, Level, PointKind
from senim.territory.importing.plan import Options
from senim.territory.models import Address, Point, Street, StreetWord
from senim.territory.tests import make

DAY = date(2024, 6, 8)
HEADER = "street_kk,street_ru,house,lon,lat,area\n"


@pytest.fixture
def city(db):
    region = make.area(Level.REGION)
    town = make.area(Level.CITY, make.area(Level.DISTRICT, region), code="351010000", name="Қарағанды қаласы")
    make.boundary(town, box(73, 49, 74, 50))
    beats = make.grid(town, 2, 73.1, 49.8)
    return town, beats


def check(kind, content, **options):
    run = actions.receive(actor=Actor.system(), kind=kind, name="t.csv", content=content,
                          options=Options(valid_from=DAY, **options))
    return actions.check(run_id=run.id)


def bring(kind, text, **options):
    content = text if isinstance(text, bytes) else text.encode()
    return actions.bring_in(actor=Actor.system(), kind=kind, name="t.csv", content=content, valid_from=DAY, **options)


def codes_of(run):
    return [(row, code) for row, code, _ in run.errors]


# --- addresses ------------------------------------------------------------------------------------------------------


def test_addresses_with_places_and_with_codes(city):
    town, beats = city
    run = bring(ImportKind.ADDRESSES, HEADER + "Абай даңғылы,проспект Абая,12,73.105,49.805,\n"
                "Абай даңғылы,проспект Абая,12/3,,,351010000\nГоголь көшесі,улица Гоголя,5,73.115,49.805,351010000\n")
    assert run.counts == {"new": 3, "changed": 0, "same": 0, "closed": 0}
    assert Street.objects.count() == 2
    assert set(StreetWord.objects.values_list("word", flat=True)) == {"абай", "абая", "гоголь", "гоголя"}
    house = Address.objects.get(house_key="12")
    assert (house.street.area, house.area) == (town, None)
    assert api.locate_address(house.id).area_id == beats[0].id
    assert api.locate_address(Address.objects.get(house_key="12/3").id).area_id is None, "four beats share the town"
    assert api.locate_address(10**9).why == "outside"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_as_offices_write_them(city, encoding, separator):
    rows = [["Улица", "Дом", "Долгота", "Широта"], ["улица Ерубаева", "44", '"73,105"', '"49,805"']]
    text = "\r\n".join(separator.join(cells) for cells in rows)
    bring(ImportKind.ADDRESSES, text.encode(encoding))
    assert Address.objects.get().lon == pytest.approx(73.105)
    assert Address.objects.get().street.name_ru == "улица Ерубаева"


def test_the_same_table_twice_and_a_corrected_place(city):
    text = HEADER + "Абай,,12,73.105,49.805,\nАбай,,14,73.106,49.805,\n"
    bring(ImportKind.ADDRESSES, text)
    assert bring(ImportKind.ADDRESSES, text).counts["same"] == 2
    run = bring(ImportKind.ADDRESSES, text.replace("73.106", "73.115"))
    assert (run.counts["changed"], run.counts["same"], Address.objects.count()) == (1, 1, 2)
    assert Address.objects.get(house_key="14").lon == pytest.approx(73.115)


def test_rows_of_addresses_that_are_wrong(city):
    run = check(ImportKind.ADDRESSES, (HEADER + "\n".join((
        ",,12,73.1,49.8,", "Абай,,,73.1,49.8,", "Абай,,үй,73.1,49.8,", "Абай,,1,,,", "Абай,,2,73.1,,",
        "Абай,,3,49.8,73.1,", "Абай,,4,8150000,6400000,", "Абай,,5,73.1,x,", "Абай,,6,,,999999999",
        "Абай,,7,60.0,45.0,", "Абай,,8,73.1,49.8,", "Абай,,8,73.1,49.8,", "улица,,9,73.1,49.8,",
        f"{'Ұ' * 161},,10,73.1,49.8,", "Абай,,11,2.3,48.8,"))).encode())
    assert codes_of(run) == [
        (2, "no_street"), (3, "no_house"), (4, "house_bad"), (5, "no_place"), (6, "half_place"), (7, "swapped"),
        (8, "projected"), (9, "number_bad"), (10, "area_unknown"), (11, "outside"), (13, "house_twice"),
        (14, "no_street"), (15, "too_long"), (16, "abroad")]
    with pytest.raises(Refused):
        bring(ImportKind.ADDRESSES, HEADER + ",,12,73.1,49.8,\n")
    assert not Address.objects.exists()


def test_the_beat_of_a_house_follows_a_moved_boundary(city):
    beats = city[1]
    bring(ImportKind.ADDRESSES, HEADER + "Абай,,12,73.105,49.805,\n")
    assert api.find_addresses("Абай 12")[0].area_id == beats[0].id
    beats[0].boundaries.update(valid_to=date(2024, 2, 1))
    beats[1].boundaries.update(valid_to=date(2024, 2, 1))
    make.boundary(beats[1], box(73.1, 49.8, 73.12, 49.81), date(2024, 2, 1))
    assert api.find_addresses("Абай 12")[0].area_id == beats[1].id


# --- points ---------------------------------------------------------------------------------------------------------

POINTS = ("code;kind;name_kk;name_ru;lon;lat;phone;hours\n"
          "P1;police_point;1-тірек пункті;УПП 1;73.105;49.805;+77212000001;mon-fri 09:00-13:00, 14:00-18:00\n"
          "P2;модульный пост;;Пост 2;73.115;49.815;;24/7\n")


def test_points_with_hours(city, frozen_clock):
    beats = city[1]
    bring(ImportKind.POINTS, POINTS)
    near = api.nearest_points(73.105, 49.806, 5)
    assert [(p.kind, p.names[0]) for p in near] == [
        (PointKind.POLICE_POINT, "1-тірек пункті"), (PointKind.MODULAR_POST, "Пост 2")]
    assert near[0].distance_m == pytest.approx(111.2, abs=0.2)
    assert [p.open_now for p in near] == [True, True]
    frozen_clock.move(hours=3.5)
    assert [p.open_now for p in api.nearest_points(73.105, 49.806)] == [False, True]
    assert [p.id for p in api.points_of(beats[0].id)] == [near[0].id]
    assert len(api.points_of(city[0].id)) == 2


def test_points_again_and_changed(city):
    bring(ImportKind.POINTS, POINTS)
    assert bring(ImportKind.POINTS, POINTS).counts["same"] == 2
    run = bring(ImportKind.POINTS, POINTS.replace("24/7", "сб 10:00-12:00"))
    assert (run.counts["changed"], run.counts["same"]) == (1, 1)
    assert Point.objects.get(code="P2").hours == {"sat": [["10:00", "12:00"]]}


def test_rows_of_points_that_are_wrong(city):
    run = check(ImportKind.POINTS, (
        b"code,kind,name_kk,lon,lat,hours,area\n,station,a,73.1,49.8,,\nP1,castle,a,73.1,49.8,,\nP2,station,,73.1,49.8,,\n"
        b"P3,station,a,,,,\nP4,station,a,73.1,49.8,soon,\nP5,station,a,73.1,49.8,,nowhere\nP6,station,a,73.1,49.8,,\n"
        b"P6,station,a,73.1,49.8,,\n"))
    assert codes_of(run) == [(2, "no_code"), (3, "kind_bad"), (4, "no_name"), (5, "half_place"), (6, "hours_bad"),
                             (7, "area_unknown"), (9, "code_twice")]


# --- streets --------------------------------------------------------------------------------------------------------


def line(coordinates, **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": "LineString", "coordinates": coordinates}}


def test_streets_are_gathered_from_their_pieces(city):
    content = json.dumps({"type": "FeatureCollection", "features": [
        line([[73.1, 49.8], [73.11, 49.8]], name="Абай даңғылы", highway="primary"),
        line([[73.11, 49.8], [73.12, 49.8]], name="Абай даңғылы", highway="secondary"),
        line([[73.1, 49.81], [73.11, 49.81]], name=["Гоголь көшесі", "Ленин көшесі"], highway="residential"),
        line([[73.1, 49.82], [73.11, 49.82]], highway="service"),
        line([[73.1, 49.83], [73.11, 49.83]], highway="footway"),
    ]}).encode()
    run = bring(ImportKind.STREETS, content)
    assert run.counts["new"] == 4
    main = Street.objects.get(key="абай дангылы")
    assert (main.rank, json.loads(main.geometry)["coordinates"]) == (1, [[[73.1, 49.8], [73.11, 49.8], [73.12, 49.8]]])
    assert Street.objects.get(key="#3").name_kk == ""
    assert bring(ImportKind.STREETS, content).counts["same"] == 4
    assert [street.name("kk") for street in api.streets_of(city[0].id)] == [
        "Абай даңғылы", "Гоголь көшесі", "Ленин көшесі"]


def test_lines_that_are_wrong(city):
    run = check(ImportKind.STREETS, json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [73, 49]}},
        line([[49.8, 73.1], [49.8, 73.2]]), line([[60, 45], [60.1, 45]]), "x",
    ]}).encode())
    assert codes_of(run) == [(1, "line_kind"), (2, "swapped"), (3, "outside"), (4, "shape_broken")]
