"""The command line: the same checks, the same sentences, an exit code that scripts can trust."""

import json
from io import StringIO

import pytest
import shapely
from django.core.management import CommandError, call_command
from shapely import box

from senim.territory import api, bench
from senim.territory.domain import Level
from senim.territory.models import Address, Area, Boundary, Point, Street
from senim.territory.tests import make


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    call_command(*arguments, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


@pytest.fixture
def town(db):
    town = make.area(Level.DISTRICT, make.area(Level.REGION), code="351000000")
    make.boundary(town, box(73, 49, 74, 50))
    return town


@pytest.fixture
def beats(tmp_path):
    file = tmp_path / "beats.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"no": f"B{n}", "name_kk": f"№ {n} учаске"},
         "geometry": json.loads(shapely.to_geojson(box(73 + n / 2, 49, 73.5 + n / 2, 50)))} for n in (0, 1)]}))
    return file


def test_beats_dry_and_wet(town, beats):
    arguments = ("import_areas", str(beats), "--level", "beat", "--from", "2024-06-08", "--map", "code=no")
    said = run(*arguments, "--dry-run")
    assert "New: 2; changed: 0; the same: 0; ended: 0; errors: 0." in said
    assert not Area.objects.filter(level=Level.BEAT).exists()
    assert "Applied." in run(*arguments)
    assert Boundary.objects.filter(area__level=Level.BEAT).count() == 2
    assert "the same: 2" in run(*arguments)


def test_errors_are_printed_and_nothing_is_written(town, tmp_path):
    file = tmp_path / "addresses.csv"
    file.write_text("street_kk,house,lon,lat\nАбай,12,49.8,73.1\nАбай,14,73.1,49.8\n")
    with pytest.raises(CommandError, match="ошибки"):
        run("import_addresses", str(file), "--language", "ru")
    assert not Address.objects.exists()
    said = run("import_addresses", str(file), "--skip-bad", "--language", "ru")
    assert "Строка 2: 49.80000, 73.10000: долгота и широта переставлены местами." in said
    assert Address.objects.count() == 1


def test_points_and_streets(town, tmp_path):
    points = tmp_path / "points.csv"
    points.write_text("code,kind,name_kk,lon,lat,hours\nP1,station,Бөлім,73.1,49.8,24/7\n")
    run("import_points", str(points))
    streets = tmp_path / "streets.geojson"
    streets.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "Абай"},
         "geometry": {"type": "LineString", "coordinates": [[73.1, 49.1], [73.2, 49.1]]}}]}))
    run("import_streets", str(streets), "--area", "351000000")
    assert (Point.objects.get().area, Street.objects.get().area) == (town, town)


def test_a_missing_file_is_one_line(db):
    with pytest.raises(CommandError, match="nowhere"):
        run("import_areas", "nowhere.geojson")


def test_the_check_exits_with_one_where_the_map_needs_work(town, beats):
    run("import_areas", str(beats), "--level", "beat", "--from", "2024-06-08", "--map", "code=no")
    assert api.check(lambda _area_id: True).is_clean
    make.area(Level.BEAT, town, code="LOST")
    with pytest.raises(CommandError, match="needs work") as error:
        run("check_territory")
    assert error.value.returncode == 1


def test_the_bench_measures_what_it_says(monkeypatch):
    assert bench.ROWS * bench.COLUMNS == 6000
    monkeypatch.setattr(bench, "ROWS", 6)
    found = bench.bench_locate(lookups=200)
    assert (found.beats, found.lookups) == (600, 200)
    assert 0 < found.p50_us <= found.p95_us
